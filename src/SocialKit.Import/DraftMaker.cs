using SocialKit.Campaigns;
using SocialKit.Import.Fields;
using SocialKit.Import.Labels;

namespace SocialKit.Import;

/// <summary>Makes a campaign for a person to review out of the fields of a document.</summary>
/// <remarks>
/// Messages are called <c>message-1</c>, <c>message-2</c> and so on. A text for a stated platform is a variant of the only text for all
/// platforms where there is exactly one of each; else it has an id of its own. A text in another language than the document's shares the id
/// of the text at the same place in the document's language, where both lists are equally long.
/// </remarks>
internal sealed class DraftMaker(PlatformSet platforms, Notes notes)
{
    // What campaign folders take is far more; a contact or a paragraph of this length is none.
    private const int LongestItem = 1_000;
    private const int LongestLine = 60_000;

    public Campaign Make(Extraction fields)
    {
        var stem = Path.GetFileNameWithoutExtension(fields.File);
        var language = fields.Language ?? "en";
        if (fields.Language is null && (fields.Messages.Count > 0 || fields.Letter is not null))
            Doubt("language-assumed", fields.Letter ?? fields.Messages[0].Text, "The document does not tell its language, so English was taken.", "Rename the files of messages and letters if they are in another language.");
        return new Campaign
        {
            Slug = Slug(fields, stem),
            Title = fields.Title ?? (stem.Trim() is { Length: > 0 } name ? name : "Campaign"),
            Person = fields.Person,
            Pronouns = fields.Pronouns,
            Deadline = fields.Deadline,
            SourceLanguage = language,
            LetterLanguages = fields.Languages,
            Source = Source(fields),
            Targets = Targets(fields),
            Hashtags = [.. fields.Hashtags.Concat(fields.Messages.SelectMany(message => message.Hashtags)).Distinct(StringComparer.OrdinalIgnoreCase)],
            Follow = Follow(fields),
            About = About(fields),
            Messages = Messages(fields, language),
            Letters = fields.Letter is { } letter && Fits(letter, "letter", letter) ? [new Letter(language, letter)] : [],
        };
    }

    private static string Slug(Extraction fields, string stem)
    {
        var name = fields.Person ?? fields.Title ?? stem;
        var slug = Slugs.From(Folded.Fold(fields.Deadline is { } deadline ? $"{deadline.Year} {name}" : name));
        if (slug.Length > 80)
            slug = slug[..80].TrimEnd('-');
        return Slugs.IsSlug(slug) ? slug : "campaign";
    }

    /// <summary>"Urgent action, Kazakhstan, 2019": the kicker, the country of the first target's address or of the case, the deadline's year.</summary>
    private static string? Source(Extraction fields)
    {
        if (fields.Kicker is null && fields.Case is null)
            return null;
        var country = fields.Targets.Where(target => !target.IsCopy).SelectMany(target => target.Contacts)
            .Where(contact => contact.Kind == ContactKind.Address).Select(contact => Countries.AtEndOf(contact.Written)?.Name).FirstOrDefault(name => name is not null);
        var kicker = fields.Kicker is { Length: > 1 } text ? char.ToUpperInvariant(text[0]) + text[1..].ToLowerInvariant() : null;
        var parts = new[] { kicker, fields.Case ?? country, fields.Case is null ? fields.Deadline?.Year.ToString() : null }.OfType<string>().ToList();
        return parts.Count == 0 ? null : string.Join(", ", parts);
    }

    private ValueList<Target> Targets(Extraction fields)
    {
        var targets = new List<Target>();
        foreach (var target in fields.Targets)
        {
            var (office, name) = (Item(target.Title), Item(target.Name));
            var title = office ?? name ?? $"Target {targets.Count + 1}";
            title = Slugs.From(title).Length > 0 ? title : $"Target {targets.Count + 1}";
            // {target:slug} has to name one target.
            if (IsTaken(title) && office is not null && name is not null)
                title = $"{title} {name}";
            for (var number = 2; IsTaken(title); number++)
                title = $"{office ?? name ?? "Target"} {number}";
            var contacts = new List<Contact>();
            foreach (var contact in target.Contacts)
            {
                if (contact.Written.Length > LongestItem)
                    Doubt("left-out", contact.Written, $"A contact of {Notes.Quote(title)} is too long for one: \u201C{Notes.Quote(contact.Written)}\u201D.", "Add it by hand if it is one.");
                else if (contact.Kind != ContactKind.Handle)
                    contacts.Add(new Contact(contact.Kind, contact.Written.Trim()));
                else if (IsKnown(contact.Platform))
                    AddHandle(contacts, contact);
                else
                    Doubt("platform-unknown", contact.Normal ?? contact.Written, $"{Notes.Quote(title)} has the account {Notes.Quote(contact.Normal ?? contact.Written)} on {contact.Platform}, where campaigns cannot post.", "Nothing, unless you know another account of theirs.");
            }
            targets.Add(new Target(title) { Name = office is null ? null : name, CopyOnly = target.IsCopy, Contacts = [.. contacts] });
        }
        return [.. targets];

        bool IsTaken(string title) => targets.Any(known => known.Slug == Slugs.From(title));
    }

    // A tab may stand at the end of a cell; a folder's lines begin and end with a sign.
    private static string? Item(string? text) => text?.Trim() is { Length: > 0 and <= LongestItem } item ? item : null;

