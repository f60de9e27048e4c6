namespace SocialKit.Import;

/// <summary>Reads one format of document into blocks.</summary>
/// <remarks>Implementations are stateless and safe to share between threads. No input makes them throw: what cannot be read is a finding
/// of the document, and time and memory stay in proportion to the size.</remarks>
public interface IDocumentReader
{
    /// <summary>True if a file of this name is of this reader's format.</summary>
    bool Reads(string fileName);

    /// <summary>Reads a whole document.</summary>
    /// <param name="bytes">The file's content.</param>
    /// <param name="name">The file's name, for the places in findings.</param>
    Document Read(ReadOnlyMemory<byte> bytes, string name);
}
