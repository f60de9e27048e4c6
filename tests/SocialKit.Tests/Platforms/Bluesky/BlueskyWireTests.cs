using CsCheck;
using SocialKit.Deliveries;
using SocialKit.Platforms.Bluesky;
using SocialKit.Platforms.Bluesky.Syntax;
using SocialKit.Posts;

namespace SocialKit.Tests.Platforms.Bluesky;

/// <summary>What is frozen for sending, and the keys that it has.</summary>
public sealed class BlueskyWireTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static readonly Account From = new("anna", BlueskyPlatform.Id, "anna.invented.example");
    private static readonly DateTimeOffset Due = new(2026, 12, 1, 9, 0, 0, TimeSpan.Zero);

    private static Delivery Deliver(string message, DateTimeOffset due) => new(DeliveryKey.Of("2026-a-case", message, "en", From.Id, "once"), From, due, new Act.Publish(new Post(BlueskyPlatform.Id, message)));

    [Fact]
    public void EveryKeyIsATid() =>
        Gen.Select(Gen.String, Gen.Long[-62_135_596_800, 253_402_300_799]).Sample((message, second) =>
            Tid.IsValid(RecordKeys.OfPost(Deliver("m" + message, DateTimeOffset.FromUnixTimeSeconds(second)))) && Tid.IsValid(RecordKeys.OfRepost("did:plc:" + message, new("did:plc:b", RecordName.Posts, "3kaaaaaaaaaab"))));

    [Fact]
    public void TheSameDeliveryHasTheSameKeyWheneverItIsMadeReady() =>
        Assert.Equal(RecordKeys.OfPost(Deliver("a", Due)), RecordKeys.OfPost(Deliver("a", Due)));

    [Fact]
    public void KeysOfOneInstantDiffer() =>
        Assert.Equal(2000, Enumerable.Range(0, 2000).Select(n => RecordKeys.OfPost(Deliver($"m{n}", Due))).Distinct().Count());

    [Fact]
    public void KeysStandInTheOrderOfTheirSeconds()
    {
        var keys = Enumerable.Range(0, 100).Select(n => RecordKeys.OfPost(Deliver($"m{n}", Due.AddSeconds(n)))).ToList();
        Assert.Equal(keys.Order(StringComparer.Ordinal), keys);
    }

    [Fact]
    public void AKeySaysItsTime()
    {
        // 2026-12-01T09:00:00Z in microseconds, shifted by ten bits, in base 32: the first eight digits do not depend on the hash.
        var value = RecordKeys.OfPost(Deliver("a", Due)).Aggregate(0UL, (sum, digit) => sum * 32 + (ulong)"234567abcdefghijklmnopqrstuvwxyz".IndexOf(digit, StringComparison.Ordinal));
        Assert.Equal(Due.ToUnixTimeSeconds(), (long)((value >> 10) / 1_000_000));
    }

    [Fact]
    public void ARepostsKeyIsOfItsAccountAndSubject()
    {
        var subject = new RecordName("did:plc:b", RecordName.Posts, "3kaaaaaaaaaab");
        var key = RecordKeys.OfRepost("did:plc:a", subject);
        Assert.Equal(key, RecordKeys.OfRepost("did:plc:a", subject));
        Assert.NotEqual(key, RecordKeys.OfRepost("did:plc:c", subject));
        Assert.NotEqual(key, RecordKeys.OfRepost("did:plc:a", subject with { Key = "3kaaaaaaaaaac" }));
        Assert.NotEqual(key, RecordKeys.OfRepost("did:plc:a", subject with { Repo = "did:plc:d" }));
        Assert.Equal(13, RecordKeys.OfRepost("did:plc:a", subject with { Key = "no-tid" }).Length);
    }

    [Fact]
    public async Task ARepeatSendsIdenticalBytes()
    {
        await using var rig = new BlueskyRig();
        await rig.SignedInAsync();
        await Gen.String.Where(text => !text.AsSpan().ContainsAnyInRange('\ud800', '\udfff') && !text.Contains('@', StringComparison.Ordinal)).SampleAsync(async text =>
        {
            var delivery = rig.Deliver("a" + text);
            var wire = await rig.PreparedAsync(delivery);
            var before = rig.Server.Requests.Count;
            rig.Clock.Now += TimeSpan.FromHours(0.001);
            await rig.Sender.SendAsync(delivery, wire, Token);
            await rig.Sender.SendAsync(delivery, new(wire.Key, wire.Body.ToArray()), Token);
            var requests = rig.Server.Requests.Skip(before).ToList();
            Assert.Equal((2, true), (requests.Count, requests[0].Body.AsSpan().SequenceEqual(requests[1].Body)));
            using var json = System.Text.Json.JsonDocument.Parse(requests[0].Body);
            Assert.Equal("a" + text, json.RootElement.GetProperty("record").GetProperty("text").GetString());
        }, iter: 100, threads: 1);
    }
}
