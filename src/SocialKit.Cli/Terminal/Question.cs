using System.Text;

namespace SocialKit.Cli.Terminal;

/// <summary>A question to a person, on stderr, answered on stdin. Where <see cref="TerminalFacts.CanAsk"/> is false nothing may be asked.</summary>
internal static class Question
{
    /// <summary>Asks for a yes; anything else, and the end of the input, is a no.</summary>
    /// <param name="question">One sentence with its question mark; cleaned here.</param>
    /// <param name="context">The world outside.</param>
    /// <param name="cancellationToken">Ends the waiting for an answer.</param>
    public static async Task<bool> AskAsync(string question, CliContext context, CancellationToken cancellationToken)
    {
        await context.Out.FlushAsync(cancellationToken).ConfigureAwait(false);
        await context.Error.WriteAsync($"{TerminalText.Clean(question)} [y/N] ".AsMemory(), cancellationToken).ConfigureAwait(false);
        await context.Error.FlushAsync(cancellationToken).ConfigureAwait(false);
        // A terminal cannot be told to stop reading: the thread that reads is left behind when Ctrl-C ends the waiting.
        var answer = await Task.Run(() => ReadLine(context.OpenInput()), CancellationToken.None).WaitAsync(cancellationToken).ConfigureAwait(false);
        return answer is not null && answer.Trim().ToUpperInvariant() is "Y" or "YES";
    }

    // Byte by byte: what comes after the line belongs to the next question.
    private static string? ReadLine(Stream input)
    {
        List<byte> line = [];
        for (var read = input.ReadByte(); read != '\n'; read = input.ReadByte())
        {
            if (read < 0)
                return line.Count == 0 ? null : Encoding.UTF8.GetString([.. line]);
            line.Add((byte)read);
        }
        return Encoding.UTF8.GetString([.. line]);
    }
}
