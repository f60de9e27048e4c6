using System.Text.Json;
using SocialKit.Platforms.Http;

namespace SocialKit.Platforms.X.Api;

/// <summary>Ids as X writes them: 1 to 19 digits (openapi 2.167), more than a number of JavaScript holds.</summary>
internal static class XId
{
    /// <summary>True for 1 to 19 digits.</summary>
    public static bool Is(string text) => text.Length is > 0 and <= 19 && text.All(char.IsAsciiDigit);

    /// <summary>The id called <paramref name="name"/>; null if there is none.</summary>
    public static string? IdOf(this JsonElement json, string name) => json.Id(name) is { } id && Is(id) ? id : null;
}
