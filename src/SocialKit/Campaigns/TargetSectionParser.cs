namespace SocialKit.Campaigns;

/// <summary>Reads <c># Targets</c>: a heading <c>## Title</c> a target, and below it a line for each way to reach it.</summary>
internal sealed class TargetSectionParser(SourceText source, PlatformSet platforms, FindingLog log, PlaceBook places)
{
    private readonly List<Target> _targets = [];
    private readonly Dictionary<string, Target> _bySlug = [];
    private readonly List<Contact> _contacts = [];
    private Target? _open;

    public List<Target> Parse(IEnumerable<ListLine> lines)
    {
        var isBad = false;
        foreach (var line in lines)
        {
            if (!line.IsItem && line.Indent == 0 && line.Content.StartsWith("##", StringComparison.Ordinal) && !line.Content.StartsWith("###", StringComparison.Ordinal))
            {
                Close();
                isBad = !Open(line);
            }
            else if (!line.IsItem)
            {
                log.Error(CampaignCodes.UnexpectedLine, source.Place(line.Line, line.Column), $"'{Quoted.Short(line.Content)}' is neither a target's heading nor a line of one.", "Write '## Office' or '- Label: value'.");
            }
            else if (line.Content.Length == 0)
            {
                log.Error(CampaignCodes.EmptyItem, source.Place(line.Line, line.Indent), "This list item is empty.", "Write '- Label: value', or take the line out.");
            }
            else if (_open is not null)
            {
                ReadLine(line);
            }
            else if (!isBad)
            {
                isBad = true;
                log.Error(CampaignCodes.UnexpectedLine, source.Place(line.Line, line.Column), "This line stands above the first target.", "Write the target's heading above it: '## Office'.");
            }
        }
        Close();
        return _targets;
    }

    private bool Open(ListLine line)
    {
        var title = line.Content[2..].Trim();
        var target = new Target(title);
        var place = source.Place(line.Line);
        if (target.Slug.Length == 0 || !char.IsWhiteSpace(line.Content[2]))
        {
            log.Error(CampaignCodes.BadTarget, place, "The heading names no target.", "Write '## ' and the office, or the name of the person.");
            return false;
        }
        if (!_bySlug.TryAdd(target.Slug, target))
        {
            log.Error(CampaignCodes.DuplicateTarget, place, $"'{Quoted.Short(title)}' and '{Quoted.Short(_bySlug[target.Slug].Title)}' would both be {{target:{Quoted.Short(target.Slug)}}}.", "Change one heading so that the two can be told apart.");
            return false;
        }
        _open = target;
        places.Add(PlaceBook.Of(target), place);
        return true;
    }

    private void Close()
    {
        if (_open is not null)
            _targets.Add(_open with { Contacts = [.. _contacts] });
        _open = null;
        _contacts.Clear();
    }

    private void ReadLine(ListLine line)
    {
        var place = source.Place(line.Line, line.Column);
        if (line.Labelled() is not { } labelled)
            log.Error(CampaignCodes.NoLabel, place, $"'{Quoted.Short(line.Content)}' does not say what it is.", "Write '- Label: value', such as '- Email: office@ministry.example'.");
        else if (labelled.Value.Length == 0)
            log.Error(CampaignCodes.EmptyItem, place, $"'{Quoted.Short(labelled.Label)}' has no value.", "Write it behind the colon, or take the line out.");
        else if (labelled.Label.Equals(ContactLabels.Name, StringComparison.OrdinalIgnoreCase))
            ReadName(labelled, place);
        else if (labelled.Label.Equals(ContactLabels.Role, StringComparison.OrdinalIgnoreCase))
            ReadRole(labelled, place);
        else if (ContactLabels.Find(labelled.Label) is { } kind)
            Add(new Contact(kind, labelled.Value), line, labelled);
        else if (platforms.TryFind(labelled.Label, out var platform))
            ReadHandle(line, labelled, platform);
        else
            log.Error(CampaignCodes.UnknownLabel, place, $"'{Quoted.Short(labelled.Label)}' is neither a way to reach somebody nor a platform.", $"{Nearest.Hint(labelled.Label, ContactLabels.Written.Concat(PlatformLines.Labels(platforms)))}Known are {string.Join(", ", ContactLabels.Written.Concat(platforms.Select(known => known.Name)))}.");
    }

    private void ReadName(LabelledValue labelled, SourcePlace place)
    {
        if (_open!.Name is not null)
            log.Error(CampaignCodes.DuplicateLine, place, "The target has a name already.", "Keep one, or make two targets.");
        else
            _open = _open with { Name = labelled.Value };
    }

    private void ReadRole(LabelledValue labelled, SourcePlace place)
    {
        if (!labelled.Value.Equals("copy", StringComparison.OrdinalIgnoreCase))
            log.Error(CampaignCodes.UnknownRole, place, $"'{Quoted.Short(labelled.Value)}' is no role.", "Write '- Role: copy' for a target that only gets a copy, or take the line out.");
        else if (_open!.CopyOnly)
            log.Error(CampaignCodes.DuplicateLine, place, "The target has a role already.", "Keep one of the two.");
        else
            _open = _open with { CopyOnly = true };
    }

    private void ReadHandle(ListLine line, LabelledValue labelled, Platform platform)
    {
        if (PlatformLines.Read(line, labelled, platform, source, log) is null)
            return;
        if (_contacts.Any(contact => contact.Platform == platform.Id))
            log.Error(CampaignCodes.DuplicateLine, source.Place(line.Line, line.Column), $"The target has a handle on {platform.Name} already: a target has one line a platform.", "Keep the one that posts should mention.");
        else
            Add(new Contact(ContactKind.Handle, labelled.Value, platform.Id), line, labelled);
    }

    private void Add(Contact contact, ListLine line, LabelledValue labelled)
    {
        _contacts.Add(contact);
        places.Add(PlaceBook.Of(_open!, contact), source.Place(line.Line, labelled.Column));
    }
}
