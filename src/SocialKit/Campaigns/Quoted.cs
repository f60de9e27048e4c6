namespace SocialKit.Campaigns;

/// <summary>Cuts what a finding repeats from a file.</summary>
internal static class Quoted
{
    private const int Most = 60;

    /// <summary><paramref name="text"/> if it is short, else its beginning and an ellipsis.</summary>
    public static string Short(string text)
    {
        if (text.Length <= Most)
            return text;
        var end = char.IsHighSurrogate(text[Most - 1]) ? Most - 1 : Most;
        return text[..end] + "…";
    }
}
