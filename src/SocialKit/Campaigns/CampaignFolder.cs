namespace SocialKit.Campaigns;

/// <summary>The one folder that a campaign may read from. Nothing is opened outside it, however the path or a link is written.</summary>
internal sealed class CampaignFolder
{
    private readonly CampaignLimits _limits;
    private readonly string _given;

    private CampaignFolder(string given, string real, CampaignLimits limits)
    {
        _given = given;
        Real = real;
        _limits = limits;
    }

    /// <summary>The absolute path, links followed.</summary>
    public string Real { get; }

    /// <summary>Opens <paramref name="given"/>; null, with an error, if it is no folder.</summary>
    public static CampaignFolder? Open(string given, CampaignLimits limits, FindingLog log)
    {
        var place = new SourcePlace(given, 1, 1);
        if (given.Length == 0 || given.Contains('\0', StringComparison.Ordinal))
        {
            log.Error(CampaignCodes.NoFolder, place, "This is no path.", "Name a campaign's folder.");
            return null;
        }
        var full = Path.GetFullPath(given);
        if (!Directory.Exists(full))
        {
            if (File.Exists(full))
                log.Error(CampaignCodes.NoFolder, place, "This is a file, and a campaign is a folder.", "Name the folder that the file lies in.");
            else
                log.Error(CampaignCodes.NoFolder, place, "There is no such folder.", "Look at the spelling of the path.");
            return null;
        }
        if (RealPath.Of(full) is { } real)
            return new CampaignFolder(given, real, limits);
        log.Error(CampaignCodes.NoFolder, place, "The links of this path go in a circle.", "Name the folder itself.");
        return null;
    }

    /// <summary>The last part of the path, as the person gave it.</summary>
    public static string NameOf(string given) => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(given)));

    /// <summary>The path of <paramref name="name"/> as a person writes it.</summary>
    public string Shown(string name) => Path.Combine(_given, name);

    public SourcePlace PlaceOf(string name) => new(Shown(name), 1, 1);

    /// <summary>True if something is called <paramref name="name"/>, even a link that leads nowhere.</summary>
    public bool Has(string name) => new FileInfo(Path.Combine(Real, name)) is { Exists: true } or { LinkTarget: not null };

    /// <summary>The names in the folder, or in <paramref name="inner"/> inside it, in order; without those that begin with a dot, which systems and editors leave everywhere.</summary>
    public List<FileSystemInfo> Entries(string inner, FindingLog log)
    {
        var entries = new List<FileSystemInfo>();
        foreach (var entry in new DirectoryInfo(Path.Combine(Real, inner)).EnumerateFileSystemInfos())
        {
            if (entry.Name.StartsWith('.'))
                continue;
            if (entries.Count == _limits.MaxFiles)
            {
                log.Error(CampaignCodes.TooManyFiles, PlaceOf(inner), $"The folder holds more than {_limits.MaxFiles} files.", "Keep only the campaign's files in it.");
                break;
            }
            entries.Add(entry);
        }
        entries.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name));
        return entries;
    }

    /// <summary>The real path of <paramref name="name"/>; null if it leads out of the folder.</summary>
    public string? Inside(string name)
    {
        var real = RealPath.Of(Path.Combine(Real, name));
        return real is not null && real.StartsWith(Real + Path.DirectorySeparatorChar, StringComparison.Ordinal) ? real : null;
    }

    /// <summary>The bytes of a text file; null, with an error, if they cannot or may not be read.</summary>
    /// <param name="name">The file's name.</param>
    /// <param name="log">Takes the error.</param>
    /// <param name="refused">True if the system refused.</param>
    public byte[]? Read(string name, FindingLog log, out bool refused)
    {
        refused = false;
        var place = PlaceOf(name);
        try
        {
            if (Inside(name) is not { } path)
            {
                log.Error(CampaignCodes.OutsideFolder, place, "The link leads out of the campaign's folder, and is not followed.", "Put the file itself into the folder.");
                return null;
            }
            var file = new FileInfo(path);
            if (!file.Exists)
            {
                refused = true;
                log.Error(CampaignCodes.CannotRead, place, "This is no file, or a link that leads nowhere.", "Put a text file there.");
                return null;
            }
            if (file.Length > _limits.MaxFileBytes)
            {
                log.Error(CampaignCodes.FileTooLarge, place, $"The file has {file.Length} bytes; {_limits.MaxFileBytes} are the most.", "Look whether it is the right file; a campaign's texts are small.");
                return null;
            }
            // An empty file is not opened: it may be a pipe, which has no length either and would never answer.
            return file.Length == 0 ? [] : ReadBounded(path, file.Length);
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            refused = true;
            log.Error(CampaignCodes.CannotRead, place, $"The system refused to read it: {refusal.Message}", "Look at the file's permissions.");
            return null;
        }
    }

    // Not File.ReadAllBytes: a file that grows while it is read must not grow the program.
    private static byte[] ReadBounded(string path, long length)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[length];
        var read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return read == bytes.Length ? bytes : bytes[..read];
    }
}
