using System.Text;

namespace SocialKit.Campaigns;

/// <summary>Writes campaign folders so that reading them gives the same campaign.</summary>
/// <remarks>
/// <para>A file whose part of the campaign is unchanged comes back byte for byte. In a changed file of messages only the changed messages
/// are new, in a changed <c>campaign.md</c> only the changed keys and sections; new lines end as the first line of the file does.</para>
/// <para>Text is never altered to make it fit. What the format cannot hold is refused with a <see cref="CampaignWriteException"/>: a line
/// of a message that begins with <c># </c> (it would begin another message), a section's heading in the about text, text that begins or ends
/// with a blank line, carriage returns, NULs, lone surrogates, and values with line breaks or blanks at their ends where they stand on one line.</para>
/// <para>Messages are grouped by language in the files, so that reading gives those of the source language first.</para>
/// </remarks>
public static class CampaignWriter
{
    /// <summary>The text files of <paramref name="campaign"/>, <c>campaign.md</c> first.</summary>
    /// <param name="campaign">What to write.</param>
    /// <param name="original">What was read from the folder before; null for a new campaign.</param>
    /// <param name="platforms">The platforms, whose names label the handles; null for those of <paramref name="original"/>, and their ids if there is none.</param>
    /// <exception cref="CampaignWriteException">Reading would not give the campaign back, or a file that was read with errors would have to change.</exception>
    public static ValueList<CampaignFile> Write(Campaign campaign, CampaignReading? original = null, PlatformSet? platforms = null)
    {
        var known = platforms ?? original?.Platforms ?? new PlatformSet([]);
        new Writable(campaign, known).Check();
        return new CampaignFiles(campaign, original, known).All();
    }

    /// <summary>Writes <paramref name="campaign"/> into <paramref name="folder"/>, which is made if it is not there. Each file is written beside
    /// its place and then put there, so that none is ever half-written; files that are the same on the disk already are not touched.
    /// Pictures are left alone.</summary>
    /// <param name="campaign">What to write.</param>
    /// <param name="folder">The campaign's folder.</param>
    /// <param name="original">What was read from this folder before. Its files that the campaign no longer needs are removed, and a file that
    /// somebody else has changed since is not overwritten. Null for a new campaign: files of the same names are replaced, others stay.</param>
    /// <param name="platforms">As for <see cref="Write"/>.</param>
    /// <exception cref="CampaignWriteException">As for <see cref="Write"/>; or somebody changed the folder since it was read.</exception>
    /// <exception cref="IOException">The disk refused.</exception>
    /// <exception cref="UnauthorizedAccessException">The system refused.</exception>
    public static void Save(Campaign campaign, string folder, CampaignReading? original = null, PlatformSet? platforms = null)
    {
        var files = Write(campaign, original, platforms);
        Directory.CreateDirectory(folder);
        new FolderSave(folder, original).Save(files);
    }
}

