using System.Diagnostics;
using SocialKit.Access;
using SocialKit.Secrets;
using SocialKit.Testing;
using SocialKit.Tests.Storage;

namespace SocialKit.Tests.Secrets;

/// <summary>The system's keyring keeps the contract.</summary>
public sealed class KeyringTokenStoreTests(TestKeyring keyring) : TokenStoreContract
{
    private readonly TemporaryFolder _folder = new();
    // Accounts are called the same in every test: each test's are gone at its end.
    private readonly List<string> _used = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    protected override Task<ITokenStore> OpenAsync()
    {
        keyring.Start();
        return Task.FromResult<ITokenStore>(new Remembering(new KeyringTokenStore(_folder["keyring"], TimeProvider.System), _used));
    }

    protected override Task<byte[]?> OnDiskAsync() => Task.FromResult<byte[]?>([.. Directory.GetFiles(keyring.Folder, "*", SearchOption.AllDirectories).Concat(Directory.GetFiles(_folder["keyring"])).SelectMany(File.ReadAllBytes)]);

    public override async ValueTask DisposeAsync()
    {
        var store = new KeyringTokenStore(_folder["keyring"], TimeProvider.System);
        foreach (var account in _used.Distinct())
            await store.RemoveAsync(account, CancellationToken.None);
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task APersonFindsItInTheKeyringByTheAccountsName()
    {
        await (await OpenAsync()).SaveAsync("org-seen", Any(), Token);
        var start = new ProcessStartInfo("secret-tool", ["search", "--all", "application", "socialkit", "account", "org-seen"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DBUS_SESSION_BUS_ADDRESS"] = keyring.Start();
        using var tool = Process.Start(start)!;
        var printed = await tool.StandardOutput.ReadToEndAsync(Token);
        await tool.WaitForExitAsync(Token);
        Assert.Contains("label = SocialKit: org-seen", printed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatTheKeyringDoesNotGiveOutIsNotTakenForNothing()
    {
        var store = await OpenAsync();
        await store.SaveAsync("org-lost", Any(), Token);
        var start = new ProcessStartInfo("secret-tool", ["clear", "application", "socialkit", "account", "org-lost"]);
        start.Environment["DBUS_SESSION_BUS_ADDRESS"] = keyring.Start();
        using var tool = Process.Start(start)!;
        await tool.WaitForExitAsync(Token);
        var refusal = await Assert.ThrowsAsync<TokenStoreException>(() => store.ReadAsync("org-lost", Token));
        Assert.Contains("locked", refusal.Message, StringComparison.Ordinal);
    }

    private sealed class Remembering(KeyringTokenStore store, List<string> used) : ITokenStore
    {
        public Task<Credentials?> ReadAsync(string account, CancellationToken cancellationToken) => store.ReadAsync(account, cancellationToken);

        public Task SaveAsync(string account, Credentials credentials, CancellationToken cancellationToken)
        {
            lock (used)
                used.Add(account);
            return store.SaveAsync(account, credentials, cancellationToken);
        }

        public Task RemoveAsync(string account, CancellationToken cancellationToken) => store.RemoveAsync(account, cancellationToken);

        public Task<Renewal> RenewAsync(string account, Credentials seen, Func<Credentials, CancellationToken, Task<Renewal>> renew, CancellationToken cancellationToken) =>
            store.RenewAsync(account, seen, renew, cancellationToken);
    }
}
