using System.Buffers;
using System.Text.RegularExpressions;
using SocialKit.Import.Fields;

namespace SocialKit.Import.Labels;

/// <summary>Finds every known label of a document and cuts between them.</summary>
/// <remarks>
/// A label that announces a section stands at the start of a line, of a bold run or in capitals, and has a colon after it or nothing else
/// beside it. A label that is a sentence ("this urgent action expires on") may also begin after another sentence. A bold text that ends in
/// a colon is a label even if no table knows it. Inside a letter and inside texts to post only headings and labels with a colon cut.
/// </remarks>
internal static partial class LabelCutter
{
    public static ValueList<Part> Cut(Document document)
    {
        var cutting = new Cutting(document.Blocks);
        for (var i = 0; i < document.Blocks.Count; i++)
            cutting.Add(i);
        return cutting.Finish();
    }

    /// <summary>A line with which a letter begins.</summary>
    public static bool IsSalutation(string text)
    {
        var folded = Folded.Fold(text).Trim();
        return folded.Length is > 3 and <= 90 && folded[^1] is ',' or ':' or '!' && Salutation().IsMatch(folded);
    }

    /// <summary>A line with which a letter ends.</summary>
    public static bool IsClosing(string text)
    {
        var folded = Folded.Fold(text).Trim();
        return folded.Length <= 60 && Closing().IsMatch(folded);
    }

    /// <summary>True for a text that holds accounts, hashtags and addresses, and no words.</summary>
    public static bool IsOnlyNames(string text)
    {
        var words = text.Split([' ', '\u00A0', ',', ';', '\n', '|'], StringSplitOptions.RemoveEmptyEntries);
        return words.Length > 0 && words.All(word => word[0] is '@' or '#' || word is "&" or "and" or "et" or "y" or "und" or "e" or "\u0438" or "/" || word.StartsWith("http", StringComparison.OrdinalIgnoreCase));
    }

    [GeneratedRegex(@"\A(dear |your excellency|excellency|your honou?r|your majesty|to whom it may concern|monsieur|madame|excellence|cher |chere |senor|senora|estimad|excelencia|exmo|prezad|senhor|sehr geehrte|exzellenz|eure exzellenz|уважаем|ваше превосходительство|господин|госпожа)")]
    private static partial Regex Salutation();

    [GeneratedRegex(@"\A(yours |sincerely|respectfully|yours,|kind regards|best regards|with kind regards|regards|mit freundlichen grussen|hochachtungsvoll|veuillez agreer|je vous prie d'agreer|cordialement|respectueusement|atentamente|respetuosamente|le saluda|atenciosamente|respeitosamente|с уважением|искренне ваш)")]
    private static partial Regex Closing();

    [GeneratedRegex(@"\Aaction [0-9]{1,2}[.:]?(?![0-9])")]
    private static partial Regex NumberedAction();

    private sealed class Cutting(ValueList<Block> blocks)
    {
        private static readonly SearchValues<char> BeforeLabel = SearchValues.Create(" *-\u2022\"'");

        private readonly List<Part> _parts = [];
        private readonly List<Slice> _lines = [];
        private readonly Stack<Above> _above = new();
        private Part _current = new(LabelKind.None, null, []);
        private bool _social;
        private int _at;

        public ValueList<Part> Finish()
        {
            Close();
            return [.. _parts];
        }

