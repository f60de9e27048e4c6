namespace SocialKit.Campaigns;

/// <summary>The reading of one folder: file after file, then what only all of them together can tell.</summary>
internal sealed class FolderReading(CampaignFolder folder, PlatformSet platforms, CampaignLimits limits, FindingLog folderLog)
{
    private readonly PlaceBook _places = new();
    private readonly List<ReadFile> _files = [];
    private readonly List<FindingLog> _logs = [];
    private readonly HashSet<string> _unread = new(StringComparer.Ordinal);
    private bool _refused;

    public CampaignReading Read(string folderName)
    {
        var slug = CheckName(folderName);
        var names = FindFiles();
        var campaign = names.Contains(FileName.Campaign) ? ReadCampaign(slug) : null;
        if (!folder.Has(FileName.Campaign.Name))
            folderLog.Error(CampaignCodes.NoCampaignFile, folder.PlaceOf(FileName.Campaign.Name), "The folder has no campaign.md, so that it is no campaign.", "Name a campaign's folder, or write the file.");
        var sourceLanguage = campaign?.SourceLanguage ?? "en";
        var messages = new List<Message>();
        var letters = new List<Letter>();
        foreach (var name in names.Where(name => name.Kind == FileKind.Messages).OrderBy(name => name.Language != sourceLanguage).ThenBy(name => name.Language, StringComparer.Ordinal))
            messages.AddRange(ReadMessages(name));
        foreach (var name in names.Where(name => name.Kind == FileKind.Letter).OrderBy(name => name.Language, StringComparer.Ordinal))
            letters.AddRange(ReadLetter(name));
        CheckSourceLanguage(sourceLanguage);
        if (campaign is not null)
            CheckMedia(campaign, messages);
        return new CampaignReading
        {
            Campaign = campaign is null ? null : campaign with { Messages = [.. messages], Letters = [.. letters] },
            Findings = [.. _logs.SelectMany(log => log.InOrder), .. folderLog.InOrder],
            CouldNotBeRead = _refused,
            Places = _places,
            Files = [.. _files],
            Folder = folder.Real,
            Platforms = platforms,
        };
    }

    private string CheckName(string name)
    {
        if (Slugs.IsSlug(name))
            return name;
        var slug = Slugs.From(name);
        const string why = "A campaign is called by its folder's name, which has lower-case letters, digits and hyphens.";
        if (Slugs.IsSlug(slug))
            folderLog.Warning(CampaignCodes.FolderName, folder.PlaceOf(""), why, $"Rename the folder, such as to {slug}.");
        else
            folderLog.Error(CampaignCodes.FolderName, folder.PlaceOf(""), why, "Rename the folder, such as to 2026-free-the-poet.");
        return slug;
    }

    /// <summary>The text files that may be read; findings for everything else that lies there.</summary>
    private List<FileName> FindFiles()
    {
        var names = new List<FileName>();
        foreach (var entry in folder.Entries("", folderLog))
        {
            if (entry.Name is "media" or CampaignReading.PageStyleName)
                continue;
            if (FileName.Parse(entry.Name) is not { } name)
                folderLog.Warning(CampaignCodes.UnknownFile, folder.PlaceOf(entry.Name), "This is no part of a campaign, and is not read.", Remedy(entry));
            else if (name.Kind != FileKind.Campaign && !LanguageTag.IsOne(name.Language))
                folderLog.Error(CampaignCodes.BadLanguage, folder.PlaceOf(entry.Name), $"'{Quoted.Short(name.Language)}' is no language tag.", "Name the file as messages.kk.md or messages.zh-Hant.md.");
            else if (names.Any(other => other.Kind == name.Kind && other.Language.Equals(name.Language, StringComparison.OrdinalIgnoreCase)))
                folderLog.Error(CampaignCodes.DuplicateLanguage, folder.PlaceOf(entry.Name), "Another file is of the same language: capitals do not tell languages apart.", "Put the two into one file.");
            else
                names.Add(name);
        }
        return names;
    }

    private static string Remedy(FileSystemInfo entry)
    {
        IEnumerable<string> known = ["campaign.md", "messages.en.md", "letter.en.md", "media"];
        return $"{Nearest.Hint(entry.Name, known)}A campaign has campaign.md, messages.xx.md, letter.xx.md and media/.";
    }

    private Campaign? ReadCampaign(string slug)
    {
        var log = NewLog();
        var source = ReadText(FileName.Campaign, log, out var bytes);
        var parsed = source is null ? null : new CampaignFileParser(source, platforms, limits, log, _places).Parse(slug);
        if (bytes is not null)
            _files.Add(new ReadFile(FileName.Campaign, bytes, log.HasErrors) { Log = log, Source = source, Campaign = parsed?.Layout });
        return parsed?.Campaign;
    }

    private IEnumerable<Message> ReadMessages(FileName name)
    {
        var log = NewLog();
        var source = ReadText(name, log, out var bytes);
        var blocks = source is null ? null : new TextFileParser(source, name.Language, platforms, limits, log, _places).ParseMessages();
        if (bytes is not null)
            _files.Add(new ReadFile(name, bytes, log.HasErrors) { Log = log, Source = source, Blocks = blocks ?? [] });
        return blocks?.Select(block => block.Message!) ?? [];
    }

    private IEnumerable<Letter> ReadLetter(FileName name)
    {
        var log = NewLog();
        var source = ReadText(name, log, out var bytes);
        var parsed = source is null ? null : new TextFileParser(source, name.Language, platforms, limits, log, _places).ParseLetter();
        if (bytes is not null)
            _files.Add(new ReadFile(name, bytes, log.HasErrors) { Log = log, Source = source, Blocks = parsed is null ? [] : [parsed.Value.Block] });
        return parsed is null ? [] : [parsed.Value.Letter];
    }

