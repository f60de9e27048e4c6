using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using SocialKit.Campaigns;
using SocialKit.Deliveries;
using SocialKit.Platforms.Folder;
using SocialKit.Posts;

namespace SocialKit.Tests.Platforms.Folder;

public sealed class FolderSenderTests : IDisposable, IMediaSource
{
    private const string Text = "Release Invented Person now!\nHe Xanıma azadlıq 👩‍👧 «حرية»";
    private static readonly DateTimeOffset Now = new(2026, 12, 1, 4, 0, 0, TimeSpan.Zero);
    private static readonly Attempt Attempt = new(Guid.Empty, 1, 1, "worker", Now);

    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("socialkit-folder-");
    private readonly FakeTimeProvider _clock = new(Now);
    private readonly Dictionary<string, byte[]> _pictures = [];

    private string Folder => Path.Combine(_home.FullName, "sent-posts");

    public void Dispose() => _home.Delete(recursive: true);

    public Task<ReadOnlyMemory<byte>?> ReadMediaAsync(string sha256, CancellationToken cancellationToken) =>
        Task.FromResult(_pictures.TryGetValue(sha256, out var bytes) ? bytes : (ReadOnlyMemory<byte>?)null);

    [Fact]
    public async Task ThePostIsAFileWithExactlyTheText()
    {
        var done = Assert.IsType<Outcome.Done>(await SendAsync(Delivery(Text)));
        Assert.Equal(Encoding.UTF8.GetBytes(Text), await File.ReadAllBytesAsync(TextFile(), Token));
        Assert.Equal((FolderPlatform.Id, Path.GetFileName(TextFile()), Confirmation.Response), (done.Post.Platform, done.Post.Id, done.ConfirmedBy));
        Assert.Equal(TextFile(), new Uri(done.Post.Url!).LocalPath);
    }

    [Fact]
    public async Task TheNameSaysWhenAndWhatAndIsSafeOnEverySystem()
    {
        await SendAsync(Delivery(Text));
        Assert.Matches(@"^2026-12-01T09-00-Asia-Almaty\.2026-a-case\.release-2\.kk\.folder\.[0-9a-f]{10}\.txt$", Path.GetFileName(TextFile()));
    }

    [Fact]
    public async Task KeysThatLookAlikeHaveNamesOfTheirOwn()
    {
        await SendAsync(Delivery(Text, slot: "a/b"));
        await SendAsync(Delivery(Text, slot: "a b"));
        Assert.Equal(2, Texts().Length);
    }

