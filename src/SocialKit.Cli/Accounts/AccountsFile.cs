using System.Text.Json;
using System.Text.Json.Serialization;

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
            return [.. lines.Select(line => line.ToAccount(platforms, path))];
        }
        catch (JsonException exception)
        {
            throw new UsageException($"{path}:{exception.LineNumber + 1}:{exception.BytePositionInLine + 1} is no list of accounts. {exception.Message}");
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

    public AccountLimits? Limits { get; init; }

    /// <exception cref="UsageException">The platform is unknown.</exception>
    public Account ToAccount(PlatformSet platforms, string path)
    {
        if (!platforms.TryFind(Platform, out var platform))
            throw new UsageException($"{path}: the account \"{Id}\" is on \"{Platform}\", which is none of {string.Join(", ", platforms.Select(known => known.Id))}.");
        return new(Id, platform.Id, Handle.TrimStart('@')) { Name = Name, Server = Server, Limits = Limits };
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true)]
[JsonSerializable(typeof(List<AccountLine>))]
internal sealed partial class AccountsJson : JsonSerializerContext;