        public void Add(int at)
        {
            _at = at;
            var block = blocks[at];
            if (block.Kind == BlockKind.Heading)
            {
                Heading(block);
                return;
            }
            if (block.Kind == BlockKind.TableRow)
            {
                if (block.Lines.Count > 0)
                    _lines.Add(new Slice(block, block.Lines[0], 0, block.Lines[0].Text.Length));
                return;
            }
            if (IsValue(_current.Kind) && _lines.Count > 0 && !ContinuesList(block))
                Open(new Part(LabelKind.None, null, []));
            if (StartsLetter(block))
                Open(new Part(LabelKind.Letter, Whole(block, block.Lines[0]), []));
            if (_current.Kind != LabelKind.Letter && block.Lines.Count == 1 && IsHeadingInLook(block, block.Lines[0]) && LabelWords.NamesSocialMedia(Folded.Fold(block.Text).Trim()))
            {
                _social = true;
                Open(Labelled(LabelKind.Social, Whole(block, block.Lines[0]), null, null));
                return;
            }

            foreach (var line in block.Lines)
            {
                if (_current.Kind == LabelKind.Letter)
                    LetterLine(block, line);
                // A line all in bold is a heading even without a blank line round it: posts have no bold.
                else if (_current.Kind == LabelKind.Messages && (block.Lines.Count == 1 || IsBoldThroughout(line, 0, line.Text.Length)) && IsHeadingInLook(block, line))
                    LookedHeading(block, line);
                else
                    Line(block, line);
            }
        }

        // A value ends with the block that holds it; a list of values with the list, of accounts and hashtags with the last block of them.
        private bool ContinuesList(Block block)
        {
            if (_current.Kind is LabelKind.Hashtags or LabelKind.Follow or LabelKind.Tag && block.Lines.All(line => line.Runs.Count == 0 || IsOnlyNames(line.Text)))
                return true;
            return block.Kind == BlockKind.ListItem && _lines[^1].Block.Kind == BlockKind.ListItem && !ReferenceEquals(_current.Label?.Block, _lines[^1].Block);
        }

        private bool StartsLetter(Block block) =>
            _current.Kind is not (LabelKind.Letter or LabelKind.Messages) && !_social && block.Lines.Count > 0 && IsSalutation(block.Lines[0].Text);

        private void LetterLine(Block block, Line line)
        {
            if ((IsBoldLabel(line) || StartsInCapitals(line.Text)) && FindLabel(Folded.Of(line.Text), 0, block, line, atStart: true) is { Kind: not LabelKind.Unknown })
            {
                Line(block, line);
                return;
            }
            _lines.Add(Whole(block, line));
            if (IsClosing(line.Text))
                Open(new Part(LabelKind.None, null, []));
        }

        private void Heading(Block block)
        {
            while (_above.TryPeek(out var known) && known.Level >= block.Level)
                _above.Pop();
            var line = block.Lines[0];
            var whole = Whole(block, line);
            var folded = Folded.Fold(block.Text).Trim(' ', ':', '.');
            var spelling = LabelTable.Find(folded, 0) is { } found && found.Text.Length == folded.Length ? found : null;
            var platform = LabelTable.PlatformIn(folded);
            if (spelling is not null)
            {
                _social = spelling.Kind == LabelKind.Social || (_social && IsInSocial(spelling.Kind));
                OpenHeading(block, Labelled(spelling.Kind, whole, platform, spelling.Language));
            }
            else if (LabelTable.PlatformNamed(folded) is { } named)
                OpenHeading(block, Labelled(InheritedKind(LabelKind.PlatformName), whole, named, null));
            else if ((LabelWords.LanguageNamed(folded) ?? LanguageCode(block.Text)) is { } language)
                OpenHeading(block, Labelled(InheritedKind(LabelKind.Unknown), whole, null, null) with { Language = language });
            else if (LabelWords.Of(folded) is { } told)
                OpenHeading(block, Labelled(told.Kind, whole, platform, told.Language) with { Language = LabelWords.LanguageIn(folded) });
            else if (CutsHeading(line, block))
                return;
            else if (_parts.Exists(part => part.Label is { Block.Kind: BlockKind.Heading }) | _current.Label is { Block.Kind: BlockKind.Heading } && LabelWords.NamesSocialMedia(folded))
            {
                _social = true;
                OpenHeading(block, Labelled(LabelKind.Social, whole, platform, null));
            }
            else if (_above.TryPeek(out var above) && above.Kind == LabelKind.Messages)
                OpenHeading(block, Labelled(LabelKind.Messages, whole, null, null) with { IsTopic = true });
            else
            {
                _social = false;
                OpenHeading(block, new Part(LabelKind.Unknown, whole, []) { Platform = _above.TryPeek(out var outer) ? outer.Platform : null });
            }
        }

