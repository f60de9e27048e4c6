using SocialKit.Deliveries;

namespace SocialKit.Tests.Deliveries;

public sealed class SpansTests
{
    [Theory]
    [InlineData("0.00:00:00", "less than a second")]
    [InlineData("0.00:00:01", "1 second")]
    [InlineData("0.00:10:01.9", "10 minutes 1 second")]
    [InlineData("0.02:00:03", "2 hours")]
    [InlineData("0.02:05:59", "2 hours 5 minutes")]
    [InlineData("-1.01:59:00", "1 day 1 hour")]
    [InlineData("400.00:00:00", "400 days")]
    public void AStretchOfTimeIsSaidAsPeopleSayIt(string span, string said) => Assert.Equal(said, Spans.Say(TimeSpan.Parse(span, System.Globalization.CultureInfo.InvariantCulture)));
}