    [Fact]
    public async Task BesideItStandsWhoWhenAndWhy()
    {
        await SendAsync(Delivery(Text) with { AfterDeadline = "asked for by the family", Campaign = "2026-a-case" });
        using var json = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.ChangeExtension(TextFile(), ".json"), Token));
        Assert.Equal("folder", json.RootElement.GetProperty("account").GetString());
        Assert.Equal("2026-12-01T04:00:00Z", json.RootElement.GetProperty("due").GetString());
        Assert.Equal("asked for by the family", json.RootElement.GetProperty("afterDeadline").GetString());
        Assert.Equal(Text, json.RootElement.GetProperty("text").GetString());
    }

    [Fact]
    public async Task PicturesLieBesideTheText()
    {
        byte[] picture = [1, 2, 3];
        await SendAsync(Delivery(Text, Keep(picture, "protest/Photo.JPG")));
        Assert.Equal(picture, await File.ReadAllBytesAsync(Path.ChangeExtension(TextFile(), ".1.jpg"), Token));
    }

    [Fact]
    public async Task APictureOfAnotherIsNeverTakenForThePosts()
    {
        var delivery = Delivery(Text, Keep([1, 2, 3], "a.png"));
        var wire = await PrepareAsync(delivery);
        await File.WriteAllBytesAsync(Path.Combine(Folder, wire.Key + ".1.png"), [9], Token);
        Assert.Equal("other-picture", Assert.IsType<Outcome.Refused>(await Sender().SendAsync(delivery, wire, Token)).Code);
        Assert.Empty(Texts());
    }

    [Fact]
    public async Task APictureThatSomebodyChangedBeforeItWasSentIsPutRight()
    {
        var delivery = Delivery(Text, Keep([1, 2, 3], "a.png"));
        await PrepareAsync(delivery);
        await File.WriteAllBytesAsync(Assert.Single(Directory.GetFiles(Path.Combine(Folder, ".pictures"))), [9], Token);
        Assert.IsType<Outcome.Done>(await SendAsync(delivery));
        Assert.Equal([1, 2, 3], await File.ReadAllBytesAsync(Path.ChangeExtension(TextFile(), ".1.png"), Token));
    }

    [Fact]
    public async Task APictureThatWasNotKeptIsRefusedBeforeAnythingIsWritten()
    {
        var impossible = Assert.IsType<Preparation.Impossible>(await Sender().PrepareAsync(Delivery(Text, new MediaFile("a.png", "A.") { Sha256 = new('0', 64) }), this, Token));
        Assert.Equal("picture-not-kept", Assert.IsType<Outcome.Refused>(impossible.Outcome).Code);
        Assert.Empty(Texts());
    }

    [Fact]
    public async Task ARepeatWritesNothingNew()
    {
        var delivery = Delivery(Text);
        var wire = await PrepareAsync(delivery);
        await Sender().SendAsync(delivery, wire, Token);
        var written = File.GetLastWriteTimeUtc(TextFile());
        var again = Assert.IsType<Outcome.Done>(await Sender().SendAsync(delivery, wire, Token));
        Assert.Equal(Confirmation.Duplicate, again.ConfirmedBy);
        Assert.Equal(written, File.GetLastWriteTimeUtc(TextFile()));
        Assert.Equal(2, Files().Length);
    }

    [Fact]
    public async Task ARepeatOfAnotherDayFindsTheSameText()
    {
        await SendAsync(Delivery(Text));
        _clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(Confirmation.Duplicate, Assert.IsType<Outcome.Done>(await SendAsync(Delivery(Text))).ConfirmedBy);
    }

    [Fact]
    public async Task AnotherTextIsNeverWrittenOver()
    {
        await SendAsync(Delivery(Text));
        var refused = Assert.IsType<Outcome.Refused>(await SendAsync(Delivery("Other words.")));
        Assert.Equal("other-text", refused.Code);
        Assert.Equal(Text, await File.ReadAllTextAsync(TextFile(), Token));
    }

    [Fact]
    public async Task ACrashBeforeTheNameLeavesNoPostAndTheNextAttemptMakesOne()
    {
        var delivery = Delivery(Text);
        var wire = await PrepareAsync(delivery);
        var crashing = new FolderSender(Folder, _clock) { BeforeNaming = () => throw new InvalidOperationException("killed") };
        await Assert.ThrowsAsync<InvalidOperationException>(() => crashing.SendAsync(delivery, wire, Token));
        Assert.Empty(Texts());
        Assert.IsType<Sighting.SurelyAbsent>(await Sender().FindAsync(delivery, wire, Attempt, Token));
        Assert.IsType<Outcome.Done>(await Sender().SendAsync(delivery, wire, Token));
        Assert.IsType<Sighting.Found>(await Sender().FindAsync(delivery, wire, Attempt, Token));
        Assert.Single(Texts());
    }

    [Fact]
    public async Task WhatAKilledProcessLeftBesideIsInNobodysWay()
    {
        var delivery = Delivery(Text);
        var wire = await PrepareAsync(delivery);
        await File.WriteAllTextAsync(Path.Combine(Folder, $".{wire.Key}.txt.0a1b2c3d.part"), "half a te", Token);
        Assert.IsType<Outcome.Done>(await Sender().SendAsync(delivery, wire, Token));
        Assert.Equal(Text, await File.ReadAllTextAsync(TextFile(), Token));
    }

    [Fact]
    public async Task OfTwoThatWriteTheSameAtOnceOneWrites()
    {
        var delivery = Delivery(Text);
        var wire = await PrepareAsync(delivery);
        Outcome? inner = null;
        var outer = new FolderSender(Folder, _clock) { BeforeNaming = () => inner = Sender().SendAsync(delivery, wire, Token).GetAwaiter().GetResult() };
        var outcome = Assert.IsType<Outcome.Done>(await outer.SendAsync(delivery, wire, Token));
        Assert.Equal(Confirmation.Response, Assert.IsType<Outcome.Done>(inner).ConfirmedBy);
        Assert.Equal(Confirmation.Duplicate, outcome.ConfirmedBy);
        Assert.Single(Texts());
    }

    [Fact]
    public async Task OfTwoThatWriteOtherWordsAtOnceTheSecondIsRefused()
    {
        var (one, other) = (Delivery(Text), Delivery("Other words."));
        var (wire, otherWire) = (await PrepareAsync(one), await PrepareAsync(other));
        var sender = new FolderSender(Folder, _clock) { BeforeNaming = () => Sender().SendAsync(other, otherWire, Token).GetAwaiter().GetResult() };
        Assert.IsType<Outcome.Refused>(await sender.SendAsync(one, wire, Token));
        Assert.Equal("Other words.", await File.ReadAllTextAsync(TextFile(), Token));
    }

    [Fact]
    public async Task ADeletedPostIsGoneWithAllThatLiesBeside()
    {
        var done = Assert.IsType<Outcome.Done>(await SendAsync(Delivery(Text, Keep([1], "a.png"))));
        var deletion = Delivery(Text) with { Act = new Act.Delete(done.Post) };
        var wire = await PrepareAsync(deletion);
        Assert.IsType<Sighting.SurelyAbsent>(await Sender().FindAsync(deletion, wire, Attempt, Token));
        Assert.IsType<Outcome.Done>(await Sender().SendAsync(deletion, wire, Token));
        Assert.Empty(Files());
        Assert.IsType<Sighting.Found>(await Sender().FindAsync(deletion, wire, Attempt, Token));
        Assert.IsType<Outcome.Done>(await Sender().SendAsync(deletion, wire, Token));
    }

    [Theory]
    [InlineData("../outside.txt")]
    [InlineData("/etc/outside.txt")]
    [InlineData("*.txt")]
    [InlineData(".hidden.txt")]
    [InlineData("post.json")]
    public async Task NothingButAPostIsDeleted(string id) => Assert.IsType<Preparation.Impossible>(
        await Sender().PrepareAsync(Delivery(Text) with { Act = new Act.Delete(new(FolderPlatform.Id, id)) }, this, Token));

    [Fact]
    public async Task ARepostIsRefused() => Assert.IsType<Outcome.Refused>(Assert.IsType<Preparation.Impossible>(
        await Sender().PrepareAsync(Delivery(Text) with { Act = new Act.Repost(new(FolderPlatform.Id, "a.txt")) }, this, Token)).Outcome);

    [Fact]
    public async Task HalfACharacterIsRefused() => Assert.IsType<Outcome.Refused>(
        Assert.IsType<Preparation.Impossible>(await Sender().PrepareAsync(Delivery("a\uD83Db"), this, Token)).Outcome);

    [Fact]
    public async Task AFolderThatCannotBeMadeIsTriedAgain()
    {
        await File.WriteAllTextAsync(Folder, "a file", Token);
        Assert.IsType<Outcome.NotSent>(Assert.IsType<Preparation.Impossible>(await Sender().PrepareAsync(Delivery(Text), this, Token)).Outcome);
    }

    [Fact]
    public async Task ThePostsAreTheirOwnersAlone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such modes.");
        await SendAsync(Delivery(Text));
