using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using SocialKit.Cli.Importing;
using SocialKit.Import;
using SocialKit.Tests.Cli;

namespace SocialKit.Tests.Documents;

/// <summary>The program that reads documents takes whatever they do to it, and the one that asks goes on.</summary>
public sealed class ReaderProgramTests : IDisposable
{
    private readonly CliRun _run = new();
    private readonly ReaderProgram _program;

    public ReaderProgramTests() => _program = new ReaderProgram(_run.Context(TextWriter.Null));

    public void Dispose()
    {
        _program.Dispose();
        _run.Dispose();
    }

    private Document Read(string format, byte[] bytes) => _program.Read(format, "a." + format, bytes);

    private void StillReads() => Assert.Equal("text", Assert.Single(Read("html", "<p>text"u8.ToArray()).Blocks).Text);

    [Fact]
    public void ItReadsOneDocumentAfterTheOther()
    {
        for (var i = 0; i < 20; i++)
        {
            StillReads();
            Assert.Equal("one", Assert.Single(Read("docx", WordFile.Of(WordFile.P("one"))).Blocks).Text);
            Assert.Equal("two", Assert.Single(Read("pdf", PdfFile.Of(PdfFile.T(50, 700, "two"))).Blocks).Text);
        }
    }

    [Fact]
    public void AFormatThatNobodyReadsIsSaid()
    {
        Assert.Equal("unknown-format", Assert.Single(Read("odt", [1, 2, 3]).Findings).Code);
        StillReads();
    }

    // A stream of a PDF that unpacks to this many bytes.
    private static byte[] Bomb(int megabytes)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            var block = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("(a) Tj\n", 150_000)));
            for (var i = 0; i < megabytes; i++)
                zlib.Write(block);
        }
        var stream = packed.ToArray();
        byte[] head = Encoding.ASCII.GetBytes("%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << >> >>\nendobj\n"
            + $"4 0 obj\n<< /Length {stream.Length} /Filter /FlateDecode >>\nstream\n");
        return [.. head, .. stream, .. Encoding.ASCII.GetBytes("\nendstream\nendobj\ntrailer\n<< /Root 1 0 R /Size 5 >>\n%%EOF\n")];
    }

    [Fact]
    public void APdfThatUnpacksToAGigabyteIsRefusedWithinItsMemory()
    {
        var document = Read("pdf", Bomb(1000));
        Assert.Empty(document.Blocks);
        Assert.Equal(Severity.Error, Assert.Single(document.Findings).Severity);
        if (_program.ProcessId is { } id)
        {
            using var process = Process.GetProcessById(id);
            Assert.InRange(process.PeakWorkingSet64, 1, 500_000_000);
        }
        StillReads();
    }

    [Fact]
    public void AProgramThatEndsIsStartedAgain()
    {
        StillReads();
        using (var process = Process.GetProcessById(_program.ProcessId!.Value))
        {
            process.Kill();
            process.WaitForExit();
        }
        Assert.Equal("unreadable", Assert.Single(Read("html", "<p>text"u8.ToArray()).Findings).Code);
        StillReads();
    }

    [Fact]
    public void ItKnowsNoSecretAndNoSetting()
    {
        _run.Environment["SOCIALKIT_TOKEN"] = "secret";
        _run.Environment["ANYTHING"] = "secret";
        using var program = new ReaderProgram(_run.Context(TextWriter.Null));
        program.Read("html", "a", "<p>text"u8.ToArray());
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Another process's environment is read from /proc.");
        Assert.DoesNotContain("secret", File.ReadAllText($"/proc/{program.ProcessId}/environ"), StringComparison.Ordinal);
    }

    [Fact]
    public void WithoutTheProgramAPersonIsTold()
    {
        var nowhere = _run.Context(TextWriter.Null);
        using var program = new ReaderProgram(nowhere, _run.Folder);
        Assert.Contains("socialkit-documents", Assert.Throws<SocialKit.Cli.UsageException>(() => program.Read("pdf", "a.pdf", new byte[1])).Message, StringComparison.Ordinal);
    }
}
