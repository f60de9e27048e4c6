using System.Text.Json;
using SocialKit.Cli.Json;
using SocialKit.Cli.Queue;
using SocialKit.Cli.Terminal;
using SocialKit.Cli.Times;
using SocialKit.Deliveries;
using SocialKit.Reposts;
using Spectre.Console;

namespace SocialKit.Cli.Reposting;

/// <summary>Why a post was or was not reposted: what was decided when it was read, and what became of it.</summary>
internal sealed class Explanation(IOutbox outbox, CliContext context)
{
    private static readonly Style Bold = new(decoration: Decoration.Bold);

    /// <summary>Writes it.</summary>
    /// <param name="written">The post's address, or its id.</param>
    /// <param name="asJson">True for JSON.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<int> RunAsync(string written, bool asJson, CancellationToken cancellationToken)
    {
        var found = await FindAsync(written, outbox, context, cancellationToken).ConfigureAwait(false);
        List<(RepostDecision Decision, Entry? Entry)> decided = [];
        foreach (var decision in found)
            decided.Add((decision, (await outbox.FindAsync(decision.Key.Value, cancellationToken).ConfigureAwait(false)).FirstOrDefault(entry => entry.Delivery.Key == decision.Key)));
        if (asJson)
        {
            CliJson.Write(context.Out, json => Write(json, written, decided));
            return decided.Count > 0 ? ExitCodes.Fine : ExitCodes.Failure;
        }
        if (decided.Count == 0)
        {
            context.Error.WriteLine(TerminalText.Clean($"Nothing was decided about {written}: it is of no account that is read, is older than the first look at it, or was not read yet. \"socialkit repost status\" shows who is read, and when."));
            return ExitCodes.Failure;
        }
        Write(decided);
        return ExitCodes.Fine;
    }

    /// <summary>The decisions about a post, by its address or its id.</summary>
    public static async Task<List<RepostDecision>> FindAsync(string written, IOutbox outbox, CliContext context, CancellationToken cancellationToken)
    {
        List<RepostDecision> decisions = [];
        foreach (var platform in context.SendingPlatforms.Where(platform => platform.Feed is not null))
        {
            decisions.AddRange(await outbox.FindDecisionsAsync(platform.Id, written, cancellationToken).ConfigureAwait(false));
            if (decisions.Count > 0 || platform.Feed!.PostAt(written) is not { } post)
                continue;
            // Readers' addresses have several forms; the id is in most of them, and the usual form can be made of the others.
            foreach (var name in new[] { post.Id, post.Url }.OfType<string>())
                decisions.AddRange(await outbox.FindDecisionsAsync(platform.Id, name, cancellationToken).ConfigureAwait(false));
        }
        return [.. decisions.DistinctBy(decision => (decision.Campaign, decision.Account, decision.Post.Id))];
    }

    /// <summary>A decision's properties.</summary>
    public static void WriteDecision(Utf8JsonWriter json, RepostDecision decision)
    {
        json.WriteString("at", Stamp.Utc(decision.At));
        json.WriteString("campaign", decision.Campaign);
        json.WriteString("platform", decision.Post.Platform.Value);
        json.WriteString("account", decision.Account);
        json.WriteString("listed", decision.Listed);
        json.WriteString("decision", decision.Kind.Name());
        json.WriteString("code", decision.Code);
        json.WriteString("reason", decision.Reason);
        json.WriteString("post", decision.Post.Id);
        json.WriteIfAny("url", decision.Post.Url);
        json.WriteString("author", decision.Author);
        json.WriteString("authorId", decision.AuthorId);
        json.WriteString("posted", Stamp.Utc(decision.PostedAt));
        json.WriteString("text", decision.Text);
    }

    private static void Write(Utf8JsonWriter json, string written, List<(RepostDecision Decision, Entry? Entry)> decided)
    {
        json.WriteStartObject();
        json.WriteString("asked", written);
        json.WriteStartArray("decisions");
        foreach (var (decision, entry) in decided)
        {
            json.WriteStartObject();
            WriteDecision(json, decision);
            if (entry is not null)
            {
                json.WriteStartObject("entry");
                EntryJson.WriteProperties(json, entry);
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void Write(List<(RepostDecision Decision, Entry? Entry)> decided)
    {
        var sheet = new Sheet(context.Out, context.Terminal, labelWidth: 10);
        foreach (var (decision, entry) in decided)
        {
            sheet.Rule(EntryWords.PlatformName(decision.Post.Platform, context), Bold, $"@{decision.Author}, {Show(decision.PostedAt)}", decision.Kind.Name(), decision.Kind == DecisionKind.Skipped ? Style.Plain : EntryWords.Style(DeliveryState.Scheduled));
            sheet.Blank();
            sheet.Text(new WrappedText(TerminalText.CleanLines(decision.Text), Style.Plain));
            sheet.Blank();
            sheet.Field("at", decision.Post.Url ?? decision.Post.Id);
            sheet.Field("campaign", $"{decision.Campaign}, which lists @{decision.Listed}; reposts from {decision.Account}");
            sheet.Field("decided", $"{Show(decision.At)}: {decision.Kind.Name()} ({decision.Code}). {decision.Reason}");
            if (entry is not null)
                sheet.Field("became", $"{EntryWords.Of(entry.State)}{(entry.Because is { } because ? $": {because}" : "")}  {Detail(entry)}", EntryWords.Style(entry.State));
            else if (decision.Kind != DecisionKind.Skipped)
                sheet.Field("became", "It is not in the queue any more.");
            sheet.Blank();
        }
    }

    private string Detail(Entry entry) => entry switch
    {
        { State: DeliveryState.Sent, SentAt: { } at } => $"{Show(at)} ({EntryIds.Short(entry)})",
        { State: DeliveryState.AwaitingApproval } => $"socialkit queue approve {EntryIds.Short(entry)}",
        { State: DeliveryState.Scheduled } => $"due {Show(entry.Delivery.DueAt)} ({EntryIds.Short(entry)})",
        _ => $"({EntryIds.Short(entry)})",
    };

    private string Show(DateTimeOffset instant) => Clock.Show(TimeZoneInfo.ConvertTime(instant, context.Settings.TimeZone));
}
