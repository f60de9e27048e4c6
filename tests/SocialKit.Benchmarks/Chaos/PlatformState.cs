using System.Globalization;
using System.Text.Json;

namespace SocialKit.Benchmarks.Chaos;

/// <summary>What a platform answers. <see cref="Finish"/> is done when the answer is on its way: only then a Mastodon remembers the key.</summary>
internal sealed record PlatformAnswer(int Status, string Body, Action? Finish = null);

/// <summary>The posts of all invented platforms, and the oracle: every effect that there ever was.</summary>
internal sealed class PlatformState
{
    private readonly Lock _lock = new();
    private readonly List<(PlatformEffect Effect, DateTimeOffset VisibleAt)> _effects = [];
    private readonly Dictionary<(string Account, string Key), (string Body, string Id)> _records = [];
    private readonly Dictionary<(string Account, string Key), (string Id, DateTimeOffset At)> _keys = [];
    private readonly Dictionary<string, (PlatformWire Wire, string? Id)> _containers = [];
    private readonly Dictionary<(PlatformKind Kind, string Account, string Subject), string> _reposts = [];
    private readonly HashSet<string> _deleted = [];
    private readonly HashSet<string> _attempts = [];
    private readonly Random _lags;
    private int _conflicts;
    private int _retries;
    private int _containersMade;

    public PlatformState(int seed) => _lags = new(seed);

    /// <summary>An attempt arrives.</summary>
    public void Arrived(string attempt)
    {
        lock (_lock)
            _retries += _attempts.Add(attempt) ? 0 : 1;
    }

    /// <summary>True if this was done already, by whatever the platform tells repeats.</summary>
    public bool IsRepeat(PlatformKind kind, string account, PlatformWire wire)
    {
        lock (_lock)
        {
            return kind switch
            {
                PlatformKind.Bluesky => _records.ContainsKey((account, wire.Key)),
                PlatformKind.Mastodon => _keys.ContainsKey((account, wire.Key)),
                PlatformKind.Threads => _containers.TryGetValue(wire.Key, out var container) && container.Id is not null,
                _ => false,
            };
        }
    }

    /// <summary>Does what <paramref name="wire"/> asks for, as the platform does it.</summary>
    public PlatformAnswer Do(PlatformKind kind, string account, string delivery, PlatformWire wire, string body, bool lagging)
    {
        lock (_lock)
        {
            if (wire.Act == "delete")
                return Delete(kind, account, delivery, wire);
            if (wire.Act == "repost" && kind != PlatformKind.Bluesky)
                return Repost(kind, account, delivery, wire, lagging);
            return kind switch
            {
                PlatformKind.Bluesky => Record(account, delivery, wire, body, lagging),
                PlatformKind.Mastodon => Keyed(account, delivery, wire, lagging),
                PlatformKind.Threads => Publish(account, delivery, wire, lagging),
                PlatformKind.X when _effects.Exists(one => one.Effect.Kind == kind && one.Effect.Account == account && one.Effect.Text == wire.Text && one.VisibleAt <= Now) =>
                    new(403, """{"detail":"You are not allowed to create a Tweet with duplicate content."}"""),
                _ => Posted(Effect(kind, account, delivery, wire, lagging)),
            };
        }
    }

    /// <summary>Makes a container, which nobody sees.</summary>
    public string Contain(PlatformWire wire)
    {
        lock (_lock)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"container-{++_containersMade}");
            _containers.Add(id, (wire, null));
            return id;
        }
    }

    /// <summary>The account's posts that can be read by now, the last hundred.</summary>
    public PlatformPost[] Own(PlatformKind kind, string account)
    {
        lock (_lock)
        {
            return [.. _effects.Where(one => one.Effect.Kind == kind && one.Effect.Account == account && one.VisibleAt <= Now).TakeLast(100)
                .Select(one => new PlatformPost(one.Effect.Id, one.Effect.Act, one.Effect.Text, one.Effect.ReplyTo, one.Effect.At))];
        }
    }

    public PlatformReport Report(IReadOnlyDictionary<string, int> faults)
    {
        lock (_lock)
            return new([.. _effects.Select(one => one.Effect)], faults, _conflicts, _retries);
    }

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    // One record key, one record: the same body again changes nothing, another body is refused (swapRecord null).
    private PlatformAnswer Record(string account, string delivery, PlatformWire wire, string body, bool lagging)
    {
        if (_records.TryGetValue((account, wire.Key), out var there))
        {
            if (there.Body == body)
                return Posted(there.Id);
            _conflicts++;
            return new(400, """{"error":"InvalidSwap"}""");
        }
        var id = Effect(PlatformKind.Bluesky, account, delivery, wire, lagging);
        _records.Add((account, wire.Key), (body, id));
        return Posted(id);
    }

    private PlatformAnswer Keyed(string account, string delivery, PlatformWire wire, bool lagging)
    {
        if (_keys.TryGetValue((account, wire.Key), out var kept) && Now - kept.At < PlatformTimes.KeyKept)
            return Posted(kept.Id);
        var id = Effect(PlatformKind.Mastodon, account, delivery, wire, lagging);
        return Posted(id) with
        {
            Finish = () =>
            {
                lock (_lock)
                    _keys[(account, wire.Key)] = (id, Now);
            },
        };
    }

    private PlatformAnswer Publish(string account, string delivery, PlatformWire wire, bool lagging)
    {
        if (!_containers.TryGetValue(wire.Key, out var container))
            return new(400, """{"error":"no such container"}""");
        if (container.Id is not null)
            return Posted(container.Id);
        var id = Effect(PlatformKind.Threads, account, delivery, wire, lagging);
        _containers[wire.Key] = (wire, id);
        return Posted(id);
    }

    // A set: what is reposted is reposted.
    private PlatformAnswer Repost(PlatformKind kind, string account, string delivery, PlatformWire wire, bool lagging)
    {
        if (_reposts.TryGetValue((kind, account, wire.Subject!), out var there))
            return Posted(there);
        var id = Effect(kind, account, delivery, wire, lagging);
        _reposts.Add((kind, account, wire.Subject!), id);
        return Posted(id);
    }

    private PlatformAnswer Delete(PlatformKind kind, string account, string delivery, PlatformWire wire)
    {
        if (_deleted.Add(kind + wire.Subject!))
            Effect(kind, account, delivery, wire, false);
        return Posted(wire.Subject!);
    }

    private string Effect(PlatformKind kind, string account, string delivery, PlatformWire wire, bool lagging)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"{kind}-{_effects.Count + 1}");
        var lag = PlatformTimes.MostLag * (lagging ? 1 : _lags.NextDouble() * 0.3);
        _effects.Add((new(_effects.Count + 1, kind, account, delivery, wire.Act, wire.Text, wire.ReplyTo ?? wire.Subject, id, Now.ToUnixTimeMilliseconds()), Now + lag));
        return id;
    }

    private static PlatformAnswer Posted(string id) => new(200, $$"""{"id":"{{JsonEncodedText.Encode(id)}}"}""");
}
