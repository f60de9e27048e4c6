using System.Globalization;
using System.Text.Json;
using SocialKit.Cli.Json;
using SocialKit.Posts;

namespace SocialKit.Cli.Preview;

/// <summary>A preview for programs.</summary>
internal static class PreviewJson
{
    public static void Write(PreviewModel model, CliContext context) => CliJson.Write(context.Out, json =>
    {
        json.WriteStartObject();
        if (model.Campaign is { } campaign)
        {
            json.WriteString("campaign", campaign.Slug);
            json.WriteString("title", campaign.Title);
            json.WriteIfAny("person", campaign.Person);
            json.WriteIfAny("pronouns", campaign.Pronouns);
            WriteDeadline(json, model.Deadline);
            WriteTargets(json, model.Targets);
            WriteStrings(json, "hashtags", campaign.Hashtags);
            json.WriteStartArray("follow");
            WriteAccounts(json, model.Follow);
            json.WriteEndArray();
            if (model.RepostRules.Count > 0)
                WriteStrings(json, "reposts", [.. model.RepostRules.Select(rule => $"{rule.Label}: {rule.Value}")]);
            WriteLanguages(json, model.Languages);
        }
        json.WriteStartArray("posts");
        foreach (var card in model.Messages.SelectMany(message => message.Cards))
            WriteCard(json, card);
        json.WriteEndArray();
        PostJson.WriteFindings(json, model.Findings);
        json.WriteEndObject();
    });

    private static void WriteCard(Utf8JsonWriter json, PreviewCard card)
    {
        json.WriteStartObject();
        PostJson.WriteProperties(json, card.Post);
        if (card.CharactersPerLink is { } perLink)
            json.WriteNumber("charactersPerLink", perLink);
        if (card.Price is { } price)
            WritePrice(json, price);
        json.WriteEndObject();
    }

    private static void WritePrice(Utf8JsonWriter json, Price price)
    {
        json.WriteStartObject("price");
        json.WriteNumber("amount", price.Amount);
        json.WriteString("currency", price.Currency);
        json.WriteString("for", price.For);
        json.WriteString("asOf", price.AsOf.ToString("O", CultureInfo.InvariantCulture));
        json.WriteEndObject();
    }

    private static void WriteDeadline(Utf8JsonWriter json, PreviewDeadline? deadline)
    {
        if (deadline is null)
            return;
        json.WriteStartObject("deadline");
        json.WriteString("day", deadline.Day.ToString("O", CultureInfo.InvariantCulture));
        json.WriteBoolean("passed", deadline.IsPassed);
        json.WriteString("words", deadline.Words);
        json.WriteStartArray("clocks");
        foreach (var clock in deadline.Clocks)
        {
            json.WriteStartObject();
            json.WriteString("whose", clock.Whose.Length == 0 ? "UTC" : clock.Whose);
            json.WriteString("zone", clock.Zone);
            json.WriteString("time", clock.Time.ToString("yyyy-MM-dd'T'HH:mmzzz", CultureInfo.InvariantCulture));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteTargets(Utf8JsonWriter json, IEnumerable<PreviewTarget> targets)
    {
        json.WriteStartArray("targets");
        foreach (var (target, accounts) in targets)
        {
            json.WriteStartObject();
            json.WriteString("title", target.Title);
            json.WriteIfAny("name", target.Name);
            json.WriteBoolean("copyOnly", target.CopyOnly);
            json.WriteStartArray("accounts");
            WriteAccounts(json, accounts);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteAccounts(Utf8JsonWriter json, IEnumerable<AccountLink> accounts)
    {
        foreach (var (platform, mention, profile) in accounts)
        {
            json.WriteStartObject();
            json.WriteString("platform", platform.Id.Value);
            json.WriteString("mention", mention);
            json.WriteString("profile", profile);
            json.WriteEndObject();
        }
    }

    private static void WriteLanguages(Utf8JsonWriter json, IEnumerable<PreviewLanguage> languages)
    {
        json.WriteStartArray("languages");
        foreach (var language in languages)
        {
            json.WriteStartObject();
            json.WriteString("language", language.Language);
            json.WriteNumber("translated", language.Translated);
            json.WriteNumber("messages", language.Total);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteStrings(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }
}