        // Under "Sample tweets", a heading "English" or "Facebook" goes on with texts to post; of the same rank it does so if nothing stands between.
        private LabelKind InheritedKind(LabelKind kind)
        {
            if (_above.TryPeek(out var above) && above.Kind is LabelKind.Messages or LabelKind.Follow or LabelKind.Hashtags)
                return above.Kind;
            var continues = _current.Label?.Block.Kind == BlockKind.Heading && _current.Kind == LabelKind.Messages && (_lines.Count == 0 || (_current.IsNamed && kind == LabelKind.Unknown));
            return continues ? LabelKind.Messages : kind;
        }

        private void OpenHeading(Block block, Part part)
        {
            var outer = _above.TryPeek(out var above) ? above : null;
            // What a heading of the same rank began goes on: "## Sample tweets", "## English", "## Español".
            var isSameRank = outer is not { Kind: LabelKind.Messages } && _current.Kind == LabelKind.Messages && part.Kind == LabelKind.Messages && LabelWords.LanguageNamed(Folded.Fold(block.Text).Trim(' ', ':')) is not null;
            part = part with
            {
                Platform = part.Platform ?? outer?.Platform ?? (isSameRank ? _current.Platform : null),
                Language = part.Language ?? outer?.Language,
                IsNamed = part.Language is not null,
            };
            _above.Push(new Above(block.Level, part.Kind, part.Platform, part.Language));
            Open(part);
        }

        // A heading may hold a label and its value: "## Deadline: 2 February 2025".
        private bool CutsHeading(Line line, Block block)
        {
            if (FindLabel(Folded.Of(line.Text), 0, block, line, atStart: true) is not { } label)
                return false;
            // The colon of a title is no label's: "Clean Air Now: messages for partners".
            if (label.Kind == LabelKind.Unknown)
                return false;
            OpenHeading(block, Labelled(label.Kind, new Slice(block, line, label.Start, label.LabelEnd), label.Platform, label.Language));
            foreach (var rest in block.Lines)
                Keep(ReferenceEquals(rest, line) ? new Slice(block, line, label.End, line.Text.Length) : Whole(block, rest));
            return true;
        }

        // Where no headings are, short lines in capitals or in bold serve as headings.
        private static bool IsHeadingInLook(Block block, Line line)
        {
            if (block.Kind != BlockKind.Paragraph || block.IsQuoted)
                return false;
            var text = line.Text.AsSpan().Trim();
            return text.Length is > 3 and <= 70 && text.IndexOfAny("#@") < 0 && !text.Contains("://", StringComparison.Ordinal) && text[^1] is not ('.' or '!' or '?' or ',' or ';')
                && text.ContainsAnyInRange('A', '\uFFFF') && text.Count(' ') < 8 && (IsBoldThroughout(line, 0, line.Text.Length) || !line.Text.Any(char.IsLower))
                && !char.IsAsciiDigit(text[0]);
        }

        private void LookedHeading(Block block, Line line)
        {
            var folded = Folded.Of(line.Text);
            if (FindLabel(folded, folded.Text.AsSpan().IndexOfAnyExcept(' '), block, line, atStart: true) is { Kind: not LabelKind.Unknown })
            {
                Line(block, line);
                return;
            }
            var text = folded.Text.Trim(' ', ':');
            var whole = Whole(block, line);
            if (LabelTable.PlatformNamed(text) is { } platform)
                Open(_current with { Label = whole, Lines = [], Platform = platform });
            else if (LabelWords.LanguageNamed(text) is { } language)
                Open(_current with { Label = whole, Lines = [], Language = language, TableLanguage = null });
            // Of the same look as the label before it, it begins something else; below a heading it is a topic.
            else if (_current.Label is { Block.Kind: BlockKind.Heading })
                Open(_current with { Label = whole, Lines = [], IsTopic = true, TableLanguage = null });
            else
            {
                _social = false;
                Open(new Part(LabelKind.Unknown, whole, []));
            }
        }