#pragma warning disable CA1416 // not on Windows, see above
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(TextFile()));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Folder));
#pragma warning restore CA1416
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private FolderSender Sender() => new(Folder, _clock);

    private static Delivery Delivery(string text, params MediaFile[] pictures) => Delivery(text, "2026-12-01T09:00 Asia/Almaty", pictures);

    private static Delivery Delivery(string text, string slot, params MediaFile[] pictures)
    {
        var account = FolderPlatform.Create().OwnAccount!;
        return new(DeliveryKey.Of("2026-a-case", "release/2", "kk", account.Id, slot), account, Now, new Act.Publish(new Post(FolderPlatform.Id, text) { Media = [.. pictures] }));
    }

    private MediaFile Keep(byte[] bytes, string file)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        _pictures[hash] = bytes;
        return new(file, "Alternative words.") { Sha256 = hash };
    }

    private async Task<WireForm> PrepareAsync(Delivery delivery) => Assert.IsType<Preparation.Ready>(await Sender().PrepareAsync(delivery, this, Token)).Wire;

    private async Task<Outcome> SendAsync(Delivery delivery) => await Sender().SendAsync(delivery, await PrepareAsync(delivery), Token);

    private string TextFile() => Assert.Single(Texts());

    private string[] Texts() => Directory.Exists(Folder) ? Directory.GetFiles(Folder, "*.txt") : [];

    private string[] Files() => Directory.GetFiles(Folder);
}
