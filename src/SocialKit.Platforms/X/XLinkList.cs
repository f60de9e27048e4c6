using System.Buffers;

namespace SocialKit.Platforms.X;

/// <summary>The scan and the links of one text, on the stack as long as they are few.</summary>
internal ref struct XLinkList(Span<XLink> few, Span<ulong> fewWords)
{
    /// <summary>How many links find room on the stack.</summary>
    public const int Few = 8;

    /// <summary>How many words of <see cref="XScan"/> do: those of 512 units.</summary>
    public const int FewWords = 24;

    private readonly Span<ulong> _fewWords = fewWords;
    private Span<XLink> _links = few;
    private XLink[]? _rented;
    private ulong[]? _rentedWords;
    private int _count;

    /// <summary>What the scan of the text found.</summary>
    public XScan Scan { get; private set; }

    /// <summary>Its links.</summary>
    public readonly ReadOnlySpan<XLink> Links => _links[.._count];

    public void Read(ReadOnlySpan<char> text, XTlds tlds)
    {
        _count = 0;
        Scan = new XScan(text, Words(XScan.Words(text.Length)));
        if (Scan.NextDot(0) < 0)
            return;
        var scanner = new XLinkScanner(text, Scan, tlds, withoutScheme: true);
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
        if (_rentedWords is not null)
            ArrayPool<ulong>.Shared.Return(_rentedWords);
    }

    private Span<ulong> Words(int count)
    {
        if (count <= _fewWords.Length)
            return _fewWords;
        if (_rentedWords is null || _rentedWords.Length < count)
        {
            if (_rentedWords is not null)
                ArrayPool<ulong>.Shared.Return(_rentedWords);
            _rentedWords = ArrayPool<ulong>.Shared.Rent(count);
        }
        return _rentedWords;
    }

    private void Grow()
    {
        var larger = ArrayPool<XLink>.Shared.Rent(_links.Length * 2);
        _links.CopyTo(larger);
        if (_rented is not null)
            ArrayPool<XLink>.Shared.Return(_rented);
        _links = _rented = larger;
    }
}
