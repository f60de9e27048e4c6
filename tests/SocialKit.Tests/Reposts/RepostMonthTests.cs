using System.Globalization;

namespace SocialKit.Tests.Reposts;

/// <summary>Never over a cap, never in the quiet hours, never after the deadline, never twice, nothing without a decision: whatever happens.</summary>
public sealed class RepostMonthTests
{
    // A long run: SOCIALKIT_REPOST_MONTHS=20 tries so many months of 100 accounts and 50,000 posts. Without it, one of a week.
    private static readonly int Months = int.Parse(Environment.GetEnvironmentVariable("SOCIALKIT_REPOST_MONTHS") ?? "0", CultureInfo.InvariantCulture);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task EveryPromiseIsKeptWhateverHappens(int seed)
    {
        await using var month = new RepostMonth(seed);
        await month.RunAsync();
        Assert.Empty(month.Problems);
        Assert.InRange(month.Reposted, 60, month.Published);
    }

    [Fact]
    public async Task AWorkerThatIgnoresThePaceIsFoundOut()
    {
        await using var month = new RepostMonth(1) { IsNaive = true };
        await month.RunAsync();
        foreach (var problem in (string[])["too near", "too many", "not quiet"])
            Assert.Contains(problem, month.Problems.Keys);
    }

    [Fact]
    public async Task AMonthOfAHundredAccountsKeepsThemToo()
    {
        for (var seed = 0; seed < Math.Max(1, Months); seed++)
        {
            await using var month = new RepostMonth(1000 + seed) { Accounts = 100, Posts = Months > 0 ? 50_000 : 10_000, Length = TimeSpan.FromDays(Months > 0 ? 30 : 7) };
            await month.RunAsync();
            Assert.True(month.Problems.Count == 0, $"Seed {1000 + seed}: {string.Join("; ", month.Problems)}");
            TestContext.Current.TestOutputHelper?.WriteLine($"seed {1000 + seed}: {month.Published} posts, {month.Reposted} reposts");
        }
    }
}
