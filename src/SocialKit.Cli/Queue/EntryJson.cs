using System.Text.Json;
using SocialKit.Cli.Json;
using SocialKit.Deliveries;
using SocialKit.Reposts;

namespace SocialKit.Cli.Queue;

/// <summary>Entries in the JSON of every command. Instants are UTC.</summary>
internal static class EntryJson
{
    /// <summary>An entry as an object of its own.</summary>
    public static void Write(Utf8JsonWriter json, Entry entry)
    {
        json.WriteStartObject();
        WriteProperties(json, entry);
        json.WriteEndObject();
    }

    /// <summary>The properties of an entry.</summary>
    public static void WriteProperties(Utf8JsonWriter json, Entry entry)
    {
        var delivery = entry.Delivery;
        json.WriteString("id", entry.Id.ToString());
        json.WriteString("key", delivery.Key.Value);
        json.WriteString("state", entry.State.Name());
        json.WriteIfAny("because", entry.Because);
        json.WriteIfAny("stoppedFrom", entry.StoppedFrom?.Name());
        json.WriteString("due", Stamp.Utc(delivery.DueAt));
        json.WriteIfAny("wallClock", delivery.WallClock);
        json.WriteIfAny("zone", delivery.Zone);
        WriteIfAny(json, "notBefore", delivery.NotBefore);
        WriteIfAny(json, "notAfter", delivery.NotAfter);
        json.WriteString("late", delivery.Late == LateRule.Skip ? "skip" : "send");
        json.WriteString("platform", delivery.From.Platform.Value);
        json.WriteString("account", delivery.From.Id);
        json.WriteString("handle", delivery.From.Handle);
        json.WriteIfAny("campaign", delivery.Campaign);
        json.WriteIfAny("afterDeadline", delivery.AfterDeadline);
        json.WriteIfAny("after", delivery.After?.Value);
        json.WriteIfAny("series", delivery.Series?.ToString());
        WriteAct(json, delivery.Act);
        json.WriteBoolean("needsApproval", delivery.NeedsApproval);
        json.WriteBoolean("approved", entry.ApprovedHash == entry.Hash);
        json.WriteIfAny("approvedBy", entry.ApprovedBy);
        json.WriteString("sha256", entry.Hash.Sha256);
        json.WriteNumber("attempts", entry.Attempts);
        json.WriteBoolean("mayBeOut", entry.MayBeOut);
        if (entry.Receipt is { } receipt)
            WriteRef(json, "sent", receipt, entry);
        json.WriteNumber("version", entry.Version);
    }

    /// <summary>The attempts of an entry, as the property <c>attemptList</c>.</summary>
    public static void WriteAttempts(Utf8JsonWriter json, IEnumerable<Attempt> attempts)
    {
        json.WriteStartArray("attemptList");
        foreach (var attempt in attempts)
        {
            json.WriteStartObject();
            json.WriteNumber("n", attempt.N);
            json.WriteString("started", Stamp.Utc(attempt.StartedAt));
            WriteIfAny(json, "finished", attempt.FinishedAt);
            json.WriteString("worker", attempt.Owner);
            json.WriteIfAny("outcome", attempt.Outcome);
            if (attempt.HttpStatus is { } status)
                json.WriteNumber("httpStatus", status);
            json.WriteIfAny("evidence", attempt.Evidence);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteAct(Utf8JsonWriter json, Act act)
    {
        json.WriteString("act", EntryWords.Name(act));
        switch (act)
        {
            case Act.Publish { Post: var post }:
                json.WriteIfAny("language", post.Language);
                json.WriteString("text", post.Text);
                json.WriteStartArray("links");
                foreach (var link in post.Links)
                    json.WriteStringValue(link.Address);
                json.WriteEndArray();
                PostJson.WriteMedia(json, post);
                break;
            case Act.Repost repost:
                WriteRef(json, "of", repost.Original, null);
                if (repost.Seen is { } seen)
                    WriteSeen(json, seen);
                break;
            case Act.Delete { Post: var deleted }:
                WriteRef(json, "of", deleted, null);
                break;
        }
    }

    private static void WriteSeen(Utf8JsonWriter json, FeedPost seen)
    {
        json.WriteStartObject("original");
        json.WriteString("author", seen.Author.Name);
        json.WriteString("authorId", seen.AuthorId);
        json.WriteString("at", Stamp.Utc(seen.At));
        json.WriteIfAny("language", seen.Language);
        json.WriteIfAny("warning", seen.Warning);
        json.WriteString("text", seen.Text);
        json.WriteEndObject();
    }

    private static void WriteRef(Utf8JsonWriter json, string name, PostRef post, Entry? sent)
    {
        json.WriteStartObject(name);
        json.WriteString("id", post.Id);
        json.WriteIfAny("url", post.Url);
        if (sent is not null)
        {
            WriteIfAny(json, "at", sent.SentAt);
            json.WriteIfAny("confirmedBy", sent.ConfirmedBy is { } by ? EntryWords.Code(by) : null);
        }
        json.WriteEndObject();
    }

    private static void WriteIfAny(Utf8JsonWriter json, string name, DateTimeOffset? instant) => json.WriteIfAny(name, instant is { } some ? Stamp.Utc(some) : null);
}
