using System.Runtime.InteropServices;
using SocialKit.Cli.Clipboard;
using SocialKit.Cli.Programs;
using SocialKit.Cli.Settings;
using SocialKit.Cli.Sources;
using SocialKit.Text;

namespace SocialKit.Cli.Doctor;

/// <summary>Looks at this program, its data, its settings and this machine. It changes nothing and asks nobody.</summary>
internal sealed class Examination(CliContext context)
{
    /// <summary>Everything that was looked at.</summary>
    public ValueList<DoctorLine> Run() =>
    [
        new("program", $"socialkit {CommandLine.Version}, {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}"),
        .. TextData.Sets.Select(set => new DoctorLine(set.Name.Split(" (")[0], set.Source)),
        .. Settings(),
        TimeZones(),
        Terminal(),
        Clipboard(),
        Messages(),
    ];

    private IEnumerable<DoctorLine> Settings()
    {
        CliSettings settings;
        try
        {
            settings = context.Settings;
        }
        catch (UsageException exception)
        {
            return [new("settings", exception.Message, "Mend it; no command runs until then.")];
        }
        return
        [
            new("settings", settings.Files.Count == 0 ? $"no file; yours would be {Path.Combine(settings.UserFolder, "socialkit.json")}" : string.Join(", ", settings.Files)),
            Setting("time-zone", settings.TimeZone.Id),
            Setting("platforms", settings.Platforms.Count == 0 ? "all" : string.Join(", ", settings.Platforms)),
            Setting("now", settings.Now is { } now ? now.ToString("yyyy-MM-dd'T'HH:mm:ssK", System.Globalization.CultureInfo.InvariantCulture) : "the clock"),
            Accounts(settings),
            .. new SecretsExamination(settings, context).Look(),
            new QueueExamination(settings, SettingOrigin.Of("database", settings.Files, context.Environment)).Look(),
            Setting("folder", settings.PostsFolder),
            Notify(settings),
        ];

        DoctorLine Setting(string key, string value)
        {
            var unknown = key == "platforms" ? settings.Platforms.FirstOrDefault(name => !context.Platforms.TryFind(name, out _)) : null;
            return new(key, $"{value} ({SettingOrigin.Of(key, settings.Files, context.Environment)})",
                unknown is null ? null : $"There is no platform \"{unknown}\": it is one of {string.Join(", ", context.Platforms.Select(platform => platform.Id))}.");
        }
    }

    private DoctorLine Notify(CliSettings settings)
    {
        if (settings.NotifyCommand is not [var program, ..])
            return new("notify", "no command: who reads the worker's stderr is told");
        var isThere = program.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal) ? File.Exists(program) : OutsideProgram.Find(program, context.Environment) is not null;
        return new("notify", string.Join(' ', settings.NotifyCommand), isThere ? null : $"There is no program {program}: nobody will be told of what needs a person.");
    }

    private DoctorLine Accounts(CliSettings settings)
    {
        var origin = SettingOrigin.Of("accounts", settings.Files, context.Environment);
        try
        {
            var accounts = context.Accounts;
            return new("accounts", !File.Exists(settings.AccountsFile)
                ? $"none yet; they would be in {settings.AccountsFile} ({origin})"
                : $"{settings.AccountsFile} ({origin}): {(accounts.Count == 0 ? "none" : string.Join(", ", accounts.Select(account => $"{account.Id} on {account.Platform}")))}");
        }
        catch (Exception exception) when (exception is UsageException or IOException or UnauthorizedAccessException)
        {
            return new("accounts", exception.Message, "Mend the file; posts are counted without your accounts' limits until then.");
        }
    }

    private static DoctorLine TimeZones() => TimeZoneInfo.TryFindSystemTimeZoneById("Asia/Almaty", out _)
        ? new("time zones", "there")
        : new("time zones", "this machine has no time-zone data, so that deadlines would be taken for UTC", "Install the package tzdata.");

    private DoctorLine Terminal()
    {
        var terminal = context.Terminal;
        if (!terminal.IsTerminal)
            return new("terminal", $"none: the output goes to a pipe or a file, {terminal.Width} columns, no colour");
        var words = $"{terminal.Width} columns, {(terminal.Colour ? "colour" : "no colour")}";
        var locale = ((string[])["LC_ALL", "LC_CTYPE", "LANG"]).Select(name => context.Environment.GetValueOrDefault(name)).FirstOrDefault(value => value is { Length: > 0 }) ?? "";
        var isUtf8 = OperatingSystem.IsWindows() || locale.Contains("UTF-8", StringComparison.OrdinalIgnoreCase) || locale.Contains("UTF8", StringComparison.OrdinalIgnoreCase);
        return isUtf8
            ? new("terminal", words + ", UTF-8")
            : new("terminal", $"{words}, and the locale is {(locale.Length == 0 ? "not set" : locale)}, not UTF-8", "Set LANG to C.UTF-8 or to your language's UTF-8, or letters may come out wrong.");
    }

    private DoctorLine Clipboard()
    {
        var found = ClipboardMeans.Find(context).Select(means => means.Name).ToList();
        if (found.Count > 0)
            return new("clipboard", string.Join(", then ", found));
        var hasScreen = context.Terminal.IsTerminal || context.Environment.GetValueOrDefault("DISPLAY") is { Length: > 0 } || context.Environment.GetValueOrDefault("WAYLAND_DISPLAY") is { Length: > 0 };
        return new("clipboard", "none: \"socialkit copy\" prints the text", hasScreen ? "Install wl-clipboard (Wayland) or xclip (X11)." : null);
    }

    private DoctorLine Messages()
    {
        var folder = Path.Combine(context.Folder, SourceFinder.MessagesFolder);
        if (!Directory.Exists(folder))
            return new("campaigns", $"no folder {SourceFinder.MessagesFolder}/ here; \"socialkit init SLUG\" begins a campaign");
        var all = Directory.GetDirectories(folder);
        var lost = all.Where(inside => !Path.GetFileName(inside).StartsWith('.') && !File.Exists(Path.Combine(inside, "campaign.md"))).Select(Path.GetFileName).ToList();
        var count = all.Count(inside => File.Exists(Path.Combine(inside, "campaign.md")));
        return lost.Count == 0
            ? new("campaigns", $"{count} under {SourceFinder.MessagesFolder}/")
            : new("campaigns", $"{count} under {SourceFinder.MessagesFolder}/, and {string.Join(", ", lost)} without a campaign.md", "Add the file, or move the folder elsewhere.");
    }
}
