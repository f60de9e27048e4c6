using SocialKit.Text;

namespace SocialKit.Platforms.X;

/// <summary>Puts links, mentions, hashtags and cashtags in the order of their starts and drops what begins inside the one before,
/// as the reference does: at one start a link comes before a mention, then hashtag, then cashtag.</summary>
/// <remarks>All but links begin at their sign, and no two at one place: one search for all signs finds them in order.</remarks>
internal ref struct XMerge
{
    private const int None = int.MaxValue;

    private readonly ReadOnlySpan<char> _text;
    private readonly XScan _scan;
    private readonly ReadOnlySpan<XLink> _links;
    private int _link;
    private XMentionScanner _mentions;
    private XHashtagScanner _hashtags;
    private XCashtagScanner _cashtags;
    private int _searched;
    private Entity _next;
    private int _end;

    public XMerge(ReadOnlySpan<char> text, XScan scan, ReadOnlySpan<XLink> links)
    {
        _scan = scan;
        _text = text;
        _links = links;
        _mentions = new XMentionScanner(text);
        _hashtags = new XHashtagScanner(text);
        _cashtags = new XCashtagScanner(text);
        Current = default;
        Link = default;
        FindSign();
    }

    /// <summary>The entity found last.</summary>
    public Entity Current { get; private set; }

    /// <summary>The link found last, if <see cref="Current"/> is one.</summary>
    public XLink Link { get; private set; }

    public bool MoveNext()
    {
        while (true)
        {
            if (_link < _links.Length && _links[_link].Start <= _next.Start)
            {
                Link = _links[_link++];
                Current = new Entity(EntityKind.Link, Link.Start, Link.End);
            }
            else if (_next.Start != None)
            {
                Current = _next;
                FindSign();
            }
            else
            {
                return false;
            }
            if (Current.Start < _end)
                continue;
            _end = Current.End;
            return true;
        }
    }

    private void FindSign()
    {
        while (_scan.NextSign(_searched) is var sign and >= 0)
        {
            _searched = sign + 1;
            switch (_text[sign])
            {
                case '@' or '\uFF20' when _mentions.TryAt(sign):
                    _next = new Entity(_mentions.End > _mentions.NameEnd ? EntityKind.List : EntityKind.Mention, sign, _mentions.End);
                    return;
                case '#' or '\uFF03' when _hashtags.TryAt(sign):
                    _next = new Entity(EntityKind.Hashtag, sign, _hashtags.End);
                    return;
                case '$' when _cashtags.TryAt(sign):
                    _next = new Entity(EntityKind.Cashtag, sign, _cashtags.End);
                    return;
            }
        }
        _next = new Entity(default, None, None);
    }
}
