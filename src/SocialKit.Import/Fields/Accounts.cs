using System.Text.RegularExpressions;
using SocialKit.Import.Labels;

namespace SocialKit.Import.Fields;

/// <summary>An account found in a document.</summary>
/// <param name="Platform">Where it is; null if the document does not say.</param>
/// <param name="Name">The name, without "@" and without the address.</param>
/// <param name="Written">As written: with "@", or as an address.</param>
/// <param name="At">Where it stands.</param>
internal sealed record FoundAccount(string? Platform, string Name, string Written, Slice At);

/// <summary>Finds accounts: addresses of profiles, names with "@", and bare names where a label says that accounts follow.</summary>
internal static partial class Accounts
{
    private static readonly string[] NotNames =
        ["hashtag", "search", "intent", "share", "sharer", "sharer.php", "home", "i", "login", "groups", "events", "pages", "profile.php", "watch", "explore", "p", "s", "c", "channel", "reel", "stories", "about", "help"];

    /// <summary>The accounts in <paramref name="slice"/>, in order, and the words beside them that are none.</summary>
    /// <param name="slice">Part of a line.</param>
    /// <param name="platform">The platform that a label names; null if none does.</param>
    /// <param name="bareNames">True where a word without "@" may be an account.</param>
    public static (ValueList<FoundAccount> Found, ValueList<string> Others) In(Slice slice, string? platform, bool bareNames)
    {
        var (found, others) = (new List<FoundAccount>(), new List<string>());
        // A name of two words is the name of a page, not an account, and running text is neither.
        bareNames &= !slice.Text.Contains('@', StringComparison.Ordinal) && Parted().Split(slice.Text).All(item => item.AsSpan().Trim().IndexOfAny(' ', '\u00A0') < 0);
        foreach (var (text, link) in Pieces(slice))
        {
            if (link is not null && OfAddress(link) is { } linked)
            {
                found.Add(new FoundAccount(linked.Platform, linked.Name, text.StartsWith('@') ? text : link, slice));
                continue;
            }
            foreach (var word in text.Split([' ', '\u00A0', '\t', ',', ';', '|'], StringSplitOptions.RemoveEmptyEntries))
            {
                if (Of(word, platform, bareNames) is { } account)
                    found.Add(account with { At = slice });
                else if (!IsConnecting(word))
                    others.Add(word);
            }
        }
        return ([.. found], [.. others]);
    }

    /// <summary>The account whose profile is at <paramref name="address"/>; null if it is no profile's address.</summary>
    public static (string Platform, string Name)? OfAddress(string address)
    {
        var rest = address.AsSpan().Trim();
        foreach (var scheme in (ReadOnlySpan<string>)["https://", "http://"])
        {
            if (rest.StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
            {
                rest = rest[scheme.Length..];
                break;
            }
        }
        var end = rest.IndexOfAny('?', '#');
        var parts = (end < 0 ? rest : rest[..end]).ToString().Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length < 2)
            return null;
        var host = parts[0].ToLowerInvariant();
        foreach (var prefix in (ReadOnlySpan<string>)["www.", "m.", "mobile."])
            host = host.StartsWith(prefix, StringComparison.Ordinal) ? host[prefix.Length..] : host;
        // How each platform addresses a profile, as its own pages do (2026-11).
        var (platform, at, last) = host switch
        {
            "twitter.com" or "x.com" => ("x", 1, true),
            "facebook.com" or "fb.com" => ("facebook", 1, false),
            "instagram.com" => ("instagram", 1, true),
            "threads.net" or "threads.com" => ("threads", 1, true),
            "bsky.app" when parts[1] == "profile" => ("bluesky", 2, true),
            "t.me" => ("telegram", 1, true),
            "linkedin.com" when parts[1] is "company" or "in" or "school" => ("linkedin", 2, false),
            "youtube.com" when parts[1].StartsWith('@') => ("youtube", 1, false),
            "tiktok.com" when parts[1].StartsWith('@') => ("tiktok", 1, true),
            "vk.com" => ("vk", 1, true),
            _ => ("", 0, false),
        };
        if (at == 0 || parts.Length <= at || (last && parts.Length > at + 1))
            return null;
        var name = parts[at].TrimStart('@');
        return Name().IsMatch(name) && !NotNames.Contains(name.ToLowerInvariant()) ? (platform, name) : null;
    }

    private static FoundAccount? Of(string word, string? platform, bool bareNames)
    {
        var written = word.Trim('(', ')', '"', '\u201C', '\u201D', ':', '<', '>').TrimEnd('.', '!', '?');
        if (OfAddress(written) is { } linked)
            return new FoundAccount(linked.Platform, linked.Name, written, null!);
        var name = written.StartsWith('@') || written.StartsWith('\uFF20') ? written[1..] : bareNames ? written : "";
        var host = name.IndexOf('@', StringComparison.Ordinal);
        if (host > 0 && written[0] == '@')
            return Name().IsMatch(name[..host]) && name.IndexOf('.', host) > 0 && Name().IsMatch(name[(host + 1)..]) ? new FoundAccount("mastodon", name, written, null!) : null;
        if (name.Length == 0 || !Name().IsMatch(name) || IsNothing(name) || (platform == "x" && !XName().IsMatch(name)))
            return null;
        return new FoundAccount(platform, name, written, null!);
    }

    /// <summary>True for what a table writes where there is no account.</summary>
    public static bool IsNothing(string text) => text.Trim().ToLowerInvariant() is "" or "n/a" or "na" or "none" or "-" or "\u2013" or "\u2014";

    private static bool IsConnecting(string word) => word.Trim('.', ':').ToLowerInvariant() is "" or "and" or "et" or "y" or "und" or "&" or "/" or "or" or "\u0438" or "e" or "n/a";

    private static IEnumerable<(string Text, string? Link)> Pieces(Slice slice)
    {
        var (at, pending) = (0, 0);
        string? link = null;
        foreach (var run in slice.Line.Runs)
        {
            // An escape or a bold letter parts runs, not names.
            if (run.Link != link)
            {
                if (Piece(pending, at) is { } piece)
                    yield return (piece, link);
                (pending, link) = (at, run.Link);
            }
            at += run.Text.Length;
        }
        if (Piece(pending, at) is { } last)
            yield return (last, link);

        string? Piece(int from, int to)
        {
            var (start, end) = (Math.Max(slice.Start, from), Math.Min(slice.End, to));
            return start < end ? slice.Line.Text[start..end] : null;
        }
    }

    [GeneratedRegex(@"[,;|/]| (?:and|et|y|und|e|\u0438|&|or|ou|o|oder) ")]
    private static partial Regex Parted();

    [GeneratedRegex(@"\A[\p{L}\p{Nd}_](?:[\p{L}\p{Nd}_.-]{0,98}[\p{L}\p{Nd}_-])?\z")]
    private static partial Regex Name();

    // X: 1 to 15 of these; the fifteenth was the limit of names in 2026-11 and before.
    [GeneratedRegex(@"\A[A-Za-z0-9_]{1,15}\z")]
    private static partial Regex XName();
}
