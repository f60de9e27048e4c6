using System.CommandLine;
using SocialKit.Cli.Commands;
using SocialKit.Cli.Json;
using SocialKit.Deliveries;

namespace SocialKit.Cli.Queue;

/// <summary>The commands of <c>socialkit queue</c> that look at single entries or change them; <see cref="EditCommand"/> has a file of its own.</summary>
internal static class EntryCommands
{
    private const string Codes = """
        An entry is called by its id, by at least the last 4 characters of it, or by its key. Exit codes: 0 done, 1 the queue
        cannot be used, 2 there is no such entry or it could be several (nothing is changed then), 3 refused, with the reason.
        """;

    private const string ChangeJson = """
        --json prints an array: changed, reason and remedy where it was refused, and what "socialkit queue --json" has.
        """;

    /// <summary>All of them.</summary>
    public static IEnumerable<CliCommand> Create(CliContext context) =>
        [Show(context), EditCommand.Create(context), Approve(context), Hold(context), Retry(context), Cancel(context), Resolve(context)];

    /// <summary>The argument for one entry.</summary>
    public static Argument<string> One(CliContext context)
    {
        var one = new Argument<string>("ID") { Description = "The entry: its id, the end of it, or its key." };
        one.CompletionSources.Add(_ => EntryCompletion.Ids(context));
        return one;
    }

    private static CliCommand Show(CliContext context)
    {
        var (id, json) = (One(context), Json("Prints one JSON object."));
        var command = new CliCommand("show", "Shows everything about an entry: exact text, times, approval, attempts and their evidence.")
        {
            Examples = [new("socialkit queue show 4f2a9c", "shows the entry whose id ends so")],
            Notes = Codes + "\n\n--json prints what \"socialkit queue --json\" has, and attemptList (n, started, finished, worker, outcome, httpStatus, evidence).",
        };
        command.Add(id);
        command.Add(json);
        command.SetAction(parsed => StoreRun.Change(context, async (store, cancellationToken) =>
        {
            var entry = await EntryFinder.FindAsync(store, parsed.GetValue(id)!, context, cancellationToken).ConfigureAwait(false);
            var attempts = await store.ReadAttemptsAsync(entry.Id, cancellationToken).ConfigureAwait(false);
            if (parsed.GetValue(json))
            {
                CliJson.Write(context.Out, writer =>
                {
                    writer.WriteStartObject();
                    EntryJson.WriteProperties(writer, entry);
                    EntryJson.WriteAttempts(writer, attempts);
                    writer.WriteEndObject();
                });
                return ExitCodes.Fine;
            }
            var sheet = new EntrySheet(context);
            sheet.WriteContent(entry);
            sheet.WriteFate(entry, attempts);
            return ExitCodes.Fine;
        }));
        return command;
    }

    private static CliCommand Approve(CliContext context)
    {
        var (ids, json, by) = (Many(context), Json("Prints one JSON array; needs --yes."), WhoAsks.Option());
        var yes = new Option<bool>("--yes") { Description = "Approves without asking; needed where nobody can be asked." };
        var command = new CliCommand("approve", "Approves exactly what is shown: text, account, links and pictures; a change after that holds it.")
        {
            Examples =
            [
                new("socialkit queue approve 4f2a9c", "shows the exact text, and asks"),
                new("socialkit queue approve 4f2a9c 81c0de --yes", "approves two without asking"),
            ],
            Notes = "It also lets go on what was held because it had changed since it was approved, and says what changed.\n\n" + Codes + "\n\n" + ChangeJson,
        };
        command.Add(ids);
        foreach (var option in (Option[])[yes, by, json])
            command.Add(option);
        command.SetAction(parsed => StoreRun.Change(context, (store, cancellationToken) =>
            new Approval(store, parsed.GetValue(yes), parsed.GetValue(json), WhoAsks.Name(parsed.GetValue(by), context), context).RunAsync(parsed.GetValue(ids)!, cancellationToken)));
        return command;
    }

    private static CliCommand Hold(CliContext context)
    {
        var reason = new Option<string?>("--reason") { HelpName = "TEXT", Description = "Why, as it is kept and shown." };
        var by = WhoAsks.Option();
        return Changing(context, "hold", "Keeps entries back until \"queue retry\".", [new("socialkit queue hold 4f2a9c --reason \"The lawyer is reading it\"", "keeps it back")], [reason, by],
            parsed => new Change.Hold(parsed.GetValue(reason) is { } why ? $"Held by {WhoAsks.Name(parsed.GetValue(by), context)}: {why}" : $"Held by {WhoAsks.Name(parsed.GetValue(by), context)}."));
    }

