using System.Diagnostics;
using System.Reflection;
using System.Text;
using CsCheck;
using SocialKit.Posts;
using SocialKit.Text;
using Xunit;

namespace SocialKit.Testing;

/// <summary>What every platform promises, whatever it counts: inherit it once a platform.</summary>
public abstract class PlatformContract
{
    private static readonly ShareRequest AnyRequest = new("") { Page = "https://page.example/a?b=c&d=e", Server = "social.example", Title = "A title", To = ["office@ministry.example"] };

    /// <summary>The platform.</summary>
    protected abstract Platform Platform { get; }

    /// <summary>Handles as people write them, of invented people: names, names with "@", addresses.</summary>
    protected abstract IEnumerable<string> Handles { get; }

    /// <summary>What somebody might take for a handle here, and is none.</summary>
    protected abstract IEnumerable<string> NoHandles { get; }

    private IPostRules Rules => Platform.Rules;

    [Fact]
    public void NoTextMakesReadingFail() => AnyText.Texts.Sample(text =>
    {
        var entities = new List<Entity>();
        SoundReading.Assert(text, Rules.Read(text, entities), entities);
    }, iter: 2000);

    [Fact]
    public void NoUnitsAtAllMakeReadingFail() => Gen.Char.Array[0, 80].Select(units => new string(units)).Sample(text =>
    {
        var entities = new List<Entity>();
        SoundReading.Assert(text, Rules.Read(text, entities), entities);
    }, iter: 1000);

    [Fact]
    public void WhatFitsOfALongTextFitsByItself() => AnyText.Texts.Array[2, 60].Select(string.Concat).Sample(text =>
    {
        var long4 = string.Concat(text, text, text, text);
        var reading = Rules.Read(long4, []);
        Assert.True(Graphemes.BorderAtOrBefore(long4, reading.FitsUntil) == reading.FitsUntil, $"{reading.FitsUntil} lies inside a character");
        var beginning = Rules.Read(long4.AsSpan(0, reading.FitsUntil), []);
        Assert.True(beginning.Count.Fits && beginning.Second is not { Fits: false }, $"the first {reading.FitsUntil} units count {beginning.Count}, {beginning.Second}");
    }, iter: 200);

    [Fact]
    public void ATextReadsTheSameAloneAndBehindOthers() => AnyText.Texts.Array[1, 5].Sample(texts =>
    {
        var all = new List<Entity>();
        foreach (var text in texts)
        {
            var alone = new List<Entity>();
            var before = all.Count;
            Assert.Equal(Rules.Read(text, alone), Rules.Read(text, all));
            Assert.Equal(alone, all[before..]);
        }
    });

    [Fact]
    public void AnEmptyTextIsNoPost()
    {
        var reading = Rules.Read("", []);
        Assert.False(reading.IsValid);
        Assert.Equal((0, 0), (reading.Count.Length, reading.FitsUntil));
    }

    [Fact]
    public void APlainTextHasNoEntitiesAndCostsNoMemory()
    {
        // What the native program runs is optimised; a debug build boxes where an optimised one does not.
        if (Rules.GetType().Assembly.GetCustomAttribute<DebuggableAttribute>() is { IsJITOptimizerDisabled: true })
            Assert.Skip("Memory is counted on optimised builds: run the tests with -c Release.");
        const string text = "Plain words, қарапайым сөздер, 漢字; nothing to press here! And a second sentence, so that it is as long as a post is";
        var entities = new List<Entity>();
        for (var i = 0; i < 100; i++)
            Rules.Read(text, entities);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
            Rules.Read(text, entities);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Empty(entities);
        Assert.True(allocated < 1000, $"{allocated} bytes for 1000 readings");
    }

    [Fact]
    public void TimeGrowsWithTheTextAndNoFaster()
    {
        foreach (var piece in new[] { "@", "(", "((@", ".", "a.", "#", "#a", "$A ", "http://", "https://a.com/(", "@a", "@a@", "@a.", "a@b.", "a-", "\u0301", "://", "x.com/a:", "😀", "\uD83D", "＃", "(x.com", "a·", " " })
        {
            var (small, large) = (Repeated(piece, 20_000), Repeated(piece, 200_000));
            Rules.Read(small, []);
            var forSmall = Fastest(small);
            var forLarge = Fastest(large);
            // Ten times the text in a hundred times the time would be a square; the bound leaves room for a busy machine.
            Assert.True(forLarge < (forSmall * 40) + TimeSpan.FromMilliseconds(200), $"'{piece}': {forSmall.TotalMilliseconds} ms for 20,000 units, {forLarge.TotalMilliseconds} ms for 200,000");
        }
    }

