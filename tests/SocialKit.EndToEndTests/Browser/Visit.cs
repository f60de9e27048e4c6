using Microsoft.Playwright;

namespace SocialKit.EndToEndTests.Browser;

/// <summary>A browser of its own for one supporter: what it asked for, said and stored is kept, from the first request on.</summary>
internal sealed class Visit : IAsyncDisposable
{
    // Machines that run tests are busy; what takes this long has failed.
    private const float Patience = 60_000;

    private const string Watch = """
        window.watched = [];
        document.addEventListener('securitypolicyviolation', event => window.watched.push(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`));
        window.injected = what => window.watched.push(`injected: ${what}`);
        """;

    private readonly List<string> _requests = [];
    private readonly List<string> _said = [];

    private Visit(IBrowserContext context, IPage page)
    {
        Context = context;
        Page = page;
    }

    public IBrowserContext Context { get; }

    public IPage Page { get; }

    /// <summary>The addresses that were asked for, in order.</summary>
    public IReadOnlyList<string> Requests
    {
        get
        {
            lock (_requests)
                return [.. _requests];
        }
    }

    /// <summary>What went wrong or came up: errors of scripts, lines on the console, dialogs, failed requests.</summary>
    public IReadOnlyList<string> Said
    {
        get
        {
            lock (_said)
                return [.. _said];
        }
    }

    /// <summary>Begins a visit.</summary>
    /// <param name="chromium">The browser.</param>
    /// <param name="options">How the browser is set; a window of 1280 × 900 by default.</param>
    public static async Task<Visit> BeginAsync(Chromium chromium, BrowserNewContextOptions? options = null)
    {
        options ??= new();
        options.IgnoreHTTPSErrors = true;
        options.ViewportSize ??= new() { Width = 1280, Height = 900 };
        options.Locale ??= "en-GB";
        options.TimezoneId ??= "UTC";
        var context = await chromium.Browser.NewContextAsync(options);
        context.SetDefaultTimeout(Patience);
        Assertions.SetDefaultExpectTimeout(Patience);
        await context.AddInitScriptAsync(Watch);
        var visit = new Visit(context, await context.NewPageAsync());
        context.Request += (_, request) => Add(visit._requests, request.Url);
        context.RequestFailed += (_, request) => Add(visit._said, $"failed: {request.Url} {request.Failure}");
        context.Console += (_, message) =>
        {
            // Browsers ask every site for an icon; that there is none is nothing to be said. Nor is that what isolates a page under https does nothing under http.
            if (!message.Location.Contains("/favicon.ico", StringComparison.Ordinal) && !message.Text.StartsWith("The Cross-Origin-Opener-Policy header has been ignored", StringComparison.Ordinal))
                Add(visit._said, $"console: {message.Text}");
        };
        context.WebError += (_, error) => Add(visit._said, $"error: {error.Error}");
        context.Dialog += (_, dialog) =>
        {
            Add(visit._said, $"dialog: {dialog.Message}");
            _ = dialog.DismissAsync();
        };
        return visit;
    }

    /// <summary>Opens an address and waits until its script has run.</summary>
    public async Task<Visit> OpenAsync(string address)
    {
        await Page.GotoAsync(address, new() { WaitUntil = WaitUntilState.Load });
        return this;
    }

    /// <summary>What broke the page's policy, or was injected into it.</summary>
    public Task<string[]> WatchedAsync() => Page.EvaluateAsync<string[]>("window.watched");

    /// <summary>What lies on the clipboard: pasted into an empty field of a page of its own, as people do.</summary>
    public async Task<string> PastedAsync()
    {
        var desk = await Context.NewPageAsync();
        await desk.SetContentAsync("<textarea autofocus></textarea>");
        await desk.Locator("textarea").FocusAsync();
        await desk.Keyboard.PressAsync("ControlOrMeta+V");
        var pasted = await desk.Locator("textarea").InputValueAsync();
        await desk.CloseAsync();
        await Page.BringToFrontAsync();
        return pasted;
    }

    public async ValueTask DisposeAsync() => await Context.DisposeAsync();

    private static void Add(List<string> list, string item)
    {
        lock (list)
            list.Add(item);
    }
}
