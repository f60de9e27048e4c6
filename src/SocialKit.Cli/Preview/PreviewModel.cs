using SocialKit.Campaigns;
using SocialKit.Cli.Sources;
using SocialKit.Posts;

namespace SocialKit.Cli.Preview;

/// <summary>What a preview shows, whatever it is drawn with: terminal, HTML and JSON have this and nothing else.</summary>
internal sealed record PreviewModel
{
    /// <summary>The campaign; null for a loose text.</summary>
    public Campaign? Campaign { get; init; }

    /// <summary>The deadline in three clocks; null if there is none.</summary>
    public PreviewDeadline? Deadline { get; init; }

    /// <summary>Whom the campaign addresses, in its order.</summary>
    public ValueList<PreviewTarget> Targets { get; init; } = [];

    /// <summary>The accounts to follow and repost.</summary>
    public ValueList<AccountLink> Follow { get; init; } = [];

    /// <summary>How the listed accounts are reposted, a line for each thing that matters; none if the campaign says nothing of it.</summary>
    public ValueList<PreviewRule> RepostRules { get; init; } = [];

    /// <summary>Every language of the campaign, the source language first.</summary>
    public ValueList<PreviewLanguage> Languages { get; init; } = [];

    /// <summary>What is to be said of the files, and what holds for every post that is shown, once.</summary>
    public ValueList<Finding> Findings { get; init; } = [];

    /// <summary>The messages that are shown, each with a card a platform.</summary>
    public ValueList<PreviewMessage> Messages { get; init; } = [];
}

/// <summary>A deadline.</summary>
/// <param name="Day">The last day, in the campaign's zone.</param>
/// <param name="Words">How far it is from now: <c>7 years ago</c>.</param>
/// <param name="IsPassed">True if it is over.</param>
/// <param name="Clocks">Its last minute by three clocks: the target's, UTC, yours.</param>
internal sealed record PreviewDeadline(DateOnly Day, string Words, bool IsPassed, ValueList<PreviewClock> Clocks);

/// <summary>A clock.</summary>
/// <param name="Whose"><c>the target's</c>, <c>yours</c>; empty for UTC.</param>
/// <param name="Zone">The zone's name.</param>
/// <param name="Time">What the clock shows.</param>
internal sealed record PreviewClock(string Whose, string Zone, DateTimeOffset Time);

/// <summary>Somebody to address.</summary>
/// <param name="Target">The target.</param>
/// <param name="Accounts">The accounts on platforms, in the campaign's order.</param>
internal sealed record PreviewTarget(Target Target, ValueList<AccountLink> Accounts);

/// <summary>An account with the address of its profile.</summary>
/// <param name="Platform">Where it is.</param>
/// <param name="Mention">How a text mentions it.</param>
/// <param name="Profile">The profile's address.</param>
internal sealed record AccountLink(Platform Platform, string Mention, string Profile)
{
    /// <summary>What it said about being reposted, as the campaign has it; null if nothing is written.</summary>
    public string? Consent { get; init; }
}

/// <summary>A rule of reposting, in words.</summary>
/// <param name="Label">What it is about.</param>
/// <param name="Value">What holds.</param>
internal sealed record PreviewRule(string Label, string Value);

/// <summary>How far a campaign is translated.</summary>
/// <param name="Language">BCP 47.</param>
/// <param name="Translated">How many messages have a text in it.</param>
/// <param name="Total">How many messages there are in it.</param>
/// <param name="IsShown">True if its messages are among those that are shown.</param>
internal sealed record PreviewLanguage(string Language, int Translated, int Total, bool IsShown);

/// <summary>A message with its posts.</summary>
/// <param name="Message">Its id; null for a loose text.</param>
/// <param name="Language">Its language; null for a loose text.</param>
/// <param name="Rotation">Which of several texts that take turns; null if there is only one.</param>
/// <param name="Part">Which post of a thread; null if it stands alone.</param>
/// <param name="Cards">One a platform.</param>
internal sealed record PreviewMessage(string? Message, string? Language, int? Rotation, int? Part, ValueList<PreviewCard> Cards);

/// <summary>One post as one platform shows it.</summary>
/// <param name="Post">The post and what the check says.</param>
internal sealed record PreviewCard(PostCheck Post)
{
    /// <summary>The text, cut where something begins or ends: together the parts are exactly the text.</summary>
    public required ValueList<TextPart> Parts { get; init; }

    /// <summary>The links, as this platform shows them.</summary>
    public ValueList<ShownLink> Links { get; init; } = [];

    /// <summary>What each link counts here, however long; null if a link counts like other text.</summary>
    public int? CharactersPerLink { get; init; }

    /// <summary>What publishing costs; null where it costs nothing.</summary>
    public Price? Price { get; init; }

    /// <summary>What is to be said of this post and not of all.</summary>
    public ValueList<Finding> Findings { get; init; } = [];

    /// <summary>The limit that the post breaks, or else the one that counts beside the editor.</summary>
    public Measure Decisive => Post.Check.Reading is { Count.Fits: true, Second: { Fits: false } second } ? second : Post.Check.Reading.Count;
}