        private void Line(Block block, Line line)
        {
            var folded = Folded.Of(line.Text);
            var (cut, at) = (0, 0);
            var mayBegin = true;
            while (at < folded.Text.Length)
            {
                var c = folded.Text[at];
                var isWord = char.IsLetterOrDigit(c);
                if (isWord && (at == 0 || !char.IsLetterOrDigit(folded.Text[at - 1]))
                    && FindLabel(folded, at, block, line, mayBegin) is { } label)
                {
                    Keep(new Slice(block, line, cut, Math.Max(cut, label.Start)));
                    _social |= label.Kind == LabelKind.Social;
                    Open(Labelled(label.Kind, new Slice(block, line, label.Start, label.LabelEnd), label.Platform, label.Language) with
                    {
                        Language = label.Stated ?? (label.Kind == LabelKind.Messages && _above.TryPeek(out var above) ? above.Language : null),
                    });
                    cut = label.End;
                    do
                        at++;
                    while (at < folded.Text.Length && folded.OriginOf(at) < label.End);
                    mayBegin = true;
                    continue;
                }
                if (isWord)
                    mayBegin = false;
                else if (c is '.' or '!' or '?' && at + 1 < folded.Text.Length && folded.Text[at + 1] == ' ')
                    mayBegin = true;
                at++;
            }
            Keep(new Slice(block, line, cut, line.Text.Length));
        }

        private Label? FindLabel(Folded folded, int at, Block block, Line line, bool atStart)
        {
            var start = folded.OriginOf(Math.Max(at, 0));
            if (at < 0 || (start > 0 && line.Text[start - 1] is '#' or '@'))
                return null;
            var run = line.RunAt(start);
            var startsBold = run is { IsBold: true } && (start == 0 || line.RunAt(start - 1) is not { IsBold: true });
            var isFirst = folded.Text.AsSpan(0, at).IndexOfAnyExcept(BeforeLabel) < 0;
            var inMessages = _current.Kind == LabelKind.Messages;
            // Where a document has become one line, labels stand in its middle too.
            var isRunOn = _current.Label is { Start: > 0 } opened && ReferenceEquals(opened.Line, line) && char.IsUpper(line.Text[start]);

            if (isFirst && NumberedAction().Match(folded.Text[at..]) is { Success: true } action)
            {
                var end = folded.OriginOf(at + action.Length);
                return new Label(LabelKind.NextAction, start, end, end, null, null);
            }
            if (LabelTable.Find(folded.Text, at) is { } spelling)
            {
                var end = at + spelling.Text.Length;
                var colon = ColonAfter(folded, end, out var afterColon);
                var rest = folded.Text.AsSpan(end).Trim(" .:;");
                var isAlone = isFirst && rest.IsEmpty;
                var isBoldAlone = startsBold && BoldEnds(line, start, folded.OriginOf(end));
                var isCapital = IsCapital(line.Text[start..folded.OriginOf(end)]);
                var isLabel = inMessages
                    ? ((isFirst || startsBold) && (colon || isBoldAlone || isAlone)) || ((isCapital || isRunOn) && colon)
                    : IsSentence(spelling.Kind)
                        ? isFirst || startsBold || atStart || isCapital || spelling.Text.Count(' '.Equals) >= 4
                        : (colon && (isFirst || startsBold || isCapital || atStart)) || isAlone || isBoldAlone || (isCapital && !isFirst && EndsCapitals(line.Text, folded.OriginOf(end)));
                // "ACT NOW: WRITE AN APPEAL IN YOUR OWN WORDS": what follows says how.
                // "Tag @a, @b": no colon stands between.
                isLabel |= spelling.Kind is LabelKind.Tag or LabelKind.Follow && isFirst && folded.Text.AsSpan(end).TrimStart() is ['@', ..];
                isLabel |= spelling.Kind == LabelKind.Steps && isFirst && (IsBoldThroughout(line, start, line.Text.Length) || IsCapital(line.Text));
                // A label may go on behind the spelling: "PRÉNOM, NOM ET PRONOM(S) À UTILISER :".
                if (isLabel && !colon && !isAlone && WordedLabel(folded, at, block, line, start, isFirst, startsBold) is { } longer && longer.Kind == spelling.Kind)
                    return longer;
                if (isLabel)
                {
                    var labelEnd = folded.OriginOf(end);
                    return new Label(spelling.Kind, start, labelEnd, colon ? folded.OriginOf(afterColon) : labelEnd,
                        LabelTable.PlatformIn(folded.Text[at..(colon ? afterColon : end)]), spelling.Language)
                    {
                        Stated = colon ? LanguageIn(folded.Text[end..afterColon]) : null,
                    };
                }
            }
            return isFirst || startsBold || (atStart && !inMessages) || isRunOn ? WordedLabel(folded, at, block, line, start, isFirst, startsBold) : null;
        }

