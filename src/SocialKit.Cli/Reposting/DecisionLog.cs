using SocialKit.Cli.Json;
using SocialKit.Cli.Queue;
using SocialKit.Cli.Terminal;
using SocialKit.Cli.Times;
using SocialKit.Deliveries;
using SocialKit.Reposts;
using Spectre.Console;

namespace SocialKit.Cli.Reposting;

/// <summary>Every decision about posts of listed accounts, the newest first.</summary>
internal sealed class DecisionLog(IOutbox? outbox, CliContext context)
{
    /// <summary>Writes those that <paramref name="wish"/> asks for.</summary>
    public async Task<int> RunAsync(QueueWish wish, DateTimeOffset? since, bool asJson, CancellationToken cancellationToken)
    {
        var query = new DecisionQuery { Campaign = wish.Campaign, Account = wish.Account, From = since, To = wish.To, Limit = wish.Platforms.Count == 0 ? wish.Limit + 1 : int.MaxValue };
        var found = (await outbox!.ReadDecisionsAsync(query, cancellationToken).ConfigureAwait(false)).Where(decision => wish.Platforms.Count == 0 || wish.Platforms.Contains(decision.Post.Platform)).ToList();
        Write([.. found.Take(wish.Limit)], found.Count > wish.Limit, since, asJson);
        return ExitCodes.Fine;
    }

    /// <summary>Writes that there are none.</summary>
    public void WriteNone(DateTimeOffset? since, bool asJson) => Write([], false, since, asJson);

    private void Write(IReadOnlyList<RepostDecision> decisions, bool hasMore, DateTimeOffset? since, bool asJson)
    {
        if (asJson)
        {
            CliJson.Write(context.Out, json =>
            {
                json.WriteStartObject();
                json.WriteString("now", Stamp.Utc(context.Now));
                json.WriteIfAny("since", since is { } from ? Stamp.Utc(from) : null);
                json.WriteBoolean("hasMore", hasMore);
                json.WriteStartArray("decisions");
                foreach (var decision in decisions)
                {
                    json.WriteStartObject();
                    Explanation.WriteDecision(json, decision);
                    json.WriteEndObject();
                }
                json.WriteEndArray();
                json.WriteEndObject();
            });
            return;
        }
        var zone = context.Settings.TimeZone;
        var began = since is { } start ? $"since {Clock.Show(TimeZoneInfo.ConvertTime(start, zone))}" : "ever";
        if (decisions.Count == 0)
        {
            context.Error.WriteLine(TerminalText.Clean($"Nothing was decided about posts of listed accounts {began} ({zone.Id})."));
            return;
        }
        var sheet = new Sheet(context.Out, context.Terminal, labelWidth: 9);
        sheet.Line($"{(hasMore ? "The newest " : "")}{EntryWords.Count(decisions.Count, "decision", "decisions")} {began}. Times of {zone.Id}.", new(decoration: Decoration.Bold));
        sheet.Blank();
        foreach (var decision in decisions)
        {
            sheet.Text(new WrappedText(TerminalText.Clean($"{Clock.Show(TimeZoneInfo.ConvertTime(decision.At, zone))}  {decision.Kind.Name()}  {EntryWords.PlatformName(decision.Post.Platform, context)} @{decision.Author}"), decision.Kind == DecisionKind.Skipped ? Style.Plain : EntryWords.Style(DeliveryState.Sent)));
            sheet.Text(new WrappedText(TerminalText.Clean(RepostWords.Short(decision.Text, sheet.Width - 8)), Style.Plain), 4);
            sheet.Text(new WrappedText(TerminalText.Clean($"{decision.Post.Url ?? decision.Post.Id}  {decision.Code}: {decision.Reason}"), new(decoration: Decoration.Dim)), 4);
        }
        if (hasMore)
            context.Error.WriteLine($"These are the newest {decisions.Count}: --limit shows more.");
    }
}
