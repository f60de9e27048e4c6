namespace SocialKit.Deliveries;

/// <summary>How the worker knows that a post is out.</summary>
public enum Confirmation
{
    /// <summary>The platform's answer to the sending held the post's id.</summary>
    Response,

    /// <summary>The post was read back from the platform.</summary>
    ReadBack,

    /// <summary>The platform refused a repeat as a duplicate and named the post.</summary>
    Duplicate,

    /// <summary>A person looked and said so.</summary>
    Person,
}

/// <summary>What one attempt to send came to.</summary>
public abstract record Outcome
{
    private Outcome() { }

    /// <summary>The HTTP status, where there was one.</summary>
    public int? HttpStatus { get; init; }

    /// <summary>What the platform answered, without secrets, for a person who has to look; at most a few kilobytes.</summary>
    public string? Evidence { get; init; }

    /// <summary>The stable name that is stored: <c>done</c>, <c>refused</c>, <c>not_sent</c>, <c>unclear</c> or <c>account_stopped</c>.</summary>
    public abstract string Name { get; }

    /// <summary>It is out: a receipt's id was read from the answer, nothing less. An empty 200 is <see cref="Unclear"/>.</summary>
    /// <param name="Post">The post as the platform names it.</param>
    /// <param name="ConfirmedBy">How it is known.</param>
    public sealed record Done(PostRef Post, Confirmation ConfirmedBy = Confirmation.Response) : Outcome
    {
        /// <inheritdoc/>
        public override string Name => "done";
    }

    /// <summary>The platform said no, and will say no again: a person looks.</summary>
    /// <param name="Code">The platform's own code, or the HTTP status.</param>
    /// <param name="Reason">In words.</param>
    public sealed record Refused(string Code, string Reason) : Outcome
    {
        /// <inheritdoc/>
        public override string Name => "refused";
    }

    /// <summary>Certainly not sent: it is tried again.</summary>
    /// <param name="Reason">In words.</param>
    /// <param name="RetryAfter">How long the platform asks this account to wait; null if it did not say.</param>
    public sealed record NotSent(string Reason, TimeSpan? RetryAfter = null) : Outcome
    {
        /// <inheritdoc/>
        public override string Name => "not_sent";
    }

    /// <summary>It may have been sent: it is looked for first.</summary>
    /// <param name="Reason">In words.</param>
    public sealed record Unclear(string Reason) : Outcome
    {
        /// <inheritdoc/>
        public override string Name => "unclear";
    }

    /// <summary>Certainly not sent, and nothing else of this account will be: credits gone, token dead, suspended. Its lane waits and a person is told.</summary>
    /// <param name="Reason">In words, with what to do.</param>
    public sealed record AccountStopped(string Reason) : Outcome
    {
        /// <inheritdoc/>
        public override string Name => "account_stopped";
    }
}
