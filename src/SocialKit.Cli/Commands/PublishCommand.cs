using System.CommandLine;
using SocialKit.Cli.Publishing;
using SocialKit.Cli.Scheduling;
using SocialKit.Cli.Times;

namespace SocialKit.Cli.Commands;

/// <summary><c>socialkit publish</c></summary>
internal static class PublishCommand
{
    private const string Notes = """
        It shows each account and the exact text, and asks; without a terminal to ask on it needs --yes. Then it sends, or waits for
        the worker that is running, and prints where each post is. What was published before is not published again, unless
        --again says so: a run that was broken off can be repeated and ends what it had begun.

        A text file, or - for stdin, is a text that belongs to no campaign; with - there is nobody to ask, so add --yes.

        The checks are those of "socialkit check"; an error stands against all posts. If the end takes longer than --wait, or you
        press Ctrl-C, what waits stays in the queue.

        Exit codes: 0 all out; 5 some; 1 none, or it was out before; 2 the command line is wrong, or there is nobody to ask;
        3 problems found; 4 an account must sign in; 130 interrupted.

        --json prints one object: "ok", "dryRun", "campaign", "posts" as in "socialkit queue --json", and "findings".
        """;

    public static CliCommand Create(CliContext context)
    {
        var options = new SendOptions(context);
        var again = new Option<bool>("--again") { Description = "Publishes once more what was published before." };
        var yes = new Option<bool>("--yes", "-y") { Description = "Publishes without a question." };
        var wait = new Option<string?>("--wait") { HelpName = "STRETCH", Description = "How long to wait for the end, such as 2m; 10m if not given." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Shows what would be published, and publishes nothing." };
        var json = new Option<bool>("--json") { Description = "Prints one JSON object; needs --yes." };
        var command = new CliCommand("publish", "Publishes a campaign's messages, or a text, now.")
        {
            Examples =
            [
                new("socialkit publish messages/2019-serikzhan-bilash -p folder --after-deadline \"a rehearsal\" --yes", "writes the real message into a folder; no account is needed"),
                new("socialkit publish messages/2019-serikzhan-bilash -p folder --after-deadline \"a rehearsal\" --dry-run", "shows account and exact text"),
                new("echo \"We are in front of the court.\" | socialkit publish - -p folder --yes", "a text that belongs to no campaign"),
            ],
            Notes = Notes,
        };
        options.AddTo(command);
        foreach (var option in (Option[])[again, yes, wait, dryRun, json])
            command.Add(option);
        command.SetAction(parsed =>
        {
            var wish = new PublishWish(options.Wish(parsed))
            {
                Again = parsed.GetValue(again),
                Yes = parsed.GetValue(yes),
                DryRun = parsed.GetValue(dryRun),
                Json = parsed.GetValue(json),
            };
            return new PublishRun(parsed.GetValue(wait) is { } stretch ? wish with { Patience = Durations.Read(stretch, "--wait") } : wish, context).Run();
        });
        return command;
    }
}
