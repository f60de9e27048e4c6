using System.CommandLine;
using SocialKit.Cli.Queue;
using SocialKit.Cli.Reposting;

namespace SocialKit.Cli.Commands;

/// <summary><c>socialkit repost</c></summary>
internal static class RepostCommand
{
    private const string Notes = """
        It reads the accounts that the campaign lists under "# Follow and repost", chooses by "# Repost rules" in campaign.md, and
        puts reposts into the queue. A post is reposted once, whatever is killed and whenever; one that was deleted or edited
        meanwhile is left out. The first look at an account only marks where it is: what it published before is not reposted.

        By default a person approves each: "socialkit queue --state awaiting_approval" shows author, text and address, "socialkit
        queue approve" lets it go. However many are approved at once, an account reposts no more than "per-day" in any 24 hours, no
        two nearer than "spacing", and nothing in the quiet hours: that is decided when it is its turn.

        An account is known by its id from the first look on: under another name it is read on, and told; who takes the name over is
        not read. Where a platform asks for it, an account is not read before it agreed (consent: yes (when, how)); where it
        refused, never.

        "repost" works until it is stopped; "repost start" makes it a standing job of "socialkit run", and says so once.

        Exit codes: 0 stopped or done; 1 the queue cannot be used, or nothing went out and something needs a person; 2 the command
        line is wrong; 3 problems found; 4 an account must sign in; 5 some went out, and something needs a person; 130, 143 ended at once.

        --json prints JSON lines as "socialkit run --json"; with --dry-run one object: ok, started, dryRun, campaign, jobs (platform,
        account, rules, notBefore, notAfter, cost, listed: name, consent, isRead), findings.
        """;

