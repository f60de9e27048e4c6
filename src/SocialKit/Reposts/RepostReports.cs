using SocialKit.Deliveries;

namespace SocialKit.Reposts;

/// <summary>Passes on what happens while accounts are read: to who watches, and to a person where one is needed.</summary>
internal sealed class RepostReports(INotify notify, IRepostWatch? watch)
{
    private readonly Lock _lock = new();

    public void Saw(RepostEvent happened)
    {
        lock (_lock)
        {
            try
            {
                watch?.Saw(happened);
                if (happened.Kind.NeedsAPerson())
                    notify.Tell(new("feed-" + happened.Kind.Code(), happened.Reason ?? "") { Account = happened.Feed.Account, Platform = happened.Feed.Platform, Campaign = happened.Feed.Campaign });
            }
#pragma warning disable CA1031 // Who watches has promised not to throw; if it does, reading goes on all the same.
            catch (Exception)
#pragma warning restore CA1031
            {
            }
        }
    }
}
