using System.Text.Json;
using System.Text.Json.Serialization;
using SocialKit.Cli.Json;

namespace SocialKit.Cli.Accounts;

/// <summary>Reads accounts.json: the accounts that posts are published from. No secret is in it.</summary>
internal static class AccountsFile
{
    /// <summary>The accounts of the file, in its order; none if there is no file.</summary>
    /// <exception cref="UsageException">The file is not what it should be; the message says where.</exception>
    public static ValueList<Account> Read(string path, PlatformSet platforms)
    {
        if (!File.Exists(path))
            return [];
        try
        {
            var lines = JsonSerializer.Deserialize(File.ReadAllBytes(path), AccountsJson.Default.ListAccountLine) ?? [];
            if (lines.Contains(null))
                throw new UsageException($"{path}: an account is null.");
            // Secrets, and what is queued, belong to an id.
            if (lines.CountBy(line => line!.Id).FirstOrDefault(count => count.Value > 1) is { Key: { } twice })
                throw new UsageException($"{path}: two accounts are called \"{twice}\". Give one of them another id.");
            return [.. lines.Select(line => line!.ToAccount(platforms, path))];
        }
        catch (JsonException exception)
        {
            throw new UsageException($"{path}:{exception.LineNumber + 1}:{exception.BytePositionInLine + 1} is no list of accounts. {JsonFault.Reason(exception)}");
        }
    }
}

/// <summary>An account as accounts.json has it.</summary>
internal sealed record AccountLine
{
    public required string Id { get; init; }

    public required string Platform { get; init; }

    public required string Handle { get; init; }

    public string? Name { get; init; }

    public string? Server { get; init; }

    public string? UserId { get; init; }

    public string? Software { get; init; }

    public bool Automated { get; init; }

    public bool ResendWhenAbsent { get; init; }

    public LimitsLine? Limits { get; init; }

    /// <exception cref="UsageException">The platform is unknown.</exception>
    public Account ToAccount(PlatformSet platforms, string path)
    {
        if (!platforms.TryFind(Platform, out var platform))
            throw new UsageException($"{path}: the account \"{Id}\" is on \"{Platform}\", which is none of {string.Join(", ", platforms.Select(known => known.Id))}.");
        return new(Id, platform.Id, Handle.TrimStart('@'))
        {
            Name = Name,
            Server = Server,
            UserId = UserId,
            Software = Software,
            IsAutomated = Automated,
            ResendsWhenAbsent = ResendWhenAbsent,
            Limits = Limits?.ToLimits(Id, path),
        };
    }
}

/// <summary>What an account's server said of its limits, as accounts.json has it.</summary>
internal sealed record LimitsLine
{
    // Mastodon, /api/v2/instance, 2026-07: what every server states unless somebody has changed its source.
    private const int UsualPerLink = 23;

    public required int MaxCharacters { get; init; }

    // Null and not the usual number: generated readers give what is missing its type's default.
    public int? CharactersPerLink { get; init; }

    public int? MaxMedia { get; init; }

    public int? MaxPictureBytes { get; init; }

    public long? MaxPicturePixels { get; init; }

    public IReadOnlyList<string>? MediaTypes { get; init; }

    /// <exception cref="UsageException">A limit is not positive.</exception>
    public AccountLimits ToLimits(string account, string path) => MaxCharacters > 0 && CharactersPerLink is null or > 0 && MaxMedia is null or >= 0 && MaxPictureBytes is null or > 0 && MaxPicturePixels is null or > 0
        ? new(MaxCharacters, CharactersPerLink ?? UsualPerLink) { MaxMedia = MaxMedia, MaxPictureBytes = MaxPictureBytes, MaxPicturePixels = MaxPicturePixels, MediaTypes = [.. MediaTypes ?? []] }
        : throw new UsageException($"{path}: the limits of the account \"{account}\" must be more than nothing.");
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true)]
[JsonSerializable(typeof(List<AccountLine?>))]
internal sealed partial class AccountsJson : JsonSerializerContext;
