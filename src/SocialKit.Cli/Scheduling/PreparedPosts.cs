using System.Security.Cryptography;
using SocialKit.Campaigns;
using SocialKit.Cli.Sources;
using SocialKit.Deliveries;
using SocialKit.Posts;

namespace SocialKit.Cli.Scheduling;

/// <summary>The posts that were asked for, composed for each account and checked; nothing is stored yet.</summary>
internal sealed record PreparedPosts
{
    /// <summary>The campaign; null for a text that belongs to none, or if <see cref="Source"/> has errors.</summary>
    public Campaign? Campaign => Source.HasFileErrors ? null : Source.Campaign;

    /// <summary>What it is called when it is spoken of: the campaign's slug, or the text's file.</summary>
    public string Name => Source.Source is SocialKit.Cli.Sources.Source.LooseText text ? LooseText.NameOf(text) : Campaign?.Slug ?? "";

    /// <summary>How the files were read.</summary>
    public required SourceCheck Source { get; init; }

    /// <summary>What goes out.</summary>
    public ValueList<PlanItem> Items { get; init; } = [];

    /// <summary>What was found about these posts.</summary>
    public ValueList<Finding> Findings { get; init; } = [];

    /// <summary>The bytes of the pictures by their SHA-256.</summary>
    public IReadOnlyDictionary<string, byte[]> Pictures { get; init; } = new Dictionary<string, byte[]>();

    /// <summary>True if something must be mended first.</summary>
    public bool IsBlocked => Findings.Any(finding => finding.Severity != Severity.Warning);

    /// <summary>Composes and checks what <paramref name="wish"/> asks for.</summary>
    /// <exception cref="UsageException">It names something that is not there.</exception>
    public static PreparedPosts Of(SendWish wish, ValueList<Sender> senders, CliContext context)
    {
        var source = SourceFinder.FindOne(wish.Campaign, context);
        if (source is Source.LooseText)
            LooseText.Refuse(wish);
        List<(Sender Sender, PostCheck Post)> posts = [];
        List<Finding> findings = [];
        SourceCheck? first = null;
        foreach (var round in Rounds(senders))
        {
            var check = SourceCheck.Of(source, new Selection([.. round.Select(sender => sender.Platform)])
            {
                Accounts = [.. round.Select(sender => sender.Account)],
                Message = wish.Message,
                Languages = wish.Languages,
                SourceLanguageOnly = !wish.EveryLanguage,
                MustExist = true,
                Automated = wish.Automated,
                IgnoresTime = true,
            }, context);
            first ??= check;
            if (check.HasFileErrors)
                return new() { Source = check };
            findings.AddRange(check.Findings);
            posts.AddRange(check.Posts.Select(post => (round.Single(sender => sender.Platform.Id == post.Platform.Id), post)));
        }
        return source is Source.LooseText text ? LooseText.Prepare(text, first!, posts, findings, wish) : new Builder(first!, senders, wish.Rotate).Build(posts, findings);
    }

    // A check takes one account of each platform: the first of each, then the second of each …
    private static IEnumerable<List<Sender>> Rounds(ValueList<Sender> senders) => senders
        .GroupBy(sender => sender.Platform.Id)
        .SelectMany(group => group.Select((sender, index) => (sender, index)))
        .GroupBy(pair => pair.index, pair => pair.sender)
        .OrderBy(group => group.Key)
        .Select(group => group.ToList());

    private sealed class Builder(SourceCheck source, ValueList<Sender> senders, bool rotate)
    {
        private readonly Dictionary<string, byte[]> _pictures = [];
        private readonly List<Finding> _findings = [];

        public PreparedPosts Build(List<(Sender Sender, PostCheck Post)> posts, IEnumerable<Finding> about)
        {
            _findings.AddRange(about);
            var order = posts.Select(pair => (pair.Post.Message!.Language, pair.Post.Message.Id)).Distinct().ToList();
            var items = posts
                .GroupBy(pair => (pair.Sender, pair.Post.Message!.Language, pair.Post.Message.Id))
                // Message by message, and each from one account after the other.
                .OrderBy(group => order.IndexOf((group.Key.Language, group.Key.Id)))
                .ThenBy(group => senders.ToList().IndexOf(group.Key.Sender))
                .Select(group => Item(group.Key.Sender, group.Key.Id, group.Key.Language, [.. group.Select(pair => pair.Post)]))
                .ToValueList();
            return new()
            {
                Source = source,
                Items = items,
                Findings = [.. _findings.Distinct()],
                Pictures = _pictures,
            };
        }

        private PlanItem Item(Sender sender, string message, string language, List<PostCheck> variants)
        {
            // Texts that take turns where nobody asked them to: the first of them speaks.
            var used = variants
                .GroupBy(post => post.Message!.Rotation)
                .OrderBy(thread => thread.Key)
                .Take(rotate ? variants.Count : 1)
                .Select(thread => thread.OrderBy(post => post.Message!.Part).ToList())
                .ToList();
            _findings.AddRange(used.SelectMany(thread => thread).SelectMany(post => post.Check.Findings));
            _findings.AddRange(used.SelectMany(thread => thread).Select(post => ScheduleFindings.ByHand(post.Platform, post.Check.Post)).OfType<Finding>());
            var posts = used.Select(thread => thread.Select(WithPictures).ToList()).ToList();
            return new(sender.Account, message, language, [.. posts.Select(thread => thread[0])])
            {
                Replies = posts.Exists(thread => thread.Count > 1) ? [.. posts.Select(thread => thread.Skip(1).ToValueList())] : [],
            };
        }

        private Post WithPictures(PostCheck post) =>
            post.Check.Post is { Media.Count: > 0 } written ? written with { Media = [.. written.Media.Select(file => file with { Sha256 = Hash(post, file) })] } : post.Check.Post;

        private string? Hash(PostCheck post, MediaFile file)
        {
            // What stands against it was found when the campaign was checked.
            if (source.Pictures!.Sent(post, file) is not { } bytes)
                return null;
            var hash = Convert.ToHexStringLower(SHA256.HashData(bytes.Span));
            _pictures.TryAdd(hash, bytes.ToArray());
            return hash;
        }
    }
}