    private ValueList<FollowedAccount> Follow(Extraction fields)
    {
        var accounts = new List<FollowedAccount>();
        var known = new HashSet<Handle>();
        foreach (var account in fields.Follow)
        {
            if (account.Platform is null)
                continue;
            if (!IsKnown(account.Platform))
                Doubt("platform-unknown", account.Name, $"{Notes.Quote(account.Written)} is on {account.Platform}, where campaigns cannot repost.", "Nothing, unless you know another account of theirs.");
            else if (ReadHandle(account.Platform, account.Written, account.Name) is { } handle && known.Add(handle))
                accounts.Add(new FollowedAccount(handle.Platform, account.Written));
        }
        return [.. accounts];
    }

    /// <summary>The handle, as its platform reads it; null, with a finding, if the platform says that it is none.</summary>
    private Handle? ReadHandle(string platform, string written, string name)
    {
        if (platforms[new PlatformId(platform)].Handles.TryParse(written, out var handle))
            return handle;
        Doubt("not-an-account", name, $"\u201C{Notes.Quote(written)}\u201D is no handle on {platform}.", "Add the handle by hand.");
        return null;
    }

    private string? About(Extraction fields)
    {
        if (fields.About is not { } about)
            return null;
        // A heading of the first rank would begin a section of campaign.md.
        return Fits(about, "background", about[..Math.Max(0, about.IndexOf("\n\n", StringComparison.Ordinal))]) && !about.Split('\n').Any(IsHeading) ? about : null;
    }

    /// <summary>True if a text can stand in a campaign's file; else a finding says that it cannot.</summary>
    private bool Fits(string text, string what, string from)
    {
        var lines = text.Split('\n');
        if (lines.All(line => line.Length <= LongestLine) && !string.IsNullOrWhiteSpace(lines[0]) && !string.IsNullOrWhiteSpace(lines[^1]))
            return true;
        Doubt("left-out", from, $"The {what} has a line that is too long: \u201C{Notes.Quote(text)}\u201D.", "Break it into paragraphs in the document.");
        return false;
    }

    private static bool IsHeading(string line) => line.StartsWith("# ", StringComparison.Ordinal);

    // A target has one line a platform.
    private void AddHandle(List<Contact> contacts, ExtractedContact handle)
    {
        var platform = new PlatformId(handle.Platform!);
        if (ReadHandle(handle.Platform!, handle.Written, handle.Normal ?? handle.Written) is null)
            return;
        if (contacts.Any(contact => contact.Platform == platform))
            Doubt("left-out", handle.Normal ?? handle.Written, $"A target has one account a platform, so {Notes.Quote(handle.Written)} was left out.", "Make it a target of its own if it should be addressed.");
        else
            contacts.Add(new Contact(ContactKind.Handle, handle.Written, platform));
    }

    private ValueList<Message> Messages(Extraction fields, string language)
    {
        var usable = new List<ExtractedMessage>();
        foreach (var message in fields.Messages)
        {
            if (message.Text.Split('\n').Any(IsHeading))
                Doubt("left-out", message.Text, $"A line of this text begins with # and a blank, which would begin another message: \u201C{Notes.Quote(message.Text)}\u201D.", "Write the hashtag without a blank, and add the message by hand.");
            else if (!Fits(message.Text, "message", message.Text))
                continue;
            else if (message.Platform is null || IsKnown(message.Platform))
                usable.Add(message);
            else
                Doubt("platform-unknown", message.Text, $"A text for {message.Platform} was left out: \u201C{Notes.Quote(message.Text)}\u201D.", "Nothing, unless it suits another platform.");
        }
        var messages = new List<Message>();
        var own = usable.Where(message => IsIn(message, language)).ToList();
        var ids = new Dictionary<ExtractedMessage, string>(ReferenceEqualityComparer.Instance);
        var isVariant = own.Count(message => message.Platform is null) == 1
            && own.Where(message => message.Platform is not null).GroupBy(message => message.Platform).All(group => group.Count() == 1);
        foreach (var message in own)
        {
            var id = isVariant ? "message-1" : $"message-{ids.Count + 1}";
            ids.Add(message, id);
            messages.Add(new Message(id, language, message.Text) { Platform = Id(message.Platform) });
        }
        var next = isVariant ? 2 : ids.Count + 1;
        foreach (var group in usable.Where(message => !IsIn(message, language)).GroupBy(message => (message.Language, message.Platform)))
        {
            var others = group.ToList();
            var same = own.Where(message => message.Platform == group.Key.Platform).ToList();
            var isPaired = same.Count == others.Count;
            for (var i = 0; i < others.Count; i++)
            {
                var id = isPaired ? ids[same[i]] : $"message-{next++}";
                if (!isPaired)
                    messages.Add(new Message(id, language, "") { Platform = Id(group.Key.Platform) });
                messages.Add(new Message(id, group.Key.Language!, others[i].Text) { Platform = Id(group.Key.Platform) });
            }
            Doubt("translation-assumed", others[0].Text, isPaired
                ? $"The texts in {group.Key.Language} were taken for translations of those in {language}, by their order."
                : $"The texts in {group.Key.Language} have no counterpart in {language}, so each has an id of its own.", "Compare the messages side by side.");
        }
        return [.. messages];
    }

    private static bool IsIn(ExtractedMessage message, string language) => message.Language is null || message.Language == language;

    private static PlatformId? Id(string? platform) => platform is null ? null : new PlatformId(platform);

    private bool IsKnown(string? platform) => platform is not null && platforms.Any(known => known.Id.Value == platform);

    private void Doubt(string code, string from, string reason, string remedy) =>
        notes.Findings.Add(new Finding(code, Severity.Warning, reason, remedy) { Place = notes.PlaceOf(from) });
}
