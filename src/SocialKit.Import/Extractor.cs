using System.Collections.Frozen;
using System.Text.RegularExpressions;
using SocialKit.Campaigns;
using SocialKit.Import.Fields;
using SocialKit.Import.Labels;

namespace SocialKit.Import;

/// <summary>Reads the fields of one document from the parts between its labels.</summary>
internal sealed partial class Extractor(Document document, Notes notes)
{
    private const int MostLeftOut = 100;

    private static readonly FrozenSet<string> Pronouns = new[]
    {
        "he", "him", "she", "her", "they", "them", "il", "elle", "iel", "ils", "elles", "él", "ella", "elle", "ellos", "ellas", "er", "sie", "он", "она", "они", "ele", "ela", "elu", "eles", "elas",
    }.Select(Folded.Fold).ToFrozenSet();

    private readonly ValueList<Part> _parts = LabelCutter.Cut(document);
    private readonly TargetReader _targets = new(notes);
    private readonly MessageReader _messages = new(notes);
    private readonly List<(Part Part, List<Slice> Lines)> _owners = [];
    private readonly List<string> _hashtags = [];
    private readonly List<ExtractedAccount> _follow = [];
    private readonly List<string> _languages = [];
    private readonly List<string> _about = [];
    private readonly List<(DateOnly Date, Slice At)> _deadlines = [];
    private readonly List<(string Text, Slice At)> _letters = [];
    private readonly List<(string Name, string? Pronouns, Slice At)> _persons = [];

    public Extraction Extract()
    {
        var title = new TitleReader(document, _parts, notes).Read(out var titlePart);
        foreach (var part in _parts)
            Read(part, isSummary: ReferenceEquals(part, titlePart));
        // Wherever they stand: whose accounts they are can be told when all targets are known.
        foreach (var (part, lines) in _owners)
        {
            if (part.Kind == LabelKind.Social)
                ReadLooseAccounts(part, lines);
            else
                ReadOwner(part, lines);
        }
        ReportTraps();
        var isOneCase = ReportSeveralCases();
        var numbered = Numbered();
        ReportLeftOut();
        return new Extraction
        {
            File = document.Name,
            Title = title?.Text is { Length: > 0 } text ? text : null,
            Kicker = title?.Kicker,
            Case = title?.Case,
            Person = isOneCase && _persons.Count == 1 ? _persons[0].Name : null,
            Pronouns = isOneCase && _persons.Count == 1 ? _persons[0].Pronouns : null,
            Deadline = isOneCase && _deadlines.Count > 0 ? _deadlines[0].Date : null,
            Languages = [.. _languages],
            Language = Language(),
            Targets = isOneCase ? numbered : [],
            Messages = [.. _messages.Found.Select(found => found.Message)],
            Hashtags = [.. _hashtags],
            Follow = [.. _follow],
            Letter = isOneCase && _letters.Count == 1 ? _letters[0].Text : null,
            About = isOneCase && _about.Count > 0 ? string.Join("\n\n", _about) : null,
        };
    }

    private void Read(Part part, bool isSummary)
    {
        if (part.Label is { } known && part.Kind != LabelKind.Unknown)
            notes.Use(known);
        ReadTables(part);
        var lines = part.Lines.Where(line => line.Block.Kind != BlockKind.TableRow).ToList();
        ReadRecommendedHashtags(part, lines);
        switch (part.Kind)
        {
            case LabelKind.Deadline:
                ReadDeadline(part, lines);
                break;
            case LabelKind.Languages:
                ReadLanguages(part, lines);
                break;
            case LabelKind.Person:
                ReadPerson(part, lines);
                break;
            case LabelKind.Messages:
                _messages.Read(part);
                break;
            case LabelKind.Hashtags or LabelKind.Tag:
                ReadHashtags(part, lines);
                break;
            case LabelKind.Follow:
                ReadFollow(part, lines);
                break;
            case LabelKind.Letter:
                ReadLetter(part, lines);
                break;
            case LabelKind.Background:
                ReadAbout(lines, all: true);
                break;
            case LabelKind.CopyTargets:
                _targets.ReadLine(lines);
                break;
            case LabelKind.Advice when lines.All(line => ContactLabels.Cut(line).All(field => field.Label is null)):
                UseAll(lines);
                break;
            case LabelKind.PlatformName when HoldsPosts(part, lines):
                _messages.Read(part with { IsTopic = true });
                break;
            case LabelKind.Unknown or LabelKind.PlatformName when part.IsSocial:
                _owners.Add((part, lines));
                break;
            case LabelKind.Social:
                _owners.Add((part, lines));
                break;
            default:
                if (part.Kind == LabelKind.Steps)
                {
                    ReportMentions(lines);
                    lines = WithoutSteps(part, lines);
                }
                _targets.ReadBlocks(lines, copies: false);
                if (isSummary)
                    ReadAbout(lines, all: false);
                else
                    ReportMentions(lines);
                break;
        }
    }

