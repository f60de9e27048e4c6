namespace SocialKit.Web.Cards;

/// <summary>The font files of this machine that pictures are drawn with: those that are free and cover many scripts first, then what systems bring.</summary>
public static class FontFiles
{
    // Debian: fonts-noto-core and fonts-dejavu-core; Fedora and Arch use the same names. Then macOS and Windows.
    private static readonly string[] General = ["NotoSans-{0}.ttf", "DejaVuSans-{0}.ttf", "LiberationSans-{0}.ttf", "Arial {0}.ttf"];
    private static readonly string[] Scripts =
    [
        "Arabic", "Hebrew", "Armenian", "Georgian", "Ethiopic", "Devanagari", "Bengali", "Gurmukhi", "Gujarati", "Oriya", "Tamil", "Telugu", "Kannada", "Malayalam", "Sinhala",
        "Thai", "Lao", "Tibetan", "Myanmar", "Khmer", "Mongolian", "Thaana", "Syriac", "NKo", "Adlam", "Cherokee", "CanadianAboriginal", "Tifinagh",
    ];

    private static readonly string[] Others = ["NotoNaskhArabic-{0}.ttf", "NotoSansCJK-{0}.ttc", "NotoSansCJKsc-{0}.otf", "Arial Unicode.ttf", "DejaVuSans.ttf", "NotoSans-Regular.ttf", "arialbd.ttf", "arial.ttf", "Arial.ttf"];

    /// <summary>The folders in which systems keep fonts; some may not be there.</summary>
    public static ValueList<string> Folders { get; } =
    [
        .. new[]
        {
            "/usr/share/fonts", "/usr/local/share/fonts", Home(".local/share/fonts"), Home(".fonts"),
            "/System/Library/Fonts", "/Library/Fonts", Home("Library/Fonts"), Environment.GetFolderPath(Environment.SpecialFolder.Fonts),
        }.Where(folder => folder.Length > 0),
    ];

    /// <summary>The files to take, best first, as far as they are in <paramref name="folders"/>.</summary>
    /// <param name="folders">Where to look, with what is inside.</param>
    /// <param name="bold">True for bold ones.</param>
    public static ValueList<string> Find(IEnumerable<string> folders, bool bold)
    {
        var there = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var options = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, MaxRecursionDepth = 5 };
        foreach (var folder in folders.Where(Directory.Exists))
        {
            foreach (var file in Directory.EnumerateFiles(folder, "*.?t?", options))
                there.TryAdd(Path.GetFileName(file), file);
        }
        return
        [
            .. General.Concat(Scripts.Select(script => $"NotoSans{script}-{{0}}.ttf")).Concat(Others)
                .Select(name => name.Replace("{0}", bold ? "Bold" : "Regular", StringComparison.Ordinal))
                .Select(name => there.GetValueOrDefault(name)).OfType<string>(),
        ];
    }

    private static string Home(string inside) => Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) is { Length: > 0 } home ? Path.Combine(home, inside) : "";
}
