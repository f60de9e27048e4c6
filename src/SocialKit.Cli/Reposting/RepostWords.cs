using System.Text.Json;
using SocialKit.Cli.Json;
using SocialKit.Cli.Queue;
using SocialKit.Reposts;

namespace SocialKit.Cli.Reposting;

/// <summary>What happens while listed accounts are read, in words and in JSON. Nothing in it is a secret; whoever prints it cleans it.</summary>
internal static class RepostWords
{
    /// <summary>The stable code of what happened: <c>taken</c>, <c>waits</c>, <c>skipped</c>, <c>read</c>, <c>not-read</c>, <c>renamed</c>, <c>gone</c>, <c>reader-stopped</c>.</summary>
    public static string Code(RepostEvent happened) => happened.Decision?.Kind switch
    {
        DecisionKind.Taken => "taken",
        DecisionKind.Held => "waits",
        DecisionKind.Skipped => "skipped",
        _ => happened.Kind.Code(),
    };

    /// <summary><c>waits  X @org  @poet "…" https://…  It waits for a person's approval.</c></summary>
    public static string Of(RepostEvent happened, CliContext context)
    {
        List<string> parts = [Code(happened).Replace('-', ' '), $"{EntryWords.PlatformName(happened.Feed.Platform, context)} {happened.Feed.Account}", $"@{happened.Feed.Handle ?? happened.Feed.Listed}"];
        if (happened.Decision is { } decision)
            parts.Add($"{Short(decision.Text)}  {decision.Post.Url ?? decision.Post.Id}");
        if (happened.Reason is { } reason)
            parts.Add(reason);
        return string.Join("  ", parts);
    }

    /// <summary>The properties of what happened.</summary>
    public static void WriteProperties(Utf8JsonWriter json, RepostEvent happened)
    {
        json.WriteString("platform", happened.Feed.Platform.Value);
        json.WriteString("account", happened.Feed.Account);
        json.WriteString("campaign", happened.Feed.Campaign);
        json.WriteString("listed", happened.Feed.Listed);
        if (happened.Kind == RepostEventKind.Read)
            json.WriteNumber("posts", happened.Posts);
        if (happened.Decision is { } decision)
        {
            json.WriteString("post", decision.Post.Id);
            json.WriteIfAny("url", decision.Post.Url);
            json.WriteString("author", decision.Author);
            json.WriteString("text", decision.Text);
            json.WriteString("code", decision.Code);
        }
        json.WriteIfAny("reason", happened.Reason);
    }

    /// <summary>The beginning of a text on one line.</summary>
    public static string Short(string text, int most = 60)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= most ? line : line[..(char.IsHighSurrogate(line[most - 1]) ? most - 1 : most)] + "…";
    }
}