    // Under a platform's name stand posts if they are list items or quotations with words in them, and hashtags or mentions among these.
    private static bool HoldsPosts(Part part, List<Slice> lines)
    {
        var items = lines.Where(line => line.Block.Kind == BlockKind.ListItem || line.Block.IsQuoted).ToList();
        return items.Count > 0 && items.All(line => Words(line.Text) > 3) && items.Exists(line => TagsInText.Hashtags(line.Text).Count > 0) && part.Label is not null;

        static int Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Count(word => word[0] is not ('@' or '#'));
    }

    // What stands beside "TAKE ACTION:" says what to do, and so does all prose and every numbered item below it.
    private List<Slice> WithoutSteps(Part part, List<Slice> lines)
    {
        var steps = lines.Where(line => (TargetReader.IsStep(line) || TargetReader.IsProse(line) || ReferenceEquals(line.Line, part.Label?.Line))
            && ContactLabels.Cut(line).All(field => field.Label is null)).ToList();
        UseAll(steps);
        return [.. lines.Except(steps)];
    }

    // "Please also tag @a, @b": somebody to mention, but nobody says who they are.
    private void ReportMentions(List<Slice> lines)
    {
        foreach (var line in lines.Where(TargetReader.IsProse))
        {
            var names = TagsInText.Mentions(line.Text);
            if (names.Count == 0)
                continue;
            notes.Doubt("left-out", line, $"The document does not say whose {(names.Count == 1 ? "account this is" : "accounts these are")}: @{string.Join(", @", names)}", "Add them to a target, or to those to follow, by hand.");
            foreach (var name in names.Where(name => Traps.IsGlued(name, line.Text[(line.Text.IndexOf(name, StringComparison.Ordinal) + name.Length)..])))
                notes.Doubt("glued-handle", line, $"@{name} looks like a handle with the next word glued to it", "Part them if they are two.");
        }
    }

    private void ReadTables(Part part)
    {
        foreach (var rows in Tables(part))
        {
            var table = new TableReader(rows, part.Kind == LabelKind.Messages);
            if (table is { HoldsMessages: false, HoldsAccounts: false })
                continue;
            foreach (var line in (table.Header?.Lines ?? []).Concat(table.Rows.SelectMany(row => row.Lines)))
                notes.Use(new Slice(rows[0], line, 0, 0));
            if (table.HoldsMessages)
            {
                AddHashtags(table.ReadMessages(_messages, part, notes), new Slice(rows[0], rows[0].Lines[0], 0, 0));
                continue;
            }
            foreach (var row in table.Rows)
            {
                if (part.Kind == LabelKind.Follow)
                    ReadFollowRow(row, table.Platforms);
                else
                    _targets.ReadRow(row, table.Columns, copies: part.Kind == LabelKind.CopyTargets);
            }
        }
    }

    private static IEnumerable<List<Block>> Tables(Part part)
    {
        var rows = new List<Block>();
        foreach (var block in part.Lines.Select(line => line.Block))
        {
            if (rows.Count > 0 && (block.Kind != BlockKind.TableRow || block.IsHeader))
            {
                yield return rows;
                rows = [];
            }
            if (block.Kind == BlockKind.TableRow)
                rows.Add(block);
        }
        if (rows.Count > 0)
            yield return rows;
    }

    private void ReadFollowRow(Block row, IReadOnlyList<string?> platforms)
    {
        for (var column = 0; column < Math.Min(platforms.Count, row.Cells.Count); column++)
        {
            foreach (var line in row.Cells[column].Where(line => platforms[column] is not null && !Accounts.IsNothing(line.Text)))
            {
                foreach (var account in Accounts.In(new Slice(row, line, 0, line.Text.Length), platforms[column], bareNames: true).Found)
                    AddFollow(account);
            }
        }
    }

