using SocialKit.Text;

namespace SocialKit.Platforms.X;

/// <summary>Puts links, mentions, hashtags and cashtags in the order of their starts and drops what begins inside the one before,
/// as the reference does: at one start a link comes before a mention, then hashtag, then cashtag.</summary>
internal ref struct XMerge
{
    private const int None = int.MaxValue;

    private readonly ReadOnlySpan<XLink> _links;
    private int _link;
    private XMentionScanner _mentions;
    private XHashtagScanner _hashtags;
    private XCashtagScanner _cashtags;
    private int _nextMention;
    private int _nextHashtag;
    private int _nextCashtag;
    private int _end;

    public XMerge(ReadOnlySpan<char> text, ReadOnlySpan<XLink> links)
    {
        _links = links;
        _mentions = new XMentionScanner(text);
        _hashtags = new XHashtagScanner(text);
        _cashtags = new XCashtagScanner(text);
        _nextMention = _mentions.MoveNext() ? _mentions.Start : None;
        _nextHashtag = _hashtags.MoveNext() ? _hashtags.Start : None;
        _nextCashtag = _cashtags.MoveNext() ? _cashtags.Start : None;
        Current = default;
        Link = default;
    }

    /// <summary>The entity found last.</summary>
    public Entity Current { get; private set; }

    /// <summary>The link found last, if <see cref="Current"/> is one.</summary>
    public XLink Link { get; private set; }

    public bool MoveNext()
    {
        while (true)
        {
            var link = _link < _links.Length ? _links[_link].Start : None;
            var first = Math.Min(Math.Min(link, _nextMention), Math.Min(_nextHashtag, _nextCashtag));
            if (first == None)
                return false;
            if (first == link)
            {
                Link = _links[_link++];
                Current = new Entity(EntityKind.Link, Link.Start, Link.End);
            }
            else if (first == _nextMention)
            {
                Current = new Entity(_mentions.End > _mentions.NameEnd ? EntityKind.List : EntityKind.Mention, first, _mentions.End);
                _nextMention = _mentions.MoveNext() ? _mentions.Start : None;
            }
            else if (first == _nextHashtag)
            {
                Current = new Entity(EntityKind.Hashtag, first, _hashtags.End);
                _nextHashtag = _hashtags.MoveNext() ? _hashtags.Start : None;
            }
            else
            {
                Current = new Entity(EntityKind.Cashtag, first, _cashtags.End);
                _nextCashtag = _cashtags.MoveNext() ? _cashtags.Start : None;
            }
            if (first < _end)
                continue;
            _end = Current.End;
            return true;
        }
    }
}
