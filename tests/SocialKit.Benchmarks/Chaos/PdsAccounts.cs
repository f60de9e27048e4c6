using SocialKit.Access;
using SocialKit.Platforms.Bluesky;
using SocialKit.Platforms.Http;
using SocialKit.Testing;

namespace SocialKit.Benchmarks.Chaos;

/// <summary>Signed-in accounts of invented people, and the file from which worker processes read their sessions. The sessions outlive the run: none is renewed.</summary>
internal sealed class PdsAccounts
{
    private PdsAccounts(string file, PdsAccount author, IReadOnlyList<Account> all) => (File, Author, All) = (file, author, all);

    /// <summary>A line an account: its id, and its session.</summary>
    public string File { get; }

    /// <summary>Somebody whose posts are passed on.</summary>
    public PdsAccount Author { get; }

    public IReadOnlyList<Account> All { get; }

    /// <summary>Makes them; they are reached at <paramref name="address"/>.</summary>
    public static async Task<PdsAccounts> MakeAsync(PdsServer pds, string address, int count, string file)
    {
        using var http = new HttpCaller(TimeProvider.System);
        using var none = new MemoryTokenStore();
        var signIn = Connect(new(http, none, TimeProvider.System, _ => null)).SignIn!;
        var way = (SignInWay.Typed)signIn.Ways[0];
        List<Account> all = [];
        List<string> lines = [];
        for (var i = 0; i < count; i++)
        {
            var person = await pds.NewAccountAsync();
            var result = await signIn.EnterAsync(new() { Handle = person.Handle, Server = pds.Address, Id = $"account-{i + 1}" }, way, [new(way.Asks[0].Name, new(person.AppPassword))], CancellationToken.None);
            var signedIn = result as SignInResult.SignedIn ?? throw new InvalidOperationException(result.ToString());
            all.Add(signedIn.Account with { Server = address });
            lines.Add($"{signedIn.Account.Id} {Convert.ToBase64String(CredentialsFormat.Write(signedIn.Credentials))}");
        }
        await System.IO.File.WriteAllLinesAsync(file, lines);
        return new(file, await pds.NewAccountAsync(), all);
    }

    /// <summary>Bluesky with its real adapter, for a worker process.</summary>
    public static PlatformSet Platforms(string file, HttpCaller http, bool isNaive)
    {
        var platform = Connect(new(http, new KeptSessions(file), TimeProvider.System, _ => null));
        return new(isNaive ? platform with { Sender = new NaiveSender(new ForgetfulKeys(platform.Sender!)) } : platform);
    }

    private static Platform Connect(PlatformServices services) => BlueskyPlatform.Connect(BlueskyPlatform.Create(), services);
}