    private void ReadDeadline(Part part, List<Slice> lines)
    {
        if (lines.Count == 0)
        {
            notes.Doubt("deadline-unclear", part.Label!, "No date stands with this deadline", "Add the deadline by hand.");
            return;
        }
        var line = lines[0];
        switch (Dates.Read(line.Text, out var date))
        {
            case DateReading.Certain:
                if (!_deadlines.Any(deadline => deadline.Date == date))
                {
                    _deadlines.Add((date, line));
                    notes.Take("deadline", date.ToString("yyyy-MM-dd"), line);
                }
                notes.Use(line);
                break;
            case DateReading.NoYear:
                notes.Doubt("deadline-unclear", line, "This deadline has no year", "Add the deadline by hand.");
                break;
            case DateReading.Ambiguous:
                notes.Doubt("deadline-unclear", line, "Day and month of this deadline could be the other way round", "Add the deadline by hand.");
                break;
            case DateReading.Several:
                notes.Doubt("deadline-unclear", line, "More than one date stands with this deadline", "Add the deadline by hand.");
                break;
            default:
                notes.Doubt("deadline-unclear", line, "No date can be read in this deadline", "Add the deadline by hand.");
                break;
        }
        _targets.ReadBlocks(lines.Skip(1), copies: false);
    }

    private void ReadLanguages(Part part, List<Slice> lines)
    {
        if (lines.Count == 0)
            return;
        var label = Folded.Fold(part.Label!.Text);
        // "Please write immediately in English or Russian" is a sentence, "Preferred language: Kazakh, Russian" a list.
        var isSentence = label.Contains("write", StringComparison.Ordinal) || label.Contains("ecri", StringComparison.Ordinal)
            || label.Contains("escr", StringComparison.Ordinal) || label.Contains("schreib", StringComparison.Ordinal) || label.Contains("писать", StringComparison.Ordinal);
        var end = lines[0].Text.IndexOf(". ", StringComparison.Ordinal);
        var text = end < 0 ? lines[0].Text : lines[0].Text[..end];
        var (codes, others) = isSentence ? (LanguageNames.InSentence(EndsWithIn(label) ? "in " + text : text), []) : LanguageNames.InList(text);
        foreach (var code in codes.Where(code => !_languages.Contains(code)))
        {
            _languages.Add(code);
            notes.Take("language", code, lines[0]);
        }
        notes.Use(lines[0]);
        if (others.Count > 0)
            notes.Doubt("language-unknown", lines[0], $"\u201C{Notes.Quote(string.Join(' ', others))}\u201D is no language known here", "Add the language's code by hand.");
        _targets.ReadBlocks(lines.Skip(1), copies: false);
    }

    private static bool EndsWithIn(string label) =>
        label.TrimEnd(' ', ':').Split(' ')[^1] is "in" or "en" or "gutem" or "auf" or "em" or "на";

    private void ReadPerson(Part part, List<Slice> lines)
    {
        if (lines.Count == 0)
        {
            notes.Doubt("person-unclear", part.Label!, "No name stands with this label", "Add the person by hand.");
            return;
        }
        var text = lines[0].Text.Trim();
        if (PersonAndPronouns().Match(text) is { Success: true } match && (match.Groups[2].Value.Contains('/', StringComparison.Ordinal) || Pronouns.Contains(Folded.Fold(match.Groups[2].Value))))
            AddPerson(match.Groups[1].Value.Trim(), match.Groups[2].Value.Trim());
        else if (text.IndexOfAny(['(', ')', ';']) < 0 && text.Length <= 100)
            AddPerson(text, null);
        else
            notes.Doubt("person-unclear", lines[0], "Name and pronouns of one person cannot be told apart here", "Add person and pronouns by hand.");
        _targets.ReadBlocks(lines.Skip(1), copies: false);

        void AddPerson(string name, string? pronouns)
        {
            _persons.Add((name, pronouns, lines[0]));
            notes.Take("person", name, lines[0]);
            if (pronouns is not null)
                notes.Take("pronouns", pronouns, lines[0]);
            if (_persons.Count == 2)
                notes.Doubt("person-unclear", lines[0], "The document names a second person, so none was taken", "Decide for whom the campaign is.");
        }
    }

