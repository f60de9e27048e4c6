using System.CommandLine;
using SocialKit.Cli.Accounts;
using SocialKit.Cli.Json;
using SocialKit.Cli.Queue;
using SocialKit.Cli.Terminal;
using Spectre.Console;

namespace SocialKit.Cli.Commands;

/// <summary><c>socialkit accounts</c></summary>
internal static class AccountsCommand
{
    private const string Notes = """
        It shows no secret. Without --check nobody is asked: "signed in" says that something is kept that is not known to be of
        no use. --check asks every platform at the same time, renews what is about to expire, says where a handle has changed, and
        gives alarm where the account is another one than at login.

        Exit codes: 0 all can post; 1 it could not be found out; 4 one is not signed in, or not any more.

        --json prints an array: id, platform, handle, name, server, userId, software, automated, keptIn, kind, issued, expires,
        scopes, state (needs-none, not-signed-in, signed-in, expired, alive, dead, somebody-else, unknown), reason, notes.
        """;

    public static CliCommand Create(CliContext context)
    {
        var check = new Option<bool>("--check") { Description = "Asks the platforms whether the sign-ins work, and whose they are." };
        var json = new Option<bool>("--json") { Description = "Prints one JSON array." };
        var command = new CliCommand("accounts", "Shows the accounts that posts go out from: who, where, until when, and where the secrets are.")
        {
            Examples =
            [
                new("socialkit accounts", "shows what is known here"),
                new("socialkit accounts --check", "asks the platforms"),
            ],
            Notes = Notes,
        };
        command.Add(check);
        command.Add(json);
        command.SetAction(parsed => CommandBody.Run(context, async cancellationToken =>
        {
            var standings = await Task.WhenAll(context.Accounts.Select(account => parsed.GetValue(check)
                ? AccountStanding.AskAsync(account, context, null, cancellationToken)
                : AccountStanding.OfAsync(account, context, cancellationToken))).ConfigureAwait(false);
            if (parsed.GetValue(json))
                WriteJson(standings, context);
            else
                WriteText(standings, context);
            return standings.Any(standing => standing.IsOut) ? ExitCodes.SignInNeeded : standings.Any(standing => standing.State == AccountState.Unknown) ? ExitCodes.Failure : ExitCodes.Fine;
        }));
        return command;
    }

    private static void WriteText(AccountStanding[] standings, CliContext context)
    {
        if (standings.Length == 0)
        {
            context.Error.WriteLine(TerminalText.Clean($"No accounts yet: \"socialkit login PLATFORM\" signs one in, and lists it in {context.Settings.AccountsFile}."));
            return;
        }
        var sheet = new Sheet(context.Out, context.Terminal, labelWidth: 9);
        foreach (var standing in standings)
        {
            var account = standing.Account;
            sheet.Rule(account.Id, new(decoration: Decoration.Bold), EntryWords.PlatformName(account.Platform, context), Word(standing.State), StyleOf(standing));
            sheet.Field("account", $"@{account.Handle}{(account.Name is { } name ? $", \"{name}\"" : "")}{(account.UserId is { } user ? $" ({user})" : "")}");
            if (account.Server is { } server)
                sheet.Field("server", account.Software is { } software ? $"{server} ({software})" : server);
            sheet.Field("label", account.IsAutomated ? "a program posts for it" : "none");
            if (standing.State != AccountState.NeedsNone)
                sheet.Field("kept in", TokenPlaces.Of(account.Id, context.Settings));
            if (standing.Credentials is { } credentials)
            {
                sheet.Field("sign-in", $"{credentials.Kind}, of {When(credentials.IssuedAt, context)}{(credentials.ExpiresAt is { } expires ? $"; good until {When(expires, context)}{(credentials.Find("refresh") is null ? "" : ", renewed by itself")}" : "; does not expire")}");
                if (credentials.Scopes.Count > 0)
                    sheet.Field("allows", string.Join(", ", credentials.Scopes));
            }
            if (standing.Reason is { } reason)
                sheet.Field(standing.IsOut ? "error" : "attention", reason, StyleOf(standing));
            foreach (var note in standing.Notes)
                sheet.Field("note", note);
        }
    }

    private static void WriteJson(AccountStanding[] standings, CliContext context) => CliJson.Write(context.Out, json =>
    {
        json.WriteStartArray();
        foreach (var standing in standings)
        {
            json.WriteStartObject();
            AccountJson.WriteProperties(json, standing.Account, standing.Credentials, standing.State == AccountState.NeedsNone ? "nowhere: nobody signs in there" : TokenPlaces.Of(standing.Account.Id, context.Settings));
            json.WriteString("state", Word(standing.State).Replace(' ', '-'));
            json.WriteIfAny("reason", standing.Reason);
            json.WriteStartArray("notes");
            foreach (var note in standing.Notes)
                json.WriteStringValue(note);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });

    private static string When(DateTimeOffset instant, CliContext context) =>
        $"{Stamp.Day(Stamp.DayOf(instant, context.Settings.TimeZone))} {Stamp.Time(instant, context.Settings.TimeZone)}";

    private static string Word(AccountState state) => state switch
    {
        AccountState.NeedsNone => "needs none",
        AccountState.NotSignedIn => "not signed in",
        AccountState.Kept => "signed in",
        AccountState.SomebodyElse => "somebody else",
        _ => state.ToString().ToLowerInvariant(),
    };

    private static Style StyleOf(AccountStanding standing) => standing.IsOut ? new(Color.Red) : standing.State is AccountState.Unknown ? new(Color.Olive) : Style.Plain;
}
