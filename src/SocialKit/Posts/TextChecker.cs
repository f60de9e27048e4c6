using System.Buffers;
using System.Globalization;
using SocialKit.Text;

namespace SocialKit.Posts;

/// <summary>Checks one text after another exactly as each is written: nothing is composed, no link is shortened. It says what
/// <see cref="Checker"/> says, and allocates nothing for a text about which there is nothing to say.</summary>
/// <remarks>For one thread. Every check overwrites the last one's results.</remarks>
/// <param name="context">Where the texts go; a campaign has no place in it.</param>
/// <exception cref="ArgumentException"><paramref name="context"/> has a campaign or siblings.</exception>
public sealed class TextChecker(CheckContext context)
{
    private const int HashtagsReadWell = 12;

    private static readonly ValueList<Finding> Nothing = [];

    // What PersonalDataFindings takes for a word for a street.
    private static readonly SearchValues<string> Streets = SearchValues.Create(
        ["Street", "St.", "Road", "Rd.", "Avenue", "Ave.", "Lane", "Boulevard", "Blvd", "Square", "rue ", "avenue ", "boulevard ", "place ",
         "ул.", "улица", "проспект", "пр.", "көшесі", "Calle", "Avenida", "Rua", "Prospect", "Prospekt", "straße", "strasse", "gasse", "platz"],
        StringComparison.Ordinal);

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789");
    private static readonly SearchValues<char> Ats = SearchValues.Create("@\uFF20");

    private readonly CheckContext _context = context is { Campaign: null, Siblings.Count: 0 }
        ? context
        : throw new ArgumentException("A loose text belongs to no campaign.", nameof(context));

    private readonly List<Entity> _entities = [];
    private readonly List<TextSpan> _handles = [];

    /// <summary>How the platform counts the last text.</summary>
    public PostReading Reading { get; private set; }

    /// <summary>What the platform finds in the last text, in order.</summary>
    public IReadOnlyList<Entity> Entities => _entities;

    /// <summary>What a person should know about the last text, in its order.</summary>
    public ValueList<Finding> Findings { get; private set; } = Nothing;

    /// <summary>Checks <paramref name="text"/>.</summary>
    public void Check(ReadOnlySpan<char> text)
    {
        _entities.Clear();
        Reading = _context.Rules.Read(text, _entities);
        Findings = IsQuiet(text) ? Nothing : Checker.CheckAsWritten(text.ToString(), _context).Findings;
    }

    // True only if no check can have anything to say. Where it is not sure it says false: the checks themselves then look.
    private bool IsQuiet(ReadOnlySpan<char> text) =>
        IsQuietInLength(text)
        && Reading.InvalidAt < 0
        && !HiddenCharacters.MayBeIn(text)
        && !text.ContainsAny('[', '{')
        && text.IndexOf("___") < 0
        && AreQuietEntities(text)
        && IsQuietAboutHandles(text)
        && IsQuietAboutNumbers(text);

    private bool IsQuietInLength(ReadOnlySpan<char> text) =>
        Reading.IsValid
        && !_context.Rules.Limits.AreAssumed
        && HasRoom(Reading.Count)
        && (Reading.Second is not { } second || HasRoom(second))
        && !text.IsWhiteSpace();

    private static bool HasRoom(Measure measure) => measure.Fits && !LengthFindings.IsNear(measure);

    private bool AreQuietEntities(ReadOnlySpan<char> text)
    {
        var hashtags = 0;
        foreach (var entity in _entities)
        {
            var part = entity.Of(text);
            switch (entity.Kind)
            {
                case EntityKind.Hashtag:
                    hashtags++;
                    if (part.Length > HashtagsReadWell && !HasCapital(part))
                        return false;
                    break;
                case EntityKind.Link:
                    if (!System.Text.Ascii.IsValid(part) || part.StartsWith("http:", StringComparison.OrdinalIgnoreCase))
                        return false;
                    break;
                case EntityKind.Mention or EntityKind.List:
                    if (_context.Automated || (_context.Rules.Limits.LeadingMentionNarrowsAudience && text[..entity.Start].IsWhiteSpace()))
                        return false;
                    break;
                case EntityKind.Email:
                    return false;
            }
        }
        return hashtags <= _context.Rules.Limits.ManyHashtags;
    }

    private static bool HasCapital(ReadOnlySpan<char> word)
    {
        foreach (var c in word)
        {
            if (char.IsUpper(c))
                return true;
        }
        return false;
    }

    // No letter of another script in a handle, and nothing that could be an e-mail address.
    private bool IsQuietAboutHandles(ReadOnlySpan<char> text)
    {
        if (!text.ContainsAny(Ats))
            return true;
        for (int at = 0, next; (next = text[at..].IndexOf('@')) >= 0; at += next + 1)
        {
            if (at + next > 0 && text[at + next - 1] is var before && (char.IsLetterOrDigit(before) || before is '.' or '_' or '%' or '+' or '-'))
                return false;
        }
        _handles.Clear();
        WrittenHandles.Find(text, _handles);
        foreach (var handle in _handles)
        {
            if (!System.Text.Ascii.IsValid(handle.Of(text)))
                return false;
        }
        return true;
    }

    // No word for a street beside a number, and no digits that begin as a telephone number does.
    private static bool IsQuietAboutNumbers(ReadOnlySpan<char> text)
    {
        if (!text.ContainsAny(Digits))
            return true;
        for (int at = 0, next; (next = text[at..].IndexOfAny('0', '+')) >= 0; at += next + 1)
        {
            var here = at + next;
            if (here + 1 < text.Length && char.IsAsciiDigit(text[here + 1]) && (here == 0 || !ContinuesWord(text[here - 1])))
                return false;
        }
        return !text.ContainsAny(Streets);
    }

    private static bool ContinuesWord(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '#' or '@' or '+'
        || (c >= 0x80 && char.GetUnicodeCategory(c) is UnicodeCategory.LowercaseLetter or UnicodeCategory.UppercaseLetter or UnicodeCategory.OtherLetter);
}
