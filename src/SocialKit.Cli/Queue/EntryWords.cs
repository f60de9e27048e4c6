using System.Globalization;
using System.Text;
using SocialKit.Cli.Terminal;
using SocialKit.Deliveries;
using Spectre.Console;

namespace SocialKit.Cli.Queue;

/// <summary>The words in which every command about the queue speaks of an entry.</summary>
internal static class EntryWords
{
    /// <summary>Where it stands: <c>awaiting approval</c>.</summary>
    public static string Of(DeliveryState state) => state.Name().Replace('_', ' ');

    /// <summary>The colour of a state; the word always stands beside it.</summary>
    public static Style Style(DeliveryState state) => state switch
    {
        DeliveryState.Sent => new(Color.Green),
        DeliveryState.Scheduled or DeliveryState.Sending => Spectre.Console.Style.Plain,
        DeliveryState.AwaitingApproval or DeliveryState.Draft => new(Color.Olive),
        DeliveryState.Unclear or DeliveryState.Held or DeliveryState.Failed => new(Color.Red),
        _ => new(decoration: Decoration.Dim),
    };

    /// <summary>True if nothing happens to it before a person did something.</summary>
    public static bool NeedsAPerson(DeliveryState state) => state is DeliveryState.Held or DeliveryState.Failed or DeliveryState.AwaitingApproval or DeliveryState.Draft;

    /// <summary>What is done, in a word: <c>publish</c>, <c>repost</c> or <c>delete</c>.</summary>
    public static string Name(Act act) => act switch
    {
        Act.Publish => "publish",
        Act.Repost => "repost",
        _ => "delete",
    };

    /// <summary>What is said, or what is done to which post: on several lines where the text has several.</summary>
    public static string Said(Act act) => act switch
    {
        Act.Publish publish => publish.Post.Text,
        Act.Repost { Seen: { } seen } repost => $"repost of @{seen.Author.Name}: {(seen.Warning is { Length: > 0 } warning ? $"({warning}) " : "")}{seen.Text}\n{repost.Original.Url ?? repost.Original.Id}",
        Act.Repost repost => $"repost of {repost.Original.Url ?? repost.Original.Id}",
        Act.Delete delete => $"deletion of {delete.Post.Url ?? delete.Post.Id}",
        _ => "",
    };

    /// <summary>The beginning of <see cref="Said"/> on one line, clean, at most <paramref name="cells"/> columns wide.</summary>
    public static string Start(Act act, int cells)
    {
        // Only as much is looked at as can be shown: a text may have thousands of characters, and a list thousands of texts.
        var said = Said(act);
        if (said.Length > cells * 8)
            said = said[..(char.IsHighSurrogate(said[cells * 8 - 1]) ? cells * 8 - 1 : cells * 8)] + "…";
        var line = TerminalText.Clean(string.Join(' ', said.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
        var (cut, width) = (new StringBuilder(), 0);
        for (var at = 0; at < line.Length;)
        {
            var length = StringInfo.GetNextTextElementLength(line.AsSpan(at));
            var wide = line.Substring(at, length).GetCellWidth();
            if (width + wide > cells - (at + length < line.Length ? 1 : 0))
                return cut.Append('…').ToString();
            cut.Append(line, at, length);
            (width, at) = (width + wide, at + length);
        }
        return cut.ToString();
    }

    /// <summary>The platform's name, or its id where this program does not know it.</summary>
    public static string PlatformName(PlatformId platform, CliContext context) => context.Platforms.TryFind(platform.Value, out var known) ? known.Name : platform.Value;

    /// <summary>The message of a key, such as <c>release in en</c>; the file's name, or a mark of the content, for a text that belongs to no campaign.</summary>
    public static string MessageOf(DeliveryKey key) => key.Value.Split('/') is { Length: 5 } parts ? parts[2].Length > 0 ? $"{parts[1]} in {parts[2]}" : parts[1] : key.Value;

    /// <summary>The account as its platform writes it: <c>@handle</c>.</summary>
    public static string Mention(Account account, CliContext context) =>
        context.Platforms.TryFind(account.Platform.Value, out var platform) && platform.Handles.TryParse(account.Handle, out var handle) ? platform.Handles.Mention(handle) : account.Handle;

    /// <summary>How it is known that a post is out.</summary>
    public static string Of(Confirmation confirmation) => confirmation switch
    {
        Confirmation.Response => "the platform's answer",
        Confirmation.ReadBack => "read back from the platform",
        Confirmation.Duplicate => "the platform named it when a repeat was refused",
        _ => "a person looked",
    };

    /// <summary>The stable code of <see cref="Confirmation"/> in JSON: <c>read_back</c>.</summary>
    public static string Code(Confirmation confirmation) => confirmation switch
    {
        Confirmation.Response => "response",
        Confirmation.ReadBack => "read_back",
        Confirmation.Duplicate => "duplicate",
        _ => "person",
    };

    /// <summary>A stretch of time in its largest unit and the next: <c>2 h 5 min</c>, <c>3 d 4 h</c>, <c>12 s</c>.</summary>
    public static string Of(TimeSpan stretch)
    {
        stretch = stretch.Duration();
        return stretch switch
        {
            { TotalDays: >= 1 } => Two((long)stretch.TotalDays, "d", stretch.Hours, "h"),
            { TotalHours: >= 1 } => Two(stretch.Hours, "h", stretch.Minutes, "min"),
            { TotalMinutes: >= 1 } => Two(stretch.Minutes, "min", stretch.Seconds, "s"),
            _ => $"{stretch.Seconds} s",
        };

        static string Two(long large, string unit, int small, string smallUnit) => small == 0 ? $"{large} {unit}" : $"{large} {unit} {small} {smallUnit}";
    }

    /// <summary><c>1 post</c>, <c>1,200 posts</c>.</summary>
    public static string Count(long count, string one, string many) => $"{count.ToString("N0", CultureInfo.InvariantCulture)} {(count == 1 ? one : many)}";

    /// <summary><c>2 scheduled, 1 held</c>: the states in their order, each that there is.</summary>
    public static string Counts(IEnumerable<DeliveryState> states) =>
        string.Join(", ", states.CountBy(state => state).OrderBy(pair => pair.Key).Select(pair => $"{pair.Value.ToString("N0", CultureInfo.InvariantCulture)} {Of(pair.Key)}"));
}
