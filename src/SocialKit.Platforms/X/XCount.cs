using System.Numerics;
using SocialKit.Text;

namespace SocialKit.Platforms.X;

/// <summary>The sum of a text's weights, and how far it fits.</summary>
internal ref struct XCount
{
    // Up to here every character is light, none is refused, and only "#", "*", digits, © and ® can begin an emoji, with one of two signs behind them.
    private const char LastSimple = '\u10FF';
    private const char EmojiStyle = '\uFE0F';
    private const char Keycap = '\u20E3';

    private readonly ReadOnlySpan<char> _text;
    private readonly XScan _scan;
    private readonly XConfiguration _configuration;
    private readonly EmojiSequences _emoji;
    private readonly int _extra;

    // Up to where the normal form is known to be the same.
    private int _known;
    private bool _isClean;

    private XCount(ReadOnlySpan<char> text, XScan scan, XConfiguration configuration, EmojiSequences emoji)
    {
        _text = text;
        _scan = scan;
        _configuration = configuration;
        _emoji = emoji;
        _extra = configuration.DefaultWeight - configuration.LightWeight;
        _isClean = true;
    }

    /// <summary>What all of it weighs.</summary>
    public long Weight { get; private set; }

    /// <summary>Where the last part ends that is within the limit; 0 if none is.</summary>
    public int FitsUntil { get; private set; }

    /// <summary>Where the last part ends that is within the limit and before any refused character; 0 if none is.</summary>
    public int ValidUntil { get; private set; }

    /// <summary>True if no refused character was met.</summary>
    public readonly bool IsClean => _isClean;

    /// <summary>True if the text is in normalization form C. If it is not, nothing else here means anything: X counts its normal form.</summary>
    public bool IsNormalized { get; private set; }

    /// <summary>Counts <paramref name="text"/>, which holds <paramref name="links"/>.</summary>
    public static XCount Of(ReadOnlySpan<char> text, XScan scan, ReadOnlySpan<XLink> links, XConfiguration configuration, EmojiSequences emoji)
    {
        var count = new XCount(text, scan, configuration, emoji);
        count.Weigh(links);
        if (count.IsNormalized)
            count.FindLimits(links);
        return count;
    }

    private void Weigh(ReadOnlySpan<XLink> links)
    {
        var at = 0;
        foreach (var link in links)
        {
            if (link.Start < at)
                continue;
            if (!WeighRange(at, link.Start))
                return;
            // The link's own characters are of interest to the normal form only.
            var weight = Weight;
            at = link.Start + link.Length;
            if (!WeighRange(link.Start, at))
                return;
            Weight = weight + (_configuration.LinkLength * _configuration.Scale);
        }
        IsNormalized = WeighRange(at, _text.Length);
    }

    // Only what is special is looked at: false at the first character that normalizing changes. No emoji begins before a link and reaches into it: a link
    // begins with an ASCII character or a Latin accent, which only begin emoji.
    private bool WeighRange(int start, int end)
    {
        var weight = (long)(end - start) * _configuration.LightWeight;
        var specials = _scan.Specials;
        for (var at = start; at < end;)
        {
            var word = (int)((uint)at / XScan.WordLength);
            var bits = specials[word] & (ulong.MaxValue << at);
            if (bits == 0)
            {
                at = (word + 1) * XScan.WordLength;
                continue;
            }
            at = (word * XScan.WordLength) + BitOperations.TrailingZeroCount(bits);
            if (at >= end)
                break;
            var unit = _text[at];
            var classes = XChars.Of(unit);
            if ((classes & XClasses.MayNormalize) != 0 && !Nfc.Stays(_text, at, ref _known))
                return false;
            if ((classes & XClasses.Heavy) == 0)
            {
                at++;
            }
            else if ((classes & (XClasses.EmojiStart | XClasses.Invalid)) != 0 || (unit & 0xF800) == 0xD800 || unit is EmojiStyle or Keycap)
            {
                at = TakeHeavy(start, at, out var extra);
                weight += extra;
            }
            else
            {
                weight += _extra;
                at++;
            }
        }
        Weight += weight;
        return true;
    }

    private int TakeHeavy(int start, int at, out int extra)
    {
        if (_text[at] is EmojiStyle or Keycap && _configuration.CountsEmojiOnce && at > start && _text[at - 1] <= LastSimple && XChars.Is(_text[at - 1], XClasses.EmojiStart)
            && _emoji.LengthAtStart(_text[(at - 1)..]) is var length and > 1)
        {
            // The sign belongs to the character before it, which began an emoji.
            extra = _configuration.DefaultWeight - (length * _configuration.LightWeight);
            return at + length - 1;
        }
        length = PartLength(at, out var weight, ref _isClean);
        extra = weight - (length * _configuration.LightWeight);
        return at + length;
    }

    // The same walk, part by part, for a text of which something has to go.
    private void FindLimits(ReadOnlySpan<XLink> links)
    {
        var limit = _configuration.MaxLength * _configuration.Scale;
        if (IsClean && Weight <= limit)
        {
            FitsUntil = ValidUntil = _text.Length;
            return;
        }
        var isClean = true;
        long weight = 0;
        var next = 0;
        for (var at = 0; at < _text.Length && weight <= limit;)
        {
            while (next < links.Length && links[next].Start < at)
                next++;
            if (next < links.Length && links[next].Start == at)
            {
                weight += _configuration.LinkLength * _configuration.Scale;
                at += links[next].Length;
            }
            else
            {
                at += PartLength(at, out var partWeight, ref isClean);
                weight += partWeight;
            }
            if (weight > limit)
                continue;
            FitsUntil = at;
            if (isClean)
                ValidUntil = at;
        }
    }

    private readonly int PartLength(int at, out int weight, ref bool isClean)
    {
        var unit = _text[at];
        var classes = XChars.Of(unit);
        weight = _configuration.DefaultWeight;
        if ((classes & XClasses.EmojiStart) != 0 && _configuration.CountsEmojiOnce && _emoji.LengthAtStart(_text[at..]) is var length and > 0)
            return length;
        if ((classes & XClasses.Heavy) == 0)
            weight = _configuration.LightWeight;
        if ((classes & XClasses.Invalid) != 0)
            isClean = false;
        return char.IsHighSurrogate(unit) && at + 1 < _text.Length && char.IsLowSurrogate(_text[at + 1]) ? 2 : 1;
    }
}
