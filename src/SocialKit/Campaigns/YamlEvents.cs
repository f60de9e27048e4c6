using System.Diagnostics.CodeAnalysis;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace SocialKit.Campaigns;

/// <summary>The parts of a YAML text one after the other. Whatever the text holds, the only exception is <see cref="YamlException"/>.</summary>
internal sealed class YamlEvents(string yaml)
{
    // The parser's time grows with the square of the depth, and nothing here is deeper than one.
    private const int MostDepth = 32;

    private readonly Parser _parser = new(new StringReader(yaml));
    private ParsingEvent? _next;
    private Mark _last = Mark.Empty;

    /// <summary>The next part, which stays.</summary>
    public ParsingEvent Peek() => _next ??= Read();

    public ParsingEvent Take()
    {
        var taken = Peek();
        _next = null;
        return taken;
    }

    /// <summary>Takes the next part if it is a <typeparamref name="T"/>.</summary>
    public bool TryTake<T>([NotNullWhen(true)] out T? taken) where T : ParsingEvent
    {
        taken = Peek() as T;
        if (taken is not null)
            _next = null;
        return taken is not null;
    }

    /// <summary>Reads over what <paramref name="started"/>, which was taken, has opened.</summary>
    public void Skip(ParsingEvent started)
    {
        var depth = started.NestingIncrease;
        while (depth > 0)
        {
            var next = Take();
            depth += next.NestingIncrease;
            if (depth > MostDepth)
                throw new YamlException(next.Start, next.End, "lists and maps lie too deep in each other.");
        }
    }

    private ParsingEvent Read()
    {
        try
        {
            if (!_parser.MoveNext())
                throw new YamlException(_last, _last, "it ends too early.");
        }
        // YamlDotNet 18.1, 2026-11, found by fuzzing: "\U99999999" gives the second, a map that is opened and never closed can give the first.
        catch (Exception bug) when (bug is InvalidOperationException or ArgumentException)
        {
            throw new YamlException(_last, _last, "it cannot be taken apart.", bug);
        }
        _last = _parser.Current!.End;
        return _parser.Current;
    }
}
