using SocialKit.Access;
using SocialKit.Cli.Programs;
using SocialKit.Cli.Terminal;

namespace SocialKit.Cli.SigningIn;

/// <summary>Signs in by way of the person's browser, here or, with a pasted address, on another machine.</summary>
internal sealed class BrowserWay(LoginWish wish, CliContext context, SecretPrompt prompt)
{
    /// <summary>How long the person may take.</summary>
    /// <value>5 minutes</value>
    public static TimeSpan Patience { get; } = TimeSpan.FromMinutes(5);

    /// <summary>Runs it.</summary>
    public async Task<SignInResult> RunAsync(ISignIn signIn, SignInRequest request, CancellationToken cancellationToken)
    {
        var pkce = new Pkce();
        using var listener = new LoopbackListener(wish.Port, context.Time);
        request = request with { RedirectUri = listener.Address, State = pkce.State, Verifier = pkce.Verifier, Challenge = pkce.Challenge };
        var started = await signIn.StartAsync(request, cancellationToken).ConfigureAwait(false);
        if (started is not BrowserSignIn.Ready ready)
            return new SignInResult.Refused(((BrowserSignIn.Impossible)started).Reason);
        if (!IsWebAddress(ready.Address))
            return new SignInResult.Refused("The platform named an address that is none of the web's, which is not opened.");
        return await ComeBackAsync(ready, listener, pkce.State, cancellationToken).ConfigureAwait(false) switch
        {
            Redirected.WithCode found => await signIn.FinishAsync(request, ready, found.Code, cancellationToken).ConfigureAwait(false),
            Redirected.Refused refused => new SignInResult.Refused(refused.Reason),
            _ => new SignInResult.Refused("That address does not belong to this signing in. Begin again, and paste the whole address that the browser shows at the end."),
        };
    }

    private async Task<Redirected> ComeBackAsync(BrowserSignIn.Ready ready, LoopbackListener listener, string state, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, context.Time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            if (wish.NoBrowser)
                return await PasteAsync(ready, state, end.Token).ConfigureAwait(false);
            var waiting = listener.WaitAsync(state, end.Token);
            context.Error.WriteLine("Go on in your browser. If none opens, open this address on this machine:");
            context.Error.WriteLine(Link(ready.Address));
            await context.Error.FlushAsync(end.Token).ConfigureAwait(false);
            // Beside the waiting: what opens the browser may be the browser itself, and end with it.
            var opening = Task.Run(() => LinkOpener.Open(ready.Address, context), CancellationToken.None);
            if (await Task.WhenAny(waiting, opening).ConfigureAwait(false) == opening && await opening.ConfigureAwait(false) is { } failure)
                context.Error.WriteLine(TerminalText.Clean($"None can be opened here: {failure}. Over ssh, use --no-browser."));
            return await waiting.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return new Redirected.Refused($"Nobody came back from the browser for {Patience.TotalMinutes:0} minutes. Over ssh, use --no-browser.");
        }
    }

    // The browser may be on another machine, where nobody listens: what it shows in its address line is enough.
    private async Task<Redirected> PasteAsync(BrowserSignIn.Ready ready, string state, CancellationToken cancellationToken)
    {
        context.Error.WriteLine("Open this address in a browser, on any machine:");
        context.Error.WriteLine(Link(ready.Address));
        context.Error.WriteLine("At the end the browser shows an address that begins with http://127.0.0.1, and perhaps that nothing answers there. That is well.");
        var pasted = await prompt.AskOpenlyAsync("Paste that address here", cancellationToken).ConfigureAwait(false);
        return Uri.TryCreate(pasted?.Trim(), UriKind.Absolute, out var address) ? Redirected.Read(address.Query, state) : new Redirected.Foreign();
    }

    private string Link(string address)
    {
        var clean = TerminalText.Clean(address);
        // OSC 8: a long address is one thing to click, however it is wrapped. Older terminals show the address alone.
        return context.Terminal is { IsTerminal: true, Colour: true } && clean == address ? $"\e]8;;{address}\e\\{address}\e]8;;\e\\" : clean;
    }

    private static bool IsWebAddress(string address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback));
}
