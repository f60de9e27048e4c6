using System.Buffers;

namespace SocialKit.Platforms.X;

/// <summary>The links of one text, on the stack as long as they are few.</summary>
internal ref struct XLinkList(Span<XLink> few)
{
    private Span<XLink> _links = few;
    private XLink[]? _rented;
    private int _count;

    public readonly ReadOnlySpan<XLink> Links => _links[.._count];

    public void Read(ReadOnlySpan<char> text, XTlds tlds)
    {
        _count = 0;
        var scanner = new XLinkScanner(text, tlds, withoutScheme: true);
        while (scanner.MoveNext())
        {
            if (_count == _links.Length)
                Grow();
            _links[_count++] = scanner.Current;
        }
    }

    public readonly void Dispose()
    {
        if (_rented is not null)
            ArrayPool<XLink>.Shared.Return(_rented);
    }

    private void Grow()
    {
        var larger = ArrayPool<XLink>.Shared.Rent(_links.Length * 2);
        _links.CopyTo(larger);
        Dispose();
        _links = _rented = larger;
    }
}
