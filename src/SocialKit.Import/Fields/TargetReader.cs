using System.Text.RegularExpressions;
using SocialKit.Campaigns;
using SocialKit.Import.Labels;

namespace SocialKit.Import.Fields;

/// <summary>Reads whom to address from the parts of a document that hold contacts.</summary>
/// <remarks>A target is the lines above a run of contact lines. Prose, list items that say what to do and labels end it on both sides.</remarks>
internal sealed partial class TargetReader(Notes notes)
{
    /// <summary>The targets so far, in the document's order.</summary>
    public List<TargetInWork> Targets { get; } = [];

    /// <summary>Reads lines that may hold a name, an address and labelled contacts.</summary>
    public void ReadBlocks(IEnumerable<Slice> lines, bool copies)
    {
        var head = new List<Slice>();
        TargetInWork? open = null;
        ContactLabels.Label? last = null;
        foreach (var line in lines)
        {
            if (IsStep(line))
            {
                Flush();
                continue;
            }
            var fields = ContactLabels.Cut(line);
            if (fields.Count > 1 && fields[0].Label is null && (Words(fields[0].Value) > 14 || (line.Start > 0 && RunsOn(fields[0].Value.Text))))
            {
                notes.Doubt("one-line", line, "Much stands on one line, so names, addresses and contacts cannot be told apart", "Add the targets by hand.");
                Flush();
                continue;
            }
            var isBroken = false;
            foreach (var field in fields)
            {
                // "(Anrede: …)": the parenthesis is no part of a name.
                if (field.Label is null && !field.Value.Text.Any(char.IsLetterOrDigit))
                    continue;
                if (field.Label is { } label)
                {
                    // A contact behind a sentence on the same line belongs to whoever the sentence is about.
                    if (open is null && head.Count == 0 && (Targets.Count == 0 || isBroken))
                    {
                        notes.Doubt("no-target", line, "A contact stands below no name and no office", "Add whom it belongs to, by hand.");
                        continue;
                    }
                    open ??= Begin(head, copies, line);
                    AddContact(open, label, field.Value);
                    last = label;
                }
                else if (open is not null && last is not null && IsOnlyContact(field.Value, last))
                    AddContact(open, last, field.Value);
                else if (IsProse(field.Value))
                {
                    Flush();
                    isBroken = true;
                }
                else
                {
                    if (open is not null)
                        Flush();
                    head.Add(field.Value);
                }
            }
        }
        Flush();

        void Flush()
        {
            head.Clear();
            (open, last) = (null, null);
        }
    }

    /// <summary>Reads a target that stands on one line or a few, name, body, address and contacts one after the other.</summary>
    public void ReadLine(IReadOnlyList<Slice> lines)
    {
        foreach (var paragraph in lines.SelectMany(WithoutAdvice).GroupBy(line => line.Block, ReferenceEqualityComparer.Instance))
        {
            var slices = paragraph.ToList();
            if (slices.Count > 1 && slices.Any(slice => ContactLabels.Cut(slice).Any(field => field.Label is not null)) && slices.Count > 3)
            {
                ReadBlocks(slices, copies: true);
                continue;
            }
            var target = new TargetInWork(slices[0]) { IsCopy = true };
            var head = "";
            foreach (var slice in slices)
            {
                foreach (var field in ContactLabels.Cut(slice))
                    head += field.Label is { } label ? AddContact(target, label, field.Value) : TakeLoose(target, field.Value);
                head += " ";
            }
            head = head.Trim(' ', ',', ';', '.');
            if (target.Contacts.Count == 0)
            {
                if (!IsProse(slices[0]))
                    notes.Doubt("left-out", slices[0], "No contact was found for this copy", "Add it by hand if it is one.");
                continue;
            }
            target.Contacts.Sort((left, right) => (left.At.PlaceIn("").Line, left.At.Start).CompareTo((right.At.PlaceIn("").Line, right.At.Start)));
            Settle(target, TargetHead.OfLine(head));
            Targets.Add(target);
        }
    }

