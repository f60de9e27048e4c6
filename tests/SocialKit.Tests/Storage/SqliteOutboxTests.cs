using Microsoft.Extensions.Time.Testing;
using SocialKit.Deliveries;
using SocialKit.Storage;
using SocialKit.Testing;

namespace SocialKit.Tests.Storage;

/// <summary>The store in a SQLite file keeps the contract.</summary>
public sealed class SqliteOutboxTests : OutboxContract
{
    protected override async Task<OutboxUnderTest> OpenAsync()
    {
        var file = new SqliteUnderTest();
        await file.ReopenAsync();
        return file;
    }

    private sealed class SqliteUnderTest : OutboxUnderTest
    {
        private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.Zero));
        private readonly TemporaryFolder _folder = new();
        private IOutbox? _outbox;

        public override IOutbox Outbox => _outbox!;

        public override DateTimeOffset Now => _clock.GetUtcNow();

        public override Task PassAsync(TimeSpan time)
        {
            _clock.Advance(time);
            return Task.CompletedTask;
        }

        public override async Task<IOutbox> ReopenAsync()
        {
            if (_outbox is not null)
                await _outbox.DisposeAsync();
            return _outbox = await Stores.OpenAsync(new StoreAddress.File(_folder["queue.db"]), _clock, TestContext.Current.CancellationToken);
        }

        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            _folder.Dispose();
        }
    }
}
