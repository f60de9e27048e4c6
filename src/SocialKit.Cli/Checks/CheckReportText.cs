using SocialKit.Cli.Sources;
using SocialKit.Cli.Terminal;
using Spectre.Console;

namespace SocialKit.Cli.Checks;

/// <summary>A report for people: grouped by weight; a finding a line in a pipe, on two lines on a terminal.</summary>
internal sealed class CheckReportText(CheckReport report, CliContext context)
{
    public void Write()
    {
        if (context.Terminal.IsTerminal)
            WriteToTerminal(TerminalConsole.Create(context.Out, context.Terminal));
        else
            WriteToPipe();
    }

    private void WriteToPipe()
    {
        foreach (var source in report.Sources)
        {
            foreach (var group in FindingGroup.Group(source.AllFindings, context.Platforms))
                context.Out.WriteLine($"{Head(group)}  {Words(group)}");
        }
        context.Out.WriteLine(Summary());
    }

    private void WriteToTerminal(IAnsiConsole console)
    {
        foreach (var source in report.Sources)
        {
            var groups = FindingGroup.Group(source.AllFindings, context.Platforms);
            if (groups.Count == 0)
                continue;
            if (report.Sources.Count > 1)
                console.Write(new WrappedText().Append(Title(source) + "\n", new Style(decoration: Decoration.Bold)));
            foreach (var severity in groups.Select(group => group.First.Severity).Distinct())
            {
                console.Write(new WrappedText().Append(Heading(severity), new Style(decoration: Decoration.Bold)));
                foreach (var group in groups.Where(group => group.First.Severity == severity))
                    WriteGroup(console, group);
                console.WriteLine();
            }
        }
        console.Write(new WrappedText().Append(Summary(), new Style(decoration: Decoration.Bold)));
    }

    private void WriteGroup(IAnsiConsole console, FindingGroup group)
    {
        var head = new WrappedText();
        head.Append(TerminalText.Clean(group.First.Code), SeverityText.Style(group.First.Severity));
        if (group.First.Place is { } place)
            head.Append("  " + TerminalText.Clean(place.ToString()), new Style(decoration: Decoration.Dim));
        console.Write(new Padder(head, new Padding(2, 0, 0, 0)));
        console.Write(new Padder(new WrappedText(Words(group), Style.Plain), new Padding(6, 0, 0, 0)));
    }

    private static string Heading(Severity severity) => severity switch
    {
        Severity.Error => "Errors",
        Severity.BlocksSending => "Blocks sending",
        _ => "Warnings",
    };

    private static string Head(FindingGroup group) =>
        TerminalText.Clean(group.First.Place is { } place ? $"{place} {group.First.Code}" : group.First.Code);

    private string Words(FindingGroup group)
    {
        var elsewhere = group.Elsewhere(report.Platforms.Count);
        return TerminalText.Clean($"{group.First.Reason} {group.First.Remedy}{(elsewhere.Length == 0 ? "" : " " + elsewhere)}");
    }

    private static string Title(SourceCheck source) => TerminalText.Clean(source switch
    {
        { Campaign: { } campaign } => $"{campaign.Slug}: {campaign.Title}",
        { Source: Source.CampaignFolder folder } => folder.Path,
        { Source: Source.LooseText text } => text.Name,
        _ => "",
    });

    private string Summary()
    {
        var posts = $"{report.Posts} {(report.Posts == 1 ? "post" : "posts")} on {report.Platforms.Count} {(report.Platforms.Count == 1 ? "platform" : "platforms")}";
        var unread = report.Sources.Count(source => source.CouldNotBeRead);
        if (unread > 0)
            posts += $"; {unread} could not be read";
        var counts = SeverityText.Counts(report.Sources.SelectMany(source => FindingGroup.Group(source.AllFindings, context.Platforms)).Select(group => group.First));
        if (counts.Length > 0)
            return $"{posts}: {counts}";
        return report.Posts == 0 ? $"{posts}: there is no text to check yet" : $"{posts}: all is well";
    }
}
