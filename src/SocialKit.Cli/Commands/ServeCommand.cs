using System.CommandLine;
using System.Globalization;
using System.Net.Sockets;
using SocialKit.Cli.Pages;
using SocialKit.Cli.Programs;
using SocialKit.Cli.Sources;
using SocialKit.Cli.Terminal;
using SocialKit.Web.Serving;

namespace SocialKit.Cli.Commands;

/// <summary><c>socialkit serve</c></summary>
internal static class ServeCommand
{
    private const string Notes = """
        It is for whoever writes a campaign: the page loads anew when a file of the campaign is saved, and what is wrong or left
        out stands on it. Nothing is written. Campaigns under embargo are shown too, since nobody else sees them: it listens on
        127.0.0.1 alone, and answers only a browser that asks for 127.0.0.1 or localhost by name. Ctrl-C ends it.

        The address stands on stdout. Exit codes: 2 the command line or the port is wrong, 130 ended by Ctrl-C.
        """;

    public static CliCommand Create(CliContext context)
    {
        var campaign = new Argument<string?>("CAMPAIGN") { Arity = ArgumentArity.ZeroOrOne, Description = "A campaign's folder; every one under messages/ if not given." };
        var port = new Option<int>("--port") { HelpName = "N", Description = "The port; any free one for 0.", DefaultValueFactory = _ => 8600 };
        var open = new Option<bool>("--open") { Description = "Opens the browser." };
        var command = new CliCommand("serve", "Shows the supporters' pages on this machine while their files are edited.")
        {
            Examples =
            [
                new("socialkit serve messages/2019-serikzhan-bilash", "shows a campaign's pages on http://127.0.0.1:8600/"),
                new("socialkit serve --port 0 --open", "shows all campaigns under messages/ in the browser"),
            ],
            Notes = Notes,
        };
        command.Add(campaign);
        command.Add(port);
        command.Add(open);
        command.Validators.Add(result =>
        {
            if (result.GetValue(port) is < 0 or > ushort.MaxValue)
                result.AddError("--port is a number from 0 to 65535.");
        });
        command.SetAction(parsed => CommandBody.Run(context, cancellationToken => RunAsync(parsed.GetValue(campaign), parsed.GetValue(port), parsed.GetValue(open), context, cancellationToken)));
        return command;
    }

    private static async Task<int> RunAsync(string? given, int port, bool opens, CliContext context, CancellationToken cancellationToken)
    {
        var found = SourceFinder.Find(given, context);
        var sources = found.OfType<Source.CampaignFolder>().ToValueList();
        if (sources.Count < found.Count)
            throw new UsageException("Only a campaign has a page, and this is a text.");
        var making = new PageMaking(context, await CampaignStates.ReadAsync(sources, context, cancellationToken).ConfigureAwait(false))
        {
            Options = PagePlaces.Options(context) with { IsLive = true, NoIndex = true },
            PathInSite = ServedSite.PathInSite(sources.Count),
            IgnoresEmbargo = true,
        };
        using var server = Listen(port, new ServedSite(sources, making, context.Time), context);
        context.Out.WriteLine(server.Address);
        context.Out.Flush();
        if (opens && LinkOpener.Open(server.Address, context) is { } failure)
            context.Error.WriteLine(TerminalText.Clean($"The browser was not opened: {failure}. Open the address by hand."));
        context.Error.Flush();
        await server.RunAsync(cancellationToken).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return ExitCodes.Fine;
    }

    private static LoopbackServer Listen(int port, ServedSite site, CliContext context)
    {
        try
        {
            return new(port, context.Time, site.AnswerAsync);
        }
        catch (SocketException exception)
        {
            throw new UsageException(string.Create(CultureInfo.InvariantCulture, $"Nobody can listen on 127.0.0.1:{port}: {exception.Message}. Choose another --port."));
        }
    }
}