        // "Here are some sample tweets:", "Sample Facebook post:", "**Prosecutor General's Office of Kazakhstan:**", "TWITTER :"
        private Label? WordedLabel(Folded folded, int at, Block block, Line line, int start, bool isFirst, bool startsBold)
        {
            var colonAt = folded.Text.IndexOf(':', at, Math.Min(140, folded.Text.Length - at));
            var isWhole = colonAt < 0 || folded.Text.AsSpan(colonAt).StartsWith("://", StringComparison.Ordinal);
            var end = isWhole ? folded.Text.Length : colonAt;
            var text = folded.Text[at..end].Trim();
            // "**APPELS À ENVOYER AVANT LE** 3 mars", "APPELS À ENVOYER AVANT LE 3 mars": bold letters or capitals end where the value begins.
            if (isWhole && PrefixEnd(line, start, startsBold) is { } prefix && LabelWords.Of(Folded.Fold(line.Text[start..prefix]).Trim()) is { Kind: LabelKind.Deadline or LabelKind.Languages or LabelKind.Person } value)
                return new Label(value.Kind, start, prefix, prefix, null, value.Language);
            if (text.Length is 0 or > 120)
                return null;
            var words = text.Count(c => c == ' ');
            var boldToColon = startsBold && !isWhole && words < 12 && EndsBold(line, start, folded.OriginOf(colonAt));
            // Without a colon, only a line of its own that is short is a label.
            if (isWhole && (!isFirst || words > 4 || text[^1] is '.' or '!' or '?' || text.Contains('#') || text.Contains('@')))
                return null;
            var labelEnd = folded.OriginOf(end);
            var after = isWhole ? line.Text.Length : folded.OriginOf(colonAt) + 1;
            // "Name: …", "Gender m/f: …": how urgent actions named the person until about 2016.
            if (!isWhole && text is "name" or "names" && Folded.Fold(NextText(block, line)).StartsWith("gender", StringComparison.Ordinal))
                return new Label(LabelKind.Person, start, labelEnd, after, null, "en");
            if (LabelWords.Of(text) is { } told && (isFirst || startsBold || told.IsWhole) && (told.Kind is LabelKind.Messages || !isWhole || startsBold || IsCapital(line.Text) || IsWholeBlock(block)
                || (told.Kind is LabelKind.Follow or LabelKind.Hashtags or LabelKind.Tag && !char.IsLower(line.Text[start]))))
            {
                return new Label(told.Kind, start, labelEnd, after, LabelTable.PlatformIn(text), told.Language)
                {
                    Stated = LabelWords.LanguageIn(text),
                };
            }
            var inMessages = _current.Kind == LabelKind.Messages;
            if (isFirst && (!isWhole || startsBold || IsWholeBlock(block) || ((block.Kind != BlockKind.ListItem || !ReferenceEquals(line, block.Lines[0])) && !char.IsLower(line.Text[start]))))
            {
                if (LabelTable.PlatformNamed(text) is { } platform && (inMessages || _social) && TextAfter(block, line, after).Length > 0 && IsWords(TextAfter(block, line, after)))
                    return new Label(LabelKind.Messages, start, labelEnd, after, platform, null) { Stated = inMessages ? _current.Language : null };
                if (inMessages && (LabelWords.LanguageNamed(text) ?? LanguageCode(line.Text[start..labelEnd])) is { } language)
                    return new Label(LabelKind.Messages, start, labelEnd, after, _current.Platform, null) { Stated = language };
            }
            return boldToColon && LabelTable.PlatformNamed(text) is null && !ContactLabels.IsLabel(text)
                ? new Label(LabelKind.Unknown, start, labelEnd, after, null, null)
                : null;
        }

