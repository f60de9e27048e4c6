namespace SocialKit.Deliveries;

/// <summary>How a person is told that something needs them.</summary>
/// <remarks>It must not throw and should return at once: the worker does not wait for whoever is told.</remarks>
public interface INotify
{
    /// <summary>Tells <paramref name="notice"/>.</summary>
    void Tell(Notice notice);
}

/// <summary>Something that a person should know now.</summary>
/// <param name="Code">Stable and lower-case with hyphens: <c>held</c>, <c>failed</c>, <c>account-stopped</c>, <c>late</c>, <c>expired</c>, <c>clock-jumped</c>, <c>clock-settled</c>, <c>store-unreachable</c>, <c>series-stopped</c>, <c>time-moved</c>; of an account itself, <c>sign-in-over</c> and <c>account-note</c>; of an account that is read, <c>feed-renamed</c>, <c>feed-gone</c> and <c>feed-reader-stopped</c>.</param>
/// <param name="Reason">What is so, in a sentence, without secrets.</param>
public sealed record Notice(string Code, string Reason)
{
    /// <summary>The entry it is about; null if it is about none.</summary>
    public Guid? Entry { get; init; }

    /// <summary>The delivery's key; null if it is about none.</summary>
    public DeliveryKey? Key { get; init; }

    /// <summary>The account's id; null if it is about none.</summary>
    public string? Account { get; init; }

    /// <summary>The platform; null if it is about none.</summary>
    public PlatformId? Platform { get; init; }

    /// <summary>The campaign's slug; null if it is about none.</summary>
    public string? Campaign { get; init; }
}

/// <summary>Tells nobody.</summary>
public sealed class NoNotify : INotify
{
    /// <inheritdoc/>
    public void Tell(Notice notice) { }
}
