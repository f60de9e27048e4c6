using System.Globalization;
using System.Text;

namespace SocialKit.Tests.Documents;

/// <summary>PDFs for tests, made of what stands in their pages.</summary>
internal static class PdfFile
{
    /// <summary>Text at a place, in Helvetica.</summary>
    public static string T(double x, double y, string text, double size = 10, string font = "F1") =>
        string.Create(CultureInfo.InvariantCulture, $"BT /{font} {size} Tf {x} {y} Td ({Escaped(text)}) Tj ET\n");

    /// <summary>Lines below each other, 12 points apart.</summary>
    public static string Lines(double x, double y, params string[] lines) => string.Concat(lines.Select((line, i) => T(x, y - (12 * i), line)));

    /// <summary>A document of these pages.</summary>
    public static byte[] Of(params string[] pages) => Make(pages, "", "");

    /// <summary>A document whose trailer and whose further objects, from number 20, are given.</summary>
    public static byte[] Make(string[] pages, string trailer, string objects, string resources = "")
    {
        var pdf = new StringBuilder("%PDF-1.7\n");
        var offsets = new SortedDictionary<int, int>();
        var kids = string.Join(' ', pages.Select((_, i) => $"{100 + (2 * i)} 0 R"));
        Add(1, "<< /Type /Catalog /Pages 2 0 R >>");
        Add(2, $"<< /Type /Pages /Kids [{kids}] /Count {pages.Length} >>");
        Add(3, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>");
        Add(4, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>");
        if (objects.Length > 0)
            Add(20, objects);
        for (var i = 0; i < pages.Length; i++)
        {
            Add(100 + (2 * i), $"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {101 + (2 * i)} 0 R /Resources << /Font << /F1 3 0 R /F2 4 0 R {resources} >> /XObject << /I 20 0 R >> >> >>");
            Add(101 + (2 * i), $"<< /Length {Encoding.Latin1.GetByteCount(pages[i])} >>\nstream\n{pages[i]}\nendstream");
        }
        var start = pdf.Length;
        var last = offsets.Keys.Max();
        pdf.Append($"xref\n0 {last + 1}\n0000000000 65535 f \n");
        for (var i = 1; i <= last; i++)
            pdf.Append(offsets.TryGetValue(i, out var offset) ? $"{offset:D10} 00000 n \n" : "0000000000 65535 f \n");
        pdf.Append($"trailer\n<< /Size {last + 1} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n");
        return Encoding.Latin1.GetBytes(pdf.ToString());

        void Add(int number, string content)
        {
            offsets.Add(number, pdf.Length);
            pdf.Append($"{number} 0 obj\n{content}\nendobj\n");
        }
    }

    // What is no character of WinAnsiEncoding is left to the test.
    private static string Escaped(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("(", "\\(", StringComparison.Ordinal).Replace(")", "\\)", StringComparison.Ordinal)
        .Replace("\u2022", "\\225", StringComparison.Ordinal).Replace("\u2019", "\\222", StringComparison.Ordinal);
}
