namespace SocialKit.Posts;

/// <summary>Too many pictures, and pictures that say nothing to those who cannot see them.</summary>
internal static class MediaFindings
{
    public static void Add(PostUnderCheck post)
    {
        var media = post.Composition.Post.Media;
        var limits = post.Context.Rules.Limits;
        if (media.Count > limits.MaxMedia)
        {
            post.Add(FindingCodes.TooManyMedia, Severity.Error,
                $"{media.Count} pictures, and {post.Platform.Name} takes {limits.MaxMedia}.",
                $"Take {media.Count - limits.MaxMedia} of them from this message under # Media.");
        }
        if (media.Count > 0 && limits.MaxLengthWithMedia is { } most && post.Reading.Count is { Fits: true, Length: var length } && length > most)
        {
            post.Add(FindingCodes.TooLong, Severity.Error,
                $"{length:N0} of {most:N0} {LengthFindings.Units(post.Reading.Count.Unit)} on {post.Platform.Name}, where a text beside a picture is its caption.",
                $"Cut {length - most:N0}, or leave the picture out.");
        }
        foreach (var file in media)
        {
            if (string.IsNullOrWhiteSpace(file.AltText))
            {
                post.Add(FindingCodes.AltTextMissing, Severity.Error,
                    $"{file.File} has no alternative text, so people who cannot see it learn nothing.",
                    "Write what it shows behind the second | of its line under # Media.");
            }
            else if (file.AltText.Length > limits.MaxAltText)
            {
                post.Add(FindingCodes.AltTextTooLong, Severity.Error,
                    $"The alternative text of {file.File} has {file.AltText.Length:N0} of {limits.MaxAltText:N0} characters on {post.Platform.Name}.",
                    $"Cut {file.AltText.Length - limits.MaxAltText:N0}.");
            }
        }
    }
}
