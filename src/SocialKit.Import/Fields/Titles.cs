using System.Text.RegularExpressions;
using SocialKit.Import.Labels;

namespace SocialKit.Import.Fields;

/// <summary>A title without what stands before and behind it.</summary>
/// <param name="Kicker">What stood before it, such as "URGENT ACTION"; null if nothing did.</param>
/// <param name="Text">The title itself; empty if there was only a kicker.</param>
/// <param name="Case">Country and number, such as "Drovania, UA 515.21"; null if they do not stand behind the title.</param>
internal sealed partial record Title(string? Kicker, string Text, string? Case)
{
    private static readonly string[] Kickers =
    [
        "urgent action update", "urgent action appeal", "urgent action", "further information on urgent action", "first ua", "action urgente", "acción urgente", "ação urgente",
        "appel urgent", "actualización de acción urgente", "acción urgente: actualización", "eilaktion", "dringende aktion", "акция скорой помощи", "акция срочной помощи", "срочная акция", "экстренная акция",
    ];

    private static readonly string[] FoldedKickers = [.. Kickers.Select(Folded.Fold).OrderByDescending(kicker => kicker.Length)];

    /// <summary>Takes a title line apart.</summary>
    public static Title Of(string line)
    {
        var text = line.Trim();
        string? kicker = null;
        string? number = null;
        var folded = Folded.Of(text);
        foreach (var known in FoldedKickers)
        {
            if (!folded.Text.StartsWith(known, StringComparison.Ordinal))
                continue;
            var rest = folded.Text[known.Length..].TrimStart();
            // "Urgent action needed for …" is a title, "Urgent Action: …" and "URGENT ACTION" begin with a kicker.
            if (rest.Length > 0 && rest[0] is not (':' or '-' or '|'))
                break;
            kicker = text[..folded.OriginOf(known.Length)];
            text = text[folded.OriginOf(known.Length)..].Trim(' ', '\u00A0', ':', '\uFF1A', '-', '\u2013', '\u2014', '|');
            break;
        }
        if (CaseBehind().Match(text) is { Success: true } match)
        {
            number = $"{match.Groups[1].Value.Trim()}, {match.Groups[2].Value.Trim()}";
            text = text[..match.Index].TrimEnd();
        }
        return new Title(kicker, text, number);
    }

    [GeneratedRegex(@"\s*\(([^():]{2,60}):\s*(UA\s*[0-9][0-9./-]*)\)\s*\z")]
    private static partial Regex CaseBehind();
}