    // Advice in bold may stand round a target on the same line.
    private IEnumerable<Slice> WithoutAdvice(Slice slice)
    {
        var (from, at) = (slice.Start, 0);
        foreach (var run in slice.Line.Runs)
        {
            var (start, end) = (Math.Max(slice.Start, at), Math.Min(slice.End, at + run.Text.Length));
            at += run.Text.Length;
            if (start >= end || !run.IsBold || !IsProse(slice with { Start = start, End = end }))
                continue;
            notes.Use(slice);
            if (from < start && (slice with { Start = from, End = start }) is { IsBlank: false } before)
                yield return before;
            from = end;
        }
        if (from < slice.End && (slice with { Start = from }) is { IsBlank: false } rest)
            yield return rest;
    }

    /// <summary>Adds a row of a table of people or organisations, each with contacts by column.</summary>
    public void ReadRow(Block row, IReadOnlyList<TableReader.Column> columns, bool copies)
    {
        Slice? At(TableReader.ColumnKind kind)
        {
            for (var index = 0; index < Math.Min(columns.Count, row.Cells.Count); index++)
            {
                if (columns[index].Kind == kind && row.Cells[index] is [var line, ..] && line.Text.AsSpan().Trim().Length > 0)
                    return new Slice(row, line, 0, line.Text.Length);
            }
            return null;
        }

        var (office, name) = (At(TableReader.ColumnKind.Office), At(TableReader.ColumnKind.Name));
        var first = row.Cells.Count > 0 && row.Cells[0].Count > 0 ? new Slice(row, row.Cells[0][0], 0, row.Cells[0][0].Text.Length) : null;
        if ((office ?? name ?? first) is not { IsBlank: false } at)
            return;
        var target = new TargetInWork(at) { IsCopy = copies };
        // Who has a column for the office has a name in the other; a name alone may be an organisation's.
        if (office is not null)
            (target.Title, target.Name) = (office.Text.Trim(), name is null ? null : TargetHead.WithoutHonorifics(name.Text.Trim(), out _));
        else
            target.Title = (name ?? first)!.Text.Trim();
        for (var index = 0; index < Math.Min(row.Cells.Count, columns.Count); index++)
        {
            foreach (var line in row.Cells[index].Where(line => !Accounts.IsNothing(line.Text)))
            {
                var value = new Slice(row, line, 0, line.Text.Length);
                if (columns[index] is { Kind: TableReader.ColumnKind.OfPlatform, Platform: { } platform })
                    AddAccounts(target, value, platform);
                else if (columns[index] is { Kind: TableReader.ColumnKind.Contact, Contact: { } label })
                    AddContact(target, label, value);
            }
        }
        if (target.Contacts.Count == 0)
            return;
        notes.Take("target.title", target.Title!, at);
        if (target.Name is not null)
            notes.Take("target.name", target.Name, name!);
        Targets.Add(target);
    }

    /// <summary>Adds accounts to a target, unless the same are listed already; the first spelling stays.</summary>
    public void AddAccounts(TargetInWork target, Slice value, string? platform)
    {
        var (found, others) = Accounts.In(value, platform, bareNames: platform is not null);
        // "Twitter: Nurses heal. @Office, drop the charges!" is a text to post, or a line that goes on.
        if (others.Count > 3)
        {
            notes.Doubt("not-an-account", value, $"More stands here than accounts{(platform is null ? "" : " on " + platform)}", "Add the handle by hand.");
            return;
        }
        foreach (var account in found)
        {
            if (account.Platform is not null && target.Has(account.Platform, account.Name))
                notes.Use(value);
            else if (account.Platform is not null)
            {
                target.Contacts.Add((new ExtractedContact(ContactKind.Handle, account.Written, account.Name, account.Platform), value));
                notes.Take("target." + account.Platform, account.Name, value);
            }
        }
        if (found.Count == 0 && others.Count > 0)
            notes.Doubt("not-an-account", value, $"No account{(platform is null ? "" : " on " + platform)} can be read here", "Add the handle by hand.");
        else if (others.Count > 0)
            notes.Doubt("left-out", value, $"Beside the account stands \u201C{Notes.Quote(string.Join(' ', others))}\u201D, which was left out", "Check whether it belongs to the handle.");
    }

