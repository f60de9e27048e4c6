using System.Text;
using SocialKit.Access;

namespace SocialKit.Cli.Terminal;

/// <summary>Takes secrets from a person: typed without being shown, or a line each from stdin. Never from an argument or a variable, which other processes can see.</summary>
/// <param name="context">The world outside.</param>
internal sealed class SecretPrompt(CliContext context)
{
    // No password, token or pasted address is longer.
    private const int Longest = 16 * 1024;

    private Stream? _input;

    /// <summary>Asks for a secret.</summary>
    /// <param name="prompt">What is asked for; cleaned here.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>Null if nothing was given.</returns>
    public async Task<Secret?> AskAsync(string prompt, CancellationToken cancellationToken)
    {
        var line = context.Terminal.CanAsk
            ? await TypedAsync(prompt, context.ReadHidden, cancellationToken).ConfigureAwait(false)
            : await LineAsync(cancellationToken).ConfigureAwait(false);
        // What is pasted often brings a line end or blanks along; no platform's secret begins or ends with one.
        return line?.Trim() is { Length: > 0 } written ? new(written) : null;
    }

    /// <summary>Asks for a line that may be seen while it is typed.</summary>
    public Task<string?> AskOpenlyAsync(string prompt, CancellationToken cancellationToken) => TypedAsync(prompt, ReadLine, cancellationToken);

    private async Task<string?> TypedAsync(string prompt, Func<string?> read, CancellationToken cancellationToken)
    {
        await context.Out.FlushAsync(cancellationToken).ConfigureAwait(false);
        await context.Error.WriteAsync($"{TerminalText.Clean(prompt)}: ".AsMemory(), cancellationToken).ConfigureAwait(false);
        await context.Error.FlushAsync(cancellationToken).ConfigureAwait(false);
        // A terminal cannot be told to stop reading: the thread that reads is left behind when Ctrl-C ends the waiting.
        return await Task.Run(read, CancellationToken.None).WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private Task<string?> LineAsync(CancellationToken cancellationToken) => Task.Run(ReadLine, CancellationToken.None).WaitAsync(cancellationToken);

    private string? ReadLine()
    {
        _input ??= context.OpenInput();
        List<byte> line = [];
        for (var read = _input.ReadByte(); read != '\n'; read = _input.ReadByte())
        {
            if (read < 0)
                return line.Count == 0 ? null : Encoding.UTF8.GetString([.. line]);
            if (line.Count == Longest)
                throw new UsageException("What stdin gives is too long for a secret.");
            line.Add((byte)read);
        }
        return Encoding.UTF8.GetString([.. line]);
    }
}
