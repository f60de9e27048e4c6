using SocialKit.Reposts;

namespace SocialKit.Campaigns;

/// <summary>Reads <c>campaign.md</c>: the front matter and the sections.</summary>
internal sealed class CampaignFileParser(SourceText source, PlatformSet platforms, CampaignLimits limits, FindingLog log, PlaceBook places)
{
    /// <summary>The campaign without its messages and letters, and where its parts stand; null if the front matter has no beginning or no end.</summary>
    public (Campaign Campaign, CampaignLayout Layout)? Parse(string slug)
    {
        var matter = FrontMatter.Read(source, CampaignKeys.OfCampaign, limits, log);
        if (matter is null)
            return null;
        var campaign = ReadKeys(matter, slug);
        var sections = FindSections(matter.EndLine + 1);
        foreach (var section in sections)
            campaign = ReadSection(campaign, section);
        return (campaign, new CampaignLayout(matter, sections));
    }

    private Campaign ReadKeys(FrontMatter matter, string slug)
    {
        foreach (var entry in matter.Entries)
            places.Add(PlaceBook.OfKey(entry.Key), entry.Place);
        CheckFormat(matter);
        if (matter.Lacks(CampaignKeys.Title))
            log.Error(CampaignCodes.MissingKey, source.Place(matter.EndLine), "The campaign has no title.", "Add a line 'title: …' to the front matter.");
        var zoneEntry = matter.Usable(CampaignKeys.TimeZone);
        var zone = zoneEntry is null ? null : CampaignTimes.ReadZone(zoneEntry, log);
        return new Campaign
        {
            Slug = slug,
            Title = matter.Usable(CampaignKeys.Title)?.Value ?? "",
            Person = matter.Usable(CampaignKeys.Person)?.Value,
            Pronouns = matter.Usable(CampaignKeys.Pronouns)?.Value,
            Deadline = matter.Usable(CampaignKeys.Deadline) is { } day ? CampaignTimes.ReadDay(day, log) : null,
            TimeZone = zoneEntry?.Value,
            Embargo = matter.Usable(CampaignKeys.Embargo) is { } embargo ? CampaignTimes.ReadInstant(embargo, zoneEntry, zone, log) : null,
            SourceLanguage = matter.Usable(CampaignKeys.SourceLanguage) is { } language ? ReadLanguage(language) : "en",
            LetterLanguages = matter.Usable(CampaignKeys.LetterLanguages) is { } languages ? ReadLanguages(languages) : [],
            Source = matter.Usable(CampaignKeys.Source)?.Value,
        };
    }

    private void CheckFormat(FrontMatter matter)
    {
        if (matter.Lacks(CampaignKeys.Format))
        {
            log.Error(CampaignCodes.MissingKey, source.Place(0), "The front matter does not say which format this is.", "Make 'socialkit: 1' its first line.");
        }
        else if (matter.Usable(CampaignKeys.Format) is { } entry && entry.Value != "1")
        {
            var isNewer = entry.Value.All(char.IsAsciiDigit);
            log.Error(CampaignCodes.UnknownFormat, entry.Place, $"'{Quoted.Short(entry.Value)}' is no format that this program reads; it reads 1.", isNewer ? "Use a newer socialkit." : "Write 'socialkit: 1'.");
        }
    }

    private string ReadLanguage(FrontMatterEntry entry)
    {
        if (!LanguageTag.IsOne(entry.Value))
            log.Error(CampaignCodes.BadLanguage, entry.Place, $"'{Quoted.Short(entry.Value)}' is no language tag.", "Write one such as en, kk or zh-Hant.");
        return entry.Value;
    }

    private ValueList<string> ReadLanguages(FrontMatterEntry entry)
    {
        string[] languages = entry.Value.Split(',', StringSplitOptions.TrimEntries);
        foreach (var language in languages.Where(language => !LanguageTag.IsOne(language)))
            log.Error(CampaignCodes.BadLanguage, entry.Place, $"'{Quoted.Short(language)}' is no language tag.", "Write tags with commas between, such as kk, ru, en.");
        return [.. languages];
    }

