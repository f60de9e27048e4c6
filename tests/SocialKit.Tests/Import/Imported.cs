using System.Text;
using SocialKit.Import;
using SocialKit.Platforms;

namespace SocialKit.Tests.Import;

/// <summary>Imports for tests: a document by its text or from the test data.</summary>
internal static class Imported
{
    public static ImportResult Markdown(string text, string name = "appeal.md") =>
        new Importer(KnownPlatforms.All).Import(new MarkdownReader().Read(Encoding.UTF8.GetBytes(text), name));

    public static ImportResult Text(string text, string name = "appeal.txt") =>
        new Importer(KnownPlatforms.All).Import(new PlainTextReader().Read(Encoding.UTF8.GetBytes(text), name));

    public static ImportResult File(string relative)
    {
        var path = TestData.Path(relative);
        var reader = Importer.Readers.Single(reader => reader.Reads(path));
        return new Importer(KnownPlatforms.All).Import(reader.Read(System.IO.File.ReadAllBytes(path), Path.GetFileName(path)));
    }

    public static bool Has(this ImportResult result, string code) => result.Findings.Any(finding => finding.Code == code);
}
