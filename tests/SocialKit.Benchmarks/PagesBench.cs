using System.Diagnostics;
using System.Globalization;

namespace SocialKit.Benchmarks;

/// <summary>What the supporters' pages of many invented campaigns cost the native program, in five languages each, against the limit that is set for them: ten seconds of CPU for a thousand campaigns.</summary>
internal static class PagesBench
{
    private static readonly string[] Languages = ["en", "fr", "ru", "kk", "ar"];

    // Small first: the most memory that any child held is what the system tells, so that a number that does not grow means that none needed more.
    public static int Run(string[] rest)
    {
        if (!OperatingSystem.IsLinux() || rest is not [var program, ..])
        {
            Console.Error.WriteLine("bench pages NATIVE-PROGRAM [CAMPAIGNS]   (on Linux)");
            return 2;
        }
        var most = rest.Length > 1 ? int.Parse(rest[1], CultureInfo.InvariantCulture) : 1000;
        Console.WriteLine($"{Machine.Name()}; {Languages.Length} languages, 4 messages, a letter, 7 networks and 2 other places each");
        foreach (var (count, pictures) in new[] { (Math.Max(1, most / 10), false), (most, false), (Math.Max(1, most / 10), true) })
        {
            var folder = Directory.CreateTempSubdirectory("socialkit-pages-");
            try
            {
                for (var i = 0; i < count; i++)
                    Write(Path.Combine(folder.FullName, "messages", $"case-{i:00000}"), i);
                Measure(Path.GetFullPath(program), folder.FullName, count, pictures);
            }
            finally
            {
                folder.Delete(recursive: true);
            }
        }
        return 0;
    }

    private static void Measure(string program, string folder, int count, bool pictures)
    {
        string[] arguments = ["page", "--all", "-o", "site", .. pictures ? new[] { "--url", "https://act.example.org/" } : []];
        var before = ChildrenCpu.Milliseconds;
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardError = true })!;
        var said = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException(said);
        var cpu = (ChildrenCpu.Milliseconds - before) / 1000;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  {count,6} campaigns{(pictures ? " with pictures for previews" : ""),-28} {cpu,6:0.0} s of CPU, {clock.Elapsed.TotalSeconds,6:0.0} s in all, {cpu * 1000 / count / Languages.Length,5:0.0} ms a page, at most {ChildrenCpu.PeakMemory / 1024} MiB"));
    }

    private static void Write(string folder, int number)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "campaign.md"), $"""
            ---
            socialkit: 1
            title: Free the invented person {number}
            person: Invented Person {number}
            deadline: 2027-12-09
            time-zone: Asia/Almaty
            letter-languages: kk, ru
            ---

            # Targets

            ## Minister of Justice
            - Name: Invented Minister
            - Address: Street 1, 010000 Astana
            - Email: minister@justice.example
            - X: @inv_minister
            - Bluesky: @minister.justice.example
            - Mastodon: @minister@social.example

            # Hashtags
            - #FreePerson{number}

            # Follow and repost
            - X: @inv_friend

            # About

            {string.Join("\n\n", Enumerable.Repeat($"Invented Person {number} is **held** for nothing. See <https://www.example.org/case/{number}>.", 8))}
            """);
        foreach (var language in Languages)
        {
            File.WriteAllText(Path.Combine(folder, $"messages.{language}.md"), $"---\nlanguage: {language}\n---\n\n"
                + string.Join("\n", Enumerable.Range(1, 4).Select(i => $"# message-{i}\n{{target}}, free Invented Person {number} now, for the reason {i}! Свободу! أفرجوا #FreePerson{number} https://www.example.org/case/{number}\n")));
            File.WriteAllText(Path.Combine(folder, $"letter.{language}.md"), $"---\nlanguage: {language}\n---\n\nDear Minister,\n\n{string.Concat(Enumerable.Repeat($"Please free Invented Person {number}. ", 40))}\n\n[your name]\n");
        }
    }
}