        // "EN", "FR": two capitals that are a language's code.
        private static string? LanguageCode(string text) =>
            text.Trim(' ', ':', '(', ')', '[', ']') is { Length: 2 } code && char.IsAsciiLetterUpper(code[0]) && char.IsAsciiLetterUpper(code[1]) ? LanguageNames.CodeOf(code) : null;

        private static int? PrefixEnd(Line line, int start, bool startsBold)
        {
            var (end, most) = (start, Math.Min(line.Text.Length, start + 160));
            if (startsBold)
            {
                while (end < most && line.RunAt(end) is { IsBold: true })
                    end++;
            }
            else
            {
                while (end < most && !char.IsLower(line.Text[end]) && !char.IsAsciiDigit(line.Text[end]))
                    end++;
                // The capital of the first word that is not all in capitals.
                if (end > start && end < line.Text.Length && char.IsLower(line.Text[end]))
                    end = Math.Max(start, line.Text.LastIndexOf(' ', end - 1));
                if (!line.Text.AsSpan(start, end - start).Trim().Contains(' '))
                    return null;
            }
            return end > start && end < line.Text.Length ? end : null;
        }

        /// <summary>What follows a label: the rest of its line, else the next line, else the next block's first.</summary>
        private string TextAfter(Block block, Line line, int after)
        {
            var rest = line.Text.AsSpan(Math.Min(after, line.Text.Length)).Trim();
            if (rest.Length > 0)
                return rest.ToString();
            var index = block.Lines.AsSpan().IndexOf(line);
            if (index + 1 < block.Lines.Count)
                return block.Lines[index + 1].Text.Trim();
            return _at + 1 < blocks.Count && blocks[_at + 1] is { Kind: not (BlockKind.Heading or BlockKind.TableRow), Lines: [var next, ..] } ? next.Text.Trim() : "";
        }

        private string NextText(Block block, Line line) => TextAfter(block, line, line.Text.Length);

        // Three words or more beside accounts, hashtags and addresses.
        private static bool IsWords(string text) =>
            text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Count(word => word[0] is not ('@' or '#') && !word.Contains("://", StringComparison.Ordinal) && !word.StartsWith("www.", StringComparison.OrdinalIgnoreCase) && word.Any(char.IsLetter)) >= 3;

        private static bool IsWholeBlock(Block block) => block is { Kind: BlockKind.Paragraph, Lines.Count: 1 };

        // "(X, es)"
        private static string? LanguageIn(string parentheses) =>
            parentheses.Split([' ', ',', '(', ')', ':', '/'], StringSplitOptions.RemoveEmptyEntries).Select(LanguageNames.CodeOf).FirstOrDefault(code => code is not null);

        private static bool IsBoldLabel(Line line) => line.Runs.Count > 0 && line.Runs[0].IsBold;

        private static bool IsBoldThroughout(Line line, int start, int end)
        {
            var at = 0;
            foreach (var run in line.Runs)
            {
                if (at < end && at + run.Text.Length > start && !run.IsBold && !string.IsNullOrWhiteSpace(run.Text))
                    return false;
                at += run.Text.Length;
            }
            return true;
        }

