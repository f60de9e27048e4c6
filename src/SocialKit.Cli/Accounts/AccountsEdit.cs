using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using SocialKit.Cli.Json;

namespace SocialKit.Cli.Accounts;

/// <summary>Writes one account into accounts.json. Everything else in the file stays as it was written, comments too.</summary>
internal static class AccountsEdit
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonReaderOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>Puts <paramref name="account"/> into the file, in the place of the one with its id if there is one. The file is made where it is missing; it is there whole or not at all.</summary>
    /// <returns>True if a comment inside the account's old lines is gone.</returns>
    public static bool Put(string path, Account account)
    {
        // A link stays a link: what it points to is replaced.
        var file = File.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path : path;
        var before = File.Exists(file) ? File.ReadAllBytes(file) : "[\n]\n"u8.ToArray();
        var (after, hasLostComment) = Put(before, account);
        Replace(file, after);
        return hasLostComment;
    }

    /// <summary>The file's bytes with the account.</summary>
    public static (byte[] After, bool HasLostComment) Put(byte[] before, Account account)
    {
        var (own, last, end) = Places(before, account.Id);
        var written = Write(account);
        if (own is var (from, to))
        {
            var old = before.AsSpan(from, to - from);
            return ([.. before.AsSpan(0, from), .. written, .. before.AsSpan(to)], HasComment(old));
        }
        // Behind the last one, or before the bracket where there is none. A comma that is there already stands behind the new one then.
        return last is { } at
            ? ([.. before.AsSpan(0, at), .. ",\n  "u8, .. written, .. before.AsSpan(at)], false)
            : ([.. before.AsSpan(0, end).TrimEnd(" \t\r\n"u8), .. "\n  "u8, .. written, .. "\n"u8, .. before.AsSpan(end)], false);
    }

    // Where the account with the id is, where the last account ends, and where the list does.
    private static ((int From, int To)? Own, int? Last, int End) Places(byte[] file, string id)
    {
        var reader = new Utf8JsonReader(file, Lenient);
        (int, int)? own = null;
        int? last = null;
        reader.Read();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var from = (int)reader.TokenStartIndex;
            var (name, depth, isOwn) = ("", reader.CurrentDepth, false);
            while (reader.Read() && !(reader.TokenType == JsonTokenType.EndObject && reader.CurrentDepth == depth))
            {
                if (reader.TokenType == JsonTokenType.PropertyName)
                    name = reader.GetString()!;
                else if (reader.TokenType == JsonTokenType.String && name == "id" && reader.CurrentDepth == depth + 1)
                    isOwn = reader.GetString() == id;
            }
            last = (int)reader.BytesConsumed;
            if (isOwn)
                own = (from, last.Value);
        }
        return (own, last, (int)reader.TokenStartIndex);
    }

    private static bool HasComment(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new() { CommentHandling = JsonCommentHandling.Allow, AllowTrailingCommas = true });
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.Comment)
                return true;
        }
        return false;
    }

    private static byte[] Write(Account account)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("id", account.Id);
            json.WriteString("platform", account.Platform.Value);
            json.WriteString("handle", account.Handle);
            json.WriteIfAny("name", account.Name);
            json.WriteIfAny("server", account.Server);
            json.WriteIfAny("userId", account.UserId);
            json.WriteIfAny("software", account.Software);
            if (account.IsAutomated)
                json.WriteBoolean("automated", true);
            if (account.ResendsWhenAbsent)
                json.WriteBoolean("resendWhenAbsent", true);
            if (account.Limits is { } limits)
            {
                json.WriteStartObject("limits");
                json.WriteNumber("maxCharacters", limits.MaxCharacters);
                json.WriteNumber("charactersPerLink", limits.CharactersPerLink);
                if (limits.MaxMedia is { } media)
                    json.WriteNumber("maxMedia", media);
                if (limits.MaxPictureBytes is { } bytes)
                    json.WriteNumber("maxPictureBytes", bytes);
                if (limits.MaxPicturePixels is { } pixels)
                    json.WriteNumber("maxPicturePixels", pixels);
                if (limits.MediaTypes.Count > 0)
                {
                    json.WriteStartArray("mediaTypes");
                    foreach (var type in limits.MediaTypes)
                        json.WriteStringValue(type);
                    json.WriteEndArray();
                }
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(buffer.WrittenSpan).Replace("\n", "\n  ", StringComparison.Ordinal));
    }

    // Written beside and renamed. No secret is in it, but who speaks for whom is nobody else's affair.
    private static void Replace(string file, byte[] content)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            Directory.CreateDirectory(folder, owner | UnixFileMode.UserExecute);
            options.UnixCreateMode = File.Exists(file) ? File.GetUnixFileMode(file) : owner;
        }
        var part = Path.Combine(folder, $".{Path.GetFileName(file)}.{Environment.ProcessId}.part");
        try
        {
            using (var stream = new FileStream(part, options))
            {
                stream.Write(content);
                stream.Flush(flushToDisk: true);
            }
            File.Move(part, file, overwrite: true);
        }
        finally
        {
            File.Delete(part);
        }
    }
}
