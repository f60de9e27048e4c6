using System.CommandLine;
using SocialKit.Cli.Commands;
using SocialKit.Cli.Terminal;
using SocialKit.Cli.Times;
using SocialKit.Deliveries;

namespace SocialKit.Cli.Queue;

/// <summary><c>socialkit queue edit</c></summary>
internal static class EditCommand
{
    private const string Notes = """
        The account stays; for another one, cancel the entry and schedule it again. The new text is checked as on the way into
        the queue: with an error nothing is changed. What was approved before is held after a change of its content, and goes
        on when "socialkit queue approve" has approved the new one. What may be out already keeps its text.

        --not-after never goes beyond a campaign's deadline: "socialkit schedule" with --after-deadline is for that.

        An entry is called by its id, by at least the last 4 characters of it, or by its key. Exit codes: 0 done, 1 the queue
        cannot be used, 2 the command line is wrong or there is no such entry, 3 refused, with the findings.

        --json prints an array: changed, reason and remedy where it was refused, and what "socialkit queue --json" has.
        """;

    public static CliCommand Create(CliContext context)
    {
        var id = EntryCommands.One(context);
        var text = new Option<string?>("--text") { HelpName = "FILE", Description = "The new text, literally, from a file; - for stdin." };
        var language = new Option<string?>("--lang") { HelpName = "LANG", Description = "The language of the new text, such as kk; the old one's if not given." };
        var at = new Option<string?>("--at") { HelpName = "TIME", Description = "The new time, such as \"2026-12-01 09:00\" or \"tomorrow 9:00\"." };
        var zone = new Option<string?>("--tz") { HelpName = "ZONE", Description = "Whose clocks --at and --not-after mean; the entry's own zone if not given, else yours." };
        var notAfter = new Option<string?>("--not-after") { HelpName = "TIME", Description = "From when on it may not go out any more; \"none\" for no end." };
        var late = new Option<string?>("--late") { HelpName = "RULE", Description = "What to do when it is late: send or skip." };
        late.AcceptOnlyFromAmong("send", "skip");
        var json = new Option<bool>("--json") { Description = "Prints one JSON array." };
        var command = new CliCommand("edit", "Changes the text or the time of an entry that has not gone out.")
        {
            Examples =
            [
                new("socialkit queue edit 4f2a9c --at \"2026-12-01 09:00\" --tz Asia/Almaty", "moves it"),
                new("socialkit queue edit 4f2a9c --text post.txt", "takes the text of a file instead"),
            ],
            Notes = Notes,
        };
        command.Add(id);
        foreach (var option in (Option[])[text, language, at, zone, notAfter, late, json])
            command.Add(option);
        command.Validators.Add(result =>
        {
            if (((string?[])[result.GetValue(text), result.GetValue(at), result.GetValue(notAfter), result.GetValue(late)]).All(given => given is null))
                result.AddError("Say what to change: --text, --at, --not-after or --late.");
            if (result.GetValue(language) is not null && result.GetValue(text) is null)
                result.AddError("--lang is of a new text: give it with --text.");
        });
        command.SetAction(parsed =>
        {
            var edit = new Edit(context)
            {
                Text = parsed.GetValue(text),
                Language = parsed.GetValue(language),
                At = parsed.GetValue(at),
                Zone = parsed.GetValue(zone) is { } named ? Zones.Read(named) : null,
                NotAfter = parsed.GetValue(notAfter),
                Late = parsed.GetValue(late) is { } rule ? rule == "skip" ? LateRule.Skip : LateRule.Send : null,
            };
            return StoreRun.Change(context, async (store, cancellationToken) =>
            {
                var entry = await EntryFinder.FindAsync(store, parsed.GetValue(id)!, context, cancellationToken).ConfigureAwait(false);
                var campaign = entry.Delivery.Campaign is { } slug ? await CampaignSnapshots.FindAsync(store, slug, context, cancellationToken).ConfigureAwait(false) : null;
                var (delivery, findings) = edit.Of(entry, campaign);
                foreach (var finding in findings)
                    context.Error.WriteLine(TerminalText.Clean($"{SeverityText.Label(finding.Severity)}: {finding}"));
                var changes = new EntryChanges(store, parsed.GetValue(json), context);
                if (findings.Any(finding => finding.Severity == Severity.Error))
                    changes.Refuse(entry, "What it would become has errors.", "Mend them, then repeat.");
                else if (await changes.ChangeAsync(entry, new Change.Edit(delivery, TextWords.Of(delivery.Act)), cancellationToken).ConfigureAwait(false) is { } changed && edit.At is not null)
                    context.Error.WriteLine(TerminalText.Clean(Clock.Line(Clock.OfEntry(changed.Delivery.DueAt, edit.ZoneOf(entry).Id, context.Settings.TimeZone))));
                return changes.Finish();
            });
        });
        return command;
    }
}