    private void ReadHashtags(Part part, List<Slice> lines)
    {
        foreach (var line in lines)
        {
            AddHashtags(TagsInText.Hashtags(line.Text), line);
            if (HashtagWithBlank().IsMatch(line.Text))
                notes.Doubt("hashtag-unclear", line, "A blank stands between # and the word", "Add the hashtag by hand if it is one.");
            foreach (var account in Accounts.In(line, part.Platform, bareNames: false).Found)
            {
                var isGlued = Traps.IsGlued(account.Name, line.Text[(line.Text.IndexOf(account.Name, StringComparison.Ordinal) + account.Name.Length)..]);
                notes.Doubt(isGlued ? "glued-handle" : "left-out", line,
                    isGlued ? $"@{account.Name} looks like a handle with the next word glued to it" : $"@{account.Name} is to be mentioned, but the document does not say whose it is",
                    "Add it to a target by hand.");
            }
        }
        if (lines.Count > 0)
            return;
        // "# WearGreen" at the start of a line is a heading for Markdown.
        var index = _parts.AsSpan().IndexOf(part);
        if (index + 1 < _parts.Count && _parts[index + 1] is { Kind: LabelKind.Unknown, Label: { Block.Kind: BlockKind.Heading } heading })
            notes.Doubt("hashtag-unclear", heading, "A heading stands where a hashtag should; a blank after # makes one", "Add the hashtag by hand if it is one.");
    }

    private void ReadRecommendedHashtags(Part part, List<Slice> lines)
    {
        if (part.Kind is LabelKind.Messages or LabelKind.Hashtags or LabelKind.Tag or LabelKind.Letter or LabelKind.Background)
            return;
        foreach (var line in lines)
        {
            foreach (Match match in Recommended().Matches(line.Text))
                AddHashtags(TagsInText.Hashtags(match.Value), line);
        }
    }

    private void AddHashtags(ValueList<string> tags, Slice at)
    {
        foreach (var tag in tags.Where(tag => !_hashtags.Contains(tag, StringComparer.OrdinalIgnoreCase)))
        {
            _hashtags.Add(tag);
            notes.Take("hashtag", tag, at);
        }
        if (tags.Count > 0)
            notes.Use(at);
    }

    private void ReadFollow(Part part, List<Slice> lines)
    {
        var label = Folded.Fold(part.Label!.Text);
        var isFromRetweet = part.Platform == "x" && (label.Contains("retweet", StringComparison.Ordinal) || label.Contains("retuit", StringComparison.Ordinal) || label.Contains("ретвит", StringComparison.Ordinal));
        var isReported = false;
        foreach (var line in lines)
        {
            foreach (var field in ContactLabels.Cut(line))
            {
                var stated = field.Label is { Kind: ContactKind.Handle } platform ? platform.Platform : null;
                var (found, others) = Accounts.In(field.Value, stated ?? part.Platform, bareNames: stated is not null);
                foreach (var account in found)
                {
                    var after = field.Value.Text[(field.Value.Text.IndexOf(account.Name, StringComparison.Ordinal) + account.Name.Length)..];
                    if (Traps.IsGlued(account.Name, after))
                    {
                        notes.Doubt("glued-handle", line, $"@{account.Name} looks like a handle with the next word glued to it", "Add it by hand.");
                        continue;
                    }
                    AddFollow(account, isFromRetweet && stated is null ? Certainty.Likely : Certainty.Certain);
                    if (account.Platform is null)
                        notes.Doubt("platform-unknown", line, $"The document does not say where @{account.Name} is", "Add the account under its platform by hand.");
                }
                if (isFromRetweet && stated is null && found.Count > 0 && !isReported)
                {
                    isReported = true;
                    notes.Doubt("platform-assumed", line, "The list names no platform; its label says \u201Cretweet\u201D, so X was taken", "Check where these accounts are.");
                }
                if (others.Count > 0)
                    notes.Doubt("left-out", line, $"\u201C{Notes.Quote(string.Join(' ', others))}\u201D is no account", "Add it by hand if it is one.");
            }
        }
    }

    private void AddFollow(FoundAccount account, Certainty certainty = Certainty.Certain)
    {
        if (_follow.Any(known => known.Platform == account.Platform && string.Equals(known.Name, account.Name, StringComparison.OrdinalIgnoreCase)))
            return;
        _follow.Add(new ExtractedAccount(account.Platform, account.Name, account.Written));
        notes.Take("follow", account.Name, account.At, certainty);
    }

    private void ReadLetter(Part part, List<Slice> lines)
    {
        if (lines.Count == 0)
            return;
        var text = TextOfLines.Of(lines);
        UseAll(lines);
        _letters.Add((text, lines[0]));
        var isClosed = LabelCutter.IsClosing(lines[^1].Text);
        notes.Take("letter", text, lines[0], isClosed ? Certainty.Certain : Certainty.Likely);
        if (!isClosed)
            notes.Doubt("letter-unclear", lines[^1], "The letter has no closing words, so its end is not sure", "Check where the letter ends.");
        if (_letters.Count == 2)
            notes.Doubt("letter-unclear", part.Label!, "A second letter begins here, so none was taken", "Decide which letter to use.");
        Traps.Report(text, lines[0], notes);
    }

