using System.Globalization;
using SocialKit.Cli.Settings;
using SocialKit.Storage;

namespace SocialKit.Cli.Doctor;

/// <summary>Looks where the queue is, and whether it can be used. It never makes, opens or upgrades one, and asks no server.</summary>
/// <param name="settings">They say where it is.</param>
/// <param name="origin">Where that is set.</param>
internal sealed class QueueExamination(CliSettings settings, string origin)
{
    // SQLite, "Database File Format", 1.2: the magic header string.
    private static ReadOnlySpan<byte> Header => "SQLite format 3\0"u8;

    public DoctorLine Look() => settings.Database is StoreAddress.File file ? Look(file.Path) : new("database", $"{settings.Database.Shown} ({origin}); it is not asked here, \"socialkit health\" does that");

    private DoctorLine Look(string path)
    {
        if (!File.Exists(path))
            return Directory.Exists(path) ? new("database", $"{path} ({origin}) is a folder", "Name a file in SOCIALKIT_DATABASE.") : new("database", $"none yet; it would be {path} ({origin})");
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            Span<byte> begin = stackalloc byte[16];
            // A file without a byte is a queue in which nothing was stored yet.
            if (stream.Length > 0 && (stream.ReadAtLeast(begin, begin.Length, throwOnEndOfStream: false) < begin.Length || !begin.SequenceEqual(Header)))
                return new("database", $"{path} ({origin}) is no database", "Name another file in SOCIALKIT_DATABASE, or \"socialkit restore\" a backup into a new one.");
            return new("database", $"{path} ({origin}), {(stream.Length / 1024.0).ToString("N0", CultureInfo.InvariantCulture)} KB; \"socialkit health\" says how it does");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new("database", $"{path} ({origin}): {exception.Message}", "Let whoever runs this program read and write the file and its folder.");
        }
    }
}
