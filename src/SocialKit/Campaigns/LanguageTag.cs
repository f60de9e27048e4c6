namespace SocialKit.Campaigns;

/// <summary>Tells whether a text has the shape of a BCP 47 language tag. It looks nothing up: communities use tags that no list has.</summary>
internal static class LanguageTag
{
    public static bool IsOne(string text)
    {
        var parts = text.Split('-');
        return parts[0].Length is 2 or 3
            && parts[0].All(char.IsAsciiLetterLower)
            && text.Length <= 35
            && parts[1..].All(part => part.Length is >= 1 and <= 8 && part.All(char.IsAsciiLetterOrDigit));
    }
}
