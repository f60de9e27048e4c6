using SocialKit.Deliveries;
using SocialKit.Posts;
using SocialKit.Storage;

namespace SocialKit.Tests.Cli;

/// <summary>Runs of commands on a queue of invented people's posts.</summary>
internal sealed class QueueRun : IDisposable
{
    public static readonly Account Organisation = new("org-x", new("x"), "invented_org");
    public static readonly Account OtherOrganisation = new("other-x", new("x"), "invented_other");
    public static readonly Account Sky = new("org-sky", new("bluesky"), "invented.example");

    /// <summary>On the one platform that needs no network.</summary>
    public static readonly Account Here = new("here", new("folder"), "here");

    private const string Worker = "invented-worker";

    private readonly Ids _ids;
    private int _count;

    public QueueRun()
    {
        _ids = new(Cli.Time, new Random(1));
        Cli.Environment["SOCIALKIT_DATABASE"] = "queue.db";
        Cli.Environment["USER"] = "anna";
        Store = Stores.OpenAsync(new StoreAddress.File(Path.Combine(Cli.Folder, "queue.db")), Cli.Time, Cancellation).GetAwaiter().GetResult();
    }

    public CliRun Cli { get; } = new();

    public IStore Store { get; }

    public string Out => Cli.Out;

    public string Error => Cli.Error;

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public int Run(params string[] arguments) => Cli.Run(arguments);

    /// <summary>Runs a command line where a person can be asked, and types <paramref name="answers"/>.</summary>
    public int RunAsked(string answers, params string[] arguments)
    {
        var before = Cli.Terminal;
        Cli.Terminal = before with { CanAsk = true };
        var code = Cli.RunWith(answers, arguments);
        Cli.Terminal = before;
        return code;
    }

    /// <summary>Adds a post.</summary>
    /// <param name="from">The account.</param>
    /// <param name="due">When, such as <c>2026-12-01T09:00Z</c>.</param>
    /// <param name="text">What; a text of its own if null.</param>
    /// <param name="campaign">Of which campaign.</param>
    /// <param name="with">What else is to be so.</param>
    /// <param name="state">The state it begins in.</param>
    public async Task<Entry> AddAsync(Account from, string due, string? text = null, string? campaign = null, Func<Delivery, Delivery>? with = null, DeliveryState? state = null)
    {
        var n = ++_count;
        var delivery = new Delivery(DeliveryKey.Of(campaign ?? "", $"message-{n}", "en", from.Id, due), from, At(due), new Act.Publish(new Post(from.Platform, text ?? $"Free the invented prisoner {n}") { Language = "en" })) { Campaign = campaign };
        var added = new NewDelivery(_ids.Next(), with is null ? delivery : with(delivery));
        if (state is { } begins)
            added = added with { State = begins };
        Assert.IsType<AddResult.Stored>(await Store.AddAsync(new([added]), Cancellation));
        return (await Store.ReadAsync(added.Id, Cancellation))!;
    }

    /// <summary>The entry as it is now.</summary>
    public async Task<Entry> ReadAsync(Entry entry) => (await Store.ReadAsync(entry.Id, Cancellation))!;

    /// <summary>Begins to send what is at the head of the account's lane, as a worker would.</summary>
    public async Task<(LaneClaim Lane, Entry Entry, Guid Attempt)> BeginAsync(Account from)
    {
        var lanes = await Store.ClaimAsync(new(Worker, 100, TimeSpan.FromMinutes(1)), Cancellation);
        var lane = lanes.Single(claimed => claimed.Account == from.Id);
        foreach (var other in lanes.Where(other => other != lane))
            await Store.CommitAsync([new Work.Release(other)], Cancellation);
        var entry = (await Store.ReadLaneAsync(lane, 1, Cancellation))[0];
        var attempt = _ids.Next();
        var result = await Store.CommitAsync([new Work.Begin(lane, entry.Id, entry.Version, attempt, new("key", "{}"u8.ToArray()), TimeSpan.FromMinutes(1))], Cancellation);
        Assert.IsType<WorkResult.Accepted>(Assert.Single(result));
        return (lane, await ReadAsync(entry), attempt);
    }

    /// <summary>Sends what is at the head of the account's lane, with this outcome.</summary>
    public async Task<Entry> SendAsync(Account from, Outcome outcome, Settlement then)
    {
        var (lane, entry, attempt) = await BeginAsync(from);
        var result = await Store.CommitAsync([new Work.Record(lane, entry.Id, entry.Version, attempt, outcome, then), new Work.Release(lane)], Cancellation);
        Assert.All(result, one => Assert.IsType<WorkResult.Accepted>(one));
        return await ReadAsync(entry);
    }

    /// <summary>Sends what is at the head of the account's lane.</summary>
    public Task<Entry> SendAsync(Account from, string id = "1")
    {
        var post = new PostRef(from.Platform, id, $"https://{from.Platform}.example/{id}");
        return SendAsync(from, new Outcome.Done(post) { HttpStatus = 200 }, new(DeliveryState.Sent, null) { Receipt = post, ConfirmedBy = Confirmation.Response });
    }

    /// <summary>Brings an entry into <paramref name="state"/> on the ways by which entries get there; it is due already where something has to be tried first.</summary>
    public async Task<Entry> AddInAsync(DeliveryState state, string? campaign = null)
    {
        const string due = "2026-11-24T08:59Z";
        switch (state)
        {
            case DeliveryState.Draft or DeliveryState.Expired or DeliveryState.Scheduled or DeliveryState.AwaitingApproval:
                return await AddAsync(Organisation, due, campaign: campaign, state: state);
            case DeliveryState.Cancelled:
                return await ChangedAsync(await AddAsync(Organisation, due, campaign: campaign), new Change.Cancel("anna"));
            case DeliveryState.Stopped:
                var stopped = await AddAsync(Organisation, due, campaign: campaign ?? "invented");
                await Store.StopAsync(campaign ?? "invented", "anna", Cancellation);
                return await ReadAsync(stopped);
            default:
                await AddAsync(Organisation, due, campaign: campaign);
                break;
        }
        return state switch
        {
            DeliveryState.Sending => (await BeginAsync(Organisation)).Entry,
            DeliveryState.Sent => await SendAsync(Organisation),
            DeliveryState.Failed => await SendAsync(Organisation, new Outcome.Refused("403", "You may not."), new(state, "Refused (403): You may not.")),
            DeliveryState.Held or DeliveryState.Unclear => await SendAsync(Organisation, new Outcome.Unclear("No answer."), new(state, "No answer.")),
            _ => throw new ArgumentOutOfRangeException(nameof(state)),
        };
    }

    /// <summary>The entry after <paramref name="change"/>.</summary>
    public async Task<Entry> ChangedAsync(Entry entry, Change change) =>
        Assert.IsType<ChangeResult.Changed>(await Store.ChangeAsync(entry.Id, entry.Version, change, Cancellation)).Entry;

    /// <summary>An instant as it is written in UTC.</summary>
    public static DateTimeOffset At(string written) => DateTimeOffset.Parse(written, System.Globalization.CultureInfo.InvariantCulture);

    public void Dispose()
    {
        Store.DisposeAsync().AsTask().GetAwaiter().GetResult();
        Cli.Dispose();
    }
}
