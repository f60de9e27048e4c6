using System.Text.RegularExpressions;
using SocialKit.Platforms.Http;

namespace SocialKit.Platforms.Facebook;

/// <summary>Where the Graph API is, and which version of it is spoken.</summary>
internal sealed partial class FacebookApi
{
    /// <summary>The version where the setting <c>facebook:version</c> says no other.</summary>
    /// <value>v27.0</value>
    public const string UsualVersion = "v27.0";

    private readonly string _base;

    /// <summary>Reads the settings <c>facebook:api</c> and <c>facebook:version</c>.</summary>
    /// <exception cref="FormatException">One of them is wrong.</exception>
    public FacebookApi(PlatformServices services)
    {
        var version = services.Setting("facebook:version") ?? UsualVersion;
        if (!Version().IsMatch(version))
            throw new FormatException($"The setting facebook:version is \"{version}\", which is no version. Write it as {UsualVersion}.");
        _base = $"{services.Address("facebook:api", "https://graph.facebook.com")}/{version}/";
    }

    /// <summary>The address of a node or an edge.</summary>
    public string To(params ReadOnlySpan<string> path)
    {
        var address = _base;
        for (var i = 0; i < path.Length; i++)
            address += (i == 0 ? "" : "/") + Uri.EscapeDataString(path[i]);
        return address;
    }

    [GeneratedRegex(@"\Av[0-9]{1,3}\.[0-9]{1,2}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Version();
}
