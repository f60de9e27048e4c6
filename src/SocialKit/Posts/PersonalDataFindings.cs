using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using SocialKit.Campaigns;
using SocialKit.Text;

namespace SocialKit.Posts;

/// <summary>What could lead somebody to a person's door or telephone.</summary>
internal static partial class PersonalDataFindings
{
    private const int ShortestNumber = 8;
    private const int LongestNumber = 15; // ITU-T E.164

    // The words for a street in StreetAddress, for a quick look; apart, because only values that begin in ASCII are searched for many at a time.
    private static readonly SearchValues<string> Streets = SearchValues.Create(
        ["Street", "St.", "Road", "Rd.", "Avenue", "Ave.", "Lane", "Boulevard", "Blvd", "Square", "rue ", "avenue ", "boulevard ", "place ",
         "Calle", "Avenida", "Rua", "Prospect", "Prospekt", "straße", "strasse", "gasse", "platz"],
        StringComparison.Ordinal);

    // Looked for one by one: a search for many values beyond ASCII at once takes longer than five searches.
    private static readonly string[] CyrillicStreets = ["ул.", "улица", "проспект", "пр.", "көшесі"];

    public static void Add(PostUnderCheck post)
    {
        var text = post.Text;
        var emails = new EmailScanner(text);
        while (emails.MoveNext())
            AddFound(post, emails.Current, "an e-mail address", ContactKind.Email);
        if (!MayHaveNumber(text, CollectionsMarshal.AsSpan(post.Entities)))
            return;
        foreach (var match in TelephoneNumber().EnumerateMatches(text))
        {
            var span = new TextSpan(match.Index, match.Index + match.Length);
            if (IsTelephone(span.Of(text)))
                AddFound(post, span, "a telephone number", ContactKind.Phone);
        }
        foreach (var match in StreetAddress().EnumerateMatches(text))
            AddFound(post, new(match.Index, match.Index + match.Length), "a street address", ContactKind.Address);
    }

    /// <summary>False if <see cref="Add"/> may have something to say: nothing here has the beginning of an e-mail address, a telephone number, or a word for a street beside a number.</summary>
    public static bool IsQuiet(ReadOnlySpan<char> text, TextMarks marks, ReadOnlySpan<Entity> entities) =>
        !(marks.HasAt && new EmailScanner(text).MoveNext()) && !(marks.HasDigit && MayHaveNumber(text, entities));

    // Whether there is the beginning of a telephone number, or a number and a word for a street.
    private static bool MayHaveNumber(ReadOnlySpan<char> text, ReadOnlySpan<Entity> entities)
    {
        var hasNumber = false;
        for (int at = 0, entity = 0, next; (next = text[at..].IndexOfAnyInRange('0', '9')) >= 0;)
        {
            var here = at + next;
            while (entity < entities.Length && entities[entity].End <= here)
                entity++;
            // A number in a link, a mention or a hashtag is part of that and leads nobody to a door.
            if (entity < entities.Length && entities[entity].Start <= here && entities[entity].Kind is EntityKind.Link or EntityKind.Mention or EntityKind.Hashtag)
            {
                at = entities[entity].End;
                continue;
            }
            hasNumber = true;
            // "+" or a leading zero, before which no word goes on.
            var start = here > 0 && text[here - 1] == '+' ? here - 1 : text[here] == '0' ? here : -1;
            if (start >= 0 && here + 1 < text.Length && (start == 0 || !ContinuesWord(text[start - 1])))
                return true;
            for (at = here + 1; at < text.Length && char.IsAsciiDigit(text[at]);)
                at++;
        }
        return hasNumber && (text.ContainsAny(Streets) || (text.ContainsAnyInRange('\u0400', '\u04FF') && HasCyrillicStreet(text)));
    }

    private static bool HasCyrillicStreet(ReadOnlySpan<char> text)
    {
        foreach (var street in CyrillicStreets)
        {
            if (text.Contains(street, StringComparison.Ordinal))
                return true;
        }
        return false;
    }

    private static bool ContinuesWord(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '#' or '@' or '+'
        || (c >= 0x80 && char.GetUnicodeCategory(c) is UnicodeCategory.LowercaseLetter or UnicodeCategory.UppercaseLetter or UnicodeCategory.OtherLetter);

    private static void AddFound(PostUnderCheck post, TextSpan span, string what, ContactKind kind)
    {
        foreach (var entity in post.EntitiesIn(span))
        {
            if (entity.Kind is EntityKind.Link or EntityKind.Mention or EntityKind.Hashtag)
                return;
        }
        if (IsListed(post.Context.Campaign, post[span], kind))
            return;
        post.Add(FindingCodes.PersonalData, Severity.Warning,
            $"\"{post[span]}\" looks like {what}; whoever it belongs to can be found with it.", "Take it out, unless it is public and meant to be used.", span);
    }

    // The target's own office is meant to be written to.
    private static bool IsListed(Campaign? campaign, string found, ContactKind kind)
    {
        if (campaign is null)
            return false;
        var bare = Bare(found);
        foreach (var contact in campaign.Targets.SelectMany(target => target.Contacts))
        {
            var same = contact.Kind == kind || (kind == ContactKind.Phone && contact.Kind == ContactKind.Fax);
            if (same && Bare(contact.Value).Contains(bare, StringComparison.Ordinal))
                return true;
        }
        return false;
    }

    private static string Bare(string value) => string.Concat(value.Where(char.IsLetterOrDigit)).ToUpperInvariant();

    private static bool IsTelephone(ReadOnlySpan<char> found)
    {
        var digits = 0;
        foreach (var c in found)
        {
            if (char.IsAsciiDigit(c))
                digits++;
        }
        // Without "+", "00" or a leading zero a row of digits is more often a sum, a date or a case number.
        return digits is >= ShortestNumber and <= LongestNumber && (found[0] is '+' || found.StartsWith("0") || found.StartsWith("(0")) && !LooksLikeDate().IsMatch(found);
    }

    [GeneratedRegex(@"(?<![\w#@+-])(?:\+|\(0|0)[0-9][0-9 ()\u00A0./-]{5,24}[0-9](?!\w)", RegexOptions.CultureInvariant)]
    private static partial Regex TelephoneNumber();

    [GeneratedRegex(@"^[0-9]{1,2}[./-][0-9]{1,2}[./-][0-9]{2,4}\z", RegexOptions.CultureInvariant)]
    private static partial Regex LooksLikeDate();

    // Every word has its longest: without one, a text of nothing but letters took its length's square. A number beside a word for a street, in the languages that campaigns are written in most.
    [GeneratedRegex(@"(?<!\w)(?:[0-9]{1,5}[A-Za-z]?,? (?:\p{Lu}[\p{L}'’.-]{0,40} ){1,3}(?:Street|St\.|Road|Rd\.|Avenue|Ave\.|Lane|Boulevard|Blvd\.?|Square)(?!\w)|[0-9]{1,5}(?: bis| ter)?,? (?:rue|avenue|boulevard|place) \p{L}{1,40}|(?:ул\.|улица|проспект|пр\.|көшесі|Calle|Avenida|Rua|Prospect|Prospekt) ?[\p{L} .'’-]{1,40},? ?(?:д\. ?|дом |№ ?)?[0-9]{1,5}|\p{Lu}\p{L}{0,40}(?:straße|strasse|gasse|platz) [0-9]{1,5})", RegexOptions.CultureInvariant)]
    private static partial Regex StreetAddress();
}