        // A colon inside the bold text, and nothing bold behind it.
        private static bool EndsBold(Line line, int start, int colon) =>
            line.RunAt(colon) is { IsBold: true } && IsBoldThroughout(line, start, colon)
            && (string.IsNullOrWhiteSpace(line.Text[(colon + 1)..]) || line.RunAt(colon + 1) is { IsBold: false });

        private static bool BoldEnds(Line line, int start, int end) =>
            IsBoldThroughout(line, start, end) && (end >= line.Text.Length || line.RunAt(end) is not { IsBold: true } || line.Text[end] is '.' or ':');

        private static bool IsCapital(string text) => text.Trim().Contains(' ') && !text.Any(char.IsLower);

        // "ADDITIONAL TARGETS Also send copies": the capitals end with the label.
        private static bool EndsCapitals(string text, int end)
        {
            var next = text.AsSpan(end).TrimStart();
            return next.Length > 1 && char.IsUpper(next[0]) && char.IsLower(next[1]);
        }

        // Two words in capitals at least: a sentence may begin with one.
        private static bool StartsInCapitals(string text)
        {
            var words = text.Split(' ', 3, StringSplitOptions.RemoveEmptyEntries);
            return words.Length >= 2 && words[..2].All(word => word.Any(char.IsLetter) && !word.Any(char.IsLower)) && words[0].Length > 1;
        }

        private static bool ColonAfter(Folded folded, int end, out int after)
        {
            after = end;
            var at = end;
            while (at < folded.Text.Length && folded.Text[at] == ' ')
                at++;
            // "(Twitter, en)" between a label and its colon.
            if (at < folded.Text.Length && folded.Text[at] == '(' && folded.Text.IndexOf(')', at) is var close and > 0 && close - at < 40)
            {
                at = close + 1;
                while (at < folded.Text.Length && folded.Text[at] == ' ')
                    at++;
            }
            if (at >= folded.Text.Length || folded.Text[at] != ':')
                return false;
            after = at + 1;
            return true;
        }

        private static bool IsSentence(LabelKind kind) =>
            kind is LabelKind.CopyTargets or LabelKind.Deadline or LabelKind.Languages or LabelKind.Person or LabelKind.Advice;

        private static bool IsValue(LabelKind kind) =>
            kind is LabelKind.Deadline or LabelKind.Languages or LabelKind.Person or LabelKind.Hashtags or LabelKind.Follow or LabelKind.Tag or LabelKind.Advice;

        private static bool IsInSocial(LabelKind kind) =>
            kind is LabelKind.Messages or LabelKind.Hashtags or LabelKind.Follow or LabelKind.Tag or LabelKind.Advice or LabelKind.PlatformName;

        private Part Labelled(LabelKind kind, Slice label, string? platform, string? tableLanguage) => new(kind, label, [])
        {
            Platform = platform ?? (_above.TryPeek(out var above) ? above.Platform : null),
            TableLanguage = tableLanguage,
        };

        private static Slice Whole(Block block, Line line) => new(block, line, 0, line.Text.Length);

        private void Keep(Slice slice)
        {
            if (!slice.IsBlank || (slice.Line.Runs.Count == 0 && _lines.Count > 0))
                _lines.Add(slice);
        }

        private void Open(Part next)
        {
            Close();
            _current = next with { IsSocial = _social };
        }

        private void Close()
        {
            if (_current.Label is not null || _lines.Count > 0)
                _parts.Add(_current with { Lines = [.. _lines] });
            _lines.Clear();
        }

        /// <summary>A heading that what follows stands below.</summary>
        private sealed record Above(int Level, LabelKind Kind, string? Platform, string? Language);
    }

    private sealed record Label(LabelKind Kind, int Start, int LabelEnd, int End, string? Platform, string? Language)
    {
        /// <summary>The language that stands in parentheses behind the label.</summary>
        public string? Stated { get; init; }
    }
}
