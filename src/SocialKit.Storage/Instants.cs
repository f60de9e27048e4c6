using System.Diagnostics.CodeAnalysis;

namespace SocialKit.Storage;

/// <summary>Instants as the tables hold them: whole Unix milliseconds.</summary>
internal static class Instants
{
    public static long Of(DateTimeOffset instant) => instant.ToUnixTimeMilliseconds();

    public static long? Of(DateTimeOffset? instant) => instant?.ToUnixTimeMilliseconds();

    public static DateTimeOffset At(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    [return: NotNullIfNotNull(nameof(milliseconds))]
    public static DateTimeOffset? At(long? milliseconds) => milliseconds is { } some ? DateTimeOffset.FromUnixTimeMilliseconds(some) : null;
}
