using SocialKit.Pictures;
using SocialKit.Posts;
using SocialKit.Text;

namespace SocialKit.Platforms.Mastodon;

/// <summary>How a Mastodon server counts and reads a post: characters as readers see them, content warning included; a link with its scheme has
/// a fixed price, and of a mention only the name counts, not the server.</summary>
/// <remarks>Sources in README.md. Every server sets its own limits: <see cref="For"/> takes what the account's server said.</remarks>
public sealed class MastodonRules : IPostRules
{
    private const int ShownLinkLength = 30;

    private static readonly (PictureType Type, string MediaType)[] Types = [(PictureType.Jpeg, "image/jpeg"), (PictureType.Png, "image/png"), (PictureType.Gif, "image/gif"), (PictureType.WebP, "image/webp")];

    private readonly MastodonLimits _limits;

    /// <summary>The rules of a server that was not asked: 500 characters, 23 a link, marked as assumed.</summary>
    public MastodonRules()
        : this(MastodonLimits.Default, stated: null, assumed: true)
    {
    }

    /// <summary>The rules of a server with these limits.</summary>
    public MastodonRules(MastodonLimits limits)
        : this(limits, stated: null, assumed: false)
    {
    }

    private MastodonRules(MastodonLimits limits, AccountLimits? stated, bool assumed)
    {
        _limits = limits;
        ValueList<PictureLimit> pictures = [.. Types.Where(type => stated is not { MediaTypes.Count: > 0 } || stated.MediaTypes.Contains(type.MediaType)).Select(type => Of(type.Type, stated))];
        Limits = new()
        {
            // A server that takes none of the kinds that this program knows takes no pictures from it.
            MaxMedia = pictures.Count == 0 ? 0 : stated?.MaxMedia ?? 4,
            MaxAltText = 1500,
            Pictures = pictures,
            AreAssumed = assumed,
            MentionsMustResolve = true,
        };
    }

    /// <inheritdoc/>
    public PostLimits Limits { get; }

    // Mastodon's defaults: image_size_limit and image_matrix_limit of /api/v2/instance (docs of 2026-07).
    private static PictureLimit Of(PictureType type, AccountLimits? stated) => new(type, stated?.MaxPictureBytes ?? 16_777_216) { MaxPixels = stated?.MaxPicturePixels ?? 33_177_600 };

    /// <inheritdoc/>
    public IPostRules For(Account? account) => account?.Limits is { } stated
        ? new MastodonRules(
            _limits with
            {
                MaxCharacters = stated.MaxCharacters,
                CharactersPerLink = stated.CharactersPerLink,
                Unit = account.Software == MastodonInstance.GoToSocial ? CountUnit.CodePoint : _limits.Unit,
            },
            stated,
            assumed: false)
        : this;

    /// <inheritdoc/>
    public PostReading Read(ReadOnlySpan<char> text, List<Entity> entities) => Read([], text, entities);

    /// <inheritdoc/>
    public PostReading Read(Post post, List<Entity> entities) => Read(post.Option(MastodonPlatform.ContentWarning), post.Text, entities);

    /// <summary>Counts a post with its content warning, in which nothing is discounted. Positions are those of the text alone.</summary>
    public PostReading Read(ReadOnlySpan<char> contentWarning, ReadOnlySpan<char> text, List<Entity> entities)
    {
        var first = entities.Count;
        MastodonEntities.Append(text, entities);
        var count = new Measure(_limits.Unit, Count(contentWarning, text, entities, first), _limits.MaxCharacters);
        return new()
        {
            Count = count,
            FitsUntil = count.Fits ? text.Length : FitsUntil(contentWarning, text, entities, first),
            InvalidAt = -1,
            IsValid = text.Length > 0 && count.Fits,
        };
    }

