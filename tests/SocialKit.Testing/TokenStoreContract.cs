using SocialKit.Access;
using Xunit;

namespace SocialKit.Testing;

/// <summary>What every token store must do. A suite inherits it and opens its store; each call of <see cref="OpenAsync"/> opens the same place anew, as another process would.</summary>
public abstract class TokenStoreContract : IAsyncDisposable
{
    private const string Account = "org-x";

    private static readonly DateTimeOffset Issued = new(2026, 11, 24, 15, 0, 0, 123, TimeSpan.Zero);

    /// <summary>A secret of a shape that can be looked for wherever it must not be.</summary>
    protected const string Canary = "canary-4711-0815-token";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Opens the store's place: the same one for each call of a test, empty at its beginning.</summary>
    protected abstract Task<ITokenStore> OpenAsync();

    /// <summary>Everything that the place has written where others could come by it, as bytes: none of it may hold a secret. Null where it is kept in clear on purpose.</summary>
    protected abstract Task<byte[]?> OnDiskAsync();

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();

    /// <summary>Credentials of the <paramref name="n"/>th renewal.</summary>
    protected static Credentials Any(int n = 0) => new("oauth2", [new("access", new($"{Canary}-access-{n}")), new("refresh", new($"{Canary}-refresh-{n}"))])
    {
        IssuedAt = Issued.AddHours(n),
        ExpiresAt = Issued.AddHours(n + 2),
        Scopes = ["post.write", "offline"],
        UserId = "4711",
        Server = "https://social.example",
    };

    [Fact]
    public async Task NothingIsKeptAtFirst()
    {
        var store = await OpenAsync();
        Assert.Null(await store.ReadAsync(Account, Token));
        await store.RemoveAsync(Account, Token);
    }

    [Fact]
    public async Task WhatIsKeptIsReadByOthersAsItIs()
    {
        var store = await OpenAsync();
        var odd = new Credentials("session", [new("p\"\u2028", new("å \n\u0001 𝕊 ' \\"))]) { IssuedAt = Issued };
        await store.SaveAsync(Account, Any(), Token);
        await store.SaveAsync("other", odd, Token);
        var again = await OpenAsync();
        Assert.Equal(Any(), await again.ReadAsync(Account, Token));
        Assert.Equal(odd, await again.ReadAsync("other", Token));
    }

    [Fact]
    public async Task SigningInAgainReplaces()
    {
        var store = await OpenAsync();
        await store.SaveAsync(Account, Any() with { DeadBecause = "It was revoked." }, Token);
        await store.SaveAsync(Account, Any(1), Token);
        Assert.Equal(Any(1), await (await OpenAsync()).ReadAsync(Account, Token));
    }

    [Fact]
    public async Task WhatIsForgottenIsGone()
    {
        var store = await OpenAsync();
        await store.SaveAsync(Account, Any(), Token);
        await store.SaveAsync("other", Any(1), Token);
        await store.RemoveAsync(Account, Token);
        Assert.Null(await (await OpenAsync()).ReadAsync(Account, Token));
        Assert.NotNull(await store.ReadAsync("other", Token));
        Assert.IsType<Renewal.Dead>(await store.RenewAsync(Account, Any(), Never, Token));
    }

    [Fact]
    public async Task NoTwoAccountsShareAPlace()
    {
        var store = await OpenAsync();
        string[] ids = ["a", "A", "a.b", "a/b", "a%2Fb", "..", ".", "å", "аccount", "a b", "org@social.example", "a\\b", "con", "-rf", "a'b"];
        for (var i = 0; i < ids.Length; i++)
            await store.SaveAsync(ids[i], Any(i), Token);
        var again = await OpenAsync();
        for (var i = 0; i < ids.Length; i++)
            Assert.Equal(Any(i), await again.ReadAsync(ids[i], Token));
    }

