using System.Text;
using SocialKit.Reposts;

namespace SocialKit.Campaigns;

/// <summary>Refuses what the format has no way to write. Nothing is ever changed to make it fit: text is literal.</summary>
/// <exception cref="CampaignWriteException">Something would not be read back as it is.</exception>
internal sealed class Writable(Campaign campaign, PlatformSet platforms)
{
    public void Check()
    {
        OneLine(campaign.Title, "The title");
        OneLine(campaign.Person, "The person");
        OneLine(campaign.Pronouns, "The pronouns");
        OneLine(campaign.TimeZone, "The time zone");
        OneLine(campaign.Source, "The source");
        Language(campaign.SourceLanguage);
        foreach (var language in campaign.LetterLanguages)
            Language(language);
        var matter = CampaignKeys.OfCampaign.Sum(key => key.Length + (CampaignKeys.Written(campaign, key)?.Length ?? 0) + 4);
        Require(matter <= new CampaignLimits().MaxFrontMatterLength, "The front matter is too long to be read again.");
        CheckTargets();
        CheckHashtags();
        CheckFollow();
        CheckMedia();
        CheckOptions();
        CheckRules();
        if (campaign.About is not null)
            CheckText(campaign.About, "The about text", line => CampaignSections.IsSection(line, out _), mayBeEmpty: false);
        CheckTexts();
    }

    private void CheckTargets()
    {
        foreach (var target in campaign.Targets)
        {
            Item(target.Title, "A target's title");
            Require(target.Slug.Length > 0, $"The title '{target.Title}' gives no name for {{target:…}}; it needs a letter or a digit.");
            if (target.Name is not null)
                Item(target.Name, $"The name of '{target.Title}'");
            foreach (var contact in target.Contacts)
            {
                Item(contact.Value, $"A line of '{target.Title}'");
                Require(contact.Platform is not null == (contact.Kind == ContactKind.Handle), "A handle, and nothing else, has a platform.");
                if (contact.Platform is { } platform)
                    CheckHandle(platform, contact.Value);
            }
            NoTwins(target.Contacts.Where(contact => contact.Platform is not null), contact => contact.Platform, $"'{target.Title}' has two handles on one platform.");
        }
        NoTwins(campaign.Targets, target => target.Slug, "Two targets have one name.");
    }

    private void CheckHandle(PlatformId id, string written)
    {
        CheckPlatform(id);
        Require(!platforms.TryFind(id.Value, out var platform) || platform.Handles.TryParse(written, out _), $"'{written}' is no handle on {id}.");
    }

    private void CheckPlatform(PlatformId id) =>
        Require(platforms.Count > 0 ? platforms.TryFind(id.Value ?? "", out _) : Slugs.IsSlug(id.Value ?? ""), $"No platform is called '{id}'.");

    private void CheckHashtags()
    {
        foreach (var hashtag in campaign.Hashtags)
        {
            Item(hashtag, "A hashtag");
            Require(!hashtag.Any(c => c == '#' || char.IsWhiteSpace(c)), $"'{hashtag}' is no hashtag: it is one word, and its sign is not part of it.");
        }
    }

    private void CheckFollow()
    {
        foreach (var account in campaign.Follow)
        {
            Item(account.Value, "An account");
            CheckHandle(account.Platform, account.Value);
            if (account.Consent is not null)
                Item(account.Consent, $"The consent of {account.Value}");
        }
        NoTwins(campaign.Follow, Identity, "An account is listed twice.");

        Handle Identity(FollowedAccount account) =>
            platforms.TryFind(account.Platform.Value, out var platform) && platform.Handles.TryParse(account.Value, out var handle) ? handle : new Handle(account.Platform, account.Value);
    }

    private void CheckMedia()
    {
        foreach (var file in campaign.Media)
        {
            Item(file.File, "A picture's file");
            Require(MediaPath.IsInside(file.File, new CampaignLimits()), $"'{file.File}' is no path inside the media folder.");
            Require(file.Messages.All(name => Slugs.IsSlug(name.Split('+')[0]) && MessageHeading.Parse("# " + name) is { Rotation: 1, Platform: null }), $"A message id of '{file.File}' is none.");
            if (file.AltText.Length > 0)
                Item(file.AltText, $"The alternative text of '{file.File}'");
        }
        NoTwins(campaign.Media, file => file.File.ToUpperInvariant(), "A picture is listed twice.");
    }

    private void CheckOptions()
    {
        foreach (var option in campaign.PostOptions)
        {
            CheckPlatform(option.Platform);
            Item(option.Value, $"The option '{option.Name}'");
            if (option.Language is not null)
                Language(option.Language);
            Require(!platforms.TryFind(option.Platform.Value, out var platform)
                || platform.PostOptions.Any(rule => rule.Name == option.Name && (rule.Values.Count == 0 || rule.Values.Contains(option.Value))), $"{option.Platform} takes no option '{option.Name}' with that value.");
        }
        NoTwins(campaign.PostOptions, option => (option.Platform, option.Name, option.Language), "An option stands twice.");
    }

