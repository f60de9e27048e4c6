using System.Text.Json;
using SocialKit.Deliveries;
using SocialKit.Platforms.Mastodon;
using SocialKit.Posts;

namespace SocialKit.Tests.Platforms.Mastodon;

/// <summary>A content warning counts: where a post is checked, where it is shown, and in what is sent.</summary>
public sealed class MastodonOptionsTests
{
    private static readonly Platform Mastodon = MastodonPlatform.Create();

    [Theory]
    [InlineData(400, 100, true)]
    [InlineData(400, 101, false)]
    public async Task CheckPreviewAndSenderCountTheSame(int text, int warning, bool fits)
    {
        var post = new Post(MastodonPlatform.Id, new string('a', text)) { Options = [new("content-warning", new string('b', warning))] };
        var composition = new Composition(post, post.Text, TextMap.Identity, []);
        var check = Checker.Check(composition, new(Mastodon, new MastodonRules(new(500, 23))));
        Assert.Equal(text + warning, check.Reading.Count.Length);
        Assert.Equal(fits, check.MayPublish);

        using var rig = new MastodonRig();
        var delivery = rig.Publish(post.Text, with => with with { Options = post.Options });
        await rig.SendAsync(delivery);
        using var sent = JsonDocument.Parse(rig.Stub.Requests[^1].Body);
        Assert.Equal(check.Reading.Count.Length, sent.RootElement.GetProperty("status").GetString()!.Length + sent.RootElement.GetProperty("spoiler_text").GetString()!.Length);

        // The worker's own last check is the same.
        var entry = new Entry(Guid.Empty, delivery, DeliveryState.Scheduled, DeliveryContent.HashOf(delivery));
        Assert.Equal(fits, new ContentCheck(new(Mastodon)).Objection(entry) is null);
    }

    [Fact]
    public void GoToSocialCountsCodePoints()
    {
        var account = new Account("main", MastodonPlatform.Id, "invented@social.example") { Software = "gotosocial", Limits = new(5000, 25) };
        Assert.Equal(new Measure(CountUnit.CodePoint, 4, 5000), Mastodon.Rules.For(account).Read(new Post(MastodonPlatform.Id, "🇰🇿e\u0301"), []).Count);
    }
}
