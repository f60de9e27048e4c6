using System.Globalization;
using SocialKit.Cli.Sources;
using SocialKit.Posts;

namespace SocialKit.Cli.Preview;

/// <summary>The words that terminal and HTML share.</summary>
internal static class PreviewWords
{
    /// <summary>Where a post stands in its thread, behind a comma; empty if it stands alone.</summary>
    public static string Thread(PreviewMessage message) => message.Part is { } part ? string.Create(CultureInfo.InvariantCulture, $", post {part} of its thread") : "";

    /// <summary><c>227/280</c></summary>
    public static string Counter(Measure measure) => $"{Number(measure.Length)}/{Number(measure.Limit)}";

    /// <summary>What is counted: <c>characters, emoji and letters of most other scripts as 2; a link counts 23</c>.</summary>
    public static string Counted(PreviewCard card)
    {
        var reading = card.Post.Check.Reading;
        var words = Unit(reading.Count.Unit);
        if (card.CharactersPerLink is { } perLink)
            words += $"; a link counts {perLink}";
        if (reading.Second is { } second)
            words += $"; and {Counter(second)} {Unit(second.Unit)}";
        return words;
    }

    /// <summary>What is counted, in a few words.</summary>
    public static string Unit(CountUnit unit) => unit switch
    {
        CountUnit.WeightedCharacter => "characters by weight, emoji and many scripts as 2",
        CountUnit.Grapheme => "characters as readers see them",
        CountUnit.CodePoint => "Unicode code points",
        CountUnit.Utf16Unit => "UTF-16 units, most emoji as 2 or more",
        CountUnit.EmojiByByte => "characters, an emoji as its 4 bytes or more",
        _ => "bytes of UTF-8",
    };

    /// <summary>What becomes of a mention.</summary>
    public static string Fate(MentionFate fate) => fate switch
    {
        MentionFate.Notifies => "notifies",
        MentionFate.NotResolved => "not resolved offline",
        _ => "dead text here",
    };

    /// <summary><c>$0.015 …</c></summary>
    public static string Cost(Price price) => $"{Money(price.Amount, price.Currency)} {price.For} (price of {Day(price.AsOf)})";

    /// <summary><c>$0.015</c>, or <c>0.015 EUR</c></summary>
    public static string Money(decimal amount, string currency)
    {
        var written = amount.ToString("0.00##", CultureInfo.InvariantCulture);
        return currency == "USD" ? "$" + written : $"{written} {currency}";
    }

    /// <summary><c>21 May 2019</c></summary>
    public static string Day(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary><c>Tue 21 May 2019 23:59</c></summary>
    public static string Minute(DateTimeOffset time) => time.ToString("ddd d MMM yyyy HH:mm", CultureInfo.InvariantCulture);

    /// <summary>Whose clock: <c>Asia/Almaty, the target's</c>.</summary>
    public static string Clock(PreviewClock clock) => clock.Whose.Length == 0 ? clock.Zone : $"{clock.Zone}, {clock.Whose}";

    /// <summary>Who posts: <c>@handle</c>, or that nobody is known.</summary>
    public static string Poster(PostCheck post)
    {
        if (post.Account is not { } account)
            return "no account yet";
        var handle = post.Platform.Handles.TryParse(account.Handle, out var parsed) ? post.Platform.Handles.Mention(parsed) : account.Handle;
        return account.Name is { } name ? $"{name} {handle}" : handle;
    }

    /// <summary>How far a campaign is translated, one line: <c>en; kk not translated yet</c>.</summary>
    public static string Languages(ValueList<PreviewLanguage> languages) => string.Join("; ", languages.Select(language =>
        language.Translated == 0 ? $"{language.Language} not translated yet"
        : language.Translated < language.Total ? $"{language.Language} {language.Translated} of {language.Total} messages"
        : language.Language));

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