    private void CheckRules()
    {
        foreach (var rule in campaign.RepostRules)
        {
            Item(rule.Key, "A rule's key");
            Item(rule.Value, $"The rule '{rule.Key}'");
            Require(!rule.Key.Contains(':', StringComparison.Ordinal), $"The rule's key '{rule.Key}' holds a colon.");
            if (RepostRuleLines.Problem(rule) is { } problem)
                Require(false, problem.Reason);
        }
        NoTwins(campaign.RepostRules, rule => rule.Key.ToUpperInvariant(), "A rule stands twice.");
    }

    private void CheckTexts()
    {
        foreach (var message in campaign.Messages)
        {
            Language(message.Language);
            Require(Slugs.IsSlug(message.Id), $"'{message.Id}' is no message id: it has lower-case letters, digits and hyphens.");
            Require(MessageHeading.IsRotation(message.Rotation), $"The rotation of '{message.Id}' is not from 1 to 999.");
            Require(MessageHeading.IsPart(message.Part), $"The place of '{message.Id}' in its thread is not from 1 to 99.");
            if (message.Platform is { } platform)
                CheckPlatform(platform);
            CheckText(message.Text, $"The message '{message.Id}' in {message.Language}", MessageHeading.Starts, mayBeEmpty: true);
        }
        NoTwins(campaign.Messages, message => (message.Language, message.Id, message.Rotation, message.Part, message.Platform), "A message stands twice.");
        HashSet<(string, string, int, int, PlatformId?)> before = [];
        foreach (var message in campaign.Messages)
        {
            Require(message.Part == 1 || before.Contains((message.Language, message.Id, message.Rotation, message.Part - 1, message.Platform)), $"The thread '{message.Id}' has a post {message.Part} and none before it.");
            before.Add((message.Language, message.Id, message.Rotation, message.Part, message.Platform));
        }
        foreach (var letter in campaign.Letters)
        {
            Language(letter.Language);
            CheckText(letter.Text, $"The letter in {letter.Language}", _ => false, mayBeEmpty: true);
        }
        NoTwins(campaign.Letters, letter => letter.Language.ToUpperInvariant(), "Two letters are of one language.");
        NoTwins(campaign.Messages.Select(message => message.Language).Distinct(), language => language.ToUpperInvariant(), "Two languages differ only in capitals, and so would their files.");
    }

    private static void CheckText(string text, string what, Func<string, bool> isHeading, bool mayBeEmpty)
    {
        if (text.Length == 0 && mayBeEmpty)
            return;
        Characters(text, what);
        string[] lines = text.Split('\n');
        Require(!string.IsNullOrWhiteSpace(lines[0]) && !string.IsNullOrWhiteSpace(lines[^1]), $"{what} begins or ends with a blank line, or is blank; the format cannot keep that.");
        if (Array.Find(lines, line => isHeading(line)) is { } heading)
            throw new CampaignWriteException($"{what} has the line '{Quoted.Short(heading)}', which would be read as a heading. Begin the line with something else.");
        Require(lines.All(line => line.Length <= new CampaignLimits().MaxLineLength), $"{what} has a line that is too long to be read again.");
    }

    private static void OneLine(string? value, string what)
    {
        if (value is null)
            return;
        Require(value.Length > 0, $"{what} is empty; null is what means nothing.");
        Characters(value, what);
        Require(!value.Contains('\n', StringComparison.Ordinal), $"{what} has more than one line.");
    }

    private static void Item(string value, string what)
    {
        Require(value.Length > 0 && value == value.Trim(), $"{what} is empty, or begins or ends with a blank; the format cannot keep that.");
        Characters(value, what);
        Require(!value.Contains('\n', StringComparison.Ordinal), $"{what} has more than one line.");
        Require(value.Length <= new CampaignLimits().MaxLineLength / 2, $"{what} is too long.");
    }

    private static void Characters(string value, string what)
    {
        Require(!value.AsSpan().ContainsAny('\r', '\0'), $"{what} holds a carriage return or a NUL. Lines end with a line feed alone.");
        var rest = value.AsSpan();
        while (!rest.IsEmpty)
        {
            Require(Rune.DecodeFromUtf16(rest, out _, out var length) == System.Buffers.OperationStatus.Done, $"{what} holds half a character (a lone surrogate).");
            rest = rest[length..];
        }
    }

    private static void Language(string language) => Require(LanguageTag.IsOne(language), $"'{language}' is no language tag.");

    private static void NoTwins<T, TKey>(IEnumerable<T> items, Func<T, TKey> key, string message)
    {
        var seen = new HashSet<TKey>();
        Require(items.All(item => seen.Add(key(item))), message);
    }

    private static void Require(bool holds, string message)
    {
        if (!holds)
            throw new CampaignWriteException(message);
    }
}
