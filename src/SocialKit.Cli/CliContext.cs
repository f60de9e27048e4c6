using SocialKit.Access;
using SocialKit.Cli.Accounts;
using SocialKit.Cli.Running;
using SocialKit.Cli.Settings;
using SocialKit.Cli.Terminal;
using SocialKit.Platforms.Http;
using SocialKit.Posts;
using SocialKit.Skia;
using SocialKit.Storage;

namespace SocialKit.Cli;

/// <summary>All that a command may touch of the world outside its arguments. Tests give it writers, streams and a clock of their own.</summary>
internal sealed class CliContext
{
    private readonly Lazy<CliSettings> _settings;
    private readonly Lazy<ValueList<Account>> _accounts;
    private readonly Lazy<PlatformSet> _sending;
    private readonly Lazy<ITokenStore> _tokens;
    private readonly Lazy<PlatformServices> _services;

    public CliContext()
    {
        _settings = new(() => SettingsReader.Read(Environment!, Folder, line => Error!.WriteLine("socialkit: " + TerminalText.Clean(line))));
        _accounts = new(() => AccountsFile.Read(Settings.AccountsFile, Platforms!));
        _sending = new(() => AttachSenders!(this));
        _tokens = new(() => OpenTokens!(Settings, Time!));
        _services = new(() => new(new(Time!), Tokens, Time!, Settings.OfPlatform));
    }

    /// <summary>stdout: the result.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>stderr: talk.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Opens stdin as bytes.</summary>
    public required Func<Stream> OpenInput { get; init; }

    /// <summary>Opens stdout as bytes, for output that is too much for <see cref="Out"/>; a command uses one of the two.</summary>
    public required Func<Stream> OpenOutput { get; init; }

    /// <summary>The clock. Commands that only read take <see cref="Now"/> instead.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>Where ids and waits get their chance from.</summary>
    /// <value>Seeded by the system.</value>
    public Random Random { get; init; } = new();

    /// <summary>Every platform that the program knows.</summary>
    public required PlatformSet Platforms { get; init; }

    /// <summary>Gives the platforms their senders and their ways to sign in, as the settings say.</summary>
    /// <value>They keep those that they have.</value>
    public Func<CliContext, PlatformSet> AttachSenders { get; init; } = context => context.Platforms;

    /// <summary>The platforms with their senders and their ways to sign in: only commands that schedule, send or sign in ask for them.</summary>
    /// <exception cref="UsageException">A platform's setting is wrong.</exception>
    public PlatformSet SendingPlatforms => _sending.Value;

    /// <summary>Says where credentials are kept, as the settings say.</summary>
    /// <value>As <see cref="TokenPlaces"/> says.</value>
    public Func<CliSettings, TimeProvider, ITokenStore> OpenTokens { get; init; } = (settings, time) => TokenPlaces.Open(settings, time);

    /// <summary>Where the accounts' credentials are kept. Neither the keyring nor a file is touched before the store is asked for an account.</summary>
    public ITokenStore Tokens => _tokens.Value;

    /// <summary>What platforms speak to their networks with: one for the whole program, so that connections are used again.</summary>
    public PlatformServices Services => _services.Value;

    /// <summary>Reads a line from the terminal without showing it.</summary>
    /// <value>From the process's own terminal.</value>
    public Func<string?> ReadHidden { get; init; } = HiddenLine.Read;

    /// <summary>Every place that a text can be shared to.</summary>
    /// <value>None by default.</value>
    public ValueList<IShareLink> ShareLinks { get; init; } = [];

    /// <summary>Makes pictures smaller that a platform would not take.</summary>
    /// <value>Skia, whose library is loaded when the first picture is too large; null makes none smaller.</value>
    public IPictureScaler? PictureScaler { get; init; } = new SkiaPictureScaler();

    /// <summary>What stdout is.</summary>
    public required TerminalFacts Terminal { get; init; }

    /// <summary>How the program is asked to end.</summary>
    /// <value>Nobody asks it by default.</value>
    public IStopSignals Signals { get; init; } = new NoSignals();

    /// <summary>The environment variables.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>The folder that relative paths start from; empty for the current one.</summary>
    public string Folder { get; init; } = "";

    /// <summary>The folder that the program lies in, where the programs are that it starts.</summary>
    /// <value>That of this process.</value>
    public string ProgramFolder { get; init; } = AppContext.BaseDirectory;

    /// <summary>The settings: read when first asked for.</summary>
    /// <exception cref="UsageException">A setting is wrong.</exception>
    public CliSettings Settings => _settings.Value;

    /// <summary>The accounts of accounts.json: read when first asked for; none if there is no such file.</summary>
    /// <exception cref="UsageException">The file is wrong.</exception>
    public ValueList<Account> Accounts => _accounts.Value;

    /// <summary>Opens the queue that the settings name. Only commands that schedule, send or look at the queue do that.</summary>
    /// <exception cref="StoreException">It cannot be opened.</exception>
    public Task<IStore> OpenStoreAsync(CancellationToken cancellationToken) => Stores.OpenAsync(Settings.Database, Time, cancellationToken);

    /// <summary>The instant for commands that only read: the setting <c>now</c>, else the clock's.</summary>
    public DateTimeOffset Now => Settings.Now ?? Time.GetUtcNow();

    /// <summary>A path as it is opened: <paramref name="given"/>, from <see cref="Folder"/>.</summary>
    public string PathOf(string given) => Path.Combine(Folder, given);
}
