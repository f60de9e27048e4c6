namespace SocialKit.Campaigns;

/// <summary>Writes <c>campaign.md</c>: new, or into the lines of an earlier one.</summary>
internal sealed class CampaignFileFormat(Campaign campaign, Func<PlatformId, string> label)
{
    public string New()
    {
        var lines = new LineBuilder("\n");
        lines.Text("---");
        foreach (var key in CampaignKeys.OfCampaign)
        {
            if (CampaignKeys.Written(campaign, key) is { } value)
                lines.Text($"{key}: {value}");
        }
        lines.Text("---");
        foreach (var section in CampaignSections.All)
            Append(lines, section);
        return lines.ToString();
    }

    /// <summary>The file in which only the changed keys and sections are new. Comments, order and spacing of the others stay.</summary>
    public string Into(SourceText source, CampaignLayout layout, Campaign original)
    {
        var lines = new LineBuilder(source.NewLine);
        lines.Raw(source.Raw(0, 1));
        foreach (var (key, raw) in Keys(source, layout.Matter, original))
        {
            if (raw is not null)
                lines.Raw(raw);
            else
                lines.Text($"{key}: {CampaignKeys.Written(campaign, key!)}");
        }
        var firstSection = layout.Sections.Count > 0 ? layout.Sections[0].FirstLine : source.LineCount;
        lines.Raw(source.Raw(layout.Matter.EndLine, firstSection));
        foreach (var block in layout.Sections)
        {
            if (IsSame(block.Section, campaign, original))
            {
                lines.Raw(source.Raw(block.FirstLine, block.EndLine));
            }
            else if (Has(block.Section))
            {
                lines.Raw(source.Raw(block.FirstLine, block.FirstLine + 1));
                AppendBody(lines, block.Section);
                if (block != layout.Sections[^1])
                    lines.Gap();
            }
        }
        foreach (var section in CampaignSections.All.Where(section => layout.Sections.All(block => block.Section != section)))
            Append(lines, section);
        return lines.ToString();
    }

    /// <summary>The lines of the front matter: a raw text for what stays, a key alone for what is to be written.</summary>
    private List<(string? Key, string? Raw)> Keys(SourceText source, FrontMatter matter, Campaign original)
    {
        var pieces = new List<(string? Key, string? Raw)>();
        var entries = matter.Entries.ToDictionary(entry => entry.FirstLine);
        for (var line = 1; line < matter.EndLine;)
        {
            var entry = entries.GetValueOrDefault(line);
            var end = (entry?.LastLine ?? line) + 1;
            pieces.Add((entry?.Key, source.Raw(line, end)));
            line = end;
        }
        foreach (var key in CampaignKeys.OfCampaign)
        {
            var written = CampaignKeys.Written(campaign, key);
            if (written == CampaignKeys.Written(original, key))
                continue;
            var at = pieces.FindIndex(piece => piece.Key == key);
            if (written is null)
                pieces.RemoveAll(piece => piece.Key == key);
            else if (at >= 0)
                pieces[at] = (key, null);
            else
                pieces.Insert(PlaceFor(key, pieces), (key, null));
        }
        return pieces;
    }

    /// <summary>Behind the last of the keys that are usually written before this one.</summary>
    private static int PlaceFor(string key, List<(string? Key, string? Raw)> pieces)
    {
        var before = CampaignKeys.OfCampaign.TakeWhile(other => other != key).ToHashSet();
        return pieces.FindLastIndex(piece => piece.Key is not null && before.Contains(piece.Key)) + 1;
    }

    private static bool IsSame(CampaignSection section, Campaign a, Campaign b) => section switch
    {
        CampaignSection.Targets => a.Targets.Equals(b.Targets),
        CampaignSection.Hashtags => a.Hashtags.Equals(b.Hashtags),
        CampaignSection.Follow => a.Follow.Equals(b.Follow),
        CampaignSection.Media => a.Media.Equals(b.Media),
        CampaignSection.PostOptions => a.PostOptions.Equals(b.PostOptions),
        CampaignSection.RepostRules => a.RepostRules.Equals(b.RepostRules),
        _ => a.About == b.About,
    };

    private bool Has(CampaignSection section) => section switch
    {
        CampaignSection.Targets => campaign.Targets.Count > 0,
        CampaignSection.Hashtags => campaign.Hashtags.Count > 0,
        CampaignSection.Follow => campaign.Follow.Count > 0,
        CampaignSection.Media => campaign.Media.Count > 0,
        CampaignSection.PostOptions => campaign.PostOptions.Count > 0,
        CampaignSection.RepostRules => campaign.RepostRules.Count > 0,
        _ => campaign.About is not null,
    };

    private void Append(LineBuilder lines, CampaignSection section)
    {
        if (!Has(section))
            return;
        lines.Gap();
        lines.Text($"# {section.Heading()}");
        AppendBody(lines, section);
    }

    private void AppendBody(LineBuilder lines, CampaignSection section)
    {
        switch (section)
        {
            case CampaignSection.Targets:
                foreach (var target in campaign.Targets)
                    AppendTarget(lines, target);
                break;
            case CampaignSection.Hashtags:
                foreach (var hashtag in campaign.Hashtags)
                    lines.Text($"- #{hashtag}");
                break;
            case CampaignSection.Follow:
                foreach (var account in campaign.Follow)
                    lines.Text($"- {label(account.Platform)}: {account.Value}" + (account.Consent is null ? "" : $"\n  consent: {account.Consent}"));
                break;
            case CampaignSection.Media:
                foreach (var file in campaign.Media)
                    lines.Text($"- {file.File} | {string.Join(", ", file.Messages)} | {file.AltText}".TrimEnd());
                break;
            case CampaignSection.PostOptions:
                foreach (var option in campaign.PostOptions)
                    lines.Text($"- {label(option.Platform)} {option.Name}{(option.Language is null ? "" : $" ({option.Language})")}: {option.Value}");
                break;
            case CampaignSection.RepostRules:
                foreach (var rule in campaign.RepostRules)
                    lines.Text($"- {rule.Key}: {rule.Value}");
                break;
            default:
                lines.Gap();
                lines.Text(campaign.About!);
                break;
        }
    }

    private void AppendTarget(LineBuilder lines, Target target)
    {
        lines.Gap();
        lines.Text($"## {target.Title}");
        if (target.Name is not null)
            lines.Text($"- {ContactLabels.Name}: {target.Name}");
        if (target.CopyOnly)
            lines.Text($"- {ContactLabels.Role}: copy");
        foreach (var contact in target.Contacts)
            lines.Text($"- {(contact.Platform is { } platform ? label(platform) : ContactLabels.Of(contact.Kind))}: {contact.Value}");
    }
}
