using System.Globalization;
using System.Text.Json;
using SocialKit.Campaigns;
using SocialKit.Deliveries;

namespace SocialKit.Cli.Queue;

/// <summary>Reads what <see cref="Scheduling.CampaignSnapshot"/> keeps of a campaign in the queue: for whoever looks at it without the campaign's files.</summary>
internal static class CampaignSnapshots
{
    /// <summary>The campaign as its files here say, else as the queue kept it; null if neither is there.</summary>
    public static async Task<Campaign?> FindAsync(IOutbox outbox, string given, CliContext context, CancellationToken cancellationToken) =>
        CampaignNames.Read(given, context) ?? Read(await outbox.ReadCampaignAsync(CampaignNames.SlugOf(given, context), cancellationToken).ConfigureAwait(false));

    /// <summary>The campaign with what was kept of it: title, person, deadline, zone, embargo; null if nothing was, or not in this form.</summary>
    public static Campaign? Read(CampaignState? state)
    {
        if (state?.Snapshot is not { } snapshot)
            return null;
        try
        {
            using var json = JsonDocument.Parse(snapshot);
            return json.RootElement.ValueKind != JsonValueKind.Object ? null : new Campaign
            {
                Slug = state.Slug,
                Title = Text(json.RootElement, "title") ?? state.Slug,
                Person = Text(json.RootElement, "person"),
                Deadline = DateOnly.TryParseExact(Text(json.RootElement, "deadline"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null,
                TimeZone = Text(json.RootElement, "timeZone"),
                Embargo = DateTimeOffset.TryParseExact(Text(json.RootElement, "embargo"), "yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture, DateTimeStyles.None, out var embargo) ? embargo : null,
            };
        }
        catch (JsonException)
        {
            return null; // another program kept it; a deadline is then not known
        }
    }

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
