using SocialKit.Text;

namespace SocialKit.Platforms.X;

/// <summary>The sum of a text's weights, and how far it fits.</summary>
internal ref struct XCount
{
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
        var limit = configuration.MaxLength * configuration.Scale;
        var nextLink = 0;
        for (var at = 0; at < text.Length;)
        {
            while (nextLink < links.Length && links[nextLink].Start < at)
                nextLink++;
            int end;
            if (nextLink < links.Length && links[nextLink].Start == at)
            {
                count.Weight += configuration.LinkLength * configuration.Scale;
                end = at + links[nextLink].Length;
            }
            else
            {
                var unit = text[at];
                var classes = XChars.Of(unit);
                var length = configuration.CountsEmojiOnce && (classes & XClasses.EmojiStart) != 0 ? emoji.LengthAtStart(text[at..]) : 0;
                if (length > 0)
                {
                    count.Weight += configuration.DefaultWeight;
                    end = at + length;
                }
                else
                {
                    end = char.IsHighSurrogate(unit) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]) ? at + 2 : at + 1;
                    count.Weight += (classes & XClasses.Heavy) != 0 ? configuration.DefaultWeight : configuration.LightWeight;
                }
                if ((classes & XClasses.Invalid) != 0)
                    count.IsClean = false;
            }
            at = end;
            if (count.Weight > limit)
                continue;
            count.FitsUntil = end;
            if (count.IsClean)
                count.ValidUntil = end;
        }
        return count;
    }
}
