using SocialKit.Text;

namespace SocialKit.Platforms.X;

/// <summary>The sum of a text's weights, and how far it fits.</summary>
internal ref struct XCount
{
    // Up to here every character is light, none is refused, and only "#", "*", digits, © and ® can begin an emoji, with one of two signs behind them.
    private const char LastSimple = '\u10FF';
    private const char EmojiStyle = '\uFE0F';
    private const char Keycap = '\u20E3';

    /// <summary>What all of it weighs.</summary>
    public long Weight;

    /// <summary>Where the last part ends that is within the limit; 0 if none is.</summary>
    public int FitsUntil;

    /// <summary>Where the last part ends that is within the limit and before any refused character; 0 if none is.</summary>
    public int ValidUntil;

    /// <summary>True if no refused character was met.</summary>
    public bool IsClean;

    /// <summary>Counts <paramref name="text"/>, which holds <paramref name="links"/>.</summary>
    public static XCount Of(ReadOnlySpan<char> text, ReadOnlySpan<XLink> links, XConfiguration configuration, EmojiSequences emoji)
    {
        var count = new XCount { IsClean = true };
        var at = 0;
        foreach (var link in links)
        {
            if (link.Start < at)
                continue;
            count.Weight += WeightOf(text, at, link.Start, configuration, emoji, ref count.IsClean) + (configuration.LinkLength * configuration.Scale);
            at = link.Start + link.Length;
        }
        count.Weight += WeightOf(text, at, text.Length, configuration, emoji, ref count.IsClean);
        if (count.IsClean && count.Weight <= configuration.MaxLength * configuration.Scale)
            count.FitsUntil = count.ValidUntil = text.Length;
        else
            count.FindLimits(text, links, configuration, emoji);
        return count;
    }

    // No emoji begins before a link and reaches into it: a link begins with an ASCII character or a Latin accent, which only begin emoji.
    private static long WeightOf(ReadOnlySpan<char> text, int start, int end, XConfiguration configuration, EmojiSequences emoji, ref bool isClean)
    {
        long weight = 0;
        var at = start;
        while (at < end)
        {
            var run = text[at..end].IndexOfAnyExceptInRange('\0', LastSimple);
            if (run < 0)
                return weight + ((long)(end - at) * configuration.LightWeight);
            if (run > 0)
            {
                weight += (long)run * configuration.LightWeight;
                at += run;
                if (text[at] is not (EmojiStyle or Keycap) || !configuration.CountsEmojiOnce)
                    continue;
                // The sign belongs to the character before it, if that begins an emoji.
                var length = XChars.Is(text[at - 1], XClasses.EmojiStart) ? emoji.LengthAtStart(text[(at - 1)..]) : 0;
                if (length > 1)
                {
                    weight += configuration.DefaultWeight - configuration.LightWeight;
                    at += length - 1;
                    continue;
                }
            }
            do
            {
                var length = PartLength(text, at, configuration, emoji, out var partWeight, ref isClean);
                weight += partWeight;
                at += length;
            }
            while (at < end && text[at] > LastSimple);
        }
        return weight;
    }

    // The same walk, part by part, for a text of which something has to go.
    private void FindLimits(ReadOnlySpan<char> text, ReadOnlySpan<XLink> links, XConfiguration configuration, EmojiSequences emoji)
    {
        var limit = configuration.MaxLength * configuration.Scale;
        var isClean = true;
        long weight = 0;
        var next = 0;
        for (var at = 0; at < text.Length && weight <= limit;)
        {
            while (next < links.Length && links[next].Start < at)
                next++;
            if (next < links.Length && links[next].Start == at)
            {
                weight += configuration.LinkLength * configuration.Scale;
                at += links[next].Length;
            }
            else
            {
                at += PartLength(text, at, configuration, emoji, out var partWeight, ref isClean);
                weight += partWeight;
            }
            if (weight > limit)
                continue;
            FitsUntil = at;
            if (isClean)
                ValidUntil = at;
        }
    }

    private static int PartLength(ReadOnlySpan<char> text, int at, XConfiguration configuration, EmojiSequences emoji, out int weight, ref bool isClean)
    {
        var unit = text[at];
        var classes = XChars.Of(unit);
        weight = configuration.DefaultWeight;
        if ((classes & XClasses.EmojiStart) != 0 && configuration.CountsEmojiOnce && emoji.LengthAtStart(text[at..]) is var length and > 0)
            return length;
        if ((classes & XClasses.Heavy) == 0)
            weight = configuration.LightWeight;
        if ((classes & XClasses.Invalid) != 0)
            isClean = false;
        return char.IsHighSurrogate(unit) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]) ? 2 : 1;
    }
}
