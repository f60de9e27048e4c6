using System.Security.Cryptography;
using SocialKit.Campaigns;
using SocialKit.Deliveries;
using SocialKit.Testing;

namespace SocialKit.Tests.Platforms.X;

/// <summary>Pictures: in parts, with what they show, and nothing of them is seen before the post.</summary>
public sealed class XMediaTests
{
    private static readonly byte[] Png = PngOf([1, 2, 3]);
    private static readonly string Samples = Path.Combine(Repository.Root, "tests", "SocialKit.Tests", "Pictures", "samples");

    [Fact]
    public async Task APictureArrivesByteForByteWithWhatItShows()
    {
        await using var rig = new XRig();
        // Two and a half parts, with what looks like a border in it.
        var big = PngOf([.. "\r\n--part-"u8, .. RandomBytes(2_500_000)]);
        var media = new Kept();
        var delivery = XRig.Publish("with pictures", with: post => post with { Media = [media.Keep("a.png", "A “poster” 👩‍👩‍👧", big), media.Keep("b.png", "", [.. Png])] });
        var wire = await rig.PrepareAsync(delivery, media);
        Assert.IsType<Outcome.Done>(await rig.Sender.SendAsync(delivery, wire, XRig.Token));
        var ids = rig.Stub.Effects.Single().Media;
        Assert.Equal(2, ids.Count);
        Assert.Equal(big, rig.Stub.Pictures[ids[0]]);
        Assert.Equal(Png, rig.Stub.Pictures[ids[1]]);
        Assert.Equal([(ids[0], "A “poster” 👩‍👩‍👧")], rig.Stub.AltTexts.Select(alt => (alt.Key, alt.Value)));
        Assert.Equal("""{"media_category":"tweet_image","media_type":"image/png","total_bytes":2500066}""", rig.Server.Requests[0].Text);
    }

