using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SocialKit.Import;

/// <summary>The form in which a program that reads documents hands one over: JSON in one line of UTF-8.</summary>
public static class DocumentJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The document without its name, which the reader of this JSON knows; no line break inside or at the end.</summary>
    public static ReadOnlyMemory<byte> ToUtf8(Document document)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteStartArray("blocks");
            foreach (var block in document.Blocks)
                Write(json, block);
            json.WriteEndArray();
            json.WriteStartArray("findings");
            foreach (var finding in document.Findings)
                Write(json, finding);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return buffer.WrittenMemory;
    }

    /// <summary>The document that <see cref="ToUtf8"/> wrote.</summary>
    /// <param name="utf8">The JSON.</param>
    /// <param name="name">The document's name.</param>
    /// <exception cref="JsonException">It is not such JSON.</exception>
    public static Document Read(ReadOnlyMemory<byte> utf8, string name)
    {
        using var json = JsonDocument.Parse(utf8);
        try
        {
            return new Document(name, [.. json.RootElement.GetProperty("blocks").EnumerateArray().Select(Block)])
            {
                Findings = [.. json.RootElement.GetProperty("findings").EnumerateArray().Select(finding => Finding(finding, name))],
            };
        }
        catch (Exception exception) when (exception is InvalidOperationException or KeyNotFoundException or FormatException or IndexOutOfRangeException)
        {
            throw new JsonException("This is no document.", exception);
        }
    }

    private static void Write(Utf8JsonWriter json, Block block)
    {
        json.WriteStartObject();
        json.WriteNumber("kind", (int)block.Kind);
        json.WriteNumber("level", block.Level);
        json.WriteBoolean("quoted", block.IsQuoted);
        json.WriteBoolean("header", block.IsHeader);
        json.WriteString("marker", block.Marker);
        json.WriteString("source", block.Source);
        if (block.Kind == BlockKind.TableRow)
        {
            json.WriteStartArray("cells");
            foreach (var cell in block.Cells)
                Write(json, cell);
            json.WriteEndArray();
        }
        else
        {
            json.WritePropertyName("lines");
            Write(json, block.Lines);
        }
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ValueList<Line> lines)
    {
        json.WriteStartArray();
        foreach (var line in lines)
        {
            json.WriteStartArray();
            json.WriteBooleanValue(line.EndsHard);
            foreach (var run in line.Runs)
            {
                json.WriteStartArray();
                json.WriteStringValue(run.Text);
                json.WriteNumberValue(run.Start.Line);
                json.WriteNumberValue(run.Start.Column);
                json.WriteNumberValue(run.End.Line);
                json.WriteNumberValue(run.End.Column);
                json.WriteBooleanValue(run.IsBold);
                json.WriteBooleanValue(run.IsPicture);
                json.WriteStringValue(run.Link);
                json.WriteEndArray();
            }
            json.WriteEndArray();
        }
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, Finding finding)
    {
        json.WriteStartArray();
        json.WriteStringValue(finding.Code);
        json.WriteNumberValue((int)finding.Severity);
        json.WriteStringValue(finding.Reason);
        json.WriteStringValue(finding.Remedy);
        json.WriteNumberValue(finding.Place?.Line ?? 1);
        json.WriteNumberValue(finding.Place?.Column ?? 1);
        json.WriteEndArray();
    }

    private static Block Block(JsonElement json)
    {
        var kind = (BlockKind)json.GetProperty("kind").GetInt32();
        ValueList<ValueList<Line>> cells = kind == BlockKind.TableRow ? [.. json.GetProperty("cells").EnumerateArray().Select(Lines)] : [];
        // A row's lines are its cells' lines, not copies of them: what is used in one is used in the other.
        return new Block(kind, kind == BlockKind.TableRow ? [.. cells.SelectMany(cell => cell)] : Lines(json.GetProperty("lines")))
        {
            Level = json.GetProperty("level").GetInt32(),
            IsQuoted = json.GetProperty("quoted").GetBoolean(),
            IsHeader = json.GetProperty("header").GetBoolean(),
            Marker = json.GetProperty("marker").GetString()!,
            Source = json.GetProperty("source").GetString()!,
            Cells = cells,
        };
    }

    private static ValueList<Line> Lines(JsonElement json) =>
        [.. json.EnumerateArray().Select(line => new Line([.. line.EnumerateArray().Skip(1).Select(Run)]) { EndsHard = line[0].GetBoolean() })];

    private static Run Run(JsonElement json) =>
        new(json[0].GetString()!, new TextPosition(json[1].GetInt32(), json[2].GetInt32()), new TextPosition(json[3].GetInt32(), json[4].GetInt32()))
        {
            IsBold = json[5].GetBoolean(),
            IsPicture = json[6].GetBoolean(),
            Link = json[7].GetString(),
        };

    private static Finding Finding(JsonElement json, string name) =>
        new(json[0].GetString()!, (Severity)json[1].GetInt32(), json[2].GetString()!, json[3].GetString()!)
        {
            Place = new SourcePlace(name, json[4].GetInt32(), json[5].GetInt32()),
        };
}
