using System.Diagnostics.CodeAnalysis;

namespace SocialKit.Storage;

/// <summary>Where a store is: a SQLite file, or a PostgreSQL database that several machines share.</summary>
public abstract record StoreAddress
{
    private StoreAddress() { }

    /// <summary>The address as it may be shown: without a password.</summary>
    public abstract string Shown { get; }

    /// <summary>A SQLite file on this machine; made where it is missing.</summary>
    /// <param name="Path">Its path.</param>
    public sealed record File(string Path) : StoreAddress
    {
        /// <inheritdoc/>
        public override string Shown => Path;
    }

    /// <summary>A PostgreSQL database.</summary>
    /// <param name="Uri">With scheme <c>postgres</c> or <c>postgresql</c>.</param>
    public sealed record Server(Uri Uri) : StoreAddress
    {
        /// <inheritdoc/>
        public override string Shown => new UriBuilder(Uri) { Password = "", Query = "" }.Uri.ToString();

        /// <summary>The record would show the password.</summary>
        public override string ToString() => Shown;
    }

    /// <summary>Reads an address: <c>postgres://user@host/database</c>, <c>postgresql://…</c>, else the path of a file.</summary>
    /// <param name="text">The address.</param>
    /// <param name="address">The address; null if it is none.</param>
    /// <param name="error">What is wrong with it, without a password; null if nothing is.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out StoreAddress? address, [NotNullWhen(false)] out string? error)
    {
        (address, error) = (null, null);
        var colon = text.IndexOf("://", StringComparison.Ordinal);
        if (colon < 0 && text.Length > 0)
            address = new File(text);
        else if (text.Length == 0)
            error = "The address of the database is empty.";
        else if (text[..colon] is not ("postgres" or "postgresql"))
            error = $"A database at \"{text[..colon]}://…\" is not known here: it is postgres://… or the path of a file.";
        else if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Host.Length == 0 || uri.AbsolutePath.Length < 2)
            error = "The address of the database cannot be understood: it should be like postgres://user@host:5432/database.";
        else
            address = new Server(uri);
        return address is not null;
    }
}
