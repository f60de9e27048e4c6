using System.Globalization;
using CsCheck;
using SocialKit.Cli;
using SocialKit.Cli.Times;

namespace SocialKit.Tests.Cli;

public sealed class WhenReaderTests
{
    // Tuesday 24 November 2026, 09:00:30 in London, 14:00:30 in Almaty.
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 9, 0, 30, TimeSpan.Zero);
    private static readonly TimeZoneInfo Almaty = TimeZoneInfo.FindSystemTimeZoneById("Asia/Almaty");

    [Theory]
    [InlineData("2026-12-01 09:00", "2026-12-01T09:00:00")]
    [InlineData("2026-12-01T09:00", "2026-12-01T09:00:00")]
    [InlineData("2026-12-01 at 09:00:15", "2026-12-01T09:00:15")]
    [InlineData("  2026-12-01,  9:00 ", "2026-12-01T09:00:00")]
    [InlineData("today 17:00", "2026-11-24T17:00:00")]
    [InlineData("Tomorrow 9:00", "2026-11-25T09:00:00")]
    [InlineData("tomorrow at 9am", "2026-11-25T09:00:00")]
    [InlineData("tomorrow at 9:30 PM", "2026-11-25T21:30:00")]
    [InlineData("tomorrow 12am", "2026-11-25T00:00:00")]
    [InlineData("tomorrow noon", "2026-11-25T12:00:00")]
    [InlineData("monday 18:30", "2026-11-30T18:30:00")]
    [InlineData("on Mon 18:30", "2026-11-30T18:30:00")]
    [InlineData("tuesday 14:00", "2026-12-01T14:00:00")] // it is past 14:00 on this Tuesday
    [InlineData("tuesday 14:01", "2026-11-24T14:01:00")]
    [InlineData("1 Dec 09:00", "2026-12-01T09:00:00")]
    [InlineData("Dec 1st, 09:00", "2026-12-01T09:00:00")]
    [InlineData("1 December 2027, 09:00", "2027-12-01T09:00:00")]
    [InlineData("1 November 09:00", "2027-11-01T09:00:00")] // this year's has passed
    [InlineData("29 Feb 09:00", "2028-02-29T09:00:00")]
    [InlineData("in 2 days", "2026-11-26T14:00:30")]
    [InlineData("in 1 week", "2026-12-01T14:00:30")]
    public void AWallClockIsTheZones(string written, string local) =>
        Assert.Equal(new When.WallClock(DateTime.Parse(local, CultureInfo.InvariantCulture)), new WhenReader(Now, Almaty).Read(written));

    [Theory]
    [InlineData("at")]
    [InlineData("on at")]
    [InlineData("on,")]
    public void FillerAloneIsRefused(string written) => Assert.Contains("is no time", Assert.Throws<UsageException>(() => new WhenReader(Now, Almaty).Read(written)).Message, StringComparison.Ordinal);

    private static readonly Gen<string> Words = Gen.OneOf(
        "2026-12-01", "9999-12-31", "0001-01-01", "2026-02-30", "t", "T", "09:00", "24:00", "9am", "12", "pm", "noon", "midnight", "today", "tomorrow", "monday", "mo", "next", "in", "at", "on", "1", "31st", "dec", "feb", "29", "2028", "99999999999", "2", "hours", "days",
        "weeks", "+05:00", "-14:00", "+25:00", "z", ":", "-", ",", ".", "1/2/2026", "2026-W01", "\u0661", "\u212A", "ſ", "İ", "\0", "é", "", "99999999 days", "9223372036854775807 hours");

    [Fact]
    public void AnyWordsAreATimeOrRefusedWithWhatToWrite() =>
        Gen.Select(Gen.OneOf(Words.Array[0, 6].Select(words => string.Join(' ', words)), Words.Array[0, 6].Select(string.Concat), Gen.String), Gen.OneOf(Now, DateTimeOffset.UnixEpoch, new(2028, 2, 29, 23, 59, 59, TimeSpan.Zero))).Sample((written, now) => Fuzzing.Within(written, written =>
        {
            try
            {
                Assert.NotNull(new WhenReader(now, Almaty).Read(written));
            }
            catch (UsageException refused)
            {
                Assert.NotEmpty(refused.Message);
            }
        }), iter: Fuzzing.Inputs(20_000));

    [Theory]
    [InlineData("now", "2026-11-24T09:00:30Z")]
    [InlineData("in 2 hours", "2026-11-24T11:00:30Z")]
    [InlineData("in 90m", "2026-11-24T10:30:30Z")]
    [InlineData("in 1 hour 30 minutes", "2026-11-24T10:30:30Z")]
    [InlineData("in 1 minute", "2026-11-24T09:01:30Z")]
    [InlineData("in 20 s", "2026-11-24T09:00:50Z")]
    [InlineData("2026-12-01T09:00+05:00", "2026-12-01T04:00:00Z")]
    [InlineData("2026-12-01 09:00+05:00", "2026-12-01T04:00:00Z")]
    [InlineData("2026-12-01T09:00:30Z", "2026-12-01T09:00:30Z")]
    public void AnInstantIsTheSameEverywhere(string written, string instant) =>
        Assert.Equal(DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture), Assert.IsType<When.Instant>(new WhenReader(Now, Almaty).Read(written)).At);

    [Theory]
    [InlineData("2026-12-05")]
    [InlineData("5 Dec")]
    [InlineData("5 Dec 2026")]
    public void ADayAloneIsADay(string written) => Assert.Equal(new When.Day(new(2026, 12, 5)), new WhenReader(Now, Almaty).Read(written));

    [Theory]
    [InlineData("", "empty")]
    [InlineData("01/02/2026 09:00", "1 February to some and 2 January to others")]
    [InlineData("1.2.2026 09:00", "1 February to some and 2 January to others")]
    [InlineData("31/12/2026 09:00", "Write the year first")]
    [InlineData("2026/12/01 09:00", "Write the year first")]
    [InlineData("2026-02-30 09:00", "February 2026 has 28 days")]
    [InlineData("2026-02-30T09:00+05:00", "February 2026 has 28 days")]
    [InlineData("30 Feb 09:00", "February 2026 has 28 days")]
    [InlineData("2026-13-01 09:00", "no month 13")]
    [InlineData("2026-12-01 25:00", "no time of day")]
    [InlineData("2026-12-01T25:00Z", "no time of day")]
    [InlineData("tomorrow 9:75", "no time of day")]
    [InlineData("tomorrow 13pm", "no time of day")]
    [InlineData("tomorrow", "no time of day")]
    [InlineData("monday", "no time of day")]
    [InlineData("tomorrow 9", "no time that can be understood")]
    [InlineData("09:00", "\"today 09:00\" or \"tomorrow 09:00\"")]
    [InlineData("next monday 09:00", "another day to some")]
    [InlineData("tomorrow midnight", "beginning of the day or its end")]
    [InlineData("tommorow 09:00", "Did you mean \"tomorrow\"?")]
    [InlineData("soon", "no time that can be understood")]
    [InlineData("in a while", "in figures")]
    [InlineData("in 2 months", "Name the date")]
    [InlineData("in 3", "3 of what?")]
    [InlineData("in 0 hours", "no time at all")]
    [InlineData("in 99999999999 hours", "more than ten years")]
    [InlineData("@yesterday", "no time that can be understood")]
    public void WhatIsNotClearIsRefusedAndSaid(string written, string reason) =>
        Assert.Contains(reason, Assert.Throws<UsageException>(() => new WhenReader(Now, Almaty).Read(written)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("3h", 180)]
    [InlineData("90m", 90)]
    [InlineData("2d", 2880)]
    [InlineData("1h30m", 90)]
    [InlineData("1.5 hours", 90)]
    [InlineData("1 day and 2 hours", 1560)]
    public void AStretchIsReadInAnyUnit(string written, int minutes) => Assert.Equal(TimeSpan.FromMinutes(minutes), Durations.Read(written, "--spread"));

    [Theory]
    [InlineData("3")]
    [InlineData("h")]
    [InlineData("3 parsecs")]
    [InlineData("-3h")]
    [InlineData("")]
    public void WhatIsNoStretchIsRefused(string written) => Assert.Throws<UsageException>(() => Durations.Read(written, "--spread"));

    [Theory]
    [InlineData("Asia/Almatty", "Did you mean Asia/Almaty?")]
    [InlineData("Almaty", "Did you mean Asia/Almaty?")]
    [InlineData("new york", "Did you mean America/New_York?")]
    [InlineData("EST", "America/New_York")]
    [InlineData("+05:00", "behind the time")]
    [InlineData("UTC+5", "behind the time")]
    [InlineData("../../etc/passwd", "Write an IANA name")]
    [InlineData("", "Write an IANA name")]
    public void AnUnknownZoneSaysWhatIsNearest(string id, string words) => Assert.Contains(words, Assert.Throws<UsageException>(() => Zones.Read(id)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("Asia/Almaty")]
    [InlineData("asia/almaty")]
    public void AKnownZoneIsFoundUnderItsOwnName(string id) => Assert.Equal("Asia/Almaty", Zones.Read(id).Id);
}
