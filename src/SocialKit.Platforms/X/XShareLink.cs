using SocialKit.Posts;

namespace SocialKit.Platforms.X;

/// <summary>X's page that opens with a post written in. Everything goes into its text, so that what is counted is what is posted.</summary>
public sealed class XShareLink : IShareLink
{
    private const string Address = "https://x.com/intent/tweet?text=";

    /// <inheritdoc/>
    public PlatformId Id => XPlatform.Id;

    /// <inheritdoc/>
    public string Name => XPlatform.Name;

    /// <inheritdoc/>
    public bool CarriesText => true;

    /// <inheritdoc/>
    public bool NeedsServer => false;

    /// <inheritdoc/>
    public string Create(ShareRequest request)
    {
        // UTF-8 has no half characters: the link would carry another text.
        if (HasLoneSurrogate(request.Text))
            throw new ShareLinkException("The text has half a character in it (a lone surrogate), which no link can carry. Type the character again.");
        return Address + Uri.EscapeDataString(request.Text);
    }

    /// <inheritdoc/>
    public ValueList<string> Warnings(ShareRequest request) => [];

    private static bool HasLoneSurrogate(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
                return true;
            i++;
        }
        return false;
    }
}
