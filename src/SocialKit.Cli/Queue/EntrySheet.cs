using SocialKit.Cli.Preview;
using SocialKit.Cli.Terminal;
using SocialKit.Cli.Times;
using SocialKit.Deliveries;
using Spectre.Console;

namespace SocialKit.Cli.Queue;

/// <summary>Everything about one entry, on a terminal or in a pipe.</summary>
internal sealed class EntrySheet
{
    private static readonly Style Bold = new(decoration: Decoration.Bold);
    private static readonly Style Bad = new(Color.Red);

    private readonly CliContext _context;
    private readonly Sheet _sheet;

    public EntrySheet(CliContext context)
    {
        _context = context;
        _sheet = new(context.Out, context.Terminal, labelWidth: 10);
    }

    /// <summary>What goes out, exactly, from whom and when: what a person approves.</summary>
    public void WriteContent(Entry entry)
    {
        var delivery = entry.Delivery;
        var check = EntryCheck.Of(delivery, _context);
        var card = check is null ? null : PreviewBuilder.CardOf(check, []);
        _sheet.Rule(EntryWords.PlatformName(delivery.From.Platform, _context), Bold, delivery.From.Name is { } name ? $"{name} {EntryWords.Mention(delivery.From, _context)}" : EntryWords.Mention(delivery.From, _context),
            card is null ? "" : PreviewWords.Counter(card.Decisive), card is { Decisive.Fits: false } ? Bad : Style.Plain);
        _sheet.Blank();
        if (card is null)
            _sheet.Text(new WrappedText(TerminalText.CleanLines(delivery.Act is Act.Repost { Seen: { } shown } ? $"{(shown.Warning is { Length: > 0 } warning ? $"({warning})\n" : "")}{shown.Text}" : EntryWords.Said(delivery.Act)), Style.Plain));
        else
            _sheet.Text(PostText.Of(card));
        _sheet.Blank();
        foreach (var (label, link) in Labelled("link", "links", card?.Links.ToList() ?? []))
            _sheet.Field(label, link.Shown == link.Address ? link.Address : $"{link.Shown} → {link.Address}");
        if (delivery.Act is Act.Publish { Post.Media: var media })
        {
            foreach (var (label, file) in Labelled("picture", "pictures", [.. media]))
                _sheet.Field(label, file.AltText.Length == 0 ? file.File : $"{file.File}: {file.AltText}");
        }
        if (delivery.Act is Act.Repost { Original: var original } repost)
        {
            _sheet.Field("repost of", original.Url ?? original.Id);
            if (repost.Seen is { } seen)
                _sheet.Field("by", $"@{seen.Author.Name}, {Clock.Line(Clock.OfEntry(seen.At, null, _context.Settings.TimeZone))}");
            if (repost.Pace is { } pace)
                _sheet.Field("pace", $"{EntryWords.Count(pace.PerDay, "repost", "reposts")} in any 24 hours, {EntryWords.Of(pace.Spacing)} apart{(pace.Quiet is { } quiet ? $", not from {quiet} in {pace.Zone}" : "")}");
        }
        foreach (var finding in card?.Findings.OrderByDescending(finding => finding.Severity).ToList() ?? [])
            _sheet.Finding(finding);
        WriteTimes(delivery);
    }