    private void ReadAbout(List<Slice> lines, bool all)
    {
        foreach (var group in lines.GroupBy(line => line.Block, ReferenceEqualityComparer.Instance))
        {
            var slices = group.ToList();
            var block = slices[0].Block;
            if (!all && (block.Kind != BlockKind.Paragraph || !slices.Any(TargetReader.IsProse) || slices.Any(slice => notes.IsUsed(slice.Line))))
                continue;
            var isWhole = slices.Count == block.Lines.Count && slices.All(slice => slice.Start == 0 && slice.End == slice.Line.Text.Length);
            var text = isWhole && block.Kind != BlockKind.Code ? block.Source : TextOfLines.Of(slices);
            _about.Add(text);
            UseAll(slices);
            notes.Take("about", text, slices[0]);
        }
    }

    /// <summary>Accounts below a name in the section on social media: they belong to a target of that name, or to one of their own.</summary>
    private void ReadOwner(Part part, List<Slice> lines)
    {
        var label = part.Label!;
        var fields = lines.SelectMany(ContactLabels.Cut).ToList();
        var accounts = fields.SelectMany(field => Accounts.In(field.Value, field.Label?.Platform ?? part.Platform, bareNames: field.Label is { Kind: ContactKind.Handle }).Found).ToList();
        if (accounts.Count == 0)
            return;
        if (part.Kind == LabelKind.PlatformName)
        {
            ReadLooseAccounts(part, lines);
            return;
        }
        notes.Use(label);
        var owner = label.Text.Trim(' ', '\u00A0', ':');
        var folded = Folded.Fold(owner);
        var matches = _targets.Targets.Where(target => IsNamed(target.Title) || IsNamed(target.Name)
            || accounts.Any(account => account.Platform is not null && target.Has(account.Platform, account.Name))).ToList();
        var target = matches.Count == 1 ? matches[0] : new TargetInWork(label) { Title = owner };
        if (matches.Count != 1)
        {
            _targets.Targets.Add(target);
            notes.Take("target.title", owner, label, Certainty.Likely);
            notes.Doubt("target-unclear", label, matches.Count == 0 ? "These accounts belong to none of the targets above, so they became one of their own" : "These accounts may belong to several of the targets above, so they became one of their own",
                "Move them if they belong to another target.");
        }
        foreach (var field in fields)
            _targets.AddAccounts(target, field.Value, field.Label?.Platform);

        bool IsNamed(string? name) => name is not null && Folded.Fold(name) is { Length: >= 5 } known && (folded.Contains(known, StringComparison.Ordinal) || (folded.Length >= 5 && known.Contains(folded, StringComparison.Ordinal)));
    }

    private void ReadLooseAccounts(Part part, List<Slice> lines)
    {
        foreach (var field in lines.SelectMany(ContactLabels.Cut))
        {
            foreach (var account in Accounts.In(field.Value, field.Label?.Platform ?? part.Platform, bareNames: field.Label is { Kind: ContactKind.Handle }).Found)
            {
                if (account.Platform is not null && _targets.Targets.Any(target => target.Has(account.Platform, account.Name)))
                    notes.Use(field.Value);
                else
                    notes.Doubt("no-target", field.Value, $"The document does not say whose account {account.Name} is", "Add it to a target by hand.");
            }
        }
    }

    /// <summary>The targets with their numbers in E.164, for which the country of the whole address has to be known.</summary>
    private ValueList<ExtractedTarget> Numbered()
    {
        var targets = new List<ExtractedTarget>();
        foreach (var target in _targets.Targets)
        {
            var address = target.Contacts.Where(contact => contact.Field.Kind == ContactKind.Address).Select(contact => contact.Field.Written).FirstOrDefault();
            var region = address is null ? null : Countries.RegionOf(address);
            var contacts = new List<ExtractedContact>();
            foreach (var (field, at) in target.Contacts)
            {
                if (field.Kind is not (ContactKind.Phone or ContactKind.Fax))
                {
                    contacts.Add(field);
                    continue;
                }
                var number = Phones.ToE164(field.Written, region);
                contacts.Add(field with { Normal = number });
                if (number is null)
                    notes.Doubt("number-unclear", at, $"\u201C{Notes.Quote(field.Written)}\u201D cannot be put into the international form, as {(region is null && !field.Written.StartsWith('+') ? "the address names no known country" : "it is no possible number")}", "Add the number with its country code.");
            }
            targets.Add(new ExtractedTarget { Title = target.Title, Name = target.Name, IsCopy = target.IsCopy, Contacts = [.. contacts] });
        }
        return [.. targets];
    }

