using Microsoft.Extensions.Time.Testing;
using SocialKit.Deliveries;
using SocialKit.Testing;

namespace SocialKit.Tests.Deliveries;

/// <summary>The store in memory keeps the contract.</summary>
public sealed class MemoryOutboxTests : OutboxContract
{
    protected override Task<OutboxUnderTest> OpenAsync() => Task.FromResult<OutboxUnderTest>(new Memory());

    private sealed class Memory : OutboxUnderTest
    {
        private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.Zero));

        public Memory() => Outbox = new MemoryOutbox(_clock);

        public override IOutbox Outbox { get; }

        public override DateTimeOffset Now => _clock.GetUtcNow();

        public override Task PassAsync(TimeSpan time)
        {
            _clock.Advance(time);
            return Task.CompletedTask;
        }

        public override Task<IOutbox> ReopenAsync() => Task.FromResult(Outbox);
    }
}
