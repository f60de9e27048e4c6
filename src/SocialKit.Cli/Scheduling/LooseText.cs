using System.Security.Cryptography;
using System.Text;
using SocialKit.Cli.Sources;
using SocialKit.Deliveries;

namespace SocialKit.Cli.Scheduling;

/// <summary>A text that belongs to no campaign, from a file or from stdin, as posts: checked like any other, without deadline, embargo or pictures.</summary>
internal static class LooseText
{
    private const int ShownOfHash = 12;

    /// <summary>The file's name; <c>stdin</c> for what came from there.</summary>
    public static string NameOf(Source.LooseText text) => text.Name == "-" ? "stdin" : Path.GetFileName(text.Name);

    /// <summary>What only a campaign has.</summary>
    /// <exception cref="UsageException">Something of that was asked for.</exception>
    public static void Refuse(SendWish wish)
    {
        List<string> problems = [];
        if (wish.Message is not null)
            problems.Add("A text has no messages to choose from with --message.");
        if (wish.Rotate)
            problems.Add("A single text cannot take turns with others (--rotate).");
        if (wish.EveryLanguage || wish.Languages.Count > 1)
            problems.Add("A text is in one language: name it with --lang.");
        if (wish.AfterDeadline is not null)
            problems.Add("A text has no deadline that --after-deadline could pass over.");
        if (problems.Count > 0)
            throw new UsageException($"{string.Join(" ", problems)} \"socialkit init SLUG\" makes a campaign.");
    }

    /// <summary>The posts of <paramref name="text"/>.</summary>
    public static PreparedPosts Prepare(Source.LooseText text, SourceCheck check, List<(Sender Sender, PostCheck Post)> posts, IEnumerable<Finding> findings, SendWish wish)
    {
        var language = wish.Languages.Count == 1 ? wish.Languages[0] : null;
        var message = wish.NamesByContent || text.Name == "-" ? $"text-{Hash(text.Text ?? "")}" : Path.GetFileName(text.Name);
        return new()
        {
            Source = check,
            Items = [.. posts.Select(pair => new PlanItem(pair.Sender.Account, message, language ?? "", [pair.Post.Check.Post with { Language = language ?? pair.Post.Check.Post.Language }]))],
            Findings = [.. findings.Concat(posts.SelectMany(pair => pair.Post.Check.Findings)).Distinct()],
        };
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..ShownOfHash];
}
