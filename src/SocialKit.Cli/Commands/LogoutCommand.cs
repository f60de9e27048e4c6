using System.CommandLine;
using SocialKit.Access;
using SocialKit.Cli.Accounts;
using SocialKit.Cli.Json;
using SocialKit.Cli.Queue;
using SocialKit.Cli.Terminal;
using SocialKit.Deliveries;
using SocialKit.Text;

namespace SocialKit.Cli.Commands;

/// <summary><c>socialkit logout</c></summary>
internal static class LogoutCommand
{
    private const string Notes = """
        It takes the sign-in back on the platform where that can be done, and forgets the secrets here whatever the platform says.
        The account stays listed, and what is queued for it stays queued: it waits until the account signs in again.

        Exit codes: 0 done; 1 forgotten here, and still good on the platform; 2 there is no such account.

        --json prints one object: account, wasSignedIn, revoked, reason, waiting (how many posts).
        """;

    public static CliCommand Create(CliContext context)
    {
        var id = new Argument<string>("ACCOUNT") { Description = "The account's id, as \"socialkit accounts\" shows it." };
        id.CompletionSources.Add(_ => context.Accounts.Select(account => account.Id));
        var json = new Option<bool>("--json") { Description = "Prints one JSON object." };
        var command = new CliCommand("logout", "Signs an account out: takes the sign-in back on the platform, and forgets its secrets.")
        {
            Examples = [new("socialkit logout org-x", "signs it out")],
            Notes = Notes,
        };
        command.Add(id);
        command.Add(json);
        command.SetAction(parsed => CommandBody.Run(context, cancellationToken => RunAsync(Find(parsed.GetValue(id)!, context), parsed.GetValue(json), context, cancellationToken)));
        return command;
    }

    private static Account Find(string id, CliContext context)
    {
        if (context.Accounts.FirstOrDefault(account => account.Id == id) is { } found)
            return found;
        var near = EditDistance.Nearest(id, context.Accounts.Select(account => account.Id), most: Math.Max(1, id.Length / 3));
        throw new UsageException($"There is no account \"{id}\".{(near is null ? "" : $" Did you mean \"{near}\"?")} \"socialkit accounts\" shows them.");
    }

    private static async Task<int> RunAsync(Account account, bool asJson, CliContext context, CancellationToken cancellationToken)
    {
        var kept = await context.Tokens.ReadAsync(account.Id, cancellationToken).ConfigureAwait(false);
        var reason = kept is null ? null : await RevokeAsync(account, kept, context, cancellationToken).ConfigureAwait(false);
        // Forgotten in any case: whoever signs out does not want it here.
        await context.Tokens.RemoveAsync(account.Id, CancellationToken.None).ConfigureAwait(false);
        var waiting = await WaitingAsync(account, context, cancellationToken).ConfigureAwait(false);
        if (asJson)
        {
            CliJson.Write(context.Out, json =>
            {
                json.WriteStartObject();
                json.WriteString("account", account.Id);
                json.WriteBoolean("wasSignedIn", kept is not null);
                json.WriteBoolean("revoked", kept is not null && reason is null);
                json.WriteIfAny("reason", reason);
                json.WriteNumber("waiting", waiting);
                json.WriteEndObject();
            });
        }
        else
        {
            context.Out.WriteLine(TerminalText.Clean(kept is null ? $"{account.Id} was not signed in." : $"{account.Id} is signed out, and its secrets are forgotten here."));
            if (reason is not null)
                context.Error.WriteLine(TerminalText.Clean($"Attention: {reason}"));
            if (waiting > 0)
                context.Error.WriteLine(TerminalText.Clean($"{EntryWords.Count(waiting, "post waits", "posts wait")} for it in the queue, and {(waiting == 1 ? "does" : "do")} not go out before it signs in again: \"{AccountStanding.Login(account)}\". \"socialkit queue --from {account.Id}\" shows {(waiting == 1 ? "it" : "them")}."));
        }
        return reason is null ? ExitCodes.Fine : ExitCodes.Failure;
    }

    private static async Task<string?> RevokeAsync(Account account, Credentials kept, CliContext context, CancellationToken cancellationToken)
    {
        if (!context.SendingPlatforms.TryFind(account.Platform.Value, out var platform) || platform.SignIn is not { } signIn)
            return $"This version does not know how to take the sign-in back on {account.Platform}: do it there.";
        if (!kept.AreFor(account))
            return $"The secrets belong to {kept.UserId}{(kept.Server is null ? "" : $" on {kept.Server}")}, which accounts.json does not say: they were forgotten here, and nobody was asked to take them back.";
        return kept.DeadBecause is null ? await signIn.RevokeAsync(account, kept, cancellationToken).ConfigureAwait(false) : null;
    }

    private static async Task<int> WaitingAsync(Account account, CliContext context, CancellationToken cancellationToken)
    {
        if (StoreRun.Missing(context) is not null)
            return 0;
        var store = await context.OpenStoreAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = store.ConfigureAwait(false);
        var page = await store.PageAsync(new() { Account = account.Id, States = [.. Enum.GetValues<DeliveryState>().Where(state => state.IsWaiting() || state is DeliveryState.Held or DeliveryState.Stopped)], Limit = 1000 }, cancellationToken).ConfigureAwait(false);
        return page.Entries.Count;
    }
}
