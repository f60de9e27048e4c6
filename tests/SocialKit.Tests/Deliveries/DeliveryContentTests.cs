using CsCheck;
using SocialKit.Deliveries;
using SocialKit.Posts;
using static SocialKit.Testing.TestDeliveries;

namespace SocialKit.Tests.Deliveries;

/// <summary>What is stored, hashed and approved.</summary>
public sealed class DeliveryContentTests
{
    private static readonly Post Sample = new(new("alpha"), "Free her")
    {
        Language = "en",
        Links = [new(new(0, 4), "https://long.example/a")],
        Media = [new("a.jpg", "A poet") { Sha256 = new string('a', 64) }],
    };

    private static readonly string[] Awkward = ["", "\ud800", "\udc00\ud800", "a\u0000b", "🕊", "\"\\</script>"];

    private static readonly Gen<string> AnyString = Gen.OneOf(Gen.String, Gen.Char.Array[0, 20].Select(chars => new string(chars)), Gen.Int[0, 5].Select(i => Awkward[i]));

    private static readonly Gen<Post> AnyPost = Gen.Select(AnyString, AnyString, Gen.Bool, (text, alt, withMedia) => new Post(new("alpha"), text)
    {
        Language = withMedia ? "kk" : null,
        Media = withMedia ? [new("a.jpg", alt) { Sha256 = new string('b', 64) }, new("b.jpg", "")] : [],
        Links = withMedia ? [] : [new(new(1, 2), "https://a.example/?q=1&r=%20")],
    });

    [Fact]
    public void WhateverIsWrittenIsReadBackAndWrittenTheSame() => AnyPost.Sample(post =>
    {
        var written = DeliveryContent.Write(Anna, new Act.Publish(post));
        var (account, act) = DeliveryContent.Read(written);
        return account == Anna && act == new Act.Publish(post) && DeliveryContent.Write(account, act) == written;
    }, iter: 5000);

    [Fact]
    public void DifferentTextsHaveDifferentHashes() => Gen.Select(AnyString, AnyString).Sample((one, other) =>
        one == other == (ContentHash.Of(Anna, Sample with { Text = one }).Sha256 == ContentHash.Of(Anna, Sample with { Text = other }).Sha256), iter: 5000);

    [Fact]
    public void RepostsDeletionsAndSeriesAreReadBack()
    {
        var account = Anna with { Name = "Анна", Server = "https://a.example", Limits = new(500, 23) { MaxMedia = 6, MaxPictureBytes = 41_943_040, MaxPicturePixels = 33_177_600, MediaTypes = ["image/png"] } };
        Act[] acts = [new Act.Repost(new(new("alpha"), "1", "https://a.example/1")), new Act.Delete(new(new("alpha"), "2"))];
        Assert.All(acts, act => Assert.Equal((account, act), DeliveryContent.Read(DeliveryContent.Write(account, act))));
        Assert.Equal((account, [.. acts]), DeliveryContent.ReadTurns(DeliveryContent.WriteTurns(account, [.. acts])));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("{\"account\":{\"id\":1}}")]
    public void WhatIsNoContentIsSaidToBeNone(string written) => Assert.Throws<FormatException>(() => DeliveryContent.Read(written));