    private TargetInWork Begin(List<Slice> head, bool copies, Slice contact)
    {
        if (head.Count == 0 && Targets.Count > 0)
            return Targets[^1];
        var target = new TargetInWork(head.Count > 0 ? head[0] : contact) { IsCopy = copies };
        var standsAlone = head.Count > 1 && head[0].Block.Lines.Count == 1 && !ReferenceEquals(head[0].Block, head[1].Block)
            && head[0].Line.Runs.All(run => run.IsBold || string.IsNullOrWhiteSpace(run.Text));
        Settle(target, TargetHead.Of([.. head.Select(slice => slice.Text.Trim())], standsAlone), head);
        Targets.Add(target);
        return target;
    }

    private void Settle(TargetInWork target, TargetHead head, IReadOnlyList<Slice>? lines = null)
    {
        var certainty = head.Doubt is null ? Certainty.Certain : Certainty.Likely;
        (target.Title, target.Name) = (head.Title, head.Name);
        foreach (var line in lines ?? [])
            notes.Use(line);
        if (head.Title is not null)
            notes.Take("target.title", head.Title, LineOf(head.Title), certainty);
        if (head.Name is not null)
            notes.Take("target.name", head.Name, LineOf(head.Name), certainty);
        if (head.Address is not null)
        {
            var at = LineOf(head.Address.Split(", ")[0]);
            notes.Take("target.address", head.Address, at);
            target.Contacts.Insert(0, (new ExtractedContact(ContactKind.Address, head.Address, head.Address), at));
        }
        if (head.Doubt is not null)
        {
            notes.Doubt("target-unclear", lines is { Count: > 0 } ? lines[head.Title is null && head.Name is null ? lines.Count - 1 : 0] : target.At,
                char.ToUpperInvariant(head.Doubt[0]) + head.Doubt[1..], "Complete the target by hand.");
        }

        Slice LineOf(string value) => (lines ?? []).FirstOrDefault(line => line.Text.Contains(value, StringComparison.Ordinal)) ?? target.At;
    }

    /// <summary>Adds what a label announces, and returns what of its text is no contact.</summary>
    private string AddContact(TargetInWork target, ContactLabels.Label label, Slice value)
    {
        switch (label.Kind)
        {
            case ContactKind.Email:
                return AddEmails(target, value, labelled: true);
            case ContactKind.Phone or ContactKind.Fax:
                return AddNumber(target, value, label.Kind);
            case ContactKind.Handle:
                if (!value.IsBlank)
                    AddAccounts(target, value, label.Platform);
                return "";
            case ContactKind.Web:
                AddWeb(target, value);
                return "";
            case ContactKind.Salutation when value.Text.Trim().Count(char.IsWhiteSpace) > 8:
                notes.Doubt("salutation-unclear", value, "This is too long for a salutation, so it was left out", "Add the salutation by hand.");
                return "";
            default:
                var text = value.Text.Trim();
                if (text.EndsWith(')') && !text.Contains('(', StringComparison.Ordinal))
                    text = text[..^1].TrimEnd();
                if (text.Length > 0)
                {
                    target.Contacts.Add((new ExtractedContact(label.Kind, text, text), value));
                    notes.Take(label.Kind == ContactKind.Salutation ? "target.salutation" : "target.address", text, value);
                }
                return "";
        }
    }

    private string AddEmails(TargetInWork target, Slice value, bool labelled)
    {
        var text = value.Text;
        foreach (Match match in Email().Matches(text))
        {
            if (target.Contacts.Any(contact => contact.Field.Kind == ContactKind.Email && contact.Field.Written.Equals(match.Value, StringComparison.OrdinalIgnoreCase)))
                continue;
            var at = value.Cut(match.Index, match.Index + match.Length);
            target.Contacts.Add((new ExtractedContact(ContactKind.Email, match.Value, match.Value), at));
            notes.Take("target.email", match.Value, at);
        }
        var rest = Email().Replace(text, "").Trim(' ', '\u00A0', ';', ',', '/', '|');
        if (MaskedEmail().IsMatch(text))
        {
            notes.Doubt("masked-email", value, "The page that this was copied from hides its e-mail addresses", "Open the page and copy the address by hand.");
            return "";
        }
        if (labelled && !Email().IsMatch(text) && rest.Length > 0)
            notes.Doubt("not-an-email", value, "No e-mail address can be read here", "Add the address by hand.");
        return labelled && rest.Length > 0 && Email().IsMatch(text) ? TakeLoose(target, After(value, Email())) : "";
    }

