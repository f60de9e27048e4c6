using System.IO.Compression;
using SocialKit.Text;

namespace SocialKit.Tests.Web;

/// <summary>The files that the page's counter comes in.</summary>
public sealed class CounterTablesTests
{
    private static readonly string Scripts = Path.Combine(Repository.Root, "src", "SocialKit.Web", "Scripts");

    [Fact]
    public void TheTablesAreOfTheVersionsThatTheLibraryCountsWith()
    {
        Assert.Contains(EmojiSequences.Current.SourcePackages, FirstLine("emoji"), StringComparison.Ordinal);
        Assert.Contains(TldSet.Current.SourcePackage, FirstLine("domains"), StringComparison.Ordinal);
        Assert.Contains(Nfc.SourcePackage, FirstLine("nfc"), StringComparison.Ordinal);
        Assert.Contains($"unicode-{Graphemes.UnicodeVersion}", FirstLine("graphemes"), StringComparison.Ordinal);
        Assert.Contains($".NET {Environment.Version.Major}", FirstLine("words"), StringComparison.Ordinal);
    }

    [Fact]
    public void WhoEditsATextForXLoads26KilobytesAndForBlueskyLess()
    {
        Assert.InRange(Gzipped("counter", "nfc", "emoji", "domains", "punycode", "x-links", "x"), 20_000, 26_000);
        Assert.InRange(Gzipped("counter", "graphemes", "domains", "punycode", "words", "bluesky-links", "bluesky"), 12_000, 20_000);
    }

    private static string FirstLine(string part) => File.ReadLines(Path.Combine(Scripts, $"counter-table-{part}.js")).First();

    private static long Gzipped(string loader, params string[] parts) =>
        Directory.EnumerateFiles(Scripts, "counter*.js").Where(file => Path.GetFileNameWithoutExtension(file) is var name
            && (name == loader || parts.Any(part => name == $"counter-{part}" || name == $"counter-table-{part}"))).Sum(file =>
        {
            using var gzipped = new MemoryStream();
            using (var gzip = new GZipStream(gzipped, CompressionLevel.SmallestSize, leaveOpen: true))
                gzip.Write(File.ReadAllBytes(file));
            return gzipped.Length;
        });
}