    private List<SectionBlock> FindSections(int line)
    {
        var sections = new List<SectionBlock>();
        SectionBlock? open = null;
        var isUnknown = false;
        var saidStray = false;
        for (; line < source.LineCount && !log.IsFull; line++)
        {
            var text = source.Line(line);
            if (CampaignSections.IsSection(text, out var section))
            {
                Close(line);
                open = new SectionBlock(section, line, line);
                isUnknown = false;
                if (sections.Any(known => known.Section == section))
                    log.Error(CampaignCodes.DuplicateSection, source.Place(line), $"The section '{section.Heading()}' stands twice.", "Put its lines into one section.");
            }
            else if (open?.Section != CampaignSection.About && CampaignSections.IsHeading(text, out var heading))
            {
                Close(line);
                isUnknown = true;
                log.Error(CampaignCodes.UnknownSection, source.Place(line, 2), $"'{Quoted.Short(heading)}' is no section of a campaign.", $"{Nearest.Hint(heading, CampaignSections.AllHeadings)}Known are {string.Join(", ", CampaignSections.AllHeadings)}.");
            }
            else if (open is null && !isUnknown && !saidStray && !source.IsBlank(line))
            {
                saidStray = true;
                log.Error(CampaignCodes.UnexpectedLine, source.Place(line), "Text stands before the first section.", "Put it below '# About'.");
            }
        }
        Close(line);
        return sections;

        void Close(int end)
        {
            if (open is not null)
                sections.Add(open with { EndLine = end });
            open = null;
        }
    }

    private Campaign ReadSection(Campaign campaign, SectionBlock block)
    {
        places.Add(PlaceBook.OfSection(block.Section), source.Place(block.FirstLine));
        switch (block.Section)
        {
            case CampaignSection.Targets:
                return campaign with { Targets = [.. campaign.Targets, .. new TargetSectionParser(source, platforms, log, places).Parse(Lines(block))] };
            case CampaignSection.Hashtags:
                return campaign with { Hashtags = [.. campaign.Hashtags, .. ReadHashtags(block)] };
            case CampaignSection.Follow:
                return campaign with { Follow = [.. campaign.Follow, .. ReadFollow(block)] };
            case CampaignSection.Media:
                return campaign with { Media = [.. campaign.Media, .. ReadMedia(block)] };
            case CampaignSection.PostOptions:
                return campaign with { PostOptions = [.. campaign.PostOptions, .. ReadOptions(block)] };
            case CampaignSection.RepostRules:
                campaign = campaign with { RepostRules = [.. campaign.RepostRules, .. ReadRules(block)] };
                WarnOfUnchecked(campaign);
                return campaign;
            default:
                var (first, end) = source.WithoutBlankEdges(block.FirstLine + 1, block.EndLine);
                return first == end || campaign.About is not null ? campaign : campaign with { About = source.Join(first, end) };
        }
    }

    /// <summary>The lines of a section that say something, at most as many as may be.</summary>
    private List<ListLine> Lines(SectionBlock block)
    {
        var lines = new List<ListLine>();
        for (var line = block.FirstLine + 1; line < block.EndLine; line++)
        {
            if (source.IsBlank(line))
                continue;
            if (lines.Count == limits.MaxItems)
            {
                log.Error(CampaignCodes.TooManyItems, source.Place(line), $"The section '{block.Section.Heading()}' has more than {limits.MaxItems} lines.", "Make two campaigns of it.");
                break;
            }
            lines.Add(ListLine.Of(line, source.Line(line)));
        }
        return lines;
    }

    /// <summary>The items of a section that have content; an error for every other line.</summary>
    private IEnumerable<ListLine> Items(SectionBlock block, string example)
    {
        foreach (var line in Lines(block))
        {
            if (!line.IsItem)
                log.Error(CampaignCodes.UnexpectedLine, source.Place(line.Line, line.Column), $"'{Quoted.Short(line.Content)}' is no line of this section.", $"Write '{example}'.");
            else if (line.Content.Length == 0)
                log.Error(CampaignCodes.EmptyItem, source.Place(line.Line, line.Indent), "This list item is empty.", $"Write '{example}', or take the line out.");
            else
                yield return line;
        }
    }

