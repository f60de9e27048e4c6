using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using SocialKit.Deliveries;
using SocialKit.Platforms.Http;

namespace SocialKit.Platforms.Telegram;

/// <summary>A post on Telegram: the chat and its messages, several where it is an album. Written <c>-1001234/56</c> or <c>-1001234/56,57</c>.</summary>
/// <param name="Chat">The chat's id.</param>
/// <param name="Messages">The messages' numbers in the chat, the one with the text first; at least one.</param>
internal sealed record TelegramPost(string Chat, ValueList<long> Messages)
{
    /// <summary>Reads the id of a <see cref="PostRef"/>.</summary>
    public static bool TryParse(string id, [NotNullWhen(true)] out TelegramPost? post)
    {
        post = null;
        if (id.Split('/') is not [var chat, var list] || !long.TryParse(chat, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _))
            return false;
        List<long> messages = [];
        foreach (var part in list.Split(','))
        {
            if (!long.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var message))
                return false;
            messages.Add(message);
        }
        post = new(chat, [.. messages]);
        return true;
    }

    /// <summary>The post in a call's result, a Message or a list of them; null if there is none.</summary>
    public static PostRef? Of(JsonElement result)
    {
        var sent = result.ValueKind == JsonValueKind.Array ? [.. result.EnumerateArray()] : new[] { result };
        if (sent is not [var first, ..] || first.Member("chat") is not { } chat || chat.Number("id") is not { } id)
            return null;
        var numbers = sent.Select(message => message.Number("message_id")).ToList();
        if (numbers.Contains(null))
            return null;
        return new(TelegramPlatform.Id, string.Create(CultureInfo.InvariantCulture, $"{id}/{string.Join(',', numbers)}"), Address(chat.Text("username"), id, numbers[0]!.Value));
    }

    // Links to messages, core.telegram.org/api/links, read 2026-11: by name where the chat has one, else for members of a supergroup or channel, whose id is -100 and a number.
    private static string? Address(string? name, long chat, long message)
    {
        if (name is not null && TelegramHandles.Shape.Matches(name))
            return string.Create(CultureInfo.InvariantCulture, $"https://t.me/{name}/{message}");
        var id = chat.ToString(CultureInfo.InvariantCulture);
        return id.StartsWith("-100", StringComparison.Ordinal) && id.Length > 10 ? string.Create(CultureInfo.InvariantCulture, $"https://t.me/c/{id[4..]}/{message}") : null;
    }
}
