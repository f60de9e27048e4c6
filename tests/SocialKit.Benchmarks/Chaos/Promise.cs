using SocialKit.Deliveries;

namespace SocialKit.Benchmarks.Chaos;

/// <summary>What was promised to a person about a delivery: the store said that it has it, or that it changed it.</summary>
/// <param name="added">The delivery as it was added.</param>
/// <param name="kind">Where.</param>
internal sealed class Promise(NewDelivery added, PlatformKind kind)
{
    private readonly Lock _lock = new();
    private List<string?> _texts = [(added.Delivery.Act as Act.Publish)?.Post.Text];

    public NewDelivery Added => added;

    public PlatformKind Kind => kind;

    public string Key => added.Delivery.Key.Value;

    /// <summary>True if somebody changed it, or it was added too late to keep its place: nothing is said of its order then.</summary>
    public bool IsTouched { get; set; }

    /// <summary>True if the store said that it will not go out.</summary>
    public bool IsCancelled { get; set; }

    /// <summary>True if somebody approved it.</summary>
    public bool IsApproved { get; set; }

    /// <summary>The texts that may go out: one, unless the answer to an edit was lost.</summary>
    public IReadOnlyList<string?> Texts
    {
        get
        {
            lock (_lock)
                return [.. _texts];
        }
    }

    /// <summary>An edit was asked for; whether it was done is not known yet.</summary>
    public void MayBecome(string text)
    {
        lock (_lock)
            _texts = [.. _texts, text];
    }

    /// <summary>The store said that this is the text now.</summary>
    public void Became(string text)
    {
        lock (_lock)
            _texts = [text];
    }

    /// <summary>The store refused: the text is what it was.</summary>
    public void DidNotBecome(string text)
    {
        lock (_lock)
            _texts = [.. _texts.Where(other => other != text)];
    }
}
