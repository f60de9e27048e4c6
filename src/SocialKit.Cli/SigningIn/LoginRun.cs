using SocialKit.Access;
using SocialKit.Cli.Accounts;
using SocialKit.Cli.Json;
using SocialKit.Cli.Queue;
using SocialKit.Cli.Sources;
using SocialKit.Cli.Terminal;
using SocialKit.Platforms.Http;

namespace SocialKit.Cli.SigningIn;

/// <summary>One run of <c>login</c>: signs in, shows who that is, and keeps the secrets before it lists the account.</summary>
internal sealed class LoginRun(LoginWish wish, CliContext context)
{
    private readonly SecretPrompt _prompt = new(context);

    /// <summary>Runs it.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var platform = context.SendingPlatforms[PlatformOption.ResolveOne(wish.Platform, context).Id];
        if (platform.SignIn is not { } signIn)
            throw new UsageException(platform.IsLocal ? $"Nobody signs in to {platform.Id}: it is there." : $"This version cannot sign in to {platform.Name}. \"socialkit copy\" gives the text to be pasted there.");
        var way = Way(platform, signIn);
        var request = Request(platform, way);
        var tokens = Tokens();
        // A keyring that is locked is found out before anybody types a password.
        await tokens.ReadAsync(wish.Id ?? platform.Id.Value, cancellationToken).ConfigureAwait(false);
        context.Error.WriteLine(TerminalText.Clean($"{platform.Name}, {way.Name}: {way.Help}"));
        var result = await SignInAsync(signIn, way, request, cancellationToken).ConfigureAwait(false);
        return result switch
        {
            SignInResult.Refused refused => Refuse(refused.Reason),
            SignInResult.SignedIn signedIn => await KeepAsync(platform, signIn, signedIn, tokens, cancellationToken).ConfigureAwait(false),
            _ => throw new InvalidOperationException(),
        };
    }

    private SignInWay Way(Platform platform, ISignIn signIn)
    {
        var names = string.Join(", ", signIn.Ways.Select(way => way.Name));
        var way = wish.Way is null ? signIn.Ways[0] : signIn.Ways.FirstOrDefault(way => string.Equals(way.Name, wish.Way, StringComparison.OrdinalIgnoreCase))
            ?? throw new UsageException($"There is no way \"{wish.Way}\" into {platform.Name}: it is one of {names}.");
        List<string> missing = [];
        if (way.NeedsServer && wish.Server is null)
            missing.Add("--server (its address, such as https://social.example)");
        if (way.NeedsHandle && wish.Handle is null)
            missing.Add("--handle (which account, page or chat)");
        if (way.NeedsClient && wish.ClientId is null)
            missing.Add("--client-id (the id of your own app)");
        return missing.Count == 0 ? way : throw new UsageException($"{platform.Name} needs {string.Join(" and ", missing)}. {way.Help}{(signIn.Ways.Count > 1 ? $" Other ways, with --with: {names}." : "")}");
    }

    private SignInRequest Request(Platform platform, SignInWay way)
    {
        if (wish.Id is { } id && !SameAccount.IsId(id))
            throw new UsageException($"\"{id}\" is no id: small letters, digits, \"-\", \"_\" and \".\", such as {platform.Id}-news.");
        string? server = null;
        if (wish.Server is { } written && !ServerAddress.TryParse(written, out server))
            throw new UsageException($"\"{written}\" is no address of a server: https and its name, such as https://social.example.");
        if (wish.NoBrowser && way is SignInWay.Typed)
            throw new UsageException($"--no-browser: \"{way.Name}\" opens none.");
        return new() { Id = wish.Id, Server = server, Handle = wish.Handle?.TrimStart('@'), ClientId = wish.ClientId, IsAutomated = wish.IsAutomated };
    }

    private ITokenStore Tokens()
    {
        if (!wish.IsInsecure)
            return context.Tokens;
        if (!TokenPlaces.AreLocal(context.Settings))
            throw new UsageException("--insecure-storage is for machines without a keyring; here the settings say where secrets are kept.");
        context.Error.WriteLine("Warning: the secrets will be in a file that is not encrypted. Whoever gets hold of this user's files or of a backup of them can post from the account.");
        return TokenPlaces.Open(context.Settings, context.Time, isInsecure: true);
    }

    private async Task<SignInResult> SignInAsync(ISignIn signIn, SignInWay way, SignInRequest request, CancellationToken cancellationToken)
    {
        if (request.ClientId is not null)
            request = request with { ClientSecret = await _prompt.AskAsync("The app's client secret, empty if it has none", cancellationToken).ConfigureAwait(false) };
        if (way is not SignInWay.Typed typed)
            return await new BrowserWay(wish, context, _prompt).RunAsync(signIn, request, cancellationToken).ConfigureAwait(false);
        List<NamedSecret> secrets = [];
        foreach (var asked in typed.Asks)
        {
            if (await _prompt.AskAsync(asked.Prompt, cancellationToken).ConfigureAwait(false) is not { } secret)
                return new SignInResult.Refused($"Nothing was given for: {asked.Prompt}.{(context.Terminal.CanAsk ? "" : " Without a terminal, it is read from stdin, a line each.")}");
            secrets.Add(new(asked.Name, secret));
        }
        return await signIn.EnterAsync(request, typed, secrets.ToValueList(), cancellationToken).ConfigureAwait(false);
    }

    private async Task<int> KeepAsync(Platform platform, ISignIn signIn, SignInResult.SignedIn signedIn, ITokenStore tokens, CancellationToken cancellationToken)
    {
        if (SameAccount.Place(signedIn.Account, wish.Id, context.Accounts, out var reason) is not { } account)
            return await UndoAsync(signIn, signedIn, reason!).ConfigureAwait(false);
        Show(platform, account, signedIn);
        if (!wish.Yes && context.Terminal.CanAsk && !await Question.AskAsync($"Keep it as {account.Id}?", context, cancellationToken).ConfigureAwait(false))
            return await UndoAsync(signIn, signedIn, "Nothing was kept.").ConfigureAwait(false);
        var replaces = context.Accounts.Any(listed => listed.Id == account.Id);
        // The secret first: an account that is listed has signed in. From here on it is not broken off.
        await tokens.SaveAsync(account.Id, signedIn.Credentials.PinnedTo(account), CancellationToken.None).ConfigureAwait(false);
        var hasLostComment = AccountsEdit.Put(context.Settings.AccountsFile, account);
        if (hasLostComment)
            context.Error.WriteLine(TerminalText.Clean($"A comment within the lines of {account.Id} in {context.Settings.AccountsFile} is gone; the rest of the file is as it was."));
        if (wish.Json)
            CliJson.Write(context.Out, json => AccountJson.Write(json, account, signedIn.Credentials, TokenPlaces.Of(account.Id, context.Settings)));
        else
            context.Out.WriteLine(TerminalText.Clean($"{account.Id} is signed in{(replaces ? " again" : "")}: @{account.Handle} on {platform.Name}. Its secrets are in {TokenPlaces.Of(account.Id, context.Settings)}."));
        await LetGoOnAsync(account, cancellationToken).ConfigureAwait(false);
        return ExitCodes.Fine;
    }

    private void Show(Platform platform, Account account, SignInResult.SignedIn signedIn)
    {
        var sheet = new Sheet(context.Error, context.Terminal with { Colour = false }, labelWidth: 9);
        sheet.Field("account", $"@{account.Handle} on {platform.Name}{(account.Name is { } name ? $", \"{name}\"" : "")}");
        if (account.Server is { } server)
            sheet.Field("server", account.Software is { } software ? $"{server} ({software})" : server);
        if (account.UserId is { } user)
            sheet.Field("its id", user);
        if (signedIn.Credentials.Scopes.Count > 0)
            sheet.Field("allows", string.Join(", ", signedIn.Credentials.Scopes));
        sheet.Field("label", account.IsAutomated ? "a program posts for it" : "none; if a program posts from it by itself, sign in with --automated");
        foreach (var note in signedIn.Notes)
            sheet.Field("note", note);
    }

    // What is not kept shall not stay good on the platform.
    private async Task<int> UndoAsync(ISignIn signIn, SignInResult.SignedIn signedIn, string reason)
    {
        var failure = await signIn.RevokeAsync(signedIn.Account, signedIn.Credentials, CancellationToken.None).ConfigureAwait(false);
        if (failure is not null)
            context.Error.WriteLine(TerminalText.Clean(failure));
        return Refuse(reason);
    }

    private int Refuse(string reason)
    {
        context.Error.WriteLine("socialkit: " + TerminalText.Clean(reason));
        return ExitCodes.Failure;
    }

    // Only what was stopped because the sign-in was over: what a person has stopped stays so.
    private async Task LetGoOnAsync(Account account, CancellationToken cancellationToken)
    {
        if (StoreRun.Missing(context) is not null)
            return;
        var store = await context.OpenStoreAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = store.ConfigureAwait(false);
        var lane = (await store.ReadLanesAsync(cancellationToken).ConfigureAwait(false)).FirstOrDefault(lane => lane.Account == account.Id);
        if (lane?.PausedBecause is not { } because)
            return;
        if (because.Contains("socialkit login", StringComparison.Ordinal))
        {
            await store.PauseLaneAsync(account.Id, account.Platform, null, cancellationToken).ConfigureAwait(false);
            context.Error.WriteLine(TerminalText.Clean($"What waits for {account.Id} goes on: it was stopped because of the sign-in."));
        }
        else
        {
            context.Error.WriteLine(TerminalText.Clean($"{account.Id} is stopped in the queue: {because} \"socialkit resume --account {account.Id}\" lets it go on."));
        }
    }
}
