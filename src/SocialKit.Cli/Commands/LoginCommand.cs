using System.CommandLine;
using SocialKit.Cli.SigningIn;

namespace SocialKit.Cli.Commands;

/// <summary><c>socialkit login</c></summary>
internal static class LoginCommand
{
    private const string Notes = """
        In the browser, or by what you type: --with names the way, and what a platform needs is said if it is missing. Passwords,
        tokens and an app's secret are typed without being shown; without a terminal they are read from stdin, one a line, the
        app's secret first. They are never arguments or variables, which other programs can see.

        Over ssh, --no-browser prints the address; open it on any machine, and paste where the browser ends up. A platform that
        compares the address it comes back to whole needs --port, and http://127.0.0.1:PORT/ in the app's settings there.

        Secrets are kept in the system's keyring; on a server in the folder of the setting "secrets" (SOCIALKIT_SECRETS), a file
        an account; with PostgreSQL and a key file ("key-file", SOCIALKIT_KEY_FILE) encrypted in the database. Without a keyring,
        --insecure-storage keeps them in a file that only your user can read.

        Who it is is shown before anything is kept. Signing in again replaces what was kept for the account.

        Exit codes: 0 signed in; 1 refused, or the secrets cannot be kept; 2 the command line is wrong; 130 interrupted.

        --json prints one object: id, platform, handle, name, server, userId, software, automated, keptIn, kind, issued, expires, scopes.
        """;

    public static CliCommand Create(CliContext context)
    {
        var platform = new Argument<string>("PLATFORM") { Description = "The platform, such as bluesky." };
        platform.CompletionSources.Add(_ => context.Platforms.Where(known => !known.IsLocal).Select(known => known.Id.Value));
        var way = new Option<string?>("--with") { HelpName = "WAY", Description = "How: browser, app-password, token …; the recommended way if not given." };
        way.CompletionSources.Add(_ => context.SendingPlatforms.SelectMany(known => known.SignIn?.Ways ?? []).Select(known => known.Name).Distinct());
        var server = new Option<string?>("--server") { HelpName = "ADDRESS", Description = "The account's server, such as https://social.example, where a platform has many." };
        var handle = new Option<string?>("--handle") { HelpName = "HANDLE", Description = "The account, page or chat, where the platform does not tell." };
        var client = new Option<string?>("--client-id") { HelpName = "ID", Description = "The id of your own app, where the platform wants one." };
        var id = new Option<string?>("--id") { HelpName = "ID", Description = "What the account is called here, as --from takes it; made of platform and handle if not given." };
        var port = new Option<int>("--port") { HelpName = "PORT", Description = "The port on 127.0.0.1 that the browser comes back to; any if not given." };
        var noBrowser = new Option<bool>("--no-browser") { Description = "Opens no browser: prints the address, and takes where it led." };
        var automated = new Option<bool>("--automated") { Description = "A program posts from it by itself: labels it as a bot where the platform lets it." };
        var insecure = new Option<bool>("--insecure-storage") { Description = "Keeps the secrets in a file that is not encrypted." };
        var yes = new Option<bool>("--yes", "-y") { Description = "Keeps it without a question." };
        var json = new Option<bool>("--json") { Description = "Prints one JSON object." };
        var command = new CliCommand("login", "Signs an account in, so that posts can go out from it.")
        {
            Examples =
            [
                new("socialkit login bluesky --handle org.example", "with an app password"),
                new("socialkit login mastodon --server https://social.example", "in the browser"),
                new("socialkit login telegram --handle @channel --id channel < token.txt", "with a token from a file"),
            ],
            Notes = Notes,
        };
        command.Add(platform);
        foreach (var option in (Option[])[way, server, handle, client, id, port, noBrowser, automated, insecure, yes, json])
            command.Add(option);
        command.Validators.Add(result =>
        {
            if (result.GetValue(port) is < 0 or > 65535)
                result.AddError("--port is a number up to 65535.");
        });
        command.SetAction(parsed =>
        {
            var wish = new LoginWish(parsed.GetValue(platform)!)
            {
                Way = parsed.GetValue(way),
                Server = parsed.GetValue(server),
                Handle = parsed.GetValue(handle),
                ClientId = parsed.GetValue(client),
                Id = parsed.GetValue(id),
                Port = parsed.GetValue(port),
                NoBrowser = parsed.GetValue(noBrowser),
                IsAutomated = parsed.GetValue(automated),
                IsInsecure = parsed.GetValue(insecure),
                Yes = parsed.GetValue(yes),
                Json = parsed.GetValue(json),
            };
            return CommandBody.Run(context, cancellationToken => new LoginRun(wish, context).RunAsync(cancellationToken));
        });
        return command;
    }
}
