using System.Text;

namespace SocialKit.Web;

/// <summary>A campaign's own style sheet: it may change how the page looks, and load nothing.</summary>
public static class CampaignStyle
{
    /// <summary>The most bytes it may have.</summary>
    /// <value>32 KiB</value>
    public const int MaxBytes = 32 * 1024;

    // What could load something, or hide that it does. A backslash spells any letter as a number, and "<" could end the element that the style stands in.
    private static readonly (string Part, string Why)[] Refused =
    [
        ("\\", "a backslash can hide an address"),
        ("<", "it could end the style and begin something else"),
        ("@import", "it loads another style sheet"),
        ("@font-face", "it loads a font"),
        ("@namespace", "it names an address"),
        ("url(", "it loads something"),
        ("src(", "it loads something"),
        ("image(", "it loads a picture"),
        ("image-set(", "it loads a picture"),
        ("cross-fade(", "it loads a picture"),
        ("element(", "it draws another part of the page"),
        ("expression(", "it runs a program in old browsers"),
        ("-moz-binding", "it runs a program in old browsers"),
        ("behavior:", "it runs a program in old browsers"),
    ];

    /// <summary>The style sheet, and what is wrong with it; an empty text if anything is.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="path">Its path, as findings name it.</param>
    public static (string Css, ValueList<Finding> Findings) Read(ReadOnlySpan<byte> bytes, string path)
    {
        if (bytes.Length > MaxBytes)
            return ("", [Error(path, 1, 1, $"The style sheet has {bytes.Length} bytes; {MaxBytes} are the most.", "Keep only what changes the look.")]);
        string css;
        try
        {
            css = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes).TrimStart('\uFEFF').ReplaceLineEndings("\n");
        }
        catch (DecoderFallbackException)
        {
            return ("", [Error(path, 1, 1, "The style sheet is not UTF-8.", "Save it as UTF-8.")]);
        }
        List<Finding> findings = [];
        foreach (var (part, why) in Refused)
        {
            for (var at = css.IndexOf(part, StringComparison.OrdinalIgnoreCase); at >= 0; at = css.IndexOf(part, at + 1, StringComparison.OrdinalIgnoreCase))
                findings.Add(At(path, css, at, $"\"{part}\" may not stand in a campaign's style sheet: {why}.", "Take it out: a page loads nothing from elsewhere."));
        }
        if (css.Contains('\0', StringComparison.Ordinal))
            findings.Add(Error(path, 1, 1, "The style sheet holds a NUL: it is no text.", "Save it as text."));
        return findings.Count == 0 ? (css, []) : ("", findings.OrderBy(finding => finding.Place!.Line).ThenBy(finding => finding.Place!.Column).Take(20).ToValueList());
    }

    private static Finding At(string path, string css, int at, string reason, string remedy)
    {
        var before = css.AsSpan(0, at);
        return Error(path, before.Count('\n') + 1, at - before.LastIndexOf('\n'), reason, remedy);
    }

    private static Finding Error(string path, int line, int column, string reason, string remedy) =>
        new("page-style", Severity.Error, reason, remedy) { Place = new(path, line, column) };
}
