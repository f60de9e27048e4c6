using System.Diagnostics;
using SocialKit.Access;
using SocialKit.Secrets;
using SocialKit.Testing;
using SocialKit.Tests.Storage;

namespace SocialKit.Tests.Secrets;

/// <summary>Files that only their owner can read keep the contract.</summary>
public sealed class OwnFolderTokenStoreTests : TokenStoreContract
{
    private readonly TemporaryFolder _folder = new();

    private string Secrets => _folder["secrets"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    protected override Task<ITokenStore> OpenAsync() => Task.FromResult<ITokenStore>(new FolderTokenStore(Secrets, TimeProvider.System, isOwn: true));

    protected override Task<byte[]?> OnDiskAsync() => Task.FromResult<byte[]?>(null);

    public override ValueTask DisposeAsync()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task NobodyElseMayReadIt()
    {
        await (await OpenAsync()).SaveAsync("a", Any(), Token);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, FileModes.Of(Secrets));
        Assert.All(Directory.GetFiles(Secrets), file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, FileModes.Of(file)));
    }

    [Theory]
    [InlineData("a")]
    [InlineData("")]
    public async Task WhatIsOpenToOthersIsNotUsed(string opened)
    {
        var store = await OpenAsync();
        await store.SaveAsync("a", Any(), Token);
        FileModes.Set(Path.Combine(Secrets, opened), FileModes.Of(Path.Combine(Secrets, opened)) | UnixFileMode.GroupRead);
        var refusal = await Assert.ThrowsAsync<TokenStoreException>(() => store.ReadAsync("a", Token));
        Assert.Contains("chmod go=", refusal.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<TokenStoreException>(() => store.RenewAsync("a", Any(), (_, _) => throw new InvalidOperationException(), Token));
    }

    [Fact]
    public async Task WhatIsNoCredentialsIsNotQuoted()
    {
        var store = await OpenAsync();
        await store.SaveAsync("a", Any(), Token);
        await File.WriteAllTextAsync(Path.Combine(Secrets, "a"), Canary, Token);
        var refusal = await Assert.ThrowsAsync<TokenStoreException>(() => store.ReadAsync("a", Token));
        Assert.DoesNotContain(Canary, refusal.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AProcessThatRenewsKeepsOthersOut()
    {
        var store = await OpenAsync();
        await store.SaveAsync("a", Any(), Token);
        var start = new ProcessStartInfo("flock", [Path.Combine(Secrets, ".a.lock"), "-c", "echo held; read line"]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        using var other = Process.Start(start)!;
        Assert.Equal("held", await other.StandardOutput.ReadLineAsync(Token));
        var renewing = store.RenewAsync("a", Any(), (_, _) => Task.FromResult<Renewal>(new Renewal.Renewed(Any(1))), Token);
        Assert.NotSame(renewing, await Task.WhenAny(renewing, Task.Delay(TimeSpan.FromMilliseconds(300), Token)));
        // What it has at the moment is read all the same.
        Assert.Equal(Any(), await store.ReadAsync("a", Token));
        other.StandardInput.Close();
        Assert.IsType<Renewal.Renewed>(await renewing);
        await other.WaitForExitAsync(Token);
    }
}

/// <summary>A folder that somebody provides keeps the contract while it can be written to.</summary>
public sealed class GivenFolderTokenStoreTests : TokenStoreContract
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    protected override Task<ITokenStore> OpenAsync() => Task.FromResult<ITokenStore>(new FolderTokenStore(_folder["secrets"], TimeProvider.System, isOwn: false));

    protected override Task<byte[]?> OnDiskAsync() => Task.FromResult<byte[]?>(null);

    public override ValueTask DisposeAsync()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task WhatIsOpenToTheGroupIsReadAsOrchestratorsMountIt()
    {
        Directory.CreateDirectory(_folder["secrets"]);
        await File.WriteAllBytesAsync(Path.Combine(_folder["secrets"], "org-x"), CredentialsFormat.Write(Any()), Token);
        FileModes.Set(Path.Combine(_folder["secrets"], "org-x"), UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        Assert.Equal(Any(), await (await OpenAsync()).ReadAsync("org-x", Token));
    }

    [Fact]
    public async Task WhereNothingCanBeWrittenNothingIsUsedUp()
    {
        // A folder that root cannot write to either: what has its name is a file.
        await File.WriteAllTextAsync(_folder["secrets"], "", Token);
        var refusal = await Assert.ThrowsAsync<TokenStoreException>(async () => await (await OpenAsync()).SaveAsync("org-x", Any(), Token));
        Assert.Contains("org-x", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task InAFolderThatCannotBeWrittenToNothingIsRenewed()
    {
        if (!OperatingSystem.IsLinux())
            Assert.Skip("only Linux has a folder that nobody can write to, root neither");
        Directory.CreateDirectory(_folder["secrets"]);
        await File.WriteAllBytesAsync(_folder["given"], CredentialsFormat.Write(Any()), Token);
        using var given = File.OpenHandle(_folder["given"]);
        // What is open here is a file there, and nothing can be put beside it.
        var (folder, account) = ("/proc/self/fd", given.DangerousGetHandle().ToString(System.Globalization.CultureInfo.InvariantCulture));
        var store = new FolderTokenStore(folder, TimeProvider.System, isOwn: false);
        Assert.Equal(Any(), await store.ReadAsync(account, Token));
        var failed = Assert.IsType<Renewal.Failed>(await store.RenewAsync(account, Any(), (_, _) => throw new InvalidOperationException("Used up in vain."), Token));
        Assert.Contains("cannot be renewed here", failed.Reason, StringComparison.Ordinal);
        Assert.Contains("cannot be renewed here", (await Assert.ThrowsAsync<TokenStoreException>(() => store.SaveAsync(account, Any(1), Token))).Message, StringComparison.Ordinal);
    }
}
