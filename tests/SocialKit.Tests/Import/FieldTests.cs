using SocialKit.Import;
using SocialKit.Import.Fields;
using SocialKit.Import.Labels;

namespace SocialKit.Tests.Import;

/// <summary>Each field parser alone. Names and numbers are invented.</summary>
public sealed class FieldTests
{
    private static Slice SliceOf(string text)
    {
        var line = new Line([new Run(text, new TextPosition(1, 1), new TextPosition(1, text.Length + 1))]);
        return new Slice(new Block(BlockKind.Paragraph, [line]), line, 0, text.Length);
    }

    [Theory]
    [InlineData("21 May 2019", 2019, 5, 21)]
    [InlineData("21st of May, 2019", 2019, 5, 21)]
    [InlineData("4th June 2013", 2013, 6, 4)]
    [InlineData("September 21, 2022.", 2022, 9, 21)]
    [InlineData("27 SEPTEMBER 2019", 2019, 9, 27)]
    [InlineData("27. Januar 2015", 2015, 1, 27)]
    [InlineData("3. März 2015", 2015, 3, 3)]
    [InlineData("1er août 2022", 2022, 8, 1)]
    [InlineData("26 de enero de 2015", 2015, 1, 26)]
    [InlineData("21 мая 2019 года", 2019, 5, 21)]
    [InlineData("5 de março de 2023", 2023, 3, 5)]
    [InlineData("2019-05-21", 2019, 5, 21)]
    [InlineData("25/06/2023", 2023, 6, 25)]
    [InlineData("06/25/2023", 2023, 6, 25)]
    [InlineData("05.05.2023", 2023, 5, 5)]
    [InlineData("Tuesday, 21 May 2019 (21 May 2019)", 2019, 5, 21)]
    public void ADateIsRead(string text, int year, int month, int day)
    {
        Assert.Equal(DateReading.Certain, Dates.Read(text, out var date));
        Assert.Equal(new DateOnly(year, month, day), date);
    }

    [Theory]
    [InlineData("05/06/2023", DateReading.Ambiguous)]
    [InlineData("05.06.2023", DateReading.Ambiguous)]
    [InlineData("21 May", DateReading.NoYear)]
    [InlineData("TUESDAY 26th APRIL", DateReading.NoYear)]
    [InlineData("soon", DateReading.None)]
    [InlineData("31 February 2019", DateReading.None)]
    [InlineData("21 May 19", DateReading.NoYear)]
    [InlineData("1 May 2019 or 2 May 2019", DateReading.Several)]
    public void ADoubtfulDateIsRefused(string text, object reading) => Assert.Equal((DateReading)reading, Dates.Read(text, out _));

    [Theory]
    [InlineData("  ÉCHÉANCE\u00A0:", " echeance :")]
    [InlineData("\uFB01nal \u2019s \u2014 Straße", "final 's - strasse")]
    [InlineData("e\u0301te\u0301 soft\u00ADhyphen", "ete softhyphen")]
    [InlineData("ДЕДЛАЙН", "дедлаин")]
    [InlineData("ＦＡＸ：", "fax:")]
    public void LabelsAreComparedFolded(string text, string folded) => Assert.Equal(folded, Folded.Fold(text));

    [Fact]
    public void FoldingKnowsWhereEachCharacterCameFrom()
    {
        var folded = Folded.Of("a\uFB01\u00A0 b");
        Assert.Equal("afi b", folded.Text);
        Assert.Equal([0, 1, 1, 2, 4, 5], Enumerable.Range(0, 6).Select(folded.OriginOf));
    }

    [Theory]
    [InlineData("+7 7172 506 402", null, "+77172506402")]
    [InlineData("020 792 51757", "GB", "+442079251757")]
    [InlineData("(202) 555-0140", "US", "+12025550140")]
    [InlineData("020 792 51757", null, null)]
    [InlineData("123", "GB", null)]
    [InlineData("no number", "GB", null)]
    public void ANumberIsPutIntoTheInternationalForm(string written, string? region, string? expected) => Assert.Equal(expected, Phones.ToE164(written, region));

    [Theory]
    [InlineData("125 Pall Mall SW1Y 5EA", "GB")]
    [InlineData("3521 Example Ct NW, Washington DC 20008", "US")]
    [InlineData("1 Example St, Ottawa K1A 0B1", "CA")]
    [InlineData("Nur-Sultan, 010000 Kazakhstan", "KZ")]
    [InlineData("Mill Lane 2, 105 005 Ardania City, Ardania", null)]
    [InlineData("Georgia Street 5", null)]
    public void TheCountryOfAnAddressIsKnownOrNot(string address, string? region) => Assert.Equal(region, Countries.RegionOf(address));

    [Theory]
    [InlineData("https://twitter.com/genprokRK", "x", "genprokRK")]
    [InlineData("https://x.com/@name/", "x", "name")]
    [InlineData("http://m.facebook.com/some.page?ref=1", "facebook", "some.page")]
    [InlineData("https://bsky.app/profile/name.bsky.social", "bluesky", "name.bsky.social")]
    [InlineData("www.instagram.com/marsh.friends/", "instagram", "marsh.friends")]
    public void AProfilesAddressNamesAnAccount(string address, string platform, string name) => Assert.Equal((platform, name), Accounts.OfAddress(address));

