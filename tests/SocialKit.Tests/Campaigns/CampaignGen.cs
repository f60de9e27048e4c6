using CsCheck;
using SocialKit.Campaigns;
using SocialKit.Testing;

namespace SocialKit.Tests.Campaigns;

/// <summary>Campaigns that nobody would write and the format must hold: signs of Markdown and YAML, emoji, right-to-left text, odd blanks.</summary>
internal static class CampaignGen
{
    private static readonly string[] Pieces =
    [
        "a", "B", "word", " ", "  ", "\t", "-", "- ", "#", "#tag", "# ", "##", ": ", ":", " #", "@", "@_name_", "*bold*", "`", "'", "\"", "\\", "\\n", "|", ">", "[x](y)", "{", "}", "{target}", "%", "&", "!", "!!str ",
        "~", "null", "true", "no", "1", "2026-12-31", "0x1F", ".5", "---", "...", "<!-- -->", "é", "e\u0301", "ش", "עברית", "\u202E", "\u200D", "\u200B", "\uFEFF", "\u00A0", "\u3000", "\u2028", "\u2029", "\u0085", "\u000B", "\f", "\u001B", "\u007F",
        "👩‍👩‍👧", "🏳️‍🌈", "🇰🇿", "中文", "\uFFFD", "\uFFFF", "\U0010FFFF", "\uE000", "https://a.example/?q=1#x", "?", "? ", "=", "<<", ",", "e-mail: x",
    ];

    private static readonly Gen<string> Line = Gen.OneOf(Pieces).Array[0, 6].Select(string.Concat);

    /// <summary>One line that is not empty: what a value in the front matter may be.</summary>
    public static Gen<string> Value { get; } = Line.Where(text => text.Length > 0);

    /// <summary>One line without blanks at its ends: what a list line may hold.</summary>
    private static readonly Gen<string> Item = Line.Select(text => text.Trim()).Where(text => text.Length > 0);

    /// <summary>Several lines, of which the first and the last say something and none is a heading.</summary>
    public static Gen<string> Text { get; } = Line.Array[0, 6].Select(lines => string.Join('\n', lines.Where(line => !line.StartsWith("# ", StringComparison.Ordinal))))
        .Select(text => string.Join('\n', text.Split('\n').SkipWhile(string.IsNullOrWhiteSpace).Reverse().SkipWhile(string.IsNullOrWhiteSpace).Reverse()));

    private static readonly Gen<string> Slug = Gen.OneOf("call", "thanks", "a", "b-2", "2019-x", "very-long-name-of-a-message");

    private static readonly Gen<string> AlphaHandle = Gen.OneOf("@a", "a", "@Name_1", "https://alpha.example/zed", "B2");

    private static readonly Gen<Contact> AnyContact = Gen.Select(Gen.OneOf(ContactKind.Address, ContactKind.Phone, ContactKind.Fax, ContactKind.Email, ContactKind.Web, ContactKind.Salutation), Item, (kind, value) => new Contact(kind, value));

    private static readonly Gen<Target> AnyTarget = Gen.Select(Item.Where(title => Slugs.From(title).Length > 0), Item.Null(), Gen.Bool, AnyContact.Array[0, 3], AlphaHandle.Null(), (title, name, copy, contacts, handle) =>
        new Target(title)
        {
            Name = name,
            CopyOnly = copy,
            Contacts = handle is null ? [.. contacts] : [.. contacts, new Contact(ContactKind.Handle, handle, FakePlatform.Alpha.Id)],
        });

    private static readonly Gen<FollowedAccount> Followed = Gen.Select(AlphaHandle, Item.Null(), (handle, consent) => new FollowedAccount(FakePlatform.Alpha.Id, handle) { Consent = consent });

    private static readonly Gen<MediaFile> Media = Gen.Select(Item.Where(file => !file.Any(c => c is '|' or '/' or '\\' or ':' || char.IsControl(c))), Slug.Array[0, 2], Item, (file, ids, alt) => new MediaFile(file, alt) { Messages = [.. ids] });