    public static TheoryData<Post, Account, string> Changes() => new()
    {
        { Sample with { Text = "Free him" }, Anna, "the text" },
        { Sample, Anna with { Handle = "else" }, "the account" },
        { Sample with { Links = [new(new(0, 4), "https://other.example/a")] }, Anna, "where the links lead" },
        { Sample with { Media = [Sample.Media[0] with { Sha256 = new string('c', 64) }] }, Anna, "the pictures" },
        { Sample with { Media = [Sample.Media[0] with { AltText = "A poem" }] }, Anna, "the alternative texts" },
        { Sample with { Language = "ru" }, Anna, "the options" },
        { Sample with { Text = "x", Language = "ru" }, Anna, "the text, the options" },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void AChangeIsNamed(Post changed, Account account, string named) =>
        Assert.Equal(named, string.Join(", ", ContentHash.Of(account, changed).ChangedSince(ContentHash.Of(Anna, Sample))));

    [Fact]
    public void WhatIsNotSentIsNoPartOfTheHash()
    {
        var other = Sample with { Media = [Sample.Media[0] with { File = "renamed.jpg", Messages = ["x"] }] };
        Assert.Equal(ContentHash.Of(Anna, Sample), ContentHash.Of(Anna with { Name = "shown", Limits = new(1, 1) }, other));
    }

    [Fact]
    public void AHashIsStoredAsText()
    {
        var hash = ContentHash.Of(Anna, Sample);
        Assert.True(ContentHash.TryParse(hash.ToString(), out var read));
        Assert.Equal(hash, read);
        Assert.False(ContentHash.TryParse(null, out _));
        Assert.False(ContentHash.TryParse(hash.Sha256, out _));
        Assert.False(ContentHash.TryParse(hash.ToString().ToUpperInvariant(), out _));
    }

    [Fact]
    public void TheHashOfAPostIsPinned() =>
        // A changed hash would hold every approved post: it may only change with a migration.
        Assert.Equal("743e0eedb198318e7866ff5e944ff7c24a51daf82fc95f021833800f79da7607", ContentHash.Of(Anna, Sample).Sha256);

    [Fact]
    public void IdsAscendWhateverTheClockDoes()
    {
        var clock = new JumpingClock(Simulation.Start);
        var ids = new Ids(clock, new Random(1));
        var made = new List<Guid>();
        for (var i = 0; i < 20_000; i++)
        {
            if (i % 5000 == 2500)
                clock.Jump(TimeSpan.FromHours(i % 10_000 == 2500 ? -3 : 5));
            made.Add(ids.Next());
        }
        Assert.Equal(made.Order(), made);
        Assert.Equal(made.Count, made.Distinct().Count());
        Assert.All(made, id => Assert.Equal((7, 2), (id.Version, id.Variant >> 2)));
        Assert.Equal(made.Order(), made.OrderBy(id => id.ToString("N"), StringComparer.Ordinal));
    }

    [Fact]
    public void KeysWithSlashesDoNotCollide()
    {
        Assert.NotEqual(DeliveryKey.Of("a/b", "c", "", "", ""), DeliveryKey.Of("a", "b/c", "", "", ""));
        Assert.Equal(new("a%2Fb/c%252F///d"), DeliveryKey.Of("a/b", "c%2F", "", "", "d"));
        Assert.Equal(new("a/b///x%2Fy"), DeliveryKey.Of("a", "b", "", "", "old/slot").WithSlot("x/y"));
    }

    [Fact]
    public void ABucketFillsEvenlyAndNeverOver()
    {
        var budget = new RateBudget(2, TimeSpan.FromMinutes(10));
        var now = Simulation.Start;
        var (tokens, at, wait) = budget.Take(0, null, now);
        Assert.Equal((1, null), (tokens, wait));
        (tokens, at, wait) = budget.Take(tokens, at, now);
        Assert.Equal((0, null), (tokens, wait));
        Assert.InRange(budget.Take(tokens, at, now).Wait!.Value, TimeSpan.FromMinutes(4.999), TimeSpan.FromMinutes(5));
        Assert.InRange(budget.Take(tokens, at, now + TimeSpan.FromMinutes(3)).Wait!.Value, TimeSpan.FromMinutes(1.999), TimeSpan.FromMinutes(2));
        Assert.Equal((0, null), (budget.Take(tokens, at, now + TimeSpan.FromMinutes(5)).Tokens, budget.Take(tokens, at, now + TimeSpan.FromMinutes(5)).Wait));
        Assert.Equal(1, budget.Take(tokens, at, now + TimeSpan.FromDays(9)).Tokens);
        Assert.NotNull(budget.Take(0, now, now - TimeSpan.FromHours(1)).Wait);
    }

    [Fact]
    public void ABucketNeverLetsMoreThroughThanItsRate() => Gen.Select(Gen.Int[1, 20], Gen.Int[0, 4000].Array[1, 200]).Sample((capacity, gaps) =>
    {
        var budget = new RateBudget(capacity, TimeSpan.FromMinutes(10));
        var (now, tokens, at, taken) = (Simulation.Start, 0d, (DateTimeOffset?)null, 0);
        foreach (var gap in gaps)
        {
            now += TimeSpan.FromSeconds(gap / 10d);
            (tokens, at, var wait) = budget.Take(tokens, at, now);
            taken += wait is null ? 1 : 0;
        }
        return taken <= capacity + (now - Simulation.Start).TotalMinutes / 10 * capacity + 1;
    });

    [Fact]
    public void WhoeverWaitedAsToldGetsAToken() => Gen.Select(Gen.Int[1, 50], Gen.Int[1, 5000], Gen.Int[0, 100_000].Array[1, 30]).Sample((capacity, period, gaps) =>
    {
        var budget = new RateBudget(capacity, TimeSpan.FromSeconds(period));
        var (now, tokens, at) = (Simulation.Start, 0d, (DateTimeOffset?)null);
        foreach (var gap in gaps)
        {
            now += TimeSpan.FromMilliseconds(gap);
            (tokens, at, var wait) = budget.Take(tokens, at, now);
            if (wait is null)
                continue;
            // Stores cut off what is finer than a millisecond.
            now += TimeSpan.FromMilliseconds(Math.Floor(wait.Value.TotalMilliseconds));
            (tokens, at, wait) = budget.Take(tokens, at, now);
            Assert.Null(wait);
        }
    });
}
