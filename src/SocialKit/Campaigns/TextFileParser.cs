namespace SocialKit.Campaigns;

/// <summary>Reads <c>messages.xx.md</c> and <c>letter.xx.md</c>. The text is cut from the lines and nothing in it is changed: only the blank
/// lines before its first and after its last line are not part of it.</summary>
internal sealed class TextFileParser(SourceText source, string language, PlatformSet platforms, CampaignLimits limits, FindingLog log, PlaceBook places)
{
    /// <summary>The messages, and where they stand; null if the front matter has no beginning or no end.</summary>
    public IReadOnlyList<TextBlock>? ParseMessages()
    {
        if (ReadFrontMatter() is not { } line)
            return null;
        var blocks = new List<TextBlock>();
        var seen = new HashSet<(string, int, int, PlatformId?)>();
        (MessageHeading? Heading, int Line)? open = null;
        var (count, saidStray) = (0, false);
        for (; line < source.LineCount; line++)
        {
            var text = source.Line(line);
            if (!MessageHeading.Starts(text))
            {
                if (open is null && !saidStray && !source.IsBlank(line))
                {
                    saidStray = true;
                    log.Error(CampaignCodes.TextOutsideMessage, source.Place(line), "Text stands before the first message.", "Write the message's heading above it: '# id'.");
                }
                continue;
            }
            Close(line);
            if (++count > limits.MaxMessages)
            {
                log.Error(CampaignCodes.TooManyMessages, source.Place(line), $"The file has more than {limits.MaxMessages} messages; the rest is not read.", "Make several campaigns of it.");
                return blocks;
            }
            open = (MessageHeading.Parse(text), line);
            if (open.Value.Heading is null)
                log.Error(CampaignCodes.BadMessageHeading, source.Place(line, 2), $"'{Quoted.Short(text[2..].Trim())}' is no message's heading, and every line that begins with '# ' is one.", "Write '# id', '# id/2', '# id+2' or '# id (platform)'; an id has lower-case letters, digits and hyphens.");
        }
        Close(source.LineCount);
        return blocks;

        void Close(int end)
        {
            if (open is { Heading: { } heading, Line: var first } && Read(heading, first, end) is { } block)
            {
                var message = block.Message!;
                if (message.Part > 1 && !seen.Contains((message.Id, message.Rotation, message.Part - 1, message.Platform)))
                    log.Error(CampaignCodes.ThreadGap, source.Place(first, 2), $"'{source.Line(first)[2..].Trim()}' is post {message.Part} of a thread whose post {message.Part - 1} does not stand above it.", "Number the posts of a thread from 1 on, in their order: '# id', '# id+2', '# id+3'.");
                else if (seen.Add((message.Id, message.Rotation, message.Part, message.Platform)))
                    blocks.Add(block);
                else
                    log.Error(CampaignCodes.DuplicateMessage, source.Place(first, 2), $"The message '{source.Line(first)[2..].Trim()}' stands twice.", $"Keep one, or make the other a text that takes turns: '# {message.Id}/{message.Rotation + 1}'.");
            }
        }
    }

    /// <summary>The letter and where it stands; null if the front matter has no beginning or no end.</summary>
    public (Letter Letter, TextBlock Block)? ParseLetter()
    {
        if (ReadFrontMatter() is not { } line)
            return null;
        var (first, end) = source.WithoutBlankEdges(line, source.LineCount);
        var letter = new Letter(language, source.Join(first, end));
        places.Add(PlaceBook.Of(letter), source.Place(first < end ? first : 0));
        return (letter, new TextBlock(null, line, first, end, source.LineCount));
    }

    private TextBlock? Read(MessageHeading heading, int first, int end)
    {
        PlatformId? id = null;
        if (heading.Platform is not null)
        {
            if (!platforms.TryFind(heading.Platform, out var platform))
            {
                var column = source.Line(first).IndexOf('(', StringComparison.Ordinal) + 1;
                log.Error(CampaignCodes.UnknownPlatform, source.Place(first, column), $"No platform is called '{Quoted.Short(heading.Platform)}'.", PlatformLines.Remedy(heading.Platform, platforms));
                return null;
            }
            id = platform.Id;
        }
        var (textFirst, textEnd) = source.WithoutBlankEdges(first + 1, end);
        var message = new Message(heading.Id, language, source.Join(textFirst, textEnd)) { Rotation = heading.Rotation, Part = heading.Part, Platform = id };
        places.Add(PlaceBook.Of(message), source.Place(message.IsTranslated ? textFirst : first));
        places.Add("heading\n" + PlaceBook.Of(message), source.Place(first));
        return new TextBlock(message, first, textFirst, textEnd, end);
    }

    /// <summary>Checks the front matter, and tells the line below it.</summary>
    private int? ReadFrontMatter()
    {
        var matter = FrontMatter.Read(source, CampaignKeys.OfText, limits, log);
        if (matter is null)
            return null;
        if (matter.Lacks(CampaignKeys.Language))
            log.Error(CampaignCodes.MissingKey, source.Place(0), "The front matter does not say the language.", $"Add a line 'language: {language}'.");
        else if (matter.Usable(CampaignKeys.Language) is { } entry && entry.Value != language)
            log.Error(CampaignCodes.LanguageDisagrees, entry.Place, $"The file's name says {Quoted.Short(language)}, this line says {Quoted.Short(entry.Value)}.", "Rename the file or change this line.");
        return matter.EndLine + 1;
    }
}
