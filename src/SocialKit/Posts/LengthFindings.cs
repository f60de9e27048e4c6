using SocialKit.Text;

namespace SocialKit.Posts;

/// <summary>Over the limit, close to it, empty, or counted against a limit that nobody has stated.</summary>
internal static class LengthFindings
{
    // A twentieth of the limit: enough for one more word, too little for a longer link or a changed name.
    private const int NearPart = 20;

    public static void Add(PostUnderCheck post)
    {
        var reading = post.Reading;
        if (string.IsNullOrWhiteSpace(post.Text))
            post.Add(FindingCodes.Empty, Severity.Error, "The post has no text.", "Write one.");
        else if (!reading.Count.Fits || reading.Second is { Fits: false })
            AddTooLong(post);
        else if (IsNear(reading.Count) || (reading.Second is { } second && IsNear(second)))
            AddNear(post, reading.Second is { } other && IsNear(other) && !IsNear(reading.Count) ? other : reading.Count);
        if (post.Context.Rules.Limits.AreAssumed)
        {
            post.Add(FindingCodes.LimitAssumed, Severity.Warning,
                $"The limit of {reading.Count.Limit:N0} is {post.Platform.Name}'s default; the server that you post from may set another.",
                "List the account with its server's limits in accounts.json.");
        }
    }

    /// <summary>True if <see cref="Add"/> has nothing to say.</summary>
    public static bool IsQuiet(ReadOnlySpan<char> text, in PostReading reading, PostLimits limits) =>
        reading.IsValid && !limits.AreAssumed && HasRoom(reading.Count) && (reading.Second is not { } second || HasRoom(second)) && !text.IsWhiteSpace();

    private static bool HasRoom(Measure measure) => measure.Fits && !IsNear(measure);

    private static void AddTooLong(PostUnderCheck post)
    {
        var reading = post.Reading;
        var over = reading.Count.Fits ? reading.Second!.Value : reading.Count;
        var span = new TextSpan(reading.FitsUntil, post.Text.Length);
        var links = over.Unit == CountUnit.WeightedCharacter && post.Entities.Exists(entity => entity.Kind == EntityKind.Link)
            ? " (a link counts the same however long)"
            : "";
        post.Add(FindingCodes.TooLong, Severity.Error,
            $"{over.Length:N0} of {over.Limit:N0} {Units(over.Unit)} on {post.Platform.Name}{links}; it overflows at \"{Excerpt(post.Text, reading.FitsUntil)}\".",
            $"Cut {over.Over:N0}.", span);
    }

    private static void AddNear(PostUnderCheck post, Measure measure)
    {
        var left = measure.Limit - measure.Length;
        post.Add(FindingCodes.NearLimit, Severity.Warning,
            $"{measure.Length:N0} of {measure.Limit:N0} {Units(measure.Unit)} on {post.Platform.Name}: {left:N0} left.",
            "Nothing has to be done; a translation or another word may not fit.");
    }

    private static bool IsNear(Measure measure) => measure.Limit - measure.Length < measure.Limit / NearPart;

    internal static string Units(CountUnit unit) => unit switch
    {
        CountUnit.Utf8Byte => "bytes",
        CountUnit.CodePoint => "code points",
        CountUnit.Utf16Unit => "UTF-16 units",
        _ => "characters",
    };

    private static string Excerpt(string text, int start)
    {
        var end = Math.Min(text.Length, start + 24);
        if (end < text.Length && char.IsLowSurrogate(text[end]))
            end--;
        return text[start..end].ReplaceLineEndings(" ") + (end < text.Length ? "…" : "");
    }
}
