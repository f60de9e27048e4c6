using System.Security.Cryptography;
using SocialKit.Access;
using SocialKit.Storage.Tokens;
using SocialKit.Testing;

namespace SocialKit.Tests.Storage;

/// <summary>Encrypted rows of a shared database keep the contract; each opening has connections of its own, as another machine's would be.</summary>
public sealed class PostgresTokenStoreTests : TokenStoreContract
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<PostgresTokenStore> _opened = [];
    private TestPostgres? _server;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string KeyFile => _folder["key"];

    protected override async Task<ITokenStore> OpenAsync()
    {
        _server ??= await TestPostgres.OpenAsync();
        if (!File.Exists(KeyFile))
            WriteKeys(NewKey());
        _opened.Add(new(_server.Address, KeyFile, TimeProvider.System));
        return _opened[^1];
    }

    protected override async Task<byte[]?> OnDiskAsync() => System.Text.Encoding.UTF8.GetBytes(
        (string)(await _server!.AskAsync("SELECT string_agg(encode(sealed, 'escape') || encode(nonce, 'escape') || account_id, '') FROM credential"))!
        + (string)(await _server.AskAsync("SELECT string_agg(encode(sealed, 'hex'), '') FROM credential"))!);

    public override async ValueTask DisposeAsync()
    {
        foreach (var store in _opened)
            await store.DisposeAsync();
        if (_server is not null)
            await _server.DisposeAsync();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task WithoutTheKeyNothingIsReadAndNothingLost()
    {
        var store = await OpenAsync();
        await store.SaveAsync("a", Any(), Token);
        var key = await File.ReadAllTextAsync(KeyFile, Token);
        WriteKeys(NewKey());
        Assert.Contains("another key", (await Assert.ThrowsAsync<TokenStoreException>(() => store.ReadAsync("a", Token))).Message, StringComparison.Ordinal);
        WriteKeys(key);
        Assert.Equal(Any(), await store.ReadAsync("a", Token));
    }

    [Fact]
    public async Task ANewKeyIsPutBeforeTheOldOneAndTakesOver()
    {
        var store = await OpenAsync();
        await store.SaveAsync("a", Any(), Token);
        var (old, young) = (await File.ReadAllTextAsync(KeyFile, Token), NewKey());
        WriteKeys(young + "\n" + old);
        Assert.Equal(Any(), await store.ReadAsync("a", Token));
        await store.RenewAsync("a", Any(), (_, _) => Task.FromResult<Renewal>(new Renewal.Renewed(Any(1))), Token);
        WriteKeys(young);
        Assert.Equal(Any(1), await store.ReadAsync("a", Token));
    }

    [Theory]
    [InlineData("UPDATE credential SET account_id = 'b' WHERE account_id = 'a'")]
    [InlineData("UPDATE credential SET rotation = rotation + 1, account_id = 'b'")]
    [InlineData("UPDATE credential SET account_id = 'b', sealed = set_byte(sealed, 3, get_byte(sealed, 3) # 1)")]
    [InlineData("UPDATE credential SET account_id = 'b', sealed = '\\x01'")]
    public async Task ARowThatSomebodyMovedOrChangedIsNotUsed(string sql)
    {
        var store = await OpenAsync();
        await store.SaveAsync("a", Any(), Token);
        await _server!.RunAsync(sql);
        Assert.Contains("damaged", (await Assert.ThrowsAsync<TokenStoreException>(() => store.ReadAsync("b", Token))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NoTwoRowsAreSealedAlike()
    {
        var store = await OpenAsync();
        for (var i = 0; i < 50; i++)
            await store.SaveAsync($"a{i}", Any(), Token);
        Assert.Equal(50L, await _server!.AskAsync("SELECT count(DISTINCT nonce) FROM credential"));
    }

    [Fact]
    public async Task WhatCameBackIsKeptAlthoughTheConnectionIsCutMeanwhile()
    {
        var store = await OpenAsync();
        await store.SaveAsync("a", Any(), Token);
        var renewal = await store.RenewAsync("a", Any(), async (_, _) =>
        {
            // The server ends every other session: the one that holds the row, too.
            await _server!.RunAsync("SELECT pg_terminate_backend(pid) FROM pg_locks JOIN pg_class ON pg_class.oid = relation WHERE relname = 'credential' AND relnamespace = current_schema()::regnamespace AND pid <> pg_backend_pid()");
            return new Renewal.Renewed(Any(1));
        }, Token);
        Assert.IsType<Renewal.Renewed>(renewal);
        Assert.Equal(Any(1), await (await OpenAsync()).ReadAsync("a", Token));
    }

    [Fact]
    public async Task AKeyFileThatOthersCanReadIsNotUsed()
    {
        var store = await OpenAsync();
        FileModes.Set(KeyFile, UnixFileMode.UserRead | UnixFileMode.GroupRead);
        Assert.Contains("chmod 600", (await Assert.ThrowsAsync<TokenStoreException>(() => store.ReadAsync("a", Token))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("c2hvcnQ=", ":1 is no key")]
    [InlineData("# mine\ncanary-key", ":2 is no key")]
    public async Task WhatIsNoKeyIsSaidWithoutQuotingIt(string content, string said)
    {
        var store = await OpenAsync();
        WriteKeys(content);
        var refusal = await Assert.ThrowsAsync<TokenStoreException>(() => store.ReadAsync("a", Token));
        Assert.Contains(said, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", refusal.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WithoutAKeyFileItIsSaidHowToMakeOne()
    {
        var store = await OpenAsync();
        File.Delete(KeyFile);
        Assert.Contains(TokenKeys.HowToMake(KeyFile), (await Assert.ThrowsAsync<TokenStoreException>(() => store.ReadAsync("a", Token))).Message, StringComparison.Ordinal);
    }

    private static string NewKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    private void WriteKeys(string keys)
    {
        File.WriteAllText(KeyFile, keys);
        FileModes.Set(KeyFile, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }
}
