using System.Text;
using SocialKit.Cli.Json;
using SocialKit.Posts;

namespace SocialKit.Cli.Lines;

/// <summary><c>check - --lines</c>: one JSON string a line in, one JSON object a line out, in the same order and in constant memory.</summary>
internal sealed class LinesCheck
{
    private readonly TextChecker _checker;
    private readonly JsonStringReader _reader = new();
    private readonly LineSource _lines;
    private readonly LineOutput _output;
    private readonly byte[] _beginning;

    public LinesCheck(CheckContext context, Stream input, Stream output)
    {
        _checker = new(context);
        _output = new(output);
        _lines = new(input, _output.Flush);
        _beginning = Encoding.UTF8.GetBytes($"{{\"platform\":\"{context.Platform.Id}\",\"length\":");
    }

    /// <summary>Answers every line.</summary>
    /// <returns>The exit code: 3 if a line was no JSON string.</returns>
    public int Run()
    {
        var code = ExitCodes.Fine;
        for (var line = 1; _lines.TryRead(out var bytes, out var isTooLong); line++)
        {
            var error = isTooLong ? $"longer than {LineSource.LongestLine / 1024 / 1024} MB" : _reader.Read(bytes);
            if (error is null)
            {
                _checker.Check(_reader.Text);
                WriteAnswer(_reader.Text);
            }
            else
            {
                code = ExitCodes.ProblemsFound;
                WriteError(error, line);
            }
            _output.EndLine();
        }
        _output.Flush();
        return code;
    }

    private void WriteError(string error, int line)
    {
        _output.Raw("{\"error\":"u8);
        _output.Text(error);
        _output.Raw(",\"line\":"u8);
        _output.Number(line);
        _output.Raw("}"u8);
    }

    private void WriteAnswer(ReadOnlySpan<char> text)
    {
        var reading = _checker.Reading;
        _output.Raw(_beginning);
        _output.Number(reading.Count.Length);
        _output.Raw(",\"limit\":"u8);
        _output.Number(reading.Count.Limit);
        _output.Raw(reading.IsValid ? ",\"valid\":true"u8 : ",\"valid\":false"u8);
        if (reading.Permillage is { } permillage)
        {
            _output.Raw(",\"permillage\":"u8);
            _output.Number(permillage);
        }
        _output.Raw(",\"entities\":["u8);
        WriteEntities(text);
        _output.Raw("],\"findings\":["u8);
        WriteFindings();
        _output.Raw("]}"u8);
    }

    private void WriteEntities(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < _checker.Entities.Count; i++)
        {
            var entity = _checker.Entities[i];
            _output.Raw(i == 0 ? "{\"kind\":\""u8 : ",{\"kind\":\""u8);
            _output.Raw(entity.Kind switch
            {
                Text.EntityKind.Mention => "mention"u8,
                Text.EntityKind.List => "list"u8,
                Text.EntityKind.Hashtag => "hashtag"u8,
                Text.EntityKind.Cashtag => "cashtag"u8,
                Text.EntityKind.Link => "link"u8,
                _ => "email"u8,
            });
            _output.Raw("\",\"text\":"u8);
            _output.Text(entity.Of(text));
            WriteSpan(entity.Span);
            _output.Raw("}"u8);
        }
    }

    private void WriteFindings()
    {
        for (var i = 0; i < _checker.Findings.Count; i++)
        {
            var finding = _checker.Findings[i];
            _output.Raw(i == 0 ? "{\"code\":"u8 : ",{\"code\":"u8);
            _output.Text(finding.Code);
            _output.Raw(",\"severity\":"u8);
            _output.Text(PostJson.NameOf(finding.Severity));
            _output.Raw(",\"reason\":"u8);
            _output.Text(finding.Reason);
            _output.Raw(",\"remedy\":"u8);
            _output.Text(finding.Remedy);
            if (finding.Span is { } span)
                WriteSpan(span);
            _output.Raw("}"u8);
        }
    }

    private void WriteSpan(Text.TextSpan span)
    {
        _output.Raw(",\"start\":"u8);
        _output.Number(span.Start);
        _output.Raw(",\"end\":"u8);
        _output.Number(span.End);
    }
}
