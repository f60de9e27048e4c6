using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Threading.Channels;
using SocialKit.Cli.Json;
using SocialKit.Cli.Programs;
using SocialKit.Cli.Terminal;
using SocialKit.Deliveries;

namespace SocialKit.Cli.Notices;

/// <summary>Tells people what needs them: on stderr, and by the program that the setting <c>notify.command</c> names, which gets one JSON object on stdin for each notice.</summary>
/// <remarks>The worker never waits for it. The program is started once at a time, may take ten seconds, and is behind by at most a hundred notices: those after
/// that are on stderr alone.</remarks>
internal sealed class NoticeDesk : INotify, IAsyncDisposable
{
    private const int MostWaiting = 100;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LastPatience = TimeSpan.FromSeconds(15);
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly CliContext _context;
    private readonly Channel<byte[]> _waiting = Channel.CreateBounded<byte[]>(MostWaiting);
    private readonly Task _telling;
    private readonly Lock _lock = new();

    public NoticeDesk(CliContext context)
    {
        _context = context;
        _telling = context.Settings.NotifyCommand.Count == 0 ? Task.CompletedTask : Task.Run(TellAllAsync);
    }

    /// <inheritdoc/>
    public void Tell(Notice notice)
    {
        Say($"{notice.Code}: {notice.Reason}{(notice.Key is { } key ? $" ({key})" : "")}");
        if (_context.Settings.NotifyCommand.Count > 0 && !_waiting.Writer.TryWrite(Write(notice)))
            Say("notify.command is too slow: this notice was not given to it.");
    }

    /// <summary>Gives what waits a last chance.</summary>
    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await Task.WhenAny(_telling, Task.Delay(LastPatience)).ConfigureAwait(false);
    }

    private static byte[] Write(Notice notice)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("code", notice.Code);
            json.WriteString("reason", notice.Reason);
            json.WriteIfAny("id", notice.Entry?.ToString());
            json.WriteIfAny("key", notice.Key?.Value);
            json.WriteIfAny("account", notice.Account);
            json.WriteIfAny("platform", notice.Platform?.Value);
            json.WriteIfAny("campaign", notice.Campaign);
            json.WriteEndObject();
        }
        buffer.Write("\n"u8);
        return buffer.WrittenSpan.ToArray();
    }

    private async Task TellAllAsync()
    {
        var command = _context.Settings.NotifyCommand;
        await foreach (var notice in _waiting.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            // A name is looked for in PATH, a path is taken as it is.
            var path = command[0].Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal) ? command[0] : OutsideProgram.Find(command[0], _context.Environment);
            var failure = path is null ? "there is no such program in PATH" : OutsideProgram.Feed(path, command.Skip(1), notice, _context.Environment, Patience);
            if (failure is not null)
                Say($"notify.command ({command[0]}) failed: {failure}.");
        }
    }

    private void Say(string words)
    {
        lock (_lock)
        {
            try
            {
                _context.Error.WriteLine("socialkit: " + TerminalText.Clean(words));
                _context.Error.Flush();
            }
            catch (IOException)
            {
                // Nobody reads stderr; the program that is told is another matter.
            }
        }
    }
}
