using System.CommandLine;
using SocialKit.Platforms.X;

namespace SocialKit.Cli.Sources;

/// <summary>The option <c>--profile</c>: by which edition of X's rules a text is counted.</summary>
internal static class ProfileOption
{
    public static Option<string?> Create() => new("--profile")
    {
        HelpName = "NAME",
        Description = $"Counts for X by this edition of its rules: {string.Join(" or ", XProfile.All.Select(profile => profile.Id))}; the first if not given.",
    };

    /// <summary>The platforms, with X by the rules of the profile called <paramref name="name"/>.</summary>
    /// <exception cref="UsageException">There is no such profile, or X is not among the platforms.</exception>
    public static ValueList<Platform> Apply(string? name, ValueList<Platform> platforms)
    {
        if (name is null)
            return platforms;
        var profile = XProfile.Find(name)
            ?? throw new UsageException($"There is no profile \"{name}\"; it is one of {string.Join(", ", XProfile.All.Select(known => known.Id))}.");
        if (!platforms.Any(platform => platform.Id == XPlatform.Id))
            throw new UsageException("--profile is for X, which is not among the platforms.");
        return [.. platforms.Select(platform => platform.Id == XPlatform.Id ? XPlatform.Create(profile) : platform)];
    }
}