    private string AddNumber(TargetInWork target, Slice value, ContactKind kind)
    {
        var text = value.Text;
        // Numbers may stand side by side; a capital I serves some documents as a bar.
        var (end, rest) = (text.Length, "");
        if (LooseStart().Match(text) is { Success: true } loose)
        {
            end = loose.Index;
            rest = TakeLoose(target, value.Cut(end, text.Length));
        }
        foreach (var (start, length) in Pieces(text[..end]))
        {
            var written = text.Substring(start, length).Trim(' ', '\u00A0', ',', ';', '|', '/', '.');
            if (written.EndsWith(" I", StringComparison.Ordinal))
                written = written[..^2].TrimEnd();
            if (!written.Any(char.IsAsciiDigit))
            {
                if (written.Length > 0)
                    rest += " " + written;
                continue;
            }
            target.Contacts.Add((new ExtractedContact(kind, written, null), value.Cut(start, start + length)));
            notes.Take(kind == ContactKind.Fax ? "target.fax" : "target.phone", written, value);
        }
        return rest;
    }

    private static IEnumerable<(int Start, int Length)> Pieces(string text)
    {
        var start = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i == text.Length || text[i] is ';' or ',' or '|' || (text[i] == '/' && i > 0 && text[i - 1] == ' '))
            {
                if (i > start)
                    yield return (start, i - start);
                start = i + 1;
            }
        }
    }

    private void AddWeb(TargetInWork target, Slice value)
    {
        var links = value.Line.Runs.Where(run => run.Link is not null && !run.Link.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase))
            .Select(run => (Address: run.Link!, Start: value.Text.IndexOf(run.Text, StringComparison.Ordinal), run.Text.Length)).Where(link => link.Start >= 0);
        var plain = Web().Matches(value.Text).Select(match => (Address: match.Value, Start: match.Index, match.Length));
        foreach (var (address, start, length) in links.Concat(plain).DistinctBy(link => Bare(link.Address)))
        {
            var at = value.Cut(start, start + length);
            if (Accounts.OfAddress(address) is { } account)
            {
                if (!target.Has(account.Platform, account.Name))
                {
                    target.Contacts.Add((new ExtractedContact(ContactKind.Handle, address, account.Name, account.Platform), at));
                    notes.Take("target." + account.Platform, account.Name, at);
                }
                continue;
            }
            target.Contacts.Add((new ExtractedContact(ContactKind.Web, address, address), at));
            notes.Take("target.web", address, at);
        }

        static string Bare(string address) => address.Replace("https://", "", StringComparison.OrdinalIgnoreCase).Replace("http://", "", StringComparison.OrdinalIgnoreCase).TrimEnd('/').ToLowerInvariant();
    }

    /// <summary>Takes contacts without labels out of a running text, and returns what is left of it.</summary>
    private string TakeLoose(TargetInWork target, Slice text)
    {
        AddEmails(target, text, labelled: false);
        AddWeb(target, text);
        foreach (var account in Accounts.In(text, platform: null, bareNames: false).Found.Where(account => account.Platform is null))
            notes.Doubt("platform-unknown", text, $"The document does not say where @{account.Name} is", "Add the handle under its platform by hand.");
        var rest = Blank(Blank(text.Text, Email()), Web());
        rest = BareMention().Replace(rest, match => new string(' ', match.Length));
        if (Phones.FindIn(rest) is { } number)
        {
            var at = text.Cut(number.Start, number.Start + number.Length);
            target.Contacts.Add((new ExtractedContact(ContactKind.Phone, at.Text.Trim(), null), at));
            notes.Take("target.phone", at.Text.Trim(), at);
            rest = rest.Remove(number.Start, number.Length).Insert(number.Start, new string(' ', number.Length));
        }
        return Blanks().Replace(rest, " ").TrimEnd(' ', ',', ';');
    }

    private static string Blank(string text, Regex what) => what.Replace(text, match => new string(' ', match.Length));

    private static Slice After(Slice value, Regex what)
    {
        var last = what.Matches(value.Text)[^1];
        return value.Cut(last.Index + last.Length, value.Text.Length);
    }

    private static bool IsOnlyContact(Slice value, ContactLabels.Label last)
    {
        var text = value.Text.Trim(' ', '\u00A0', ';', ',', '/', '|');
        return last.Kind switch
        {
            ContactKind.Email => Email().Replace(text, "").Trim(' ', ';', ',', '/', '|').Length == 0,
            ContactKind.Phone or ContactKind.Fax => text.Length > 6 && text.All(c => char.IsAsciiDigit(c) || c is ' ' or '+' or '(' or ')' or '-' or '.'),
            ContactKind.Handle => text.StartsWith('@') && !text.Contains(' ', StringComparison.Ordinal) || Accounts.OfAddress(text) is not null,
            ContactKind.Web => Web().Match(text) is { Success: true } match && match.Length == text.Length,
            _ => false,
        };
    }

    /// <summary>True for a numbered instruction, which is no line of an address.</summary>
    public static bool IsStep(Slice line) => line.Block.Kind == BlockKind.ListItem
        && !line.Block.Lines.Any(other => ContactLabels.Cut(new Slice(line.Block, other, 0, other.Text.Length)).Any(field => field.Label is not null)) && (IsProse(line) || (line.Block.Marker.Length > 0 && char.IsAsciiDigit(line.Block.Marker[0])));

    /// <summary>True for a sentence or a line that announces something.</summary>
    public static bool IsProse(Slice line)
    {
        var text = line.Text.AsSpan().Trim();
        if (text.IsEmpty)
            return false;
        var words = Words(line);
        return words > 14 || text[^1] == '?' || (words > 5 && text[^1] is '.' or '!' or '?' or ';') || text[^1] == ':';
    }

    // "WRITE A LETTER Minister of Justice": capitals of a label, and then a name.
    private static bool RunsOn(string text)
    {
        var words = text.Split([' ', '\u00A0'], StringSplitOptions.RemoveEmptyEntries).Where(word => word.Length > 2).ToList();
        var capitals = words.TakeWhile(word => !word.Any(char.IsLower)).Count();
        return capitals >= 2 && capitals < words.Count;
    }

    private static int Words(Slice line) => line.Text.AsSpan().Trim().Count(' ') + 1;

    [GeneratedRegex(@"[\p{L}\p{Nd}._%+-]{1,64}@[\p{L}\p{Nd}-]{1,63}(?:\.[\p{L}\p{Nd}-]{1,63}){1,6}(?![\p{L}\p{Nd}@])")]
    private static partial Regex Email();

    [GeneratedRegex(@"\[email(?:\u00A0| )protected\]|\[at\]|\(at\)")]
    private static partial Regex MaskedEmail();

    [GeneratedRegex(@"(?<![\p{L}\p{Nd}@])(?:https?://|www\.)[^\s<>""\u201C\u201D]{1,2000}(?<![.,;:!?)])")]
    private static partial Regex Web();

    [GeneratedRegex(@"(?<![\p{L}\p{Nd}@])@[A-Za-z0-9_.]+")]
    private static partial Regex BareMention();

    // Where a number ends and something else begins: a word of two letters or more, or an e-mail address.
    [GeneratedRegex(@"(?<=[0-9][ \u00A0,;/|]{1,3})[^\s@0-9,;/|]*[\p{L}]{2,}.*\z", RegexOptions.Singleline)]
    private static partial Regex LooseStart();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}

/// <summary>A target while its contacts are still being found.</summary>
internal sealed class TargetInWork(Slice at)
{
    public Slice At => at;

    public string? Title { get; set; }

    public string? Name { get; set; }

    public bool IsCopy { get; init; }

    public List<(ExtractedContact Field, Slice At)> Contacts { get; } = [];

    public bool Has(string platform, string name) =>
        Contacts.Any(contact => contact.Field.Platform == platform && string.Equals(contact.Field.Normal, name, StringComparison.OrdinalIgnoreCase));
}
