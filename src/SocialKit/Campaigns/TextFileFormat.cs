namespace SocialKit.Campaigns;

/// <summary>Writes <c>messages.xx.md</c> and <c>letter.xx.md</c>: new, or into the lines of an earlier one.</summary>
internal static class TextFileFormat
{
    public static string NewMessages(string language, IEnumerable<Message> messages)
    {
        var lines = NewFile(language);
        foreach (var message in messages)
            Append(lines, message);
        return lines.ToString();
    }

    public static string NewLetter(Letter letter)
    {
        var lines = NewFile(letter.Language);
        if (letter.Text.Length > 0)
        {
            lines.Gap();
            lines.Text(letter.Text);
        }
        return lines.ToString();
    }

    /// <summary>The file in which only the changed messages are new.</summary>
    public static string MessagesInto(SourceText source, IReadOnlyList<TextBlock> blocks, IEnumerable<Message> messages)
    {
        var known = blocks.ToDictionary(block => PlaceBook.Of(block.Message!));
        var lines = new LineBuilder(source.NewLine);
        lines.Raw(source.Raw(0, blocks.Count > 0 ? blocks[0].FirstLine : source.LineCount));
        var needsGap = false;
        foreach (var message in messages)
        {
            var block = known.GetValueOrDefault(PlaceBook.Of(message));
            if (needsGap)
                lines.Gap();
            needsGap = block is null;
            if (block is null)
                Append(lines, message);
            else if (block.Message!.Text == message.Text)
                lines.Raw(source.Raw(block.FirstLine, block.EndLine));
            else
                AppendInto(lines, source, block, message.Text);
        }
        return lines.ToString();
    }

    public static string LetterInto(SourceText source, TextBlock block, string text)
    {
        var lines = new LineBuilder(source.NewLine);
        lines.Raw(source.Raw(0, block.FirstLine));
        AppendInto(lines, source, block, text);
        return lines.ToString();
    }

    private static LineBuilder NewFile(string language)
    {
        var lines = new LineBuilder("\n");
        lines.Text($"---\n{CampaignKeys.Language}: {YamlScalar.Write(language)}\n---");
        return lines;
    }

    // The heading has the platform's id, not its name: that is what the command line takes as well.
    private static void Append(LineBuilder lines, Message message)
    {
        lines.Gap();
        lines.Text(MessageHeading.Write(message, platform => platform.Value));
        if (message.IsTranslated)
            lines.Text(message.Text);
    }

    private static void AppendInto(LineBuilder lines, SourceText source, TextBlock block, string text)
    {
        var had = block.TextFirst < block.TextEnd;
        var headEnd = had ? block.TextFirst : block.Message is null ? block.EndLine : block.FirstLine + 1;
        lines.Raw(source.Raw(block.FirstLine, headEnd));
        if (text.Length > 0)
            lines.Text(text, had ? source.EndOf(block.TextEnd - 1) : null);
        lines.Raw(source.Raw(had ? block.TextEnd : headEnd, block.EndLine));
    }
}