/// <summary>Makes the files of one campaign out of what was read before and what is new.</summary>
internal sealed class CampaignFiles(Campaign campaign, CampaignReading? original, PlatformSet platforms)
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly CampaignLimits _limits = new();

    public ValueList<CampaignFile> All()
    {
        IEnumerable<CampaignFile?> files =
        [
            CampaignMd(),
            .. Languages(FileKind.Messages, campaign.Messages.Select(message => message.Language)).Select(Messages),
            .. Languages(FileKind.Letter, campaign.Letters.Select(letter => letter.Language)).Select(Letter),
        ];
        return [.. files.OfType<CampaignFile>()];
    }

    private CampaignFile CampaignMd()
    {
        var read = Find(FileName.Campaign);
        var part = Part(campaign);
        if (read is not null && original!.Campaign is { } before && Part(before) == part)
            return new CampaignFile(read.Name.Name, read.Bytes);
        var format = new CampaignFileFormat(campaign, Label);
        return Make(FileName.Campaign, read, () => format.Into(read!.Source!, read.Campaign!, original!.Campaign!), format.New, source =>
        {
            var log = new FindingLog(_limits.MaxFindings);
            var again = new CampaignFileParser(source, platforms, _limits, log, new PlaceBook()).Parse("");
            return !log.HasErrors && again?.Campaign == part;
        });
    }

    private CampaignFile? Messages(string language)
    {
        var name = new FileName(FileKind.Messages, language);
        var read = Find(name);
        var part = campaign.Messages.Where(message => message.Language == language).ToValueList();
        if (read is not null && read.Blocks.Select(block => block.Message!).ToValueList().Equals(part))
            return new CampaignFile(name.Name, read.Bytes);
        if (part.Count == 0)
            return Nothing(read);
        return Make(name, read, () => TextFileFormat.MessagesInto(read!.Source!, read.Blocks, part), () => TextFileFormat.NewMessages(language, part), source =>
        {
            var log = new FindingLog(_limits.MaxFindings);
            var again = new TextFileParser(source, language, platforms, _limits, log, new PlaceBook()).ParseMessages();
            return !log.HasErrors && again is not null && again.Select(block => block.Message!).ToValueList().Equals(part);
        });
    }

    private CampaignFile? Letter(string language)
    {
        var name = new FileName(FileKind.Letter, language);
        var read = Find(name);
        var letter = campaign.Letters.FirstOrDefault(letter => letter.Language == language);
        if (read is not null && original!.Campaign?.Letters.FirstOrDefault(before => before.Language == language) == letter)
            return new CampaignFile(name.Name, read.Bytes);
        if (letter is null)
            return Nothing(read);
        return Make(name, read, () => TextFileFormat.LetterInto(read!.Source!, read.Blocks[0], letter.Text), () => TextFileFormat.NewLetter(letter), source =>
        {
            var log = new FindingLog(_limits.MaxFindings);
            var again = new TextFileParser(source, language, platforms, _limits, log, new PlaceBook()).ParseLetter();
            return !log.HasErrors && again?.Letter == letter;
        });
    }

    private static CampaignFile? Nothing(ReadFile? read)
    {
        RefuseIfUnsound(read);
        return null;
    }

    /// <summary>The edited file if it is read back as meant, else a wholly new one, which must be.</summary>
    private CampaignFile Make(FileName name, ReadFile? read, Func<string> edit, Func<string> anew, Func<SourceText, bool> isRight)
    {
        RefuseIfUnsound(read);
        if (read?.Source is { } source && Try(edit(), source.HasByteOrderMark) is { } edited)
            return edited;
        return Try(anew(), hasMark: false) ?? throw new CampaignWriteException($"{name.Name} would not be read back as it is meant. Look for a value that the format cannot hold.");

        CampaignFile? Try(string text, bool hasMark)
        {
            byte[] bytes = [.. hasMark ? SourceText.ByteOrderMark : [], .. Utf8.GetBytes(text)];
            if (bytes.Length > _limits.MaxFileBytes)
                throw new CampaignWriteException($"{name.Name} would have {bytes.Length} bytes; {_limits.MaxFileBytes} are the most.");
            // Without the platforms' names no handle can be read, so that there is nothing to compare.
            if (platforms.Count == 0)
                return new CampaignFile(name.Name, bytes);
            var again = SourceText.Read(name.Name, bytes, _limits, new FindingLog(1));
            return again is not null && isRight(again) ? new CampaignFile(name.Name, bytes) : null;
        }
    }

    // What could not be read is not in the campaign, and would be lost without a word.
    private static void RefuseIfUnsound(ReadFile? read)
    {
        if (read is { HasErrors: true })
            throw new CampaignWriteException($"{read.Name.Name} has errors, so that part of it would be lost. Mend them first.");
    }

    private IEnumerable<string> Languages(FileKind kind, IEnumerable<string> ofCampaign)
    {
        var ofFiles = (original?.Files ?? []).Where(file => file.Name.Kind == kind).Select(file => file.Name.Language);
        return ofCampaign.Concat(ofFiles).Distinct()
            .OrderBy(language => kind == FileKind.Messages && language != campaign.SourceLanguage)
            .ThenBy(language => language, StringComparer.Ordinal);
    }

    private ReadFile? Find(FileName name) => original?.Files.FirstOrDefault(file => file.Name == name);

    private string Label(PlatformId id) => platforms.TryFind(id.Value, out var platform) ? platform.Name : id.Value;

    private static Campaign Part(Campaign campaign) => campaign with { Slug = "", Messages = [], Letters = [] };
}
