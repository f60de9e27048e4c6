using SocialKit.Campaigns;
using SocialKit.Cli.Queue;
using SocialKit.Deliveries;
using SocialKit.Text;

namespace SocialKit.Cli.Stopping;

/// <summary>A campaign that a person named, with what the queue knows of it.</summary>
/// <param name="Slug">Its name.</param>
/// <param name="State">What the queue knows; null if it was never stopped and nothing was kept.</param>
/// <param name="Files">Its files, if they are here and can be read; null if not.</param>
internal sealed record CampaignInQueue(string Slug, CampaignState? State, Campaign? Files)
{
    /// <summary>Its title, or its name where no title is known.</summary>
    public string Title => (Files ?? CampaignSnapshots.Read(State))?.Title ?? Slug;

    /// <summary>Finds it.</summary>
    /// <exception cref="UsageException">Neither the queue nor this folder knows it: a mistyped name must not look like a campaign that was stopped.</exception>
    public static async Task<CampaignInQueue> FindAsync(IOutbox outbox, string given, CliContext context, CancellationToken cancellationToken)
    {
        var slug = CampaignNames.SlugOf(given, context);
        var state = await outbox.ReadCampaignAsync(slug, cancellationToken).ConfigureAwait(false);
        var files = CampaignNames.Read(given, context);
        var isThere = state is not null || files is not null || slug != given
            || (await outbox.PageAsync(new() { Campaign = slug, Limit = 1 }, cancellationToken).ConfigureAwait(false)).Entries.Count > 0
            || (await outbox.ReadSeriesAsync(cancellationToken).ConfigureAwait(false)).Any(series => series.Campaign == slug)
            || (await outbox.ReadRepostsAsync(slug, cancellationToken).ConfigureAwait(false)).Count > 0;
        if (isThere)
            return new(slug, state, files);
        var known = CampaignNames.InFolder(context).Concat(await NextCampaignsAsync(outbox, cancellationToken).ConfigureAwait(false)).Distinct().ToList();
        var meant = EditDistance.Nearest(slug, known, most: Math.Max(2, slug.Length / 3)) is { } near ? $" Did you mean \"{near}\"?" : known.Count > 0 ? $" There are {string.Join(", ", known)}." : "";
        throw new UsageException($"Nothing was changed: neither the queue nor this folder knows a campaign \"{given}\".{meant}");
    }

    /// <summary>The entries of the campaign in these states.</summary>
    public async Task<IReadOnlyList<Entry>> EntriesAsync(IOutbox outbox, ValueList<DeliveryState> states, CancellationToken cancellationToken) =>
        (await QueuePart.ReadAsync(outbox, new() { Campaign = Slug, States = states, Limit = int.MaxValue - 1 }, cancellationToken).ConfigureAwait(false)).Entries;

    private static async Task<IEnumerable<string>> NextCampaignsAsync(IOutbox outbox, CancellationToken cancellationToken) =>
        (await outbox.PageAsync(new() { States = QueueWish.Undone, Limit = 500 }, cancellationToken).ConfigureAwait(false)).Entries.Select(entry => entry.Delivery.Campaign).OfType<string>().Distinct();
}
