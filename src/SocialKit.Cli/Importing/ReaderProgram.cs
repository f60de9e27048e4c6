using System.Buffers.Binary;
using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using SocialKit.Import;

namespace SocialKit.Cli.Importing;

/// <summary>Reads web pages, Word documents and PDFs in a process of its own, <c>socialkit-documents</c>, that lies with this program.</summary>
/// <remarks>
/// What a document does to its reader (memory, time, an end by the system) it does to that process, which knows no secret and gets no
/// setting; here it is a finding, and the next document gets a new process. One process reads many documents.
/// </remarks>
/// <param name="context">The world outside.</param>
/// <param name="folder">Where the program is; null for where this one is.</param>
internal sealed class ReaderProgram(CliContext context, string? folder = null) : IDisposable
{
    /// <summary>How long one document may take.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private const string Name = "socialkit-documents";
    private const int LargestAnswer = 256 * 1024 * 1024;

    // What the .NET host needs to find itself, and nothing that could be a secret.
    private static readonly string[] Passed = ["PATH", "DOTNET_ROOT", "DOTNET_ROOT_X64", "DOTNET_ROOT_ARM64", "SystemRoot", "TMPDIR", "TEMP", "TMP", "HOME"];

    private Process? _process;

    /// <summary>The process that reads now; null if none is there.</summary>
    public int? ProcessId => _process?.Id;

    /// <summary>Reads a document.</summary>
    public Document Read(string format, string name, ReadOnlyMemory<byte> content)
    {
        try
        {
            _process ??= Start();
        }
        catch (Win32Exception exception)
        {
            throw new UsageException($"{Name} cannot be started: {exception.Message}");
        }
        var process = _process;
        var sending = Task.Run(() => Send(process, format, name, content));
        var receiving = Task.Run(() => Receive(process));
        if (!receiving.Wait(Patience))
        {
            End();
            return Problem(name, "too-slow", $"Reading the document took longer than {Patience.TotalSeconds:0} seconds, so it was stopped.", "Import the part that holds the appeal, or copy its text and import that.");
        }
        if (receiving.Result is not { } answer)
        {
            sending.Wait();
            End();
            return Problem(name, "unreadable", "The document made its reader end; it may be damaged, or made to do harm.", "Save it again from the program that made it, or copy its text and import that.");
        }
        try
        {
            return DocumentJson.Read(answer, name);
        }
        catch (JsonException)
        {
            End();
            return Problem(name, "unreadable", "What was read of the document cannot be understood.", "Copy its text and import that.");
        }
    }

    public void Dispose() => End();

    private Process Start()
    {
        var path = Find() ?? throw new UsageException($"{Name}, which reads this format, is not beside this program. Install the whole of SocialKit, or save the document as Markdown or plain text.");
        var host = Environment.ProcessPath;
        // "dotnet SocialKit.Cli.dll" may be the only way in which .NET is found here.
        var start = host is not null && Path.GetFileNameWithoutExtension(host) == "dotnet" && File.Exists(Path.ChangeExtension(path, ".dll"))
            ? new ProcessStartInfo(host, [Path.ChangeExtension(path, ".dll")])
            : new ProcessStartInfo(path);
        start.UseShellExecute = false;
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        start.WorkingDirectory = Path.GetDirectoryName(path)!;
        start.Environment.Clear();
        foreach (var name in Passed)
        {
            if (context.Environment.TryGetValue(name, out var value))
                start.Environment[name] = value;
        }
        var process = Process.Start(start)!;
        // What a runtime says as it dies is for nobody; but somebody has to take it.
        _ = process.StandardError.BaseStream.CopyToAsync(Stream.Null);
        return process;
    }

    private string? Find()
    {
        var file = OperatingSystem.IsWindows() ? Name + ".exe" : Name;
        var beside = folder ?? context.ProgramFolder;
        return new[] { Path.Combine(beside, file), Path.Combine(beside, "documents", file) }.FirstOrDefault(File.Exists);
    }

    private static void Send(Process process, string format, string name, ReadOnlyMemory<byte> content)
    {
        try
        {
            var (formatBytes, nameBytes) = (Encoding.UTF8.GetBytes(format), Encoding.UTF8.GetBytes(name));
            var header = new byte[12];
            BinaryPrimitives.WriteInt32LittleEndian(header, formatBytes.Length);
            BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(4), nameBytes.Length);
            BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(8), content.Length);
            var stream = process.StandardInput.BaseStream;
            stream.Write([.. header, .. formatBytes, .. nameBytes]);
            stream.Write(content.Span);
            stream.Flush();
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // It ended; who waits for the answer sees that.
        }
    }

    private static byte[]? Receive(Process process)
    {
        try
        {
            var stream = process.StandardOutput.BaseStream;
            var length = new byte[4];
            stream.ReadExactly(length);
            var answer = new byte[BinaryPrimitives.ReadInt32LittleEndian(length) is var size and >= 0 and <= LargestAnswer ? size : throw new IOException("The answer is too long.")];
            stream.ReadExactly(answer);
            return answer;
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            return null;
        }
    }

    private void End()
    {
        if (_process is not { } process)
            return;
        _process = null;
        try
        {
            process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended already.
        }
        process.Dispose();
    }

    private static Document Problem(string name, string code, string reason, string remedy) =>
        new(name, []) { Findings = [new Finding(code, Severity.Error, reason, remedy) { Place = new SourcePlace(name, 1, 1) }] };
}