    private static readonly Gen<RepostRule> Rule = Gen.OneOf(
        Gen.Select(Gen.OneOf("hold-words", "Words", "NOT-words"), Item, (key, value) => new RepostRule(key, value)),
        Gen.Select(Gen.Int[1, 500], count => new RepostRule("per-day", count.ToString(System.Globalization.CultureInfo.InvariantCulture))),
        Gen.OneOf(new RepostRule("quiet-hours", "22:00-07:00"), new RepostRule("approval", "No"), new RepostRule("budget", "$0.50"), new RepostRule("hashtags", "#A, #Б"))).Where(rule => SocialKit.Reposts.RepostRuleLines.Problem(rule) is null);

    private static readonly Gen<Message> SourceMessage = Gen.Select(Slug, Text, Gen.Bool, Gen.Int[1, 3], (id, text, forAlpha, rotation) =>
        new Message(id, "en", text) { Platform = forAlpha ? FakePlatform.Alpha.Id : null, Rotation = rotation });

    private static readonly Gen<CampaignOption> Option = Gen.Select(Gen.Bool, Gen.OneOf("public", "quiet"), Item, Gen.OneOf<string?>(null, "en", "zh-Hant"), (isNote, visibility, note, language) =>
        new CampaignOption(FakePlatform.Alpha.Id, isNote ? "note" : "visibility", isNote ? note : visibility) { Language = language });

    private static readonly Gen<string> Hashtag = Item.Select(text => string.Concat(text.Where(c => c != '#' && !char.IsWhiteSpace(c)))).Where(tag => tag.Length > 0);

    /// <summary>Everything that stands in campaign.md.</summary>
    private static readonly Gen<Campaign> Head = Gen.Select(
        Gen.Select(Value, Value.Null(), Value.Null(), Value.Null()),
        Gen.Select(Gen.DateOnly.Nullable(), Gen.OneOf<string?>(null, "Asia/Almaty", "UTC"), Gen.DateTimeOffset.Nullable(), Gen.OneOf("kk", "zh-Hant", "no").Array[0, 3]),
        Gen.Select(AnyTarget.Array[0, 3], Hashtag.Array[0, 3], Followed.Array[0, 3]),
        Gen.Select(Media.Array[0, 3], Rule.Array[0, 3], Text.Null(), Option.Array[0, 3]),
        (words, times, people, rest) => new Campaign
        {
            Slug = "free-the-poet",
            Title = words.Item1,
            Person = words.Item2,
            Pronouns = words.Item3,
            Source = words.Item4,
            Deadline = times.Item1,
            TimeZone = times.Item2,
            Embargo = times.Item3,
            LetterLanguages = [.. times.Item4],
            Targets = [.. people.Item1.DistinctBy(target => target.Slug)],
            Hashtags = [.. people.Item2],
            Follow = [.. people.Item3.DistinctBy(account => FakePlatform.Alpha.Handles.TryParse(account.Value, out var handle) ? handle : null)],
            Media = [.. rest.Item1.DistinctBy(file => file.File.ToUpperInvariant())],
            RepostRules = [.. rest.Item2.DistinctBy(rule => rule.Key.ToUpperInvariant())],
            PostOptions = [.. rest.Item4.DistinctBy(option => (option.Name, option.Language))],
            About = About(rest.Item3),
        });

    public static Gen<Campaign> Campaign { get; } = Gen.Select(Head, SourceMessage.Array[0, 5], Text.Array[0, 5], Text.Null(), Text.Null(), (head, messages, translations, letter, translatedLetter) =>
    {
        var source = messages.DistinctBy(message => (message.Id, message.Rotation, message.Platform))
            .SelectMany((message, index) => Enumerable.Range(1, 1 + (index % 3)).Select(part => message with { Part = part }))
            .ToList();
        var letters = new[] { letter is null ? null : new Letter("en", letter), translatedLetter is null ? null : new Letter("kk", translatedLetter) };
        return head with
        {
            Messages = [.. source, .. source.Zip(translations, (message, text) => message with { Language = "kk", Text = text })],
            Letters = [.. letters.OfType<Letter>()],
        };
    });

    private static string? About(string? text) =>
        text is null or "" || text.Split('\n').Any(line => line.StartsWith("# ", StringComparison.Ordinal)) ? null : text;
}
