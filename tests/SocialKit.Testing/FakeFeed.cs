using System.Collections.Concurrent;
using System.Globalization;
using SocialKit.Deliveries;
using SocialKit.Reposts;

namespace SocialKit.Testing;

/// <summary>A feed of an invented network: accounts with names and ids, and what they publish. Marks are the numbers of posts. Safe to share between threads.</summary>
/// <param name="platform">The network.</param>
public sealed class FakeFeed(PlatformId platform) : IFeed
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, string> _names = [];
    private readonly Dictionary<string, List<FeedPost>> _posts = [];
    private readonly HashSet<string> _gone = [];
    private readonly ConcurrentDictionary<string, FeedPost> _byId = [];

    /// <inheritdoc/>
    public bool NeedsConsent { get; init; }

    /// <summary>The budget of every reader; null for none.</summary>
    public RateBudget? Budget { get; init; }

    /// <inheritdoc/>
    public IFeedPrice? Price { get; init; }

    /// <summary>Called before every call; what it gives takes the call's place.</summary>
    public Func<string, Task<string?>>? Fault { get; set; }

    /// <summary>How many calls there were.</summary>
    public int Calls => _calls;

    private int _calls;

    /// <summary>How many calls there were in all to read posts, by user id.</summary>
    public ConcurrentDictionary<string, int> Readings { get; } = [];

    /// <summary>The token of the last reading.</summary>
    public CancellationToken LastToken { get; private set; }

    /// <summary>Who has a name from now on.</summary>
    public void Names(string name, string userId)
    {
        lock (_lock)
        {
            foreach (var old in _names.Where(pair => pair.Value == userId).Select(pair => pair.Key).ToList())
                _names.Remove(old);
            _names[name] = userId;
            _posts.TryAdd(userId, []);
        }
    }

    /// <summary>An account is there no more; its name may be taken by another.</summary>
    public void Close(string userId)
    {
        lock (_lock)
        {
            _gone.Add(userId);
            foreach (var name in _names.Where(pair => pair.Value == userId).Select(pair => pair.Key).ToList())
                _names.Remove(name);
        }
    }

    /// <summary>An account publishes.</summary>
    public FeedPost Publish(string userId, DateTimeOffset at, string? text = null, Func<FeedPost, FeedPost>? with = null)
    {
        lock (_lock)
        {
            var posts = _posts[userId];
            var id = string.Create(CultureInfo.InvariantCulture, $"{userId}-{posts.Count + 1}");
            var post = new FeedPost(new(platform, id, $"https://{platform}.example/p/{id}"), userId, NameOf(userId), at, text ?? $"Free the invented poet {id}");
            post = with is null ? post : with(post);
            posts.Add(post);
            return _byId[id] = post;
        }
    }

    /// <summary>A post is edited, or with null deleted: whoever reposts it sees that.</summary>
    public void Change(FeedPost post, FeedPost? now)
    {
        if (now is null)
            _byId.TryRemove(post.Ref.Id, out _);
        else
            _byId[post.Ref.Id] = now;
    }

    /// <summary>A post as it is now; null if it is gone.</summary>
    public FeedPost? Find(string id) => _byId.GetValueOrDefault(id);

    /// <inheritdoc/>
    public RateBudget? BudgetFor(Account reader) => Budget;

    /// <inheritdoc/>
    public async Task<AccountLook> LookUpAsync(Account reader, Handle handle, CancellationToken cancellationToken)
    {
        if (await CallAsync("lookup") is { } fault)
            return fault == "stop" ? new AccountLook.ReaderStopped("Its invented token is dead.") : new AccountLook.Failed(fault);
        lock (_lock)
            return _names.TryGetValue(handle.Name, out var id) ? new AccountLook.There(id, new(platform, handle.Name)) : new AccountLook.Gone($"There is no @{handle.Name}.");
    }

    /// <inheritdoc/>
    public async Task<AccountLook> LookUpAsync(Account reader, string userId, CancellationToken cancellationToken)
    {
        if (await CallAsync("lookup") is { } fault)
            return fault == "stop" ? new AccountLook.ReaderStopped("Its invented token is dead.") : new AccountLook.Failed(fault);
        lock (_lock)
            return _gone.Contains(userId) || !_posts.ContainsKey(userId) ? new AccountLook.Gone("It was suspended.") : new AccountLook.There(userId, NameOf(userId));
    }

    /// <inheritdoc/>
    public async Task<FeedReading> ReadAsync(FeedRequest request, CancellationToken cancellationToken)
    {
        LastToken = cancellationToken;
        Readings.AddOrUpdate(request.UserId, 1, (_, count) => count + 1);
        if (await CallAsync("read") is { } fault)
            return fault == "stop" ? new FeedReading.ReaderStopped("Its invented token is dead.") : new FeedReading.Failed(fault, fault == "slow down" ? TimeSpan.FromMinutes(20) : null);
        lock (_lock)
        {
            if (_gone.Contains(request.UserId))
                return new FeedReading.Gone("It was suspended.");
            var posts = _posts[request.UserId];
            var from = request.Mark is null ? posts.Count : int.Parse(request.Mark, CultureInfo.InvariantCulture);
            List<FeedPost> found = [.. posts.Skip(from).Take(request.AtMost)];
            var mark = from + found.Count;
            return new FeedReading.Read(found, mark.ToString(CultureInfo.InvariantCulture), mark < posts.Count) { PostsCharged = Price is null ? 0 : found.Count };
        }
    }

    /// <inheritdoc/>
    public async Task<PostLook> LookAtAsync(Account reader, PostRef post, CancellationToken cancellationToken)
    {
        if (await CallAsync("look") is { } fault)
            return new PostLook.Failed(fault);
        return _byId.TryGetValue(post.Id, out var now) ? new PostLook.There(now) : new PostLook.Gone("It was deleted.");
    }

    /// <inheritdoc/>
    public PostRef? PostAt(string url)
    {
        var before = $"https://{platform}.example/p/";
        if (!url.StartsWith(before, StringComparison.Ordinal) || url.Length == before.Length)
            return null;
        // As on Mastodon: what is not the usual address alone stands for an id that only a look can tell.
        var usual = url.Split('?')[0];
        return new(platform, usual == url ? url[before.Length..] : usual, usual);
    }

    private Handle NameOf(string userId) => new(platform, _names.FirstOrDefault(pair => pair.Value == userId).Key ?? userId);

    private Task<string?> CallAsync(string what)
    {
        Interlocked.Increment(ref _calls);
        return Fault?.Invoke(what) ?? Task.FromResult<string?>(null);
    }
}