    /// <inheritdoc/>
    public string ShowLink(string link)
    {
        var shown = link.AsSpan();
        if (shown.StartsWith("https://", StringComparison.Ordinal))
            shown = shown["https://".Length..];
        else if (shown.StartsWith("http://", StringComparison.Ordinal))
            shown = shown["http://".Length..];
        else
            return link;
        if (shown.StartsWith("www.", StringComparison.Ordinal))
            shown = shown["www.".Length..];
        var end = 0;
        for (var codePoints = 0; codePoints < ShownLinkLength && end < shown.Length; codePoints++)
            end += end + 1 < shown.Length && char.IsSurrogatePair(shown[end], shown[end + 1]) ? 2 : 1;
        return end == shown.Length ? shown.ToString() : string.Concat(shown[..end], "…");
    }

    private int Count(ReadOnlySpan<char> contentWarning, ReadOnlySpan<char> text, List<Entity> entities, int first)
    {
        if (_limits.Unit == CountUnit.CodePoint)
            return CodePoints(contentWarning) + CodePoints(text);
        var counter = new GraphemeCounter();
        counter.Add(contentWarning);
        var at = 0;
        for (var i = first; i < entities.Count; i++)
        {
            var entity = entities[i];
            if (!IsDiscounted(entity, text, out var counted))
                continue;
            counter.Add(text[at..entity.Start]);
            if (counted < 0)
                counter.AddLetters(_limits.CharactersPerLink);
            else
                counter.Add(text.Slice(entity.Start, counted));
            at = entity.End;
        }

        counter.Add(text[at..]);
        return counter.Count;
    }

    // How many UTF-16 units of an entity are counted as they stand; -1 for a link, which has its price.
    private static bool IsDiscounted(Entity entity, ReadOnlySpan<char> text, out int counted)
    {
        counted = entity.Kind switch
        {
            EntityKind.Link => -1,
            EntityKind.Mention => 1 + entity.Of(text)[1..].IndexOf('@'),
            _ => 0,
        };
        return counted != 0;
    }

    private int FitsUntil(ReadOnlySpan<char> contentWarning, ReadOnlySpan<char> text, List<Entity> entities, int first)
    {
        var border = Graphemes.BorderAtOrBefore(text, Overflow(contentWarning, text, entities, first));
        // A shorter text may be read otherwise: what was no link may become one where it is cut. So the beginning is read as a text of its own.
        var inBeginning = new List<Entity>();
        while (border > 0)
        {
            inBeginning.Clear();
            MastodonEntities.Append(text[..border], inBeginning);
            if (Count(contentWarning, text[..border], inBeginning, 0) <= _limits.MaxCharacters)
                break;
            border = Graphemes.BorderAtOrBefore(text, inBeginning.Count > 0 ? Math.Min(inBeginning[^1].Start, border - 1) : border - 1);
        }

        return border;
    }

    // Where the limit is passed, each entity in or out as a whole.
    private int Overflow(ReadOnlySpan<char> contentWarning, ReadOnlySpan<char> text, List<Entity> entities, int first)
    {
        if (_limits.Unit == CountUnit.CodePoint)
            return AfterCodePoints(text, _limits.MaxCharacters - CodePoints(contentWarning));
        var left = _limits.MaxCharacters - Graphemes.Count(contentWarning);
        var at = 0;
        for (var i = first; i < entities.Count; i++)
        {
            var entity = entities[i];
            if (!IsDiscounted(entity, text, out var counted))
                continue;
            var gap = Graphemes.Count(text[at..entity.Start]);
            if (gap > left)
                break;
            left -= gap;
            var price = counted < 0 ? _limits.CharactersPerLink : counted;
            at = entity.Start;
            if (price > left)
                return at;
            left -= price;
            at = entity.End;
        }

        return at + Graphemes.IndexAfter(text[at..], Math.Max(0, left));
    }

    private static int CodePoints(ReadOnlySpan<char> text)
    {
        var pairs = 0;
        for (var i = 1; i < text.Length; i++)
        {
            if (char.IsSurrogatePair(text[i - 1], text[i]))
                pairs++;
        }

        return text.Length - pairs;
    }

    private static int AfterCodePoints(ReadOnlySpan<char> text, int codePoints)
    {
        var at = 0;
        for (; codePoints > 0 && at < text.Length; codePoints--)
            at += at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1]) ? 2 : 1;
        return at;
    }
}
