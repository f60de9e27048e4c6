using System.CommandLine;
using SocialKit.Cli.Preview;
using SocialKit.Cli.Queue;
using SocialKit.Cli.Terminal;

namespace SocialKit.Cli.Commands;

/// <summary><c>socialkit queue</c></summary>
internal static class QueueCommand
{
    private const string Notes = """
        It shows what is not done, in the order in which it is due: drafts, what waits for approval, what is scheduled, under
        way, unclear (it is being looked for), held (a person has to look) or stopped. --all shows what is done as well: sent,
        failed, cancelled, expired. Times are those of the setting "time-zone". An entry is called by the end of its id, as
        shown, by its whole id, or by its key. Below stand the series, whose entries come into the queue some days ahead.

        --ics writes an iCalendar file of events in UTC, and --html a page; both hold the whole texts, - is stdout. Exit codes:
        0 fine, 1 the queue cannot be read, 2 the command line is wrong.

        --json prints one object: now, hasMore, and "entries": id, key, state, because, due, wallClock, zone, notBefore, notAfter,
        late, platform, account, handle, campaign, act (publish, repost or delete), language, text, links, media (file, alt), original (author, authorId, at, language, warning, text), of
        (id, url), needsApproval, approved, approvedBy, sha256, attempts, mayBeOut, sent (id, url, at, confirmedBy), version; and
        "series": id, key, cron, zone, next, ends, stoppedBecause, platform, account, campaign, texts. Instants are UTC. What
        does not apply is left out.
        """;

    public static CliCommand Create(CliContext context)
    {
        var options = new QueueOptions(context);
        var all = new Option<bool>("--all") { Description = "Also what is done: sent, failed, cancelled, expired." };
        var ics = new Option<string?>("--ics") { HelpName = "FILE", Description = "Writes a file for calendar programs; - for stdout." };
        var html = new Option<string?>("--html") { HelpName = "FILE", Description = "Writes one HTML page that needs nothing beside itself; - for stdout." };
        var json = new Option<bool>("--json") { Description = "Prints one JSON object." };
        var command = new CliCommand("queue", "Shows what waits to go out; its own commands show, edit, approve, hold and cancel single entries.")
        {
            Examples =
            [
                new("socialkit queue", "shows everything that is not done"),
                new("socialkit queue --state held,unclear", "shows what a person should look at"),
                new("socialkit queue --ics queue.ics", "writes a file for calendar programs"),
                new("socialkit queue show 4f2a9c", "shows everything about one entry"),
            ],
            Notes = Notes,
        };
        foreach (var option in (Option[])[options.Platform, options.Campaign, options.State, options.From, all, options.Limit, ics, html, json])
            command.Add(option);
        foreach (var part in EntryCommands.Create(context))
            command.Add(part);
        command.Validators.Add(result =>
        {
            if (((bool[])[result.GetValue(ics) is not null, result.GetValue(html) is not null, result.GetValue(json)]).Count(asked => asked) > 1)
                result.AddError("--ics, --html and --json are forms of one list: take one of them.");
            if (result.GetValue(all) && result.GetValue(options.State) is { Length: > 0 })
                result.AddError("--all is every state: leave out --state.");
        });
        command.SetAction(parsed =>
        {
            var wish = options.Wish(parsed);
            wish = parsed.GetValue(all) ? wish with { States = [] } : wish;
            var form = new Form(context, parsed.GetValue(ics), parsed.GetValue(html), parsed.GetValue(json));
            return StoreRun.Look(context, async (store, cancellationToken) =>
            {
                var part = await QueuePart.ReadAsync(store, wish, cancellationToken).ConfigureAwait(false);
                var series = parsed.GetValue(options.State) is { Length: > 0 } ? [] : await SeriesList.ReadAsync(store, wish, cancellationToken).ConfigureAwait(false);
                form.Write(part with { Series = series });
                return ExitCodes.Fine;
            }, () => form.Write(new([], false)));
        });
        return command;
    }

    /// <summary>In which form the queue is wanted.</summary>
    private sealed class Form(CliContext context, string? ics, string? html, bool json)
    {
        public void Write(QueuePart part)
        {
            if (json)
                QueueJson.Write(part, context);
            else if (ics is not null)
                WriteFile(QueueIcs.File(part, context), ics);
            else if (html is not null)
                WriteFile(new QueueHtml(part, context).Page(), html);
            else if (part.Entries.Count + part.Series.Count > 0)
                QueueSheet.Write(part, context);
            else
                context.Error.WriteLine("Nothing waits that is like this.");
            if (part.HasMore && !json)
                context.Error.WriteLine($"These are the first {part.Entries.Count}: --limit shows more, and --campaign, -p, --from and --state choose.");
        }

        private void WriteFile(string content, string file)
        {
            if (file == "-")
            {
                context.Out.Write(content);
                return;
            }
            HtmlFile.Write(content, context.PathOf(file));
            context.Error.WriteLine(TerminalText.Clean($"Written to {file}."));
        }
    }
}
