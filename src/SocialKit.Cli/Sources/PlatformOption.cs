using System.CommandLine;
using SocialKit.Text;

namespace SocialKit.Cli.Sources;

/// <summary>The option <c>--platform</c>, which every command about posts has.</summary>
internal static class PlatformOption
{
    public static Option<string[]> Create(CliContext context)
    {
        var option = new Option<string[]>("--platform", "-p")
        {
            HelpName = "NAME",
            Description = $"One of {string.Join(", ", context.Platforms.Select(platform => platform.Id))}; repeat it, or separate names by commas. All networks if not given, or those of the setting \"platforms\".",
        };
        option.CompletionSources.Add(_ => context.Platforms.Select(platform => platform.Id.Value));
        return option;
    }

    /// <summary>The one platform that was asked for, or that the settings name alone.</summary>
    /// <exception cref="UsageException">It is unknown, or there are several.</exception>
    public static Platform ResolveOne(string? name, CliContext context)
    {
        if (name is not null)
            return Find(name, context);
        return context.Settings.Platforms is [var only]
            ? Find(only, context)
            : throw new UsageException($"Say for which platform with --platform: {string.Join(", ", context.Platforms.Select(platform => platform.Id))}.");
    }

    /// <summary>The platforms that were asked for, in that order, each once.</summary>
    /// <exception cref="UsageException">A name is unknown.</exception>
    public static ValueList<Platform> Resolve(string[]? names, CliContext context)
    {
        var wanted = Split(names);
        if (wanted.Count == 0)
            wanted = context.Settings.Platforms;
        if (wanted.Count == 0)
            return [.. context.Platforms.Where(platform => !platform.IsLocal)];
        return [.. wanted.Select(name => Find(name, context)).Distinct()];
    }

    private static Platform Find(string name, CliContext context)
    {
        if (context.Platforms.TryFind(name, out var platform))
            return platform;
        var known = context.Platforms.Select(platform => platform.Id.Value).ToList();
        var meant = EditDistance.Nearest(name, known.Concat(context.Platforms.SelectMany(platform => platform.Aliases)), most: 2) is { } near
            ? $" Did you mean \"{near}\"?"
            : $" It is one of {string.Join(", ", known)}.";
        throw new UsageException($"There is no platform \"{name}\".{meant}");
    }

    /// <summary>Values of an option that may be repeated, and may hold several separated by commas.</summary>
    public static ValueList<string> Split(string[]? values) =>
        [.. (values ?? []).SelectMany(value => value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];
}
