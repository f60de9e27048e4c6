using System.Text.Json;

namespace SocialKit.Cli.Json;

/// <summary>What is wrong with a JSON file, in words for whoever wrote it.</summary>
internal static class JsonFault
{
    /// <summary>The reason alone: .NET puts a path and places behind it that count from 0, where people count from 1.</summary>
    public static string Reason(JsonException exception)
    {
        var message = exception.Message;
        foreach (var tail in (ReadOnlySpan<string>)[" Path: ", " LineNumber: "])
        {
            var end = message.LastIndexOf(tail, StringComparison.Ordinal);
            message = end > 0 ? message[..end] : message;
        }
        return message;
    }
}
