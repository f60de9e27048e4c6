using System.Globalization;
using SocialKit.Campaigns;

namespace SocialKit.Posts;

/// <summary>Too early or too late.</summary>
internal static class TimingFindings
{
    public static void Add(PostUnderCheck post)
    {
        if (post.Context is not { Campaign: { } campaign, Now: { } now })
            return;
        if (campaign.DeadlineEnd() is { } end && now >= end)
        {
            post.Add(FindingCodes.DeadlinePassed, Severity.BlocksSending,
                $"The last day for appeals was {campaign.Deadline!.Value.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)} ({campaign.TimeZone ?? "UTC"}).",
                "Ask whoever issued the action whether appeals still help, and set a new deadline if so.");
        }
        if (campaign.Embargo is { } embargo && now < embargo)
        {
            post.Add(FindingCodes.Embargoed, Severity.BlocksSending,
                $"Nothing may go out before {embargo.ToString("d MMMM yyyy HH:mm zzz", CultureInfo.InvariantCulture)}.",
                "Wait until then.");
        }
    }
}