    private void ReportTraps()
    {
        foreach (var block in document.Blocks)
        {
            foreach (var line in block.Lines)
            {
                var whole = new Slice(block, line, 0, line.Text.Length);
                if (Traps.IsEmbargo(line.Text))
                    notes.Doubt("embargo", whole, "The document asks to wait with posting", "Set the embargo, with its time zone, by hand before anything is scheduled.", Severity.BlocksSending);
                if (line.Runs.Any(run => run.IsPicture))
                    notes.Doubt("picture", whole, "A picture was not taken over", "Put it into the media folder with an alternative text.");
            }
        }
    }

    private bool ReportSeveralCases()
    {
        var (cases, names) = (new List<string>(), new List<string>());
        Slice? second = null;
        foreach (var block in document.Blocks)
        {
            foreach (var line in block.Lines)
            {
                foreach (Match match in CaseNumber().Matches(line.Text))
                {
                    var number = string.Concat(match.Value.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
                    if (cases.Contains(number))
                        continue;
                    cases.Add(number);
                    names.Add(match.Value);
                    if (cases.Count == 2)
                        second = new Slice(block, line, 0, line.Text.Length);
                }
            }
        }
        if (_deadlines.Count > 1)
            second ??= _deadlines[1].At;
        if (second is null)
            return true;
        var all = string.Join(", ", (names.Count > 1 ? names : _deadlines.Select(deadline => deadline.Date.ToString("yyyy-MM-dd"))).Take(10));
        notes.Doubt("several-cases", second, $"The document holds several cases ({all}), so nothing that belongs to one of them was taken", "Split the document and import each case alone.", Severity.Error);
        return false;
    }

    /// <summary>The language of most labels; null if no label tells.</summary>
    private string? Language() =>
        _parts.Where(part => part.TableLanguage is not null).GroupBy(part => part.TableLanguage)
            .OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).FirstOrDefault()?.Key;

    private void ReportLeftOut()
    {
        var unused = new List<(Block Block, Line Line)>();
        foreach (var block in document.Blocks)
        {
            if (block.Lines.FirstOrDefault(line => line.Text.AsSpan().Trim().Length > 0 && !notes.IsUsed(line)) is { } line)
                unused.Add((block, line));
        }
        foreach (var (block, line) in unused.Take(MostLeftOut))
            notes.Doubt("left-out", new Slice(block, line, 0, line.Text.Length), "Not recognised", "Take it over by hand if it matters.");
        if (unused.Count > MostLeftOut)
        {
            var (block, line) = unused[MostLeftOut];
            notes.Doubt("left-out", new Slice(block, line, 0, line.Text.Length), $"{unused.Count - MostLeftOut} more paragraphs from here on were left out", "Take over by hand what matters.");
        }
    }

    private void UseAll(IEnumerable<Slice> lines)
    {
        foreach (var line in lines)
            notes.Use(line);
    }

    [GeneratedRegex(@"\A([^()]{2,100}?)\s*\(([\p{L}]{1,15}(?:\s?/\s?[\p{L}]{1,15}){0,3})\)\s*\.?\z")]
    private static partial Regex PersonAndPronouns();

    [GeneratedRegex(@"(?<![\p{L}\p{Nd}])#\s+\p{L}")]
    private static partial Regex HashtagWithBlank();

    [GeneratedRegex(@"\b(?:[Uu]se|[Uu]sing|[Aa]dd|[Ii]nclude|[Uu]tilisez|[Uu]sen?|[Uu]tilicen|[Vv]erwenden Sie|[\u0418\u0438]спользуйте)(?: the| le| el| den)?(?: official)?(?: hashtags?)? #[\p{L}\p{M}\p{Nd}_]+(?:(?:,| and|, and| et| y| und|\s)\s?#[\p{L}\p{M}\p{Nd}_]+)*")]
    private static partial Regex Recommended();

    [GeneratedRegex(@"(?<![\p{L}\p{Nd}])UA[ -]?[0-9]{1,4}(?:-[0-9])?[/.][0-9]{2,4}(?![0-9])")]
    private static partial Regex CaseNumber();
}
