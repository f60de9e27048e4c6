using Microsoft.Extensions.Time.Testing;

namespace SocialKit.Tests.Deliveries;

/// <summary>A fake clock whose wall time can jump while its monotonic time does not, as when a machine's clock is set.</summary>
internal sealed class JumpingClock(DateTimeOffset start) : FakeTimeProvider(start)
{
    private long _jumped;

    public override long GetTimestamp() => base.GetTimestamp() - Interlocked.Read(ref _jumped);

    public void Jump(TimeSpan by)
    {
        // FakeTimeProvider counts timestamps by its wall clock (10.11).
        Interlocked.Add(ref _jumped, by.Ticks);
        AdjustTime(GetUtcNow() + by);
    }
}
