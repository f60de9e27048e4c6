using SocialKit.Posts;

namespace SocialKit.Web;

/// <summary>The posts that a page may show, apart from those that it must not: unfinished, too long, or with the handle of another network.</summary>
internal sealed class SiftedPosts
{
    private readonly ILookup<(PlatformId Place, string Language), List<CheckedPost>> _slots;

    public SiftedPosts(CampaignCheck check, PageOptions options)
    {
        List<Finding> leftOut = [.. check.Findings.Where(finding => finding.Code != FindingCodes.NotTranslated)];
        List<List<CheckedPost>> kept = [];
        var networks = options.Places.Where(place => place.IsNetwork).Select(place => place.Platform.Id).ToHashSet();
        // A thread is shown whole or not at all.
        foreach (var thread in check.Posts.GroupBy(post => (post.Platform.Id, post.Message.Language, post.Message.Id, post.Message.Rotation)))
        {
            var against = thread.SelectMany(post => Against(post, networks.Contains(post.Platform.Id)).Select(finding => finding with { Platform = post.Platform.Id })).ToList();
            leftOut.AddRange(against);
            if (against.Count == 0 && !(thread.Count() > 1 && !thread.First().Platform.Rules.Limits.TakesThreads))
                kept.Add([.. thread]);
        }
        _slots = kept.ToLookup(slot => (slot[0].Platform.Id, slot[0].Message.Language));
        Languages = [.. options.Places.SelectMany(place => kept.Where(slot => slot[0].Platform.Id == place.Platform.Id)).Select(slot => slot[0].Message.Language).Distinct()];
        LeftOut = leftOut.ToValueList();
    }

    /// <summary>Every language that some place has a message in.</summary>
    public ValueList<string> Languages { get; }

    /// <summary>Why posts are not shown, a finding a post.</summary>
    public ValueList<Finding> LeftOut { get; }

    /// <summary>What can be posted in <paramref name="place"/>: posts, and threads of several.</summary>
    public IReadOnlyList<List<CheckedPost>> Of(PagePlace place, string language) => [.. _slots[(place.Platform.Id, language)]];

    private static IEnumerable<Finding> Against(CheckedPost post, bool isNetwork) => post.Check.Findings.Where(finding =>
        (finding.Severity == Severity.Error && !IsAboutPictures(finding)) || (isNetwork && IsAboutAForeignHandle(post, finding)));

    // A supporter takes the text alone.
    private static bool IsAboutPictures(Finding finding) => finding.Code is FindingCodes.AltTextMissing or FindingCodes.AltTextTooLong
        or FindingCodes.TooManyMedia or FindingCodes.PictureType or FindingCodes.PictureTooLarge;

    // A handle of one network, posted on another, is somebody else, who would get the campaign's mail, or nobody. In a messenger it is just a name.
    private static bool IsAboutAForeignHandle(CheckedPost post, Finding finding) =>
        finding.Code == FindingCodes.NoHandleHere && post.Check.Mentions.Any(mention => mention.Span == finding.Span);
}
