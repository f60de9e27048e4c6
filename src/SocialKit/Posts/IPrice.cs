using SocialKit.Text;

namespace SocialKit.Posts;

/// <summary>What a platform charges for publishing through its API.</summary>
public interface IPrice
{
    /// <summary>The price of publishing <paramref name="text"/> once.</summary>
    Price OfPost(ReadOnlySpan<char> text, IReadOnlyList<Entity> entities);
}

/// <summary>An amount of money with the day on which it was read from the platform's own page.</summary>
/// <param name="Amount">The amount.</param>
/// <param name="Currency">ISO 4217, such as USD.</param>
/// <param name="For">What it is the price of, in a few words.</param>
/// <param name="AsOf">When the price was read; it may have changed since.</param>
public sealed record Price(decimal Amount, string Currency, string For, DateOnly AsOf);