    /// <summary>Where it stands, why, and everything that was done.</summary>
    public void WriteFate(Entry entry, IReadOnlyList<Attempt> attempts)
    {
        var delivery = entry.Delivery;
        _sheet.Field("state", EntryWords.Of(entry.State) + (entry.StoppedFrom is { } from ? $"; before, it was {EntryWords.Of(from)}" : ""), EntryWords.Style(entry.State));
        if (entry.Because is { } because)
            _sheet.Field("because", because);
        if (entry.MayBeOut && entry.State != DeliveryState.Sent)
            _sheet.Field("may be out", "An attempt ended without a clear answer.", Bad, Bad);
        if (entry.Receipt is { } receipt)
            WriteReceipt(entry, receipt);
        WriteApproval(entry);
        if (delivery.Campaign is { } campaign)
            _sheet.Field("campaign", campaign);
        if (delivery.AfterDeadline is { } reason)
            _sheet.Field("deadline", $"It goes out after the deadline: {reason}");
        if (delivery.After is { } after)
            _sheet.Field("after", $"{after}{(entry.PredecessorState is { } state ? $", which is {EntryWords.Of(state)}" : "")}");
        if (delivery.Series is { } series)
            _sheet.Field("series", series.ToString());
        _sheet.Field("account", $"{delivery.From.Id}{(delivery.From.Server is { } server ? $" on {server}" : "")}");
        _sheet.Field("id", entry.Id.ToString());
        _sheet.Field("key", delivery.Key.Value);
        _sheet.Field("sha-256", entry.Hash.Sha256);
        foreach (var (label, attempt) in Labelled("attempt", "attempts", attempts))
            WriteAttempt(label, attempt);
    }

    private void WriteTimes(Delivery delivery)
    {
        ValueList<Clock> Clocks(DateTimeOffset instant) => Clock.OfEntry(instant, delivery.Zone, _context.Settings.TimeZone);
        var clocks = Clocks(delivery.DueAt);
        var width = clocks.Max(clock => clock.Shown.Length);
        foreach (var (label, clock) in Labelled("due", "due", clocks))
            _sheet.Field(label, $"{clock.Shown.PadRight(width)}  {clock.Name}");
        if (delivery.NotBefore is { } notBefore)
            _sheet.Field("not before", Clock.Line(Clocks(notBefore)));
        if (delivery.NotAfter is { } notAfter)
            _sheet.Field("not after", Clock.Line(Clocks(notAfter)));
        _sheet.Field("if late", delivery.Late == LateRule.Skip ? "it does not go out" : "it goes out all the same");
    }

    private void WriteApproval(Entry entry)
    {
        if (entry.ApprovedHash is { } approved)
            _sheet.Field("approval", approved == entry.Hash ? $"by {entry.ApprovedBy}, of exactly this content" : $"by {entry.ApprovedBy}, but {string.Join(", ", entry.Hash.ChangedSince(approved))} changed since", approved == entry.Hash ? Style.Plain : Bad);
        else if (entry.Delivery.NeedsApproval)
            _sheet.Field("approval", $"not yet: socialkit queue approve {EntryIds.Short(entry)}");
    }

    private void WriteReceipt(Entry entry, PostRef receipt)
    {
        _sheet.Field("sent", $"{(entry.SentAt is { } at ? Clock.Line(Clock.Three(at, null, _context.Settings.TimeZone)) : "")}");
        if (receipt.Url is { } url)
            _sheet.Field("at", url);
        _sheet.Field("as", receipt.Id);
        if (entry.ConfirmedBy is { } by)
            _sheet.Field("known by", EntryWords.Of(by));
    }

    private void WriteAttempt(string label, Attempt attempt)
    {
        var zone = _context.Settings.TimeZone;
        var took = attempt.FinishedAt is { } finished ? $" after {EntryWords.Of(finished - attempt.StartedAt)}" : "";
        var outcome = attempt.Outcome is { } name ? $"{name.Replace('_', ' ')}{(attempt.HttpStatus is { } status ? $" (HTTP {status})" : "")}{took}" : "no answer yet";
        _sheet.Field(label, $"{attempt.N}. {Clock.Show(TimeZoneInfo.ConvertTime(attempt.StartedAt, zone))}, by {attempt.Owner}: {outcome}");
        if (attempt.Evidence is { Length: > 0 } evidence)
            _sheet.Field("", evidence);
    }

    private static IEnumerable<(string Label, T Item)> Labelled<T>(string one, string many, IReadOnlyList<T> items) => items.Select((item, index) => (index > 0 ? "" : items.Count == 1 ? one : many, item));
}
