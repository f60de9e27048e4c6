namespace SocialKit.Campaigns;

/// <summary>Puts the files of a campaign into its folder: all are written beside their places first, then each is put there in one step.</summary>
internal sealed class FolderSave(string folder, CampaignReading? original)
{
    private readonly string _real = RealPath.Of(Path.GetFullPath(folder)) ?? throw new IOException($"The links of {folder} go in a circle.");

    public void Save(ValueList<CampaignFile> files)
    {
        var changed = files.Where(file => !IsAsRead(file) && !IsOnDisk(file.Name, file.Bytes.Span)).ToList();
        var removed = FromHere().Where(file => files.All(kept => kept.Name != file.Name.Name)).Select(file => file.Name.Name).ToList();
        foreach (var name in changed.Select(file => file.Name).Concat(removed))
            RefuseIfChangedSince(name);
        var beside = new List<string>();
        try
        {
            foreach (var file in changed)
            {
                // Deleted first and then made new: what stands there may be a link that somebody laid.
                File.Delete(Beside(file.Name));
                beside.Add(Beside(file.Name));
                WriteNew(Beside(file.Name), file.Bytes.Span);
            }
            foreach (var file in changed)
                File.Move(Beside(file.Name), At(file.Name), overwrite: true);
            foreach (var name in removed)
                File.Delete(At(name));
        }
        finally
        {
            beside.ForEach(File.Delete);
        }
    }

    /// <summary>The files that were read from this very folder; none if the original is from elsewhere.</summary>
    private IEnumerable<ReadFile> FromHere() => original is not null && original.Folder == _real ? original.Files : [];

    /// <summary>True if the file is what was read here: then it is not ours to write, even if somebody else has changed it since.</summary>
    private bool IsAsRead(CampaignFile file) => FromHere().Any(read => read.Name.Name == file.Name && file.Bytes.Span.SequenceEqual(read.Bytes));

    private void RefuseIfChangedSince(string name)
    {
        if (FromHere().FirstOrDefault(file => file.Name.Name == name) is { } read)
        {
            if (File.Exists(At(name)) && !IsOnDisk(name, read.Bytes))
                throw new CampaignWriteException($"{name} was changed by somebody else since it was read. Read the folder again.");
        }
        else if (original?.Folder == _real && File.Exists(At(name)))
        {
            throw new CampaignWriteException($"{name} was made by somebody else since the folder was read, or could not be read then. Read the folder again.");
        }
    }

    private bool IsOnDisk(string name, ReadOnlySpan<byte> bytes)
    {
        // The length of a link is not that of its file.
        var file = new FileInfo(RealPath.Of(At(name)) ?? At(name));
        return file.Exists && file.Length == bytes.Length && (bytes.IsEmpty || bytes.SequenceEqual(File.ReadAllBytes(file.FullName)));
    }

    private static void WriteNew(string path, ReadOnlySpan<byte> bytes)
    {
        using var stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        stream.Write(bytes);
        stream.Flush(flushToDisk: true);
    }

    private string At(string name) => Path.Combine(_real, name);

    private string Beside(string name) => Path.Combine(_real, $".{name}.new");
}
