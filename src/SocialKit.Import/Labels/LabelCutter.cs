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
        var cutting = new Cutting();
        foreach (var block in document.Blocks)
            cutting.Add(block);
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

    [GeneratedRegex(@"\A(dear |your excellency|excellency|your honou?r|your majesty|to whom it may concern|monsieur|madame|excellence|cher |chere |senor|senora|estimad|excelencia|exmo|prezad|senhor|sehr geehrte|exzellenz|eure exzellenz|уважаем|ваше превосходительство|господин|госпожа)")]
    private static partial Regex Salutation();

    [GeneratedRegex(@"\A(yours |sincerely|respectfully|yours,|kind regards|best regards|with kind regards|regards|mit freundlichen grussen|hochachtungsvoll|veuillez agreer|je vous prie d'agreer|cordialement|respectueusement|atentamente|respetuosamente|le saluda|atenciosamente|respeitosamente|с уважением|искренне ваш)")]
    private static partial Regex Closing();

    [GeneratedRegex(@"\Aaction [0-9]{1,2}[.:]?(?![0-9])")]
    private static partial Regex NumberedAction();

    private sealed class Cutting
    {
        private static readonly SearchValues<char> BeforeLabel = SearchValues.Create(" *-\u2022\"'");

        private readonly List<Part> _parts = [];
        private readonly List<Slice> _lines = [];
        private Part _current = new(LabelKind.None, null, []);
        private bool _social;
        private (string Platform, int Level)? _platform;

        public ValueList<Part> Finish()
        {
            Close();
            return [.. _parts];
        }

        public void Add(Block block)
        {
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

            foreach (var line in block.Lines)
            {
                if (_current.Kind == LabelKind.Letter)
                    LetterLine(block, line);
                else
                    Line(block, line);
            }
        }

        // A value ends with the block that holds it; a list of values with the list.
        private bool ContinuesList(Block block) =>
            block.Kind == BlockKind.ListItem && _lines[^1].Block.Kind == BlockKind.ListItem && !ReferenceEquals(_current.Label?.Block, _lines[^1].Block);

        private bool StartsLetter(Block block) =>
            _current.Kind is not (LabelKind.Letter or LabelKind.Messages) && !_social && block.Lines.Count > 0 && IsSalutation(block.Lines[0].Text);

        private void LetterLine(Block block, Line line)
        {
            if (IsBoldLabel(line) && FindLabel(Folded.Of(line.Text), 0, line, atStart: true) is { Kind: not LabelKind.Unknown })
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
            if (_platform is { } known && block.Level <= known.Level)
                _platform = null;
            var line = block.Lines[0];
            var whole = Whole(block, line);
            var folded = Folded.Fold(block.Text).Trim(' ', ':', '.');
            var spelling = LabelTable.Find(folded, 0) is { } found && found.Text.Length == folded.Length ? found : null;
            var platform = LabelTable.PlatformIn(folded);
            if (spelling is not null)
            {
                _social = spelling.Kind == LabelKind.Social || (_social && IsInSocial(spelling.Kind));
                Open(Labelled(spelling.Kind, whole, platform, spelling.Language));
            }
            else if (LabelTable.NamesMessages(folded))
                Open(Labelled(LabelKind.Messages, whole, platform, null));
            else if (LabelTable.PlatformNamed(folded) is { } named)
            {
                _platform = (named, block.Level);
                Open(Labelled(LabelKind.PlatformName, whole, named, null));
            }
            else if (CutsHeading(line, block))
                return;
            else
            {
                _social = false;
                Open(new Part(LabelKind.Unknown, whole, []));
            }
        }

        // A heading may hold a label and its value: "## Deadline: 2 February 2025".
        private bool CutsHeading(Line line, Block block)
        {
            if (FindLabel(Folded.Of(line.Text), 0, line, atStart: true) is not { } label)
                return false;
            Open(Labelled(label.Kind, new Slice(block, line, label.Start, label.LabelEnd), label.Platform, label.Language));
            foreach (var rest in block.Lines)
                Keep(ReferenceEquals(rest, line) ? new Slice(block, line, label.End, line.Text.Length) : Whole(block, rest));
            return true;
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
                    && FindLabel(folded, at, line, mayBegin) is { } label)
                {
                    Keep(new Slice(block, line, cut, Math.Max(cut, label.Start)));
                    _social |= label.Kind == LabelKind.Social;
                    Open(Labelled(label.Kind, new Slice(block, line, label.Start, label.LabelEnd), label.Platform, label.Language) with { Language = label.Stated });
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

        private Label? FindLabel(Folded folded, int at, Line line, bool atStart)
        {
            var start = folded.OriginOf(at);
            var run = line.RunAt(start);
            var startsBold = run is { IsBold: true } && (start == 0 || line.RunAt(start - 1) is not { IsBold: true });
            var isFirst = folded.Text.AsSpan(0, at).IndexOfAnyExcept(BeforeLabel) < 0;
            var inMessages = _current.Kind == LabelKind.Messages;

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
                    ? (isFirst || startsBold) && (colon || isBoldAlone || isAlone)
                    : IsSentence(spelling.Kind)
                        ? isFirst || startsBold || atStart || isCapital
                        : (colon && (isFirst || startsBold || isCapital || atStart)) || isAlone || isBoldAlone;
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
            return isFirst || startsBold || (atStart && !inMessages) ? WordedLabel(folded, at, line, start, isFirst, startsBold) : null;
        }

        // "Here are some sample tweets:", "Sample Facebook post:", "**Prosecutor General's Office of Kazakhstan:**", "TWITTER :"
        private static Label? WordedLabel(Folded folded, int at, Line line, int start, bool isFirst, bool startsBold)
        {
            var colonAt = folded.Text.IndexOf(':', at, Math.Min(120, folded.Text.Length - at));
            var isWhole = colonAt < 0;
            var end = isWhole ? folded.Text.Length : colonAt;
            var text = folded.Text[at..end].Trim();
            if (text.Length is 0 or > 100)
                return null;
            var boldToColon = startsBold && !isWhole && text.Count(c => c == ' ') < 12 && EndsBold(line, start, folded.OriginOf(colonAt));
            // Without a colon, only a line of its own that is short is a label.
            if (isWhole && (!isFirst || text.Count(c => c == ' ') > 4 || text[^1] is '.' or '!' or '?' || text.Contains('#') || text.Contains('@')))
                return null;
            var labelEnd = folded.OriginOf(end);
            var after = isWhole ? line.Text.Length : folded.OriginOf(colonAt) + 1;
            if (LabelTable.NamesMessages(text))
            {
                return new Label(LabelKind.Messages, start, labelEnd, after, LabelTable.PlatformIn(text), null)
                {
                    Stated = text.IndexOf('(', StringComparison.Ordinal) is var open and >= 0 ? LanguageIn(text[open..]) : null,
                };
            }
            if (!isWhole && LabelTable.NamesHashtags(text))
                return new Label(LabelKind.Hashtags, start, labelEnd, after, null, null);
            return boldToColon && LabelTable.PlatformNamed(text) is null && !ContactLabels.IsLabel(text)
                ? new Label(LabelKind.Unknown, start, labelEnd, after, null, null)
                : null;
        }

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

        private static bool IsCapital(string text) => text.Contains(' ') && !text.Any(char.IsLower);

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
            Platform = platform ?? _platform?.Platform,
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
    }

    private sealed record Label(LabelKind Kind, int Start, int LabelEnd, int End, string? Platform, string? Language)
    {
        /// <summary>The language that stands in parentheses behind the label.</summary>
        public string? Stated { get; init; }
    }
}
