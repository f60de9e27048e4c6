using SocialKit.Posts;
using SocialKit.Text;

namespace SocialKit.Testing;

/// <summary>What holds for every reading of every text.</summary>
public static class SoundReading
{
    /// <summary>Fails if an entity lies outside the text, overlaps another or splits a character's halves, or if the reading contradicts itself.</summary>
    public static void Assert(string text, PostReading reading, IEnumerable<Entity> entities)
    {
        var end = 0;
        foreach (var entity in entities)
        {
            Xunit.Assert.True(entity.Start >= end && entity.End > entity.Start && entity.End <= text.Length, $"{entity} behind {end} in {text.Length}");
            Xunit.Assert.False(SplitsPair(text, entity.Start) || SplitsPair(text, entity.End), $"{entity} splits a surrogate pair");
            end = entity.End;
        }

        var fits = reading.Count.Fits && reading.Second is not { Fits: false };
        Xunit.Assert.InRange(reading.FitsUntil, 0, text.Length);
        Xunit.Assert.Equal(fits, reading.FitsUntil == text.Length);
        Xunit.Assert.Equal(text.Length > 0 && fits && reading.InvalidAt < 0, reading.IsValid);
        Xunit.Assert.InRange(reading.InvalidAt, -1, Math.Max(-1, text.Length - 1));
    }

    /// <summary>True if <paramref name="at"/> lies between the two halves of a character.</summary>
    public static bool SplitsPair(string text, int at) => at > 0 && at < text.Length && char.IsSurrogatePair(text[at - 1], text[at]);
}