    private static CliCommand Retry(CliContext context) =>
        Changing(context, "retry", "Schedules again what is held, failed, expired or a draft: for its own time, or for now if that has passed.",
            [new("socialkit queue retry 4f2a9c", "lets it go on")], [], _ => new Change.Retry(), "What may be out is not sent again so: see \"socialkit queue resolve\".");

    private static CliCommand Cancel(CliContext context)
    {
        var by = WhoAsks.Option();
        return Changing(context, "cancel", "Takes entries out for good.", [new("socialkit queue cancel 4f2a9c 81c0de", "takes two entries out")], [by],
            parsed => new Change.Cancel(WhoAsks.Name(parsed.GetValue(by), context)), "What may be out is not called cancelled: see \"socialkit queue resolve\".");
    }

    private static CliCommand Resolve(CliContext context)
    {
        var (id, json, by) = (One(context), Json("Prints one JSON array."), WhoAsks.Option());
        var sent = new Option<string?>("--sent") { HelpName = "URL", Description = "It is out: the address of the post." };
        var postId = new Option<string?>("--post-id") { HelpName = "ID", Description = "The platform's own id of the post; the last part of the address if not given." };
        var again = new Option<bool>("--send-again") { Description = "It is not out, and should be sent." };
        var command = new CliCommand("resolve", "Says what you saw on the platform, for what is held or unclear.")
        {
            Examples =
            [
                new("socialkit queue resolve 4f2a9c --sent https://x.example/org/status/1", "it is out"),
                new("socialkit queue resolve 4f2a9c --send-again", "it is not out, and goes out again"),
            ],
            Notes = "Look at the account on the platform before: sent again while it is out, it is out twice.\n\n" + Codes + "\n\n" + ChangeJson,
        };
        command.Add(id);
        foreach (var option in (Option[])[sent, postId, again, by, json])
            command.Add(option);
        command.Validators.Add(result =>
        {
            if (result.GetValue(sent) is null == !result.GetValue(again))
                result.AddError("Say what you saw: --sent URL, or --send-again.");
        });
        command.SetAction(parsed =>
        {
            var address = parsed.GetValue(sent) is { } written ? Address(written) : null;
            var who = WhoAsks.Name(parsed.GetValue(by), context);
            return StoreRun.Change(context, async (store, cancellationToken) =>
            {
                var entry = await EntryFinder.FindAsync(store, parsed.GetValue(id)!, context, cancellationToken).ConfigureAwait(false);
                var post = address is null ? null : new PostRef(entry.Delivery.From.Platform, parsed.GetValue(postId) ?? address.Segments[^1].Trim('/'), address.AbsoluteUri);
                Change change = post is null
                    ? new Change.ResolveSendAgain(who)
                    : new Change.ResolveSent(post, who) { IfWithdrawn = new Withdrawal(new(context.Time, context.Random)).Of(entry.Delivery, post, context.Time.GetUtcNow()) };
                var changes = new EntryChanges(store, parsed.GetValue(json), context);
                await changes.ChangeAsync(entry, change, cancellationToken).ConfigureAwait(false);
                return changes.Finish();
            });
        });
        return command;
    }

    private static CliCommand Changing(CliContext context, string name, string does, ValueList<Example> examples, Option[] options, Func<ParseResult, Change> change, string? note = null)
    {
        var (ids, json) = (Many(context), Json("Prints one JSON array."));
        var command = new CliCommand(name, does) { Examples = examples, Notes = (note is null ? "" : note + "\n\n") + Codes + "\n\n" + ChangeJson };
        command.Add(ids);
        foreach (var option in (Option[])[.. options, json])
            command.Add(option);
        command.SetAction(parsed => StoreRun.Change(context, async (store, cancellationToken) =>
        {
            var entries = await EntryFinder.FindAsync(store, parsed.GetValue(ids)!, context, cancellationToken).ConfigureAwait(false);
            var changes = new EntryChanges(store, parsed.GetValue(json), context);
            foreach (var entry in entries)
                await changes.ChangeAsync(entry, change(parsed), cancellationToken).ConfigureAwait(false);
            return changes.Finish();
        }));
        return command;
    }

    private static Argument<string[]> Many(CliContext context)
    {
        var many = new Argument<string[]>("ID…") { Arity = ArgumentArity.OneOrMore, Description = "The entries: their ids, the ends of them, or their keys." };
        many.CompletionSources.Add(_ => EntryCompletion.Ids(context));
        return many;
    }

    private static Option<bool> Json(string does) => new("--json") { Description = does };

    private static Uri Address(string written) =>
        Uri.TryCreate(written, UriKind.Absolute, out var address) && address.Scheme is "https" or "http" or "file" && address.Segments[^1].Trim('/').Length > 0
            ? address
            : throw new UsageException($"\"{written}\" is no address of a post. Copy it from the platform: https://…");
}
