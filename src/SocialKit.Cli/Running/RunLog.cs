using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using SocialKit.Cli.Json;
using SocialKit.Cli.Queue;
using SocialKit.Cli.Reposting;
using SocialKit.Cli.Terminal;
using SocialKit.Deliveries;
using SocialKit.Reposts;

namespace SocialKit.Cli.Running;

/// <summary>The worker's log on stdout: a line for each thing that happens, for people or as JSON lines. Each line is out at once.</summary>
/// <remarks>A log that nobody reads any more stops nothing.</remarks>
internal sealed class RunLog(bool json, CliContext context) : IWorkerWatch, IRepostWatch
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Lock _lock = new();
    private bool _isRead = true;

    /// <summary>How many went out.</summary>
    public int Sent { get; private set; }

    /// <summary>How many posts were taken for reposting, with or without an approval to come.</summary>
    public int Taken { get; private set; }

    /// <summary>How many times a person was needed.</summary>
    public int NeedingAPerson { get; private set; }

    public void Saw(WorkerEvent happened)
    {
        if (happened.Kind == WorkerEventKind.Sent)
            Sent++;
        if (happened.Kind is WorkerEventKind.Held or WorkerEventKind.Failed or WorkerEventKind.AccountStopped)
            NeedingAPerson++;
        if (json)
            WriteJson(happened.Kind.Code(), happened.At, line => WriteProperties(line, happened));
        else if (happened.Kind != WorkerEventKind.Begun)
            WriteText(happened.At, EventWords.Of(happened, context));
    }

    public void Saw(RepostEvent happened)
    {
        if (happened.Kind == RepostEventKind.ReaderStopped)
            NeedingAPerson++;
        if (happened.Decision is { Kind: not DecisionKind.Skipped })
            Taken++;
        if (json)
            WriteJson(RepostWords.Code(happened), happened.At, line => RepostWords.WriteProperties(line, happened));
        // What was read and what is left out fills pages: "socialkit log --reposts" has it.
        else if (happened.Kind != RepostEventKind.Read && happened.Decision is not { Kind: DecisionKind.Skipped })
            WriteText(happened.At, RepostWords.Of(happened, context));
    }

    /// <summary>Something about the worker itself: <c>started</c>, <c>stopping</c>, <c>stopped</c>.</summary>
    public void Say(string code, string words)
    {
        var now = context.Time.GetUtcNow();
        if (json)
            WriteJson(code, now, line => line.WriteString("reason", words));
        else
            WriteText(now, words);
    }

    private static void WriteProperties(Utf8JsonWriter line, WorkerEvent happened)
    {
        if (happened.Entry is { Delivery: var delivery } entry)
        {
            line.WriteString("id", entry.Id.ToString());
            line.WriteString("key", delivery.Key.Value);
            line.WriteString("platform", delivery.From.Platform.Value);
            line.WriteString("account", delivery.From.Id);
            line.WriteIfAny("campaign", delivery.Campaign);
            line.WriteString("due", Stamp.Utc(delivery.DueAt));
            line.WriteNumber("attempts", entry.Attempts);
        }
        line.WriteIfAny("post", happened.Receipt?.Id);
        line.WriteIfAny("url", happened.Receipt?.Url);
        line.WriteIfAny("confirmedBy", happened.ConfirmedBy is { } by ? EntryWords.Code(by) : null);
        line.WriteIfAny("reason", happened.Reason);
    }

    private void WriteJson(string code, DateTimeOffset at, Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var line = new Utf8JsonWriter(buffer, Options))
        {
            line.WriteStartObject();
            line.WriteString("at", Stamp.Utc(at));
            line.WriteString("event", code);
            write(line);
            line.WriteEndObject();
        }
        Write(Encoding.UTF8.GetString(buffer.WrittenSpan));
    }

    private void WriteText(DateTimeOffset at, string words) =>
        Write($"{TimeZoneInfo.ConvertTime(at, context.Settings.TimeZone).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)}  {TerminalText.Clean(words)}");

    private void Write(string line)
    {
        lock (_lock)
        {
            if (!_isRead)
                return;
            try
            {
                context.Out.WriteLine(line);
                context.Out.Flush();
            }
            catch (IOException)
            {
                // Posts are due whether or not somebody reads.
                _isRead = false;
            }
        }
    }
}
