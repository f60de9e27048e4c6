namespace SocialKit.Posts;

/// <summary>The same words twice on one platform: networks hide or refuse the second.</summary>
internal static class DuplicateFindings
{
    public static void Add(PostUnderCheck post)
    {
        if (post.Context.Siblings.Count == 0)
            return;
        var words = Words(post.Text);
        if (words.Length == 0 || !post.Context.Siblings.Any(sibling => sibling.Platform == post.Platform.Id && Words(sibling.Text) == words))
            return;
        post.Add(FindingCodes.DuplicateText, Severity.Warning,
            $"Another message says the same on {post.Platform.Name}, where a repeated text is hidden or refused.",
            "Say it in other words.");
    }

    // White space and case do not make a text another one.
    private static string Words(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ToUpperInvariant();
}
