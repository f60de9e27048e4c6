using System.Text.RegularExpressions;
using SocialKit.Web;

namespace SocialKit.Tests.Web;

public sealed partial class PageTextsTests
{
    public static TheoryData<string> Languages => [.. PageTexts.Languages];

    [Fact]
    public void TheSixLanguagesAreThere() => Assert.Subset(PageTexts.Languages.ToHashSet(), new HashSet<string> { "ar", "en", "es", "fr", "kk", "ru" });

    [Theory]
    [MemberData(nameof(Languages))]
    public void EveryWordIsTranslatedAndNoneIsLeftOver(string language)
    {
        var texts = PageTexts.In(language);
        Assert.Equal(language, texts.Language);
        Assert.Empty(texts.Missing);
        Assert.Empty(texts.Unknown);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void ATranslationHasThePlacesOfTheEnglishText(string language)
    {
        var (texts, english) = (PageTexts.In(language), PageTexts.In(PageTexts.Complete));
        Assert.All(english.Keys, key => Assert.Equal(Places(english[key]), Places(texts[key])));
    }

    // CLDR 48: the forms that each language has for whole numbers.
    [Theory]
    [InlineData("en", "one other")]
    [InlineData("fr", "many one other")]
    [InlineData("es", "many one other")]
    [InlineData("ru", "few many one other")]
    [InlineData("kk", "one other")]
    [InlineData("ar", "few many one other two zero")]
    public void DaysAreCountedInTheFormsOfTheLanguage(string language, string forms) =>
        Assert.Equal(forms.Split(' ').Select(form => "days-left." + form), PageTexts.In(language).Forms("days-left"));

    [Fact]
    public void AKindOfALanguageSpeaksTheLanguage() => Assert.Equal("kk", PageTexts.In("kk-Cyrl-KZ").Language);

    [Fact]
    public void ALanguageWithoutAFileSpeaksEnglish() => Assert.Equal("en", PageTexts.In("tlh").Language);

    [Theory]
    [InlineData("en", "21 May 2019")]
    [InlineData("fr", "21 mai 2019")]
    [InlineData("es", "21 de mayo de 2019")]
    [InlineData("ru", "21 мая 2019 года")]
    [InlineData("kk", "2019 жылғы 21 мамырға")]
    [InlineData("ar", "21 مايو 2019")]
    public void ADayIsWrittenAsPeopleWriteIt(string language, string day) => Assert.Equal(day, PageTexts.In(language).DateOf(new(2019, 5, 21)));

    [Theory]
    [InlineData("ar", "rtl")]
    [InlineData("ug", "rtl")]
    [InlineData("az-Arab", "rtl")]
    [InlineData("ks-Deva", "ltr")]
    [InlineData("kk", "ltr")]
    [InlineData("en-GB", "ltr")]
    public void ALanguageHasItsDirection(string language, string direction) => Assert.Equal(direction, LanguageNames.DirectionOf(language));

    private static IEnumerable<string> Places(string text) => Place().Matches(text).Select(match => match.Value).Distinct().Order();

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Place();
}
