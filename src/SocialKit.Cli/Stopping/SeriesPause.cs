using SocialKit.Cli.Json;
using SocialKit.Cli.Queue;
using SocialKit.Cli.Terminal;
using SocialKit.Deliveries;

namespace SocialKit.Cli.Stopping;

/// <summary>Stops a series, or lets it go on.</summary>
internal static class SeriesPause
{
    private const int FewestOfId = 4;

    /// <summary>Stops the series for a reason, or lets it go on without one.</summary>
    /// <exception cref="UsageException">There is no such series, or it could be several.</exception>
    public static async Task<int> PauseAsync(IOutbox outbox, string name, string? because, bool json, CliContext context, CancellationToken cancellationToken)
    {
        var series = await FindAsync(outbox, name, cancellationToken).ConfigureAwait(false);
        await outbox.PauseSeriesAsync(series.Id, because, false, cancellationToken).ConfigureAwait(false);
        var waiting = (await QueuePart.ReadAsync(outbox, new() { Series = series.Id, Limit = 1000 }, cancellationToken).ConfigureAwait(false)).Entries;
        if (json)
        {
            CliJson.Write(context.Out, writer =>
            {
                writer.WriteStartObject();
                SeriesList.Write(writer, [series with { PausedBecause = because }]);
                EntryLines.Write(writer, "inQueue", waiting);
                writer.WriteEndObject();
            });
            return ExitCodes.Fine;
        }
        var id = SeriesList.Id(series);
        context.Out.WriteLine(TerminalText.Clean(because is not null
            ? $"The series {id} ({series.Cron}) makes no further entries, until \"socialkit resume --series {id}\"."
            : series.PausedBecause is { } was ? $"The series {id} ({series.Cron}) goes on. It was stopped: {was}" : $"The series {id} ({series.Cron}) was not stopped."));
        EntryLines.Write($"{EntryWords.Count(waiting.Count, "entry of it is", "entries of it are")} in the queue already{(because is null ? "" : "; \"socialkit queue cancel\" or \"hold\" takes them out")}:", waiting, context);
        return ExitCodes.Fine;
    }

    private static async Task<Series> FindAsync(IOutbox outbox, string name, CancellationToken cancellationToken)
    {
        var end = name.Replace("-", "", StringComparison.Ordinal);
        var all = await outbox.ReadSeriesAsync(cancellationToken).ConfigureAwait(false);
        List<Series> found = [.. all.Where(series => series.Key.Value == name || (end.Length >= FewestOfId && series.Id.ToString("N").EndsWith(end, StringComparison.OrdinalIgnoreCase)))];
        return found.Count switch
        {
            1 => found[0],
            0 => throw new UsageException($"Nothing was changed: there is no series \"{name}\".{(all.Count == 0 ? "" : $" There are {string.Join(", ", all.Select(SeriesList.Id))}.")}"),
            _ => throw new UsageException($"Nothing was changed: \"{name}\" could be {string.Join(" or ", found.Select(series => series.Id))}."),
        };
    }
}