    private FindingLog NewLog()
    {
        _logs.Add(new FindingLog(limits.MaxFindings));
        return _logs[^1];
    }

    private SourceText? ReadText(FileName name, FindingLog log, out byte[]? bytes)
    {
        bytes = folder.Read(name.Name, log, out var refused);
        _refused |= refused;
        if (bytes is null)
            _unread.Add(name.Name);
        return bytes is null ? null : SourceText.Read(folder.Shown(name.Name), bytes, limits, log);
    }

    /// <summary>Every translated message must have its source; a message nobody can read back to the source cannot be checked.</summary>
    private void CheckSourceLanguage(string sourceLanguage)
    {
        var messageFiles = _files.Where(file => file.Name.Kind == FileKind.Messages).ToList();
        var original = messageFiles.Find(file => file.Name.Language == sourceLanguage);
        if (original is { HasErrors: true })
            return;
        var ids = original?.Blocks.Select(block => block.Message!.Id).ToHashSet() ?? [];
        var sourceName = new FileName(FileKind.Messages, sourceLanguage).Name;
        // It is there, and why it was not read is said already.
        if (_unread.Contains(sourceName))
            return;
        foreach (var file in messageFiles.Where(file => file != original))
        {
            if (original is null)
            {
                file.Log.Error(CampaignCodes.MissingInSourceLanguage, folder.PlaceOf(file.Name.Name), $"There is no {sourceName} that this file could translate.", $"Write it, or set source-language: {file.Name.Language} in campaign.md.");
                continue;
            }
            foreach (var block in file.Blocks.Where(block => !file.Log.IsFull && !ids.Contains(block.Message!.Id)).DistinctBy(block => block.Message!.Id))
                file.Log.Error(CampaignCodes.MissingInSourceLanguage, file.Source!.Place(block.FirstLine, 2), $"The message '{block.Message!.Id}' is not in {sourceName}.", $"{Nearest.Hint(block.Message.Id, ids)}Write the message there as well.");
        }
    }

    private void CheckMedia(Campaign campaign, List<Message> messages)
    {
        var log = _logs[0];
        foreach (var file in campaign.Media)
        {
            var place = _places[PlaceBook.Of(file)]!;
            if (folder.Inside($"media/{file.File}") is not { } path)
                log.Error(CampaignCodes.OutsideFolder, place, $"The link media/{Quoted.Short(file.File)} leads out of the campaign's folder, and is not followed.", "Put the picture itself into media/.");
            else if (!File.Exists(path))
                log.Error(CampaignCodes.MediaMissing, place, $"There is no file media/{Quoted.Short(file.File)}.", "Put the picture there, or take the line out.");
        }
        if (!_files.Any(file => file.Name.Kind == FileKind.Messages && file.HasErrors))
            CheckMediaMessages(campaign, messages.Select(message => message.Name).ToHashSet(), log);
        CheckUnlisted(campaign.Media.Select(file => file.File).ToHashSet(StringComparer.Ordinal));
    }

    private void CheckMediaMessages(Campaign campaign, HashSet<string> ids, FindingLog log)
    {
        foreach (var file in campaign.Media)
        {
            // Looking for the nearest id costs time; nobody would read it any more.
            foreach (var id in file.Messages.Where(id => !log.IsFull && !ids.Contains(id)))
                log.Error(CampaignCodes.UnknownMessage, _places[PlaceBook.Of(file)]!, $"No message is called '{Quoted.Short(id)}'.", $"{Nearest.Hint(id, ids)}Write the id of a message, without its platform; of a thread's second post it is 'id+2'.");
        }
    }

    /// <summary>Warns of pictures that no line lists: nobody would see them, nor notice that they lack a text for the blind.</summary>
    private void CheckUnlisted(HashSet<string> listed)
    {
        if (folder.Inside("media") is not { } media)
            folderLog.Error(CampaignCodes.OutsideFolder, folder.PlaceOf("media"), "The link leads out of the campaign's folder, and is not followed.", "Put the pictures themselves into media/.");
        else if (Directory.Exists(media))
            CheckUnlistedIfReadable(listed);
    }

    private void CheckUnlistedIfReadable(HashSet<string> listed)
    {
        try
        {
            CheckUnlisted("media", "", 0, listed);
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            _refused = true;
            folderLog.Error(CampaignCodes.CannotRead, folder.PlaceOf("media"), $"The system refused to read it: {refusal.Message}", "Look at the folder's permissions.");
        }
    }

    private void CheckUnlisted(string inner, string prefix, int depth, HashSet<string> listed)
    {
        foreach (var entry in folder.Entries(inner, folderLog))
        {
            var name = prefix + entry.Name;
            if (entry is DirectoryInfo)
            {
                // A link to a folder could lead in a circle; what lies behind it can still be listed.
                if (entry.LinkTarget is null && depth < limits.MaxMediaDepth)
                    CheckUnlisted($"{inner}/{entry.Name}", $"{name}/", depth + 1, listed);
            }
            else if (!listed.Contains(name))
            {
                folderLog.Warning(CampaignCodes.MediaNotListed, folder.PlaceOf($"media/{name}"), "No line of '# Media' lists this picture, so that nothing carries it.", $"Add '- {name} | message ids | alt text' to campaign.md, or take the picture out.");
            }
        }
    }
}
