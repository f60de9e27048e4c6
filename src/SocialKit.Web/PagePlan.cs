using SocialKit.Campaigns;

namespace SocialKit.Web;

/// <summary>The pages of one campaign, and what was left out of them.</summary>
/// <param name="Campaign">The campaign.</param>
/// <param name="Pages">A page a language, the campaign's own first; empty if nothing can be shown.</param>
/// <param name="LeftOut">What no page shows, each with its reason and its remedy.</param>
public sealed record PagePlan(Campaign Campaign, ValueList<SupporterPage> Pages, ValueList<Finding> LeftOut);
