using System.Text.Json;
using SocialKit.Cli.Sources;
using SocialKit.Posts;
using SocialKit.Text;

namespace SocialKit.Cli.Json;

/// <summary>Posts and findings in the JSON of every command. Starts and ends are in UTF-16 units.</summary>
internal static class PostJson
{
    /// <summary>The properties of a checked post.</summary>
    public static void WriteProperties(Utf8JsonWriter json, PostCheck post)
    {
        var (text, reading) = (post.Check.Post.Text, post.Check.Reading);
        if (post.Message is { } message)
        {
            json.WriteString("message", message.Id);
            json.WriteString("language", message.Language);
            json.WriteNumber("variant", message.Rotation);
            if (message.Part > 1)
                json.WriteNumber("part", message.Part);
        }
        json.WriteString("platform", post.Platform.Id.Value);
        json.WriteIfAny("account", post.Account?.Id);
        json.WriteString("text", text);
        WriteMeasure(json, reading.Count);
        if (reading.Second is { } second)
        {
            json.WriteStartObject("second");
            WriteMeasure(json, second);
            json.WriteEndObject();
        }
        json.WriteBoolean("valid", reading.IsValid);
        if (reading.Permillage is { } permillage)
            json.WriteNumber("permillage", permillage);
        json.WriteNumber("fitsUntil", reading.FitsUntil);
        json.WriteBoolean("mayPublish", post.Check.MayPublish);
        WriteEntities(json, post.Check.Entities, text);
        WriteMentions(json, post.Check.Mentions, text);
        WriteLinks(json, post);
        WriteMedia(json, post.Check.Post);
        WriteOptions(json, post.Check.Post);
        WriteFindings(json, post.Check.Findings);
    }

    /// <summary>The property <c>findings</c>.</summary>
    public static void WriteFindings(Utf8JsonWriter json, IEnumerable<Finding> findings)
    {
        json.WriteStartArray("findings");
        foreach (var finding in findings)
        {
            json.WriteStartObject();
            json.WriteString("code", finding.Code);
            json.WriteString("severity", NameOf(finding.Severity));
            json.WriteString("reason", finding.Reason);
            json.WriteString("remedy", finding.Remedy);
            json.WriteIfAny("platform", finding.Platform?.Value);
            if (finding.Place is { } place)
            {
                json.WriteString("file", place.File);
                json.WriteNumber("line", place.Line);
                json.WriteNumber("column", place.Column);
            }
            if (finding.Span is { } span)
                WriteSpan(json, span);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    public static string NameOf(Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.BlocksSending => "blocks-sending",
        _ => "warning",
    };

    public static string NameOf(EntityKind kind) => kind switch
    {
        EntityKind.Mention => "mention",
        EntityKind.List => "list",
        EntityKind.Hashtag => "hashtag",
        EntityKind.Cashtag => "cashtag",
        EntityKind.Link => "link",
        _ => "email",
    };

    private static string NameOf(CountUnit unit) => unit switch
    {
        CountUnit.WeightedCharacter => "weighted-character",
        CountUnit.Grapheme => "grapheme",
        CountUnit.CodePoint => "code-point",
        CountUnit.Utf16Unit => "utf16-unit",
        CountUnit.EmojiByByte => "emoji-by-byte",
        _ => "utf8-byte",
    };

    private static string NameOf(MentionFate fate) => fate switch
    {
        MentionFate.Notifies => "notifies",
        MentionFate.NotResolved => "not-resolved",
        _ => "dead-text",
    };

    private static void WriteMeasure(Utf8JsonWriter json, Measure measure)
    {
        json.WriteNumber("length", measure.Length);
        json.WriteNumber("limit", measure.Limit);
        json.WriteString("unit", NameOf(measure.Unit));
    }

    private static void WriteSpan(Utf8JsonWriter json, TextSpan span)
    {
        json.WriteNumber("start", span.Start);
        json.WriteNumber("end", span.End);
    }

    private static void WriteEntities(Utf8JsonWriter json, IEnumerable<Entity> entities, string text)
    {
        json.WriteStartArray("entities");
        foreach (var entity in entities)
        {
            json.WriteStartObject();
            json.WriteString("kind", NameOf(entity.Kind));
            json.WriteString("text", entity.Of(text));
            WriteSpan(json, entity.Span);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteMentions(Utf8JsonWriter json, IEnumerable<MentionInPost> mentions, string text)
    {
        json.WriteStartArray("mentions");
        foreach (var mention in mentions)
        {
            json.WriteStartObject();
            json.WriteString("text", mention.Span.Of(text));
            json.WriteString("fate", NameOf(mention.Fate));
            WriteSpan(json, mention.Span);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteLinks(Utf8JsonWriter json, PostCheck post)
    {
        json.WriteStartArray("links");
        foreach (var entity in post.Check.Entities)
        {
            if (entity.Kind != EntityKind.Link)
                continue;
            var written = entity.Of(post.Check.Post.Text).ToString();
            var address = post.Check.Post.Links.FirstOrDefault(link => link.Span == entity.Span).Address;
            json.WriteStartObject();
            json.WriteString("address", address ?? written);
            json.WriteString("shown", address is null ? post.Platform.Rules.ShowLink(written) : written);
            WriteSpan(json, entity.Span);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    /// <summary>The property <c>options</c>, if there are any.</summary>
    public static void WriteOptions(Utf8JsonWriter json, Post post)
    {
        if (post.Options.Count == 0)
            return;
        json.WriteStartObject("options");
        foreach (var option in post.Options)
            json.WriteString(option.Name, option.Value);
        json.WriteEndObject();
    }

    /// <summary>The property <c>media</c>.</summary>
    public static void WriteMedia(Utf8JsonWriter json, Post post)
    {
        json.WriteStartArray("media");
        foreach (var file in post.Media)
        {
            json.WriteStartObject();
            json.WriteString("file", file.File);
            json.WriteString("alt", file.AltText);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