    [Fact]
    public async Task WhatXProcessesIsWaitedFor()
    {
        await using var rig = new XRig();
        rig.Stub.ProcessingLooks = 3;
        var media = new Kept();
        var preparing = rig.PrepareAsync(XRig.Publish("moves", with: post => post with { Media = [media.Keep("a.gif", "It moves", File.ReadAllBytes(Path.Combine(Samples, "moving.gif")))] }), media);
        while (!preparing.IsCompleted)
        {
            rig.Clock.Advance(TimeSpan.FromMilliseconds(500));
            await Task.Delay(1, XRig.Token);
        }
        await preparing;
        Assert.Equal(3, rig.Server.Requests.Count(request => request.Path.Contains("command=STATUS", StringComparison.Ordinal)));
        Assert.Contains("tweet_gif", rig.Server.Requests[0].Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(XFault.DropBefore, "not_sent")]
    [InlineData(XFault.DropAfter, "not_sent")]
    [InlineData(XFault.FailsAfter, "not_sent")]
    [InlineData(XFault.HtmlBefore, "not_sent")]
    [InlineData(XFault.TooMany, "not_sent")]
    [InlineData(XFault.NoCredits, "account_stopped")]
    public async Task AFaultInAnUploadIsNeverUnclear(XFault fault, string name)
    {
        foreach (var step in new[] { "initialize", "append", "finalize", "metadata" })
        {
            await using var rig = new XRig();
            rig.Stub.Fault = request => request.Path.EndsWith(step, StringComparison.Ordinal) ? fault : XFault.None;
            var media = new Kept();
            var preparation = await rig.Sender.PrepareAsync(XRig.Publish("a", with: post => post with { Media = [media.Keep("a.png", "A picture", [.. Png])] }), media, XRig.Token);
            Assert.Equal(name, Assert.IsType<Preparation.Impossible>(preparation).Outcome.Name);
            Assert.Empty(rig.Stub.Effects);
        }
    }

    [Fact]
    public async Task WhatXTakesNotIsRefusedBeforeItIsSent()
    {
        await using var rig = new XRig();
        var media = new Kept();
        foreach (var (file, code) in new[]
        {
            (media.Keep("a.svg", "A drawing", [.. "<svg/>"u8]), "picture-format"),
            (media.Keep("b.png", "Too big", PngOf(new byte[5_000_000])), "picture-too-big"),
            (new MediaFile("d.png", "Not kept") { Sha256 = new string('0', 64) }, "picture-not-kept"),
        })
        {
            var preparation = await rig.Sender.PrepareAsync(XRig.Publish("a", with: post => post with { Media = [file] }), media, XRig.Token);
            Assert.Equal(code, Assert.IsType<Outcome.Refused>(Assert.IsType<Preparation.Impossible>(preparation).Outcome).Code);
        }
        Assert.Empty(rig.Server.Requests);
    }

    [Fact]
    public async Task WhatXHasForgottenIsNotNamed()
    {
        await using var rig = new XRig();
        var media = new Kept();
        var delivery = XRig.Publish("a", with: post => post with { Media = [media.Keep("a.png", "A picture", [.. Png])] });
        var wire = await rig.PrepareAsync(delivery, media);
        rig.Keep(rig.OAuth2(left: TimeSpan.FromDays(9)));
        rig.Clock.Advance(TimeSpan.FromHours(24));
        Assert.Equal("pictures-expired", Assert.IsType<Outcome.Refused>(await rig.Sender.SendAsync(delivery, wire, XRig.Token)).Code);
    }

    [Fact]
    public async Task WhatMovesGoesAlone()
    {
        await using var rig = new XRig();
        var media = new Kept();
        var moves = media.Keep("a.gif", "It moves", File.ReadAllBytes(Path.Combine(Samples, "moving.gif")));
        var preparation = await rig.Sender.PrepareAsync(XRig.Publish("a", with: post => post with { Media = [moves, media.Keep("b.png", "A picture", [.. Png])] }), media, XRig.Token);
        Assert.Equal("picture-moves", Assert.IsType<Outcome.Refused>(Assert.IsType<Preparation.Impossible>(preparation).Outcome).Code);
        var still = media.Keep("c.gif", "It stands still", File.ReadAllBytes(Path.Combine(Samples, "still.gif")));
        await rig.PrepareAsync(XRig.Publish("a", with: post => post with { Media = [still] }), media);
        Assert.Contains("tweet_image", rig.Server.Requests[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NothingOfTheCanaryInAPictureIsUploaded()
    {
        await using var rig = new XRig();
        var media = new Kept();
        var photo = File.ReadAllBytes(Path.Combine(Samples, "baseline.jpg"));
        Assert.True(photo.AsSpan().IndexOf("Exif"u8) > 0);
        await rig.PrepareAsync(XRig.Publish("a", with: post => post with { Media = [media.Keep("a.jpg", "A photo", photo)] }), media);
        Assert.True(rig.Stub.Pictures.Single().Value.Count < photo.Length);
        Assert.DoesNotContain(rig.Server.Requests, request => request.Text.Contains("canary", StringComparison.OrdinalIgnoreCase));
    }

    private static byte[] PngOf(ReadOnlySpan<byte> data)
    {
        List<byte> file = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];
        Add("IHDR"u8, [0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]);
        Add("IDAT"u8, data);
        Add("IEND"u8, []);
        return [.. file];

        void Add(ReadOnlySpan<byte> name, ReadOnlySpan<byte> bytes)
        {
            file.AddRange([(byte)(bytes.Length >> 24), (byte)(bytes.Length >> 16), (byte)(bytes.Length >> 8), (byte)bytes.Length]);
            file.AddRange(name);
            file.AddRange(bytes);
            file.AddRange([0, 0, 0, 0]);
        }
    }

    private static byte[] RandomBytes(int count)
    {
        var bytes = new byte[count];
        new Random(1).NextBytes(bytes);
        return bytes;
    }

    private sealed class Kept : IMediaSource
    {
        private readonly Dictionary<string, byte[]> _kept = [];

        public MediaFile Keep(string name, string alt, byte[] bytes)
        {
            var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
            _kept[hash] = bytes;
            return new(name, alt) { Sha256 = hash };
        }

        public Task<ReadOnlyMemory<byte>?> ReadMediaAsync(string sha256, CancellationToken cancellationToken) =>
            Task.FromResult<ReadOnlyMemory<byte>?>(_kept.TryGetValue(sha256, out var bytes) ? (ReadOnlyMemory<byte>?)bytes : null);
    }
}
