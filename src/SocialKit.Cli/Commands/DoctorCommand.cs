using System.CommandLine;
using SocialKit.Cli.Doctor;
using SocialKit.Cli.Json;
using SocialKit.Cli.Terminal;
using Spectre.Console;

namespace SocialKit.Cli.Commands;

/// <summary><c>socialkit doctor</c></summary>
internal static class DoctorCommand
{
    private const string Notes = """
        It changes nothing, uses no network and shows no secret. Exit codes: 0 all is well, 1 something needs attention.

        --json prints one object: "ok" and "lines", each with name, value, ok, and remedy where there is one.
        """;

    public static CliCommand Create(CliContext context)
    {
        var json = new Option<bool>("--json") { Description = "Prints one JSON object." };
        var command = new CliCommand("doctor", "Says whether this machine is ready: versions, settings and where they come from, terminal, clipboard.")
        {
            Examples =
            [
                new("socialkit doctor", "looks at everything"),
                new("socialkit doctor --json", "the same, to send along with a report of a fault"),
            ],
            Notes = Notes,
        };
        command.Add(json);
        command.SetAction(parsed =>
        {
            var lines = new Examination(context).Run();
            if (parsed.GetValue(json))
                WriteJson(lines, context);
            else
                WriteText(lines, context);
            return lines.All(line => line.IsOk) ? ExitCodes.Fine : ExitCodes.Failure;
        });
        return command;
    }

    private static void WriteText(ValueList<DoctorLine> lines, CliContext context)
    {
        var sheet = new Sheet(context.Out, context.Terminal, labelWidth: lines.Max(line => line.Name.Length));
        var attention = new Style(Color.Olive);
        foreach (var line in lines)
        {
            sheet.Field(line.Name, line.IsOk ? line.Value : $"attention: {line.Value}", line.IsOk ? Style.Plain : attention);
            if (line.Remedy is { } remedy)
                sheet.Field("", remedy);
        }
        var open = lines.Count(line => !line.IsOk);
        sheet.Blank();
        sheet.Line(open == 0 ? "All is well." : open == 1 ? "One thing needs attention." : $"{open} things need attention.", new(decoration: Decoration.Bold));
    }

    private static void WriteJson(ValueList<DoctorLine> lines, CliContext context) => CliJson.Write(context.Out, json =>
    {
        json.WriteStartObject();
        json.WriteBoolean("ok", lines.All(line => line.IsOk));
        json.WriteStartArray("lines");
        foreach (var line in lines)
        {
            json.WriteStartObject();
            json.WriteString("name", line.Name);
            json.WriteString("value", line.Value);
            json.WriteBoolean("ok", line.IsOk);
            json.WriteIfAny("remedy", line.Remedy);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    });
}
