using CsCheck;
using SocialKit.Reposts;
using Xunit;

namespace SocialKit.Testing;

/// <summary>A generated time of an account that posts, answers, passes on and deletes while it is read in pieces of every size. At the end everything that stayed was given once, in its order.</summary>
/// <param name="Before">How many posts there were before the first reading.</param>
/// <param name="Steps">What happens, and a number for it.</param>
public sealed record FeedPlay(int Before, (int What, int Which)[] Steps)
{
    /// <summary>Plays.</summary>
    public static Gen<FeedPlay> Plays { get; } = Gen.Select(Gen.Int[0, 60], Gen.Select(Gen.Int[0, 11], Gen.Int[0, 999]).Array[1, 40]).Select(play => new FeedPlay(play.Item1, play.Item2));

    /// <summary>Plays it.</summary>
    /// <param name="stage">Where.</param>
    /// <param name="feed">What is tried.</param>
    public async Task RunAsync(FeedStage stage, IFeed feed)
    {
        for (var i = 0; i < Before; i++)
        {
            stage.Post($"Before {i}");
            stage.Pass(TimeSpan.FromMinutes(i % 7 * 10));
        }
        string? mark = null;
        List<string> posted = [], given = [];
        HashSet<string> deleted = [];
        await TakeAsync(1);
        Assert.Empty(given);
        foreach (var (what, which) in Steps)
        {
            switch (what)
            {
                case 0 or 1 or 2:
                    posted.Add(stage.Post($"Post {posted.Count}"));
                    break;
                case 3:
                    stage.Reply();
                    break;
                case 4:
                    stage.Repost();
                    break;
                case 5:
                    for (var i = 0; i < which % 90; i++)
                        posted.Add(stage.Post($"One of many {i}"));
                    break;
                case 6 when posted.Except(deleted).ElementAtOrDefault(which % Math.Max(1, posted.Count - deleted.Count)) is { } id:
                    stage.Delete(id);
                    deleted.Add(id);
                    break;
                case 7:
                    stage.Pass(TimeSpan.FromMinutes(which));
                    break;
                default:
                    await TakeAsync(1 + which % 9);
                    break;
            }
        }
        for (var left = 2000; await TakeAsync(1 + left % 50); left--)
            Assert.NotEqual(0, left);
        Assert.Equal(given.Count, given.Distinct().Count());
        Assert.Equal(given, posted.Where(given.ToHashSet().Contains));
        Assert.Empty(posted.Except(given).Except(deleted));

        async Task<bool> TakeAsync(int atMost)
        {
            var reading = Assert.IsType<FeedReading.Read>(await feed.ReadAsync(new(stage.Reader, stage.AuthorId, mark, atMost), CancellationToken.None));
            Assert.InRange(reading.Posts.Count, 0, atMost);
            given.AddRange(reading.Posts.Select(post => post.Ref.Id));
            mark = reading.Mark;
            return reading.HasMore;
        }
    }
}