    public static CliCommand Create(CliContext context)
    {
        var options = new RepostOptions(context);
        var once = new Option<bool>("--once") { Description = "Reads each account once now, sends what is due, and ends." };
        var max = new Option<int?>("--max") { HelpName = "N", Description = "Takes at most so many posts in this run; what is left out for that stays left out." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Shows who is read, by which rules, and about what it costs a day; reads nothing." };
        var json = new Option<bool>("--json") { Description = "Prints JSON." };
        max.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() < 1)
                result.AddError("--max is at least 1.");
        });
        var command = new CliCommand("repost", "Reposts what the accounts publish that a campaign lists, within its rules.")
        {
            Examples =
            [
                new("socialkit repost free-the-poet --dry-run", "shows who is read, by which rules, and the cost"),
                new("socialkit repost start free-the-poet", "makes it a standing job of \"socialkit run\""),
                new("socialkit repost free-the-poet --once --max 5", "reads each account once, and takes at most five posts"),
                new("socialkit repost status", "shows marks, next looks, today's count, the budget"),
                new("socialkit repost explain https://mastodon.example/@poet/112233", "says why a post was or was not reposted"),
            ],
            Notes = Notes,
        };
        options.AddTo(command);
        foreach (var option in (Option[])[once, max, dryRun, json])
            command.Add(option);
        foreach (var part in (CliCommand[])[Start(context), Stop(context), Status(context), Explain(context), Undo(context)])
            command.Add(part);
        command.SetAction(parsed => new RepostRun(options.Wish(parsed), context)
        {
            IsOnce = parsed.GetValue(once), AtMost = parsed.GetValue(max), IsDry = parsed.GetValue(dryRun), WritesJson = parsed.GetValue(json),
        }.Run());
        return command;
    }

    private static CliCommand Start(CliContext context)
    {
        var options = new RepostOptions(context);
        var dryRun = new Option<bool>("--dry-run") { Description = "Shows what would be started, and starts nothing." };
        var json = new Option<bool>("--json") { Description = "Prints one JSON object." };
        var command = new CliCommand("start", "Makes reposting a standing job of \"socialkit run\".")
        {
            Examples = [new("socialkit repost start free-the-poet --from org-mastodon", "from one account"), new("socialkit repost start free-the-poet --dry-run", "shows who would be read, by which rules, and the cost")],
            Notes = """
                Rules and accounts are kept as they are now: after an edit of the folder, start it again. Whoever is listed as before keeps
                its mark and its pinned id; who is listed no more is forgotten. To pin an account anew, take it out, start, put it back, start.

                Exit codes: 0 started, 1 the queue cannot be used, 2 the command line is wrong, 3 problems found, 4 an account must sign in.

                --json prints one object: ok, started, dryRun, campaign, jobs, findings, as "socialkit repost --dry-run --json".
                """,
        };
        options.AddTo(command);
        command.Add(dryRun);
        command.Add(json);
        command.SetAction(parsed => new RepostRun(options.Wish(parsed), context) { IsDry = parsed.GetValue(dryRun), WritesJson = parsed.GetValue(json) }.Start());
        return command;
    }

    private static CliCommand Stop(CliContext context)
    {
        var campaign = CampaignArgument(context, ArgumentArity.ExactlyOne);
        var account = AccountOption(context, "Only the job of this account.");
        var by = WhoAsks.Option();
        var json = new Option<bool>("--json") { Description = "Prints one JSON object." };
        var command = new CliCommand("stop", "Ends a campaign's reposting, and takes out what waits.")
        {
            Examples = [new("socialkit repost stop free-the-poet", "nothing more is read or reposted")],
            Notes = """
                What was chosen and waits is cancelled; what is out stays, and "socialkit repost undo" takes it back. "socialkit stop" stops
                the whole campaign, and "socialkit resume" brings that back.

                Exit codes: 0 stopped, 1 the queue cannot be used, 2 nothing is reposted for such a campaign.

                --json prints one object: campaign, jobs (how many ended), cancelled.
                """,
        };
        command.Add(campaign);
        foreach (var option in (Option[])[account, by, json])
            command.Add(option);
        command.SetAction(parsed => StoreRun.Change(context, (store, cancellationToken) =>
            new StoppingReposts(store, context).RunAsync(parsed.GetValue(campaign)!, parsed.GetValue(account), WhoAsks.Name(parsed.GetValue(by), context), parsed.GetValue(json), cancellationToken)));
        return command;
    }

    private static CliCommand Status(CliContext context)
    {
        var campaign = CampaignArgument(context, ArgumentArity.ZeroOrOne);
        var json = new Option<bool>("--json") { Description = "Prints one JSON object." };
        var command = new CliCommand("status", "Shows marks, next looks, today's count and the budget of reposting.")
        {
            Examples = [new("socialkit repost status", "of every campaign"), new("socialkit repost status free-the-poet --json", "for a program")],
            Notes = """
                Exit codes: 0 fine, 1 the queue cannot be read.

                --json prints one object: now, jobs (standing: stands, by-hand, stopped or campaign-stopped; startedBy, startedAt, stoppedBy,
                accountStopped, repostedIn24Hours, awaitingApproval, scheduled, nextOut, spentToday, restsUntil; else as in "socialkit
                repost --dry-run --json", each listed with userId, handle, mark, readAt, nextLook, postsADay, seen, taken, trouble).
                """,
        };
        command.Add(campaign);
        command.Add(json);
        command.SetAction(parsed => StoreRun.Look(context,
            (store, cancellationToken) => new StatusReport(store, context).RunAsync(parsed.GetValue(campaign) is { } given ? CampaignNames.SlugOf(given, context) : null, parsed.GetValue(json), cancellationToken),
            () => Json.CliJson.WriteIf(parsed.GetValue(json), context.Out, writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("now", Stamp.Utc(context.Now));
                writer.WriteStartArray("jobs");
                writer.WriteEndArray();
                writer.WriteEndObject();
            })));
        return command;
    }

    private static CliCommand Explain(CliContext context)
    {
        var post = new Argument<string>("POST") { Description = "The address of a listed account's post, or its id." };
        var json = new Option<bool>("--json") { Description = "Prints one JSON object." };
        var command = new CliCommand("explain", "Says why a post was or was not reposted.")
        {
            Examples = [new("socialkit repost explain https://mastodon.example/@poet/112233", "what was decided, by which rule, and what became of it")],
            Notes = """
                "socialkit log --reposts" lists all decisions.

                Exit codes: 0 it is explained, 1 nothing was decided about it, or the queue cannot be read.

                --json prints one object: asked, decisions (at, campaign, platform, account, listed, decision: taken, held or skipped; code,
                reason, post, url, author, authorId, posted, text, entry as in "socialkit queue --json").
                """,
        };
        command.Add(post);
        command.Add(json);
        command.SetAction(parsed => StoreRun.Change(context, (store, cancellationToken) => new Explanation(store, context).RunAsync(parsed.GetValue(post)!, parsed.GetValue(json), cancellationToken)));
        return command;
    }

    private static CliCommand Undo(CliContext context)
    {
        var post = new Argument<string?>("POST") { Arity = ArgumentArity.ZeroOrOne, Description = "The address of the original, or an entry of the queue or the log." };
        var since = new Option<string?>("--since") { HelpName = "TIME", Description = "Everything that was reposted since then, and what waits: a day, a time, or how long ago, such as \"today 9:00\" or 12h." };
        var campaign = new Option<string?>("--campaign") { HelpName = "CAMPAIGN", Description = "With --since, only of this campaign." };
        var yes = new Option<bool>("--yes", "-y") { Description = "Asks nobody; needed where nobody can be asked." };
        var by = WhoAsks.Option();
        var json = new Option<bool>("--json") { Description = "Prints one JSON object; needs --yes." };
        campaign.CompletionSources.Add(_ => CampaignNames.InFolder(context));
        var command = new CliCommand("undo", "Takes reposts back: those that are out, and those that wait; asks first.")
        {
            Examples = [new("socialkit repost undo https://mastodon.example/@poet/112233", "one repost"), new("socialkit repost undo --since 2h --campaign free-the-poet", "whatever was reposted in the last two hours")],
            Notes = """
                The originals stay: only the account's own reposts go. Deletions go into the queue, and the worker does them.

                Exit codes: 0 done, 1 the queue cannot be used, 2 there is no such repost, or nobody could be asked, 3 you said no.

                --json prints one object: deletions, deletionsBefore, cancelled, mayBeOut (entries as in "socialkit queue --json").
                """,
        };
        command.Add(post);
        foreach (var option in (Option[])[since, campaign, yes, by, json])
            command.Add(option);
        command.Validators.Add(result =>
        {
            if (result.GetValue(post) is null == result.GetValue(since) is null)
                result.AddError("Name a post, or a time with --since.");
            if (result.GetValue(campaign) is not null && result.GetValue(since) is null)
                result.AddError("--campaign is for --since.");
            if (result.GetValue(json) && !result.GetValue(yes))
                result.AddError("With --json nobody is asked: add --yes.");
        });
        command.SetAction(parsed => StoreRun.Change(context, (store, cancellationToken) =>
        {
            var undoing = new Undoing(store, context) { AsksNobody = parsed.GetValue(yes), WritesJson = parsed.GetValue(json), By = WhoAsks.Name(parsed.GetValue(by), context) };
            return parsed.GetValue(since) is { } written
                ? undoing.SinceAsync(LogCommand.Since(written, context), parsed.GetValue(campaign) is { } given ? CampaignNames.SlugOf(given, context) : null, cancellationToken)
                : undoing.OfPostAsync(parsed.GetValue(post)!, cancellationToken);
        }));
        return command;
    }

    private static Argument<string?> CampaignArgument(CliContext context, ArgumentArity arity)
    {
        var campaign = new Argument<string?>("CAMPAIGN") { Arity = arity, Description = "The campaign's name, or its folder." };
        campaign.CompletionSources.Add(_ => CampaignNames.InFolder(context));
        return campaign;
    }

    private static Option<string?> AccountOption(CliContext context, string does)
    {
        var account = new Option<string?>("--from") { HelpName = "ACCOUNT", Description = does };
        account.CompletionSources.Add(_ => RepostOptions.KnownAccounts(context));
        return account;
    }
}
