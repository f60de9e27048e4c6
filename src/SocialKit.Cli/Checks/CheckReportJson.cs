using System.Text.Json;
using SocialKit.Cli.Json;
using SocialKit.Cli.Sources;

namespace SocialKit.Cli.Checks;

/// <summary>A report for programs.</summary>
internal static class CheckReportJson
{
    public static void Write(CheckReport report, CliContext context) => CliJson.Write(context.Out, json =>
    {
        json.WriteStartObject();
        json.WriteBoolean("ok", report.ExitCode == ExitCodes.Fine);
        json.WriteStartArray("posts");
        foreach (var source in report.Sources)
        {
            foreach (var post in source.Posts)
                WritePost(json, source, post);
        }
        json.WriteEndArray();
        PostJson.WriteFindings(json, report.Sources.SelectMany(source => source.Findings));
        json.WriteEndObject();
    });

    private static void WritePost(Utf8JsonWriter json, SourceCheck source, PostCheck post)
    {
        json.WriteStartObject();
        json.WriteIfAny("campaign", source.Campaign?.Slug);
        PostJson.WriteProperties(json, post);
        json.WriteEndObject();
    }
}
