namespace SocialKit.Campaigns;

/// <summary>Follows symbolic links to where a path really leads.</summary>
internal static class RealPath
{
    // Linux, path_resolution(7): the kernel gives up after 40 links.
    private const int MostLinks = 40;

    /// <summary>The path without links, of which the last parts need not exist; null if its links go in a circle.</summary>
    /// <param name="path">An absolute path.</param>
    public static string? Of(string path)
    {
        var current = Path.GetPathRoot(path)!;
        var pending = new Stack<string>();
        Push(path[current.Length..]);
        var links = 0;
        while (pending.TryPop(out var part))
        {
            if (part == "..")
            {
                // Only after the links before it are followed: that is what the system does.
                current = Path.GetDirectoryName(current) ?? current;
                continue;
            }
            var next = Path.Combine(current, part);
            if (new FileInfo(next).LinkTarget is not { } target)
            {
                current = next;
                continue;
            }
            if (++links > MostLinks)
                return null;
            if (Path.IsPathRooted(target))
                current = Path.GetPathRoot(target)!;
            Push(Path.IsPathRooted(target) ? target[current.Length..] : target);
        }
        return current;

        void Push(string rest)
        {
            string[] parts = rest.Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries);
            foreach (var part in parts.Reverse().Where(part => part != "."))
                pending.Push(part);
        }
    }
}