    [Fact]
    public void AHandleIsReadInEveryWayPeopleWriteIt() => Assert.All(Handles, written => Assert.True(Platform.Handles.TryParse(written, out _), written));

    [Fact]
    public void WhatIsNoHandleIsNotTakenForOne() => Assert.All(NoHandles, written => Assert.False(Platform.Handles.TryParse(written, out _), written));

    [Fact]
    public void AMentionAndAProfileReadBackAsTheSameHandle() => Assert.All(Handles, written =>
    {
        Assert.True(Platform.Handles.TryParse(written, out var handle), written);
        Assert.Equal(Platform.Id, handle.Platform);
        Assert.True(Platform.Handles.TryParse(Platform.Handles.Mention(handle), out var mentioned), Platform.Handles.Mention(handle));
        Assert.Equal(handle, mentioned);
        Assert.StartsWith("https://", Platform.Handles.Profile(handle), StringComparison.Ordinal);
        Assert.True(Platform.Handles.TryParse(Platform.Handles.Profile(handle), out var seen), Platform.Handles.Profile(handle));
        Assert.Equal(handle, seen);
    });

    [Fact]
    public void AWrittenMentionIsFoundInAText() => Assert.All(Handles, written =>
    {
        Assert.True(Platform.Handles.TryParse(written, out var handle), written);
        var mention = Platform.Handles.Mention(handle);
        var entities = new List<Entity>();
        Rules.Read($"To {mention}: release them", entities);
        Assert.Contains(new Entity(EntityKind.Mention, 3, 3 + mention.Length), entities);
    });

    [Fact]
    public void NoTextMakesReadingAHandleFail() => AnyText.Texts.Sample(text =>
    {
        if (Platform.Handles.TryParse(text, out var handle))
            Assert.StartsWith("https://", Platform.Handles.Profile(handle), StringComparison.Ordinal);
    });

    [Fact]
    public void ALinkIsShownWithoutFailingWhateverItIs() => AnyText.Texts.Sample(text => Assert.NotNull(Rules.ShowLink(text)));

    [Fact]
    public void AShareLinkDecodesBackToExactlyTheText()
    {
        if (Platform.ShareLink is not { CarriesText: true } link)
            return;
        AnyText.Texts.Sample(text =>
        {
            if (!IsWhole(text))
                return;
            var address = link.Create(AnyRequest with { Text = text });
            Assert.DoesNotContain('+', address);
            Assert.Equal(text, Uri.UnescapeDataString(Parameter(address, "text")));
        });
    }

    [Fact]
    public void AShareLinkRefusesHalfACharacter()
    {
        if (Platform.ShareLink is not { CarriesText: true } link)
            return;
        Assert.Throws<ShareLinkException>(() => link.Create(AnyRequest with { Text = "a\uD83Db" }));
    }

    private static bool IsWhole(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && !(i + 1 < text.Length && char.IsSurrogatePair(text[i], text[++i])))
                return false;
        }

        return true;
    }

    private static string Parameter(string address, string name)
    {
        var start = address.IndexOf(name + "=", StringComparison.Ordinal) + name.Length + 1;
        var end = address.IndexOf('&', start);
        return end < 0 ? address[start..] : address[start..end];
    }

    private TimeSpan Fastest(string text)
    {
        var fastest = TimeSpan.MaxValue;
        for (var i = 0; i < 3; i++)
        {
            var start = Stopwatch.GetTimestamp();
            Rules.Read(text, []);
            var took = Stopwatch.GetElapsedTime(start);
            fastest = took < fastest ? took : fastest;
        }

        return fastest;
    }

    private static string Repeated(string piece, int length) => new StringBuilder(length + piece.Length).Insert(0, piece, (length / piece.Length) + 1).ToString();
}
