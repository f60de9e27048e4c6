using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using SocialKit.Campaigns;

namespace SocialKit.Reposts;

/// <summary>What is wrong with a line of <c># Repost rules</c>.</summary>
/// <param name="IsOfKey">True if no rule has this key; false if the value cannot be read.</param>
/// <param name="Reason">What is so.</param>
/// <param name="Remedy">What to do.</param>
public sealed record RepostRuleProblem(bool IsOfKey, string Reason, string Remedy);

/// <summary>The lines of <c># Repost rules</c>: which keys there are, what each takes, and the <see cref="RepostRules"/> that they make.</summary>
public static class RepostRuleLines
{
    private static readonly Line[] Lines =
    [
        new("hashtags", "#Tag, #Other", (value, rules) => Hashtags(value) is { } tags ? rules with { Hashtags = tags } : null),
        new("words", "a word, a few words, begin*", (value, rules) => Items(value) is { } words ? rules with { Words = words } : null),
        new("not-hashtags", "#Tag, #Other", (value, rules) => Hashtags(value) is { } tags ? rules with { NotHashtags = tags } : null),
        new("not-words", "a word, a few words, begin*", (value, rules) => Items(value) is { } words ? rules with { NotWords = words } : null),
        new("hold-words", "a word, a few words, begin*", (value, rules) => Items(value) is { } words ? rules with { HoldWords = words } : null),
        new("languages", "en, kk, ru", (value, rules) => Items(value) is { } languages && languages.All(LanguageTag.IsOne) ? rules with { Languages = languages } : null),
        new("media", "required, or: any", (value, rules) => Choice(value, "required", "any") is { } needs ? rules with { NeedsMedia = needs } : null),
        new("max-age", "24 hours", (value, rules) => TryStretch(value, out var age) && age <= TimeSpan.FromDays(30) ? rules with { MaxAge = age } : null),
        new("per-day", "10 (from 1 to 500)", (value, rules) => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is >= 1 and <= 500 ? rules with { PerDay = count } : null),
        new("spacing", "15 minutes (from 1 minute to a day)", (value, rules) => TryStretch(value, out var time) && time >= TimeSpan.FromMinutes(1) && time <= TimeSpan.FromDays(1) ? rules with { Spacing = time } : null),
        new("jitter", "10 minutes, or: none", (value, rules) => Is(value, "none") ? rules with { Jitter = TimeSpan.Zero } : TryStretch(value, out var time) && time <= TimeSpan.FromDays(1) ? rules with { Jitter = time } : null),
        new("quiet-hours", "22:00-07:00, or: none", (value, rules) => Is(value, "none") ? rules with { QuietHours = null } : Quiet(value) is { } quiet ? rules with { QuietHours = quiet } : null),
        new("zone", "Asia/Almaty", (value, rules) => CampaignTimes.TryZone(value, out _) ? rules with { Zone = value } : null),
        new("budget", "1.00 USD", (value, rules) => Money(value) is { } amount ? rules with { Budget = amount } : null),
        new("approval", "yes, or: no", (value, rules) => Choice(value, "yes", "no") is { } needs ? rules with { NeedsApproval = needs } : null),
    ];

    /// <summary>The keys, in the order in which they are described.</summary>
    public static ValueList<string> Keys { get; } = [.. Lines.Select(line => line.Key)];

    /// <summary>The rules of <paramref name="campaign"/>. A line that cannot be read counts as not written: <see cref="Problem"/> says which those are.</summary>
    public static RepostRules Of(Campaign campaign)
    {
        var rules = RepostRules.Default;
        foreach (var rule in campaign.RepostRules)
            rules = Find(rule.Key)?.Read(rule.Value, rules) ?? rules;
        return rules;
    }

    /// <summary>What is wrong with <paramref name="rule"/>; null if nothing is.</summary>
    public static RepostRuleProblem? Problem(RepostRule rule)
    {
        if (Find(rule.Key) is not { } line)
            return new(true, $"'{Quoted.Short(rule.Key)}' is no rule for reposts.", $"{Nearest.Hint(rule.Key, Keys)}Known are {string.Join(", ", Keys)}.");
        if (line.Read(rule.Value, RepostRules.Default) is not null)
            return null;
        return new(false, $"'{Quoted.Short(rule.Value)}' cannot be read as {line.Key}.", $"Write '- {line.Key}: {line.Example}'.");
    }

    /// <summary>Reads a stretch of time: <c>24 hours</c>, <c>90m</c>, <c>1 day 12 h</c>. Zero is none.</summary>
    internal static bool TryStretch(string written, [NotNullWhen(true)] out TimeSpan time)
    {
        time = TimeSpan.Zero;
        var rest = written.AsSpan().Trim();
        while (!rest.IsEmpty)
        {
            var digits = rest.IndexOfAnyExceptInRange('0', '9');
            if (digits is < 1 or > 5)
                return false;
            var count = int.Parse(rest[..digits], NumberStyles.None, CultureInfo.InvariantCulture);
            rest = rest[digits..].TrimStart();
            var letters = rest.IndexOfAnyExceptInRange('a', 'z');
            var unit = letters < 0 ? rest : rest[..letters];
            if (UnitOf(unit) is not { } length)
                return false;
            time += count * length;
            rest = rest[unit.Length..].TrimStart();
        }
        return time > TimeSpan.Zero;
    }

    private static TimeSpan? UnitOf(ReadOnlySpan<char> unit) => unit switch
    {
        "m" or "min" or "minute" or "minutes" => TimeSpan.FromMinutes(1),
        "h" or "hour" or "hours" => TimeSpan.FromHours(1),
        "d" or "day" or "days" => TimeSpan.FromDays(1),
        _ => null,
    };

    private static Line? Find(string key) => Array.Find(Lines, line => Is(key, line.Key));

    private static ValueList<string>? Items(string value)
    {
        string[] items = value.Split(',', StringSplitOptions.TrimEntries);
        return Array.TrueForAll(items, item => WordList.Fold(item.Trim('*')).Length > 0) ? [.. items] : null;
    }

    private static ValueList<string>? Hashtags(string value)
    {
        string[] items = value.Split(',', StringSplitOptions.TrimEntries);
        return Array.TrueForAll(items, item => item.Length > 1 && item[0] == '#' && !item.AsSpan(1).Contains('#') && !item.Any(char.IsWhiteSpace)) ? [.. items.Select(item => item[1..])] : null;
    }

    private static QuietHours? Quiet(string value)
    {
        string[] ends = value.Split(['-', '–'], StringSplitOptions.TrimEntries);
        return ends.Length == 2 && TimeOnly.TryParseExact(ends[0], "H:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var from)
            && TimeOnly.TryParseExact(ends[1], "H:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var to) && from != to
            ? new(from, to)
            : null;
    }

    private static decimal? Money(string value)
    {
        var amount = value.EndsWith("USD", StringComparison.OrdinalIgnoreCase) ? value[..^3].TrimEnd() : value.StartsWith('$') ? value[1..] : value;
        return decimal.TryParse(amount, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var money) && money is >= 0 and <= 10_000 ? money : null;
    }

    private static bool? Choice(string value, string yes, string no) => Is(value, yes) ? true : Is(value, no) ? false : null;

    private static bool Is(string value, string word) => string.Equals(value, word, StringComparison.OrdinalIgnoreCase);

    private sealed record Line(string Key, string Example, Func<string, RepostRules, RepostRules?> Read);
}