    [Theory]
    [InlineData("https://twitter.com/hashtag/Free")]
    [InlineData("https://twitter.com/name/status/1")]
    [InlineData("https://www.facebook.com/sharer.php?u=x")]
    [InlineData("https://ngo.example/x")]
    [InlineData("https://x.com")]
    public void AnotherAddressNamesNone(string address) => Assert.Null(Accounts.OfAddress(address));

    [Theory]
    [InlineData("@a1, @b2; @c3 and @d4", "a1 b2 c3 d4")]
    [InlineData("@name@server.example.", "name@server.example")]
    [InlineData("N/A", "")]
    [InlineData("mail a@b.example", "")]
    public void AListOfAccountsIsParted(string text, string names) =>
        Assert.Equal(names, string.Join(' ', Accounts.In(SliceOf(text), "x", bareNames: false).Found.Select(account => account.Name)));

    [Fact]
    public void ANameTooLongForXIsNone() => Assert.Empty(Accounts.In(SliceOf("@abcdefghijklmnop"), "x", bareNames: false).Found);

    [Theory]
    [InlineData("#a #B #A #1 c#d &#39; #été_2", "a B été_2")]
    [InlineData("https://e.example/#top", "")]
    public void HashtagsAreFound(string text, string tags) => Assert.Equal(tags, string.Join(' ', TagsInText.Hashtags(text)));

    [Theory]
    [InlineData(".@one @Two, @two (@three) a@b.example \u00A1@four", "one Two three four")]
    [InlineData("@name.Then @n@s.example @n.bsky.social", "name n@s.example n.bsky.social")]
    [InlineData(".@[MAYOR HANDLE]", "")]
    public void MentionsAreFound(string text, string names) => Assert.Equal(names, string.Join(' ', TagsInText.Mentions(text)));

    [Theory]
    [InlineData("Kazakh, Russian, English.", "kk ru en", "")]
    [InlineData("русский или казахский", "ru kk", "")]
    [InlineData("Kazakh and Klingon", "kk", "Klingon")]
    public void AListOfLanguagesIsRead(string text, string codes, string others)
    {
        var read = LanguageNames.InList(text);
        Assert.Equal((codes, others), (string.Join(' ', read.Codes), string.Join(' ', read.Others)));
    }

    [Theory]
    [InlineData("in your own words or using the template letter in English or Russian to:", "en ru")]
    [InlineData("in Arabic, French or your own language", "ar fr")]
    [InlineData("a letter in your own words", "")]
    [InlineData("to the English teacher", "")]
    public void ASentenceNamesLanguages(string text, string codes) => Assert.Equal(codes, string.Join(' ', LanguageNames.InSentence(text)));

    [Theory]
    [InlineData("Prosecutor General|Nurda Gizat Daur|Street 1", true, "Prosecutor General", "Nurda Gizat Daur", "Street 1")]
    [InlineData("Oleg P. Sarvin|Chairman of the Office of Ardania|Mill Lane 2", false, "Chairman of the Office of Ardania", "Oleg P. Sarvin", "Mill Lane 2")]
    [InlineData("President Anton Sisarel|Office of the President", false, "President", "Anton Sisarel", "Office of the President")]
    [InlineData("Castovian Embassy in the United States|Ambassador Moritz Zaran|3521 Court", false, "Ambassador", "Moritz Zaran", "Castovian Embassy in the United States, 3521 Court")]
    [InlineData("Head of the Judiciary|His Excellency Mahmud Shahar", false, "Head of the Judiciary", "Mahmud Shahar", null)]
    [InlineData("H.E. Mr. Ilan Alirev, Minister of Justice|Street 5", false, "Minister of Justice", "Ilan Alirev", "Street 5")]
    [InlineData("Minister of Justice|Freedom Street 19", false, "Minister of Justice", null, "Freedom Street 19")]
    public void OfficeAndNameAreToldApart(string lines, bool standsAlone, string? title, string? name, string? address)
    {
        var head = TargetHead.Of(lines.Split('|'), standsAlone);
        Assert.Equal((title, name, address, null), (head.Title, head.Name, head.Address, head.Doubt));
    }

    [Fact]
    public void ANameAndAnAddressOnOneLineAreNotGuessed()
    {
        var head = TargetHead.Of(["Prosecutor General", "Nurda Gizat Daur Prospect 14 Nur-Sultan 010000 Kazakhstan"], firstStandsAlone: true);
        Assert.Equal(("Prosecutor General", null, null), (head.Title, head.Name, head.Address));
        Assert.NotNull(head.Doubt);
    }

    [Theory]
    [InlineData("URGENT ACTION", "", "URGENT ACTION", null)]
    [InlineData("Urgent Action Update: STUDENT FREE (Drovania: UA 515.21)", "STUDENT FREE", "Urgent Action Update", "Drovania, UA 515.21")]
    [InlineData("Urgent action needed for prisoners", "Urgent action needed for prisoners", null, null)]
    [InlineData("Weekly News 22/04/2022", "Weekly News 22/04/2022", null, null)]
    public void ATitleLosesItsKicker(string line, string text, string? kicker, string? number)
    {
        var title = Title.Of(line);
        Assert.Equal((text, kicker, number), (title.Text, title.Kicker, title.Case));
    }
}
