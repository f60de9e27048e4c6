using SocialKit.Access;

namespace SocialKit.Platforms.Http;

/// <summary>What an adapter needs to speak to its network. Made once by the program and shared by all of them.</summary>
/// <param name="Http">Makes the calls.</param>
/// <param name="Tokens">Where credentials are kept.</param>
/// <param name="Clock">The wall clock.</param>
/// <param name="Setting">The value of a setting such as <c>x:api</c>; null if nobody set it. Only the system's and the user's own settings are asked.</param>
public sealed record PlatformServices(HttpCaller Http, ITokenStore Tokens, TimeProvider Clock, Func<string, string?> Setting)
{
    /// <summary>An address from the settings, without a slash at its end: https, or http on this machine's loopback alone (a server under test).</summary>
    /// <param name="setting">The setting's name.</param>
    /// <param name="usual">The address where it is not set.</param>
    /// <exception cref="FormatException">What is set is no such address; the message says what to write.</exception>
    public string Address(string setting, string usual)
    {
        var written = Setting(setting) ?? usual;
        return ServerAddress.TryParse(written, out var address)
            ? address
            : throw new FormatException($"The setting {setting} is \"{written}\", which is no https address. Write it as {usual}.");
    }
}
