using System.Text.Json;
using SocialKit.Cli.Json;
using SocialKit.Cli.Queue;
using SocialKit.Cli.Terminal;
using SocialKit.Reposts;
using Spectre.Console;

namespace SocialKit.Cli.Reposting;

/// <summary>Jobs with what they read, their rules and their cost: on a terminal, in a pipe, or as JSON.</summary>
internal sealed class PlanReport(CliContext context)
{
    private static readonly Style Bold = new(decoration: Decoration.Bold);
    private static readonly Style Bad = new(Color.Red);

    /// <summary>Writes <paramref name="starts"/> for people.</summary>
    public void Write(IReadOnlyList<RepostStart> starts)
    {
        var sheet = new Sheet(context.Out, context.Terminal, labelWidth: 10);
        foreach (var (job, feeds) in starts)
        {
            sheet.Rule(EntryWords.PlatformName(job.From.Platform, context), Bold, EntryWords.Mention(job.From, context), EntryWords.Count(feeds.Count(feed => feed.IsRead), "account", "accounts"), Style.Plain);
            foreach (var (label, feed) in feeds.Select((feed, index) => (index == 0 ? "reads" : "", feed)))
                sheet.Field(label, $"{Mention(feed)}  {Words(feed.Consent, feed.IsRead)}", feed.IsRead ? Style.Plain : Bad);
            foreach (var (label, value) in RuleWords.Of(job.Rules, job.Zone))
                sheet.Field(label, value);
            if (job.NotAfter is { } end)
                sheet.Field("until", Times.Clock.Line(Times.Clock.OfEntry(end.AddMinutes(-1), job.Zone, context.Settings.TimeZone)));
            if (RuleWords.Cost(CostOf(job, feeds), job.Rules) is { } cost)
                sheet.Field("costs", cost);
            sheet.Blank();
        }
    }

    /// <summary>Writes <paramref name="starts"/> as the property <c>jobs</c>.</summary>
    public void Write(Utf8JsonWriter json, IReadOnlyList<RepostStart> starts)
    {
        json.WriteStartArray("jobs");
        foreach (var (job, feeds) in starts)
        {
            json.WriteStartObject();
            WriteJob(json, job, feeds);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    /// <summary>The properties of a job.</summary>
    public void WriteJob(Utf8JsonWriter json, RepostJob job, IReadOnlyList<ListedFeed> feeds)
    {
        json.WriteString("campaign", job.Campaign);
        json.WriteString("platform", job.From.Platform.Value);
        json.WriteString("account", job.From.Id);
        WriteRules(json, job);
        json.WriteIfAny("notBefore", job.NotBefore is { } from ? Stamp.Utc(from) : null);
        json.WriteIfAny("notAfter", job.NotAfter is { } to ? Stamp.Utc(to) : null);
        if (CostOf(job, feeds) is { } cost)
        {
            json.WriteStartObject("cost");
            json.WriteNumber("aDay", Math.Round(Math.Min(cost.ADay, job.Rules.Budget), 4));
            json.WriteString("currency", cost.Currency);
            json.WriteNumber("postsRead", Math.Round(cost.Reads, 1));
            json.WriteNumber("reposts", Math.Round(cost.Reposts, 1));
            json.WriteString("asOf", cost.AsOf.ToString("O", System.Globalization.CultureInfo.InvariantCulture));
            json.WriteEndObject();
        }
        json.WriteStartArray("listed");
        foreach (var feed in feeds)
        {
            json.WriteStartObject();
            json.WriteString("name", feed.Listed);
            json.WriteString("consent", Code(feed.Consent));
            json.WriteBoolean("isRead", feed.IsRead);
            StatusReport.WriteReading(json, feed);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    /// <summary>The stable code of a consent.</summary>
    public static string Code(Consent consent) => consent switch { Consent.Given => "given", Consent.Refused => "refused", _ => "not-given" };

    private RepostCost? CostOf(RepostJob job, IReadOnlyList<ListedFeed> feeds) =>
        context.SendingPlatforms.TryFind(job.From.Platform.Value, out var platform) ? RepostCost.Of(platform.Feed?.Price, [.. feeds.Where(feed => feed.IsRead)], job.Rules) : null;

    private string Mention(ListedFeed feed) =>
        context.Platforms.TryFind(feed.Platform.Value, out var platform) && platform.Handles.TryParse(feed.Handle ?? feed.Listed, out var handle) ? platform.Handles.Mention(handle) : feed.Listed;

    private static string Words(Consent consent, bool isRead) => (consent, isRead) switch
    {
        (Consent.Given, _) => "agreed",
        (Consent.Refused, _) => "refused: never reposted",
        (_, true) => "not asked, as far as the campaign says",
        _ => "not read before it agreed",
    };

    private static void WriteRules(Utf8JsonWriter json, RepostJob job)
    {
        var rules = job.Rules;
        json.WriteStartObject("rules");
        List(json, "hashtags", rules.Hashtags);
        List(json, "words", rules.Words);
        List(json, "notHashtags", rules.NotHashtags);
        List(json, "notWords", rules.NotWords);
        List(json, "holdWords", rules.HoldWords);
        List(json, "languages", rules.Languages);
        json.WriteBoolean("needsMedia", rules.NeedsMedia);
        json.WriteNumber("maxAgeSeconds", rules.MaxAge.TotalSeconds);
        json.WriteNumber("perDay", rules.PerDay);
        json.WriteNumber("spacingSeconds", rules.Spacing.TotalSeconds);
        json.WriteNumber("jitterSeconds", rules.Jitter.TotalSeconds);
        json.WriteIfAny("quietHours", rules.QuietHours?.ToString());
        json.WriteString("zone", job.Zone);
        json.WriteNumber("budget", rules.Budget);
        json.WriteBoolean("needsApproval", rules.NeedsApproval);
        json.WriteEndObject();
    }

    private static void List(Utf8JsonWriter json, string name, ValueList<string> items)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
            json.WriteStringValue(item);
        json.WriteEndArray();
    }
}