    private List<string> ReadHashtags(SectionBlock block)
    {
        var hashtags = new List<string>();
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var item in Items(block, "- #Hashtag"))
        {
            var place = source.Place(item.Line, item.Column);
            var hashtag = item.Content[1..];
            if (item.Content[0] != '#' || hashtag.Length == 0 || hashtag.Any(c => c == '#' || char.IsWhiteSpace(c)))
            {
                log.Error(CampaignCodes.BadHashtag, place, $"'{Quoted.Short(item.Content)}' is no hashtag.", "Write '- #Hashtag', one a line.");
                continue;
            }
            if (!seen.Add(hashtag))
                log.Warning(CampaignCodes.DuplicateHashtag, place, $"'#{Quoted.Short(hashtag)}' stands twice.", "Keep one spelling.");
            hashtags.Add(hashtag);
            places.Add(PlaceBook.OfHashtag(hashtag), place);
        }
        return hashtags;
    }

    private List<FollowedAccount> ReadFollow(SectionBlock block)
    {
        const string example = "- Platform: @name";
        var accounts = new List<FollowedAccount>();
        var seen = new HashSet<Handle>();
        var canTakeConsent = false;
        foreach (var line in Lines(block))
        {
            var labelled = line.Labelled();
            if (line.Indent > 0 && labelled is not null && labelled.Label.Equals("consent", StringComparison.OrdinalIgnoreCase))
            {
                ReadConsent(line, labelled, accounts, canTakeConsent);
                continue;
            }
            canTakeConsent = false;
            if (!line.IsItem)
            {
                log.Error(CampaignCodes.UnexpectedLine, source.Place(line.Line, line.Column), $"'{Quoted.Short(line.Content)}' is no line of this section.", $"Write '{example}', or below it '  consent: yes (when, how)'.");
            }
            else if (line.Content.Length == 0)
            {
                log.Error(CampaignCodes.EmptyItem, source.Place(line.Line, line.Indent), "This list item is empty.", $"Write '{example}', or take the line out.");
            }
            else if (labelled is null)
            {
                log.Error(CampaignCodes.NoLabel, source.Place(line.Line, line.Column), $"'{Quoted.Short(line.Content)}' does not say on which platform.", $"Write '{example}'.");
            }
            else if (PlatformLines.Read(line, labelled, platforms, source, log) is { } found)
            {
                var account = new FollowedAccount(found.Platform, labelled.Value);
                places.Add(PlaceBook.Of(account), source.Place(line.Line, labelled.Column));
                if (!seen.Add(found))
                    log.Error(CampaignCodes.DuplicateAccount, source.Place(line.Line, labelled.Column), $"{Quoted.Short(labelled.Value)} is listed twice.", "Keep one line.");
                accounts.Add(account);
                canTakeConsent = true;
            }
        }
        return accounts;
    }

    private void ReadConsent(ListLine line, LabelledValue labelled, List<FollowedAccount> accounts, bool canTakeConsent)
    {
        var place = source.Place(line.Line, line.Column);
        if (!canTakeConsent)
            log.Error(CampaignCodes.UnexpectedLine, place, "This consent stands below no account.", "Indent it below the account's line.");
        else if (accounts[^1].Consent is not null)
            log.Error(CampaignCodes.DuplicateLine, place, "The account has a consent already.", "Keep one of the two.");
        else if (labelled.Value.Length == 0)
            log.Error(CampaignCodes.EmptyItem, place, "The consent says nothing.", "Write when and how it was given, or take the line out.");
        else
            accounts[^1] = accounts[^1] with { Consent = labelled.Value };
        if (labelled.Value.Length > 0 && Consents.Read(labelled.Value) == Consent.NotGiven)
            log.Warning(CampaignCodes.UnclearConsent, source.Place(line.Line, labelled.Column), $"'{Quoted.Short(labelled.Value)}' is neither a yes with when and how, nor a no: it counts as not given.", "Write 'consent: yes (2026-11-20, by e-mail)', or 'consent: no'.");
    }

    private List<MediaFile> ReadMedia(SectionBlock block)
    {
        const string example = "- file | message ids | alt text";
        var media = new List<MediaFile>();
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var item in Items(block, example))
        {
            var place = source.Place(item.Line, item.Column);
            string[] parts = item.Content.Split('|', 3, StringSplitOptions.TrimEntries);
            if (parts.Length < 3 || parts[0].Length == 0)
            {
                log.Error(CampaignCodes.BadMediaLine, place, $"'{Quoted.Short(item.Content)}' does not have its three parts.", $"Write '{example}'.");
                continue;
            }
            if (!MediaPath.IsInside(parts[0], limits))
            {
                log.Error(CampaignCodes.OutsideFolder, place, $"'{Quoted.Short(parts[0])}' is no path inside the campaign's media folder.", "Put the picture into media/ and write its name there.");
                continue;
            }
            if (!seen.Add(parts[0]))
            {
                log.Error(CampaignCodes.DuplicateMedia, place, $"'{Quoted.Short(parts[0])}' is listed twice.", "Keep one line, with the ids of all its messages.");
                continue;
            }
            var file = new MediaFile(parts[0], parts[2]) { Messages = [.. parts[1].Split([',', ' ', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)] };
            places.Add(PlaceBook.Of(file), place);
            media.Add(file);
        }
        return media;
    }

    private List<CampaignOption> ReadOptions(SectionBlock block)
    {
        var options = new List<CampaignOption>();
        foreach (var item in Items(block, "- Platform option: value"))
        {
            if (PostOptionLine.Read(item, platforms, source, log) is not { } option)
                continue;
            var place = source.Place(item.Line, item.Column);
            if (options.Any(known => (known.Platform, known.Name, known.Language) == (option.Platform, option.Name, option.Language)))
                log.Error(CampaignCodes.DuplicateRule, place, $"'{Quoted.Short(item.Content)}' says something that is said already.", "Keep one of the two.");
            else
                options.Add(option);
            places.Add(PlaceBook.Of(option), place);
        }
        return options;
    }

    private void WarnOfUnchecked(Campaign campaign)
    {
        if (RepostRuleLines.Of(campaign) is { NeedsApproval: false, WantsEverything: true } && campaign.RepostRules.FirstOrDefault(rule => rule.Key.Equals("approval", StringComparison.OrdinalIgnoreCase)) is { } line && places[PlaceBook.Of(line)] is { } place)
            log.Warning(CampaignCodes.RepostsUnchecked, place, "Everything that the listed accounts publish themselves is reposted, whatever it says, and nobody looks.", "Ask for hashtags or words as well, or for approval.");
    }

    private List<RepostRule> ReadRules(SectionBlock block)
    {
        var rules = new List<RepostRule>();
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var item in Items(block, "- key: value"))
        {
            var place = source.Place(item.Line, item.Column);
            if (item.Labelled() is not { } labelled)
            {
                log.Error(CampaignCodes.NoLabel, place, $"'{Quoted.Short(item.Content)}' has no key.", "Write '- key: value'.");
            }
            else if (labelled.Value.Length == 0)
            {
                log.Error(CampaignCodes.EmptyItem, place, $"'{Quoted.Short(labelled.Label)}' has no value.", "Write '- key: value', or take the line out.");
            }
            else if (!seen.Add(labelled.Label))
            {
                log.Error(CampaignCodes.DuplicateRule, place, $"The rule '{Quoted.Short(labelled.Label)}' stands twice.", "Keep one of the two.");
            }
            else
            {
                var rule = new RepostRule(labelled.Label, labelled.Value);
                var ofValue = source.Place(item.Line, labelled.Column);
                if (RepostRuleLines.Problem(rule) is { } problem)
                    log.Error(problem.IsOfKey ? CampaignCodes.UnknownRule : CampaignCodes.BadRule, problem.IsOfKey ? place : ofValue, problem.Reason, problem.Remedy);
                rules.Add(rule);
                places.Add(PlaceBook.Of(rule), ofValue);
            }
        }
        return rules;
    }
}
