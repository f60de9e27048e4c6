using System.CommandLine;
using SocialKit.Cli.Json;
using SocialKit.Cli.Queue;
using SocialKit.Cli.Terminal;
using SocialKit.Deliveries;
using SocialKit.Storage;

namespace SocialKit.Cli.Commands;

/// <summary><c>socialkit delete</c></summary>
internal static class DeleteCommand
{
    private const string Notes = """
        It puts the deletion of a post that is out into the queue: the worker deletes it, and "socialkit log" shows that it did.
        Copies that others made stay. It shows account and text, and asks; --yes asks nobody. Deleting it twice deletes it once.

        An entry is called by its id, by at least the last 4 characters of it, or by its key. What waits is taken out with
        "socialkit queue cancel", and a whole campaign is taken back with "socialkit withdraw".

        Exit codes: 0 in the queue, or it was already; 1 the queue cannot be used; 2 there is no such entry, or nobody could be
        asked; 3 you said no, or it is not out, or this version cannot delete there.

        --json prints one object: id, result (queued, already-queued), and deletion, as in "socialkit queue --json".
        """;

    public static CliCommand Create(CliContext context)
    {
        var id = EntryCommands.One(context);
        var yes = new Option<bool>("--yes", "-y") { Description = "Deletes without a question; needed where nobody can be asked." };
        var json = new Option<bool>("--json") { Description = "Prints one JSON object; needs --yes." };
        var command = new CliCommand("delete", "Deletes a post that is out; asks first.")
        {
            Examples =
            [
                new("socialkit delete 4f2a9c", "shows account and text, and asks"),
                new("socialkit delete 4f2a9c --yes", "asks nobody"),
            ],
            Notes = Notes,
        };
        command.Add(id);
        command.Add(yes);
        command.Add(json);
        command.Validators.Add(result =>
        {
            if (result.GetValue(json) && !result.GetValue(yes))
                result.AddError("With --json nobody is asked: add --yes.");
        });
        command.SetAction(parsed => StoreRun.Change(context, (store, cancellationToken) => RunAsync(store, parsed.GetValue(id)!, parsed.GetValue(yes), parsed.GetValue(json), context, cancellationToken)));
        return command;
    }

    private static async Task<int> RunAsync(IStore store, string name, bool yes, bool asJson, CliContext context, CancellationToken cancellationToken)
    {
        var entry = await EntryFinder.FindAsync(store, name, context, cancellationToken).ConfigureAwait(false);
        var ids = new EntryIds([entry]);
        if (Obstacle(entry, ids.Of(entry), context) is { } obstacle)
            return Refuse(obstacle, context);
        if (!asJson)
            new EntrySheet(context).WriteContent(entry);
        if (!yes && !context.Terminal.CanAsk)
            throw new UsageException("Here nobody can be asked, and nothing was deleted: add --yes.");
        if (!yes && !await Question.AskAsync($"Delete this post of {EntryWords.Mention(entry.Delivery.From, context)} on {EntryWords.PlatformName(entry.Delivery.From.Platform, context)}?", context, cancellationToken).ConfigureAwait(false))
            return Refuse("Nothing was deleted.", context);
        var deletion = new Withdrawal(new(context.Time, context.Random)).Of(entry.Delivery, entry.Receipt!, context.Time.GetUtcNow())!;
        var before = await store.FindAsync(deletion.Delivery.Key.Value, cancellationToken).ConfigureAwait(false);
        if (before.Count == 0 && await store.AddAsync(new([deletion]), cancellationToken).ConfigureAwait(false) is AddResult.Refused refused)
            return Refuse(string.Join(" ", refused.Obstacles.Select(one => Scheduling.ScheduleFindings.Of(one)).Select(finding => $"{finding.Reason} {finding.Remedy}")), context);
        var queued = await store.FindAsync(deletion.Delivery.Key.Value, cancellationToken).ConfigureAwait(false);
        if (asJson)
        {
            CliJson.Write(context.Out, json =>
            {
                json.WriteStartObject();
                json.WriteString("id", entry.Id.ToString());
                json.WriteString("result", before.Count == 0 ? "queued" : "already-queued");
                json.WriteStartObject("deletion");
                EntryJson.WriteProperties(json, queued[0]);
                json.WriteEndObject();
                json.WriteEndObject();
            });
            return ExitCodes.Fine;
        }
        context.Out.WriteLine(before.Count == 0 ? "Its deletion is in the queue." : $"Its deletion was in the queue already, and is {EntryWords.Of(queued[0].State)}.");
        context.Error.WriteLine("The worker deletes it: \"socialkit run\" if none is running, and \"socialkit log\" to see that it did.");
        return ExitCodes.Fine;
    }

    private static string? Obstacle(Entry entry, string id, CliContext context) => entry switch
    {
        { Delivery.Act: Act.Delete } => $"{id} is a deletion itself.",
        { State: DeliveryState.Sent, Receipt: not null } => context.SendingPlatforms.TryFind(entry.Delivery.From.Platform.Value, out var platform) && platform.Sender is not null
            ? null
            : $"This version cannot delete on {EntryWords.PlatformName(entry.Delivery.From.Platform, context)}: please do it by hand. {entry.Receipt.Url}",
        { MayBeOut: true } or { State: DeliveryState.Sending or DeliveryState.Unclear } => $"{id} may be out, and nobody knows yet. Look on the platform; \"socialkit queue resolve {id} --sent URL\" says so, and then it can be deleted.",
        _ => $"{id} is not out: it is {EntryWords.Of(entry.State)}. \"socialkit queue cancel {id}\" takes out what waits.",
    };

    private static int Refuse(string words, CliContext context)
    {
        context.Error.WriteLine(TerminalText.Clean(words));
        return ExitCodes.ProblemsFound;
    }
}