    [Fact]
    public async Task EightAtOnceRenewOnce()
    {
        ITokenStore[] stores = [await OpenAsync(), await OpenAsync()];
        await stores[0].SaveAsync(Account, Any(), Token);
        var calls = 0;
        var renewals = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => Task.Run(() => stores[n % 2].RenewAsync(Account, Any(), async (_, _) =>
        {
            Interlocked.Increment(ref calls);
            await Task.Yield();
            return new Renewal.Renewed(Any(1));
        }, Token))));
        Assert.Equal(1, calls);
        Assert.All(renewals, renewal => Assert.Equal(Any(1), Assert.IsType<Renewal.Renewed>(renewal).Credentials));
        Assert.Equal(Any(1), await (await OpenAsync()).ReadAsync(Account, Token));
    }

    [Fact]
    public async Task AnotherAccountDoesNotWait()
    {
        var store = await OpenAsync();
        await store.SaveAsync(Account, Any(), Token);
        await store.SaveAsync("other", Any(), Token);
        var go = new TaskCompletionSource();
        var slow = store.RenewAsync(Account, Any(), async (_, _) =>
        {
            await go.Task;
            return new Renewal.Renewed(Any(1));
        }, Token);
        Assert.IsType<Renewal.Renewed>(await (await OpenAsync()).RenewAsync("other", Any(), (_, _) => Task.FromResult<Renewal>(new Renewal.Renewed(Any(2))), Token));
        go.SetResult();
        Assert.IsType<Renewal.Renewed>(await slow);
    }

    [Fact]
    public async Task WhatIsReturnedIsKeptAlready()
    {
        var (store, other) = (await OpenAsync(), await OpenAsync());
        await store.SaveAsync(Account, Any(), Token);
        await store.RenewAsync(Account, Any(), (_, _) => Task.FromResult<Renewal>(new Renewal.Renewed(Any(1))), Token);
        Assert.Equal(Any(1), await other.ReadAsync(Account, Token));
    }

    [Fact]
    public async Task WhoComesLateGetsWhatTheOtherGot()
    {
        var store = await OpenAsync();
        await store.SaveAsync(Account, Any(1), Token);
        Assert.Equal(Any(1), Assert.IsType<Renewal.Renewed>(await store.RenewAsync(Account, Any(), Never, Token)).Credentials);
    }

    [Fact]
    public async Task WhatIsDeadIsKeptAsDead()
    {
        var store = await OpenAsync();
        await store.SaveAsync(Account, Any(), Token);
        Assert.Equal("It was revoked.", Assert.IsType<Renewal.Dead>(await store.RenewAsync(Account, Any(), (_, _) => Task.FromResult<Renewal>(new Renewal.Dead("It was revoked.")), Token)).Reason);
        Assert.Equal(Any() with { DeadBecause = "It was revoked." }, await (await OpenAsync()).ReadAsync(Account, Token));
        Assert.Equal("It was revoked.", Assert.IsType<Renewal.Dead>(await store.RenewAsync(Account, Any(), Never, Token)).Reason);
    }

    [Fact]
    public async Task APassingFaultChangesNothing()
    {
        var store = await OpenAsync();
        await store.SaveAsync(Account, Any(), Token);
        var failed = new Renewal.Failed("No answer.", TimeSpan.FromSeconds(7));
        Assert.Equal(failed, await store.RenewAsync(Account, Any(), (_, _) => Task.FromResult<Renewal>(failed), Token));
        Assert.Equal(Any(), await (await OpenAsync()).ReadAsync(Account, Token));
    }

    [Fact]
    public async Task WhoThrowsWhileRenewingHoldsNobodyUp()
    {
        var store = await OpenAsync();
        await store.SaveAsync(Account, Any(), Token);
        await Assert.ThrowsAsync<InvalidOperationException>(() => store.RenewAsync(Account, Any(), (_, _) => throw new InvalidOperationException("A fault of ours."), Token));
        Assert.Equal(Any(), await store.ReadAsync(Account, Token));
        Assert.IsType<Renewal.Renewed>(await (await OpenAsync()).RenewAsync(Account, Any(), (_, _) => Task.FromResult<Renewal>(new Renewal.Renewed(Any(1))), Token));
    }

    [Fact]
    public async Task WhoIsCancelledInTheMiddleKeepsWhatCameBack()
    {
        var store = await OpenAsync();
        await store.SaveAsync(Account, Any(), Token);
        using var cancel = new CancellationTokenSource();
        await store.RenewAsync(Account, Any(), async (_, token) =>
        {
            await cancel.CancelAsync();
            Assert.False(token.IsCancellationRequested);
            return new Renewal.Renewed(Any(1));
        }, cancel.Token);
        Assert.Equal(Any(1), await (await OpenAsync()).ReadAsync(Account, Token));
    }

    [Fact]
    public async Task WhoIsCancelledWhileOthersRenewGoes()
    {
        var (store, other) = (await OpenAsync(), await OpenAsync());
        await store.SaveAsync(Account, Any(), Token);
        var (inside, go) = (new TaskCompletionSource(), new TaskCompletionSource());
        var first = store.RenewAsync(Account, Any(), async (_, _) =>
        {
            inside.SetResult();
            await go.Task;
            return new Renewal.Renewed(Any(1));
        }, Token);
        await inside.Task;
        using var cancel = new CancellationTokenSource();
        var second = other.RenewAsync(Account, Any(), Never, cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        go.SetResult();
        Assert.IsType<Renewal.Renewed>(await first);
    }

    [Fact]
    public async Task WhoSignsInWhileOthersRenewHasTheLastWord()
    {
        var (store, other) = (await OpenAsync(), await OpenAsync());
        await store.SaveAsync(Account, Any(), Token);
        Task? signingIn = null;
        await store.RenewAsync(Account, Any(), (_, _) =>
        {
            signingIn = Task.Run(() => other.SaveAsync(Account, Any(7), CancellationToken.None), CancellationToken.None);
            return Task.FromResult<Renewal>(new Renewal.Renewed(Any(1)));
        }, Token);
        await signingIn!;
        Assert.Equal(Any(7), await (await OpenAsync()).ReadAsync(Account, Token));
    }

    [Fact]
    public async Task NothingReadableIsLeftBehind()
    {
        var store = await OpenAsync();
        await store.SaveAsync(Account, Any(), Token);
        await store.RenewAsync(Account, Any(), (_, _) => Task.FromResult<Renewal>(new Renewal.Renewed(Any(1))), Token);
        if (await OnDiskAsync() is not { } disk)
            return;
        Assert.NotEmpty(disk);
        foreach (var form in new[] { Canary, Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(Canary))[..20], Convert.ToHexStringLower(System.Text.Encoding.UTF8.GetBytes(Canary)) })
            Assert.False(disk.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(form)) >= 0, $"{form} stands on the disk.");
    }

    private static Task<Renewal> Never(Credentials credentials, CancellationToken cancellationToken) => throw new InvalidOperationException("Nobody should have been asked.");
}
