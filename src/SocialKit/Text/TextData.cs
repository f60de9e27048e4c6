namespace SocialKit.Text;

/// <summary>One of the data sets that texts are read with.</summary>
/// <param name="Name">What it is, in a few words.</param>
/// <param name="Source">Where it was taken from, with the version.</param>
public sealed record TextDataSet(string Name, string Source);

/// <summary>The data sets that texts are read with, each in its version. The table generator, src/SocialKit.Tables, writes them.</summary>
public static class TextData
{
    /// <summary>Every data set of the library itself.</summary>
    public static ValueList<TextDataSet> Sets { get; } =
    [
        new("characters (grapheme clusters)", $"Unicode {Graphemes.UnicodeVersion}"),
        new("canonical composition (NFC)", Nfc.SourcePackage),
        new("emoji sequences", EmojiSequences.Current.SourcePackages),
        new("top-level domains", TldSet.Current.SourcePackage),
    ];
}
