using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace SocialKit.Tests.Documents;

/// <summary>The repository's source document as other programs write it: made once, by the programs themselves.</summary>
public sealed partial class Renderings : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("socialkit-renderings-");
    private readonly Lazy<string> _page;
    private readonly Lazy<string> _word;

    public Renderings()
    {
        _page = new(() => Page("one.html", ""));
        _word = new(() => Converted(_page.Value, "docx", "docx:MS Word 2007 XML"));
    }

    /// <summary>The document's Markdown.</summary>
    public static string Markdown { get; } = File.ReadAllText(Path.Combine(Repository.Root, "seeds", "2019-kazakhstan-serikzhan-bilash.md"));

    /// <summary>As a web page.</summary>
    public string Html => _page.Value;

    /// <summary>As a Word document by LibreOffice.</summary>
    public string Docx => _word.Value;

    /// <summary>As a PDF by LibreOffice.</summary>
    public string OfficePdf(int columns)
    {
        var word = columns == 1 ? _word.Value : InColumns(_word.Value, columns);
        return Converted(word, "pdf", "pdf");
    }

    /// <summary>As a PDF by Chromium.</summary>
    public string ChromiumPdf(int columns)
    {
        var page = columns == 1 ? _page.Value : Page($"columns-{columns}.html", $"body {{ column-count: {columns}; font-size: 10pt }}");
        var pdf = Path.ChangeExtension(page, "chromium.pdf");
        Start("chromium", ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", $"--user-data-dir={Path.Combine(_folder.FullName, "chromium")}", $"--print-to-pdf={pdf}", page]);
        Assert.True(File.Exists(pdf), "Chromium wrote no PDF.");
        return pdf;
    }

    private string Page(string name, string style)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, $"<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>An urgent action</title><style>{style}</style></head><body>{Markdig.Markdown.ToHtml(Markdown)}</body></html>");
        return path;
    }

    private string Converted(string from, string ending, string filter)
    {
        Start("soffice", [$"-env:UserInstallation=file://{Path.Combine(_folder.FullName, "office")}", "--headless", "--convert-to", filter, "--outdir", _folder.FullName, from]);
        var converted = Path.ChangeExtension(from, ending);
        Assert.True(File.Exists(converted), $"LibreOffice wrote no {ending}.");
        return converted;
    }

    private static string InColumns(string word, int columns)
    {
        var path = Path.ChangeExtension(word, $"columns-{columns}.docx");
        File.Copy(word, path);
        using var zip = ZipFile.Open(path, ZipArchiveMode.Update);
        var part = zip.GetEntry("word/document.xml")!;
        string xml;
        using (var reader = new StreamReader(part.Open()))
            xml = reader.ReadToEnd();
        var changed = Section().Replace(xml, $"<w:sectPr><w:cols w:num=\"{columns}\" w:space=\"400\"/></w:sectPr>");
        Assert.NotEqual(xml, changed);
        part.Delete();
        using var writer = new StreamWriter(zip.CreateEntry("word/document.xml").Open(), new UTF8Encoding(false));
        writer.Write(changed);
        return path;
    }

    private void Start(string program, string[] arguments)
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
        if (path is null)
        {
            var why = $"{program} is not installed (tests/run.sh does that)";
            Assert.SkipWhen(Environment.GetEnvironmentVariable("CI") != "true", why);
            Assert.Fail(why);
        }
        var start = new ProcessStartInfo(path, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["HOME"] = _folder.FullName;
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{program} did not end within {Patience.TotalSeconds:0} seconds.");
        }
        Assert.True(process.ExitCode == 0, $"{program}: {output.Result}{error.Result}");
    }

    public void Dispose() => _folder.Delete(recursive: true);

    [GeneratedRegex("<w:sectPr[^>]*>.*?</w:sectPr>", RegexOptions.Singleline)]
    private static partial Regex Section();
}
