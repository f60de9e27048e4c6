namespace SocialKit.Reposts;

/// <summary>What is to become of a post of a listed account.</summary>
public abstract record Verdict
{
    private Verdict() { }

    /// <summary>It is reposted.</summary>
    public sealed record Take : Verdict;

    /// <summary>A person is asked.</summary>
    /// <param name="Code">One of <see cref="VerdictCodes"/>.</param>
    /// <param name="Reason">Why, in a sentence.</param>
    public sealed record Hold(string Code, string Reason) : Verdict;

    /// <summary>It is not reposted.</summary>
    /// <param name="Code">One of <see cref="VerdictCodes"/>.</param>
    /// <param name="Reason">Why, in a sentence.</param>
    public sealed record Skip(string Code, string Reason) : Verdict;
}

/// <summary>The codes of decisions about posts. They are stable: <c>repost explain</c> and scripts name them.</summary>
public static class VerdictCodes
{
    /// <summary>It goes into the queue.</summary>
    public const string Taken = "taken";

    /// <summary>It goes into the queue, and waits there for a person's approval.</summary>
    public const string NeedsApproval = "needs-approval";

    /// <summary>It has a word for which a person is asked.</summary>
    public const string HoldWord = "hold-word";

    /// <summary>Its author warns of it, before it is shown.</summary>
    public const string Warned = "warned";

    /// <summary>Languages are asked for, and it does not say its own.</summary>
    public const string LanguageUnknown = "language-unknown";

    /// <summary>Somebody else than the listed account wrote it.</summary>
    public const string NotOwn = "not-own";

    /// <summary>It passes on another post.</summary>
    public const string IsRepost = "is-repost";

    /// <summary>It answers another post.</summary>
    public const string IsReply = "is-reply";

    /// <summary>It is not for everybody.</summary>
    public const string NotPublic = "not-public";

    /// <summary>It is older than the rules allow.</summary>
    public const string TooOld = "too-old";

    /// <summary>It says that it is from a time that is still to come.</summary>
    public const string FromTheFuture = "from-the-future";

    /// <summary>It has no picture, film or sound, and the rules want one.</summary>
    public const string NoMedia = "no-media";

    /// <summary>It is in another language than those that are wanted.</summary>
    public const string Language = "language";

    /// <summary>It has a hashtag or a word that is not wanted.</summary>
    public const string Unwanted = "unwanted";

    /// <summary>It has none of the hashtags and words of which it needs one.</summary>
    public const string NotWanted = "not-wanted";

    /// <summary>The campaign's last day has passed.</summary>
    public const string DeadlinePassed = "deadline-passed";

    /// <summary>The pace of the account leaves no room for it before it is too old, or before the campaign's last day ends.</summary>
    public const string NoRoom = "no-room";

    /// <summary>The day's budget is used up.</summary>
    public const string OverBudget = "over-budget";

    /// <summary>As many as were asked for have been taken.</summary>
    public const string OverMax = "over-max";

    /// <summary>The queue has it already.</summary>
    public const string Already = "already";
}
