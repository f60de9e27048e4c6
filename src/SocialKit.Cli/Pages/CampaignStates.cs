using SocialKit.Cli.Queue;
using SocialKit.Cli.Sources;
using SocialKit.Deliveries;

namespace SocialKit.Cli.Pages;

/// <summary>What the queue knows of campaigns: whether they were stopped or withdrawn.</summary>
internal static class CampaignStates
{
    /// <summary>The states by name, of those that the queue knows; none where there is no queue. A queue that is there and cannot be asked is an error: a page could bring back what was withdrawn.</summary>
    public static async Task<IReadOnlyDictionary<string, CampaignState>> ReadAsync(IEnumerable<Source.CampaignFolder> sources, CliContext context, CancellationToken cancellationToken)
    {
        var states = new Dictionary<string, CampaignState>(StringComparer.Ordinal);
        if (StoreRun.Missing(context) is not null)
            return states;
        var store = await context.OpenStoreAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = store.ConfigureAwait(false);
        foreach (var source in sources)
        {
            var slug = CampaignNames.SlugOf(source.Path, context);
            if (await store.ReadCampaignAsync(slug, cancellationToken).ConfigureAwait(false) is { } state)
                states[slug] = state;
        }
        return states;
    }
}
