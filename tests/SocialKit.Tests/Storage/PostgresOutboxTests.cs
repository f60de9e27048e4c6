using SocialKit.Deliveries;
using SocialKit.Storage;
using SocialKit.Storage.Postgres;
using SocialKit.Testing;

namespace SocialKit.Tests.Storage;

/// <summary>The store in a PostgreSQL database keeps the contract.</summary>
public sealed class PostgresOutboxTests : OutboxContract
{
    protected override async Task<OutboxUnderTest> OpenAsync()
    {
        var test = new PostgresUnderTest(await TestPostgres.OpenAsync());
        await test.ReopenAsync();
        return test;
    }

    // The store's clock is the database's, which cannot be moved: what runs ahead of it is added.
    private sealed class PostgresUnderTest(TestPostgres server) : OutboxUnderTest
    {
        private PostgresDatabase? _database;
        private SqlOutbox? _outbox;

        public override IOutbox Outbox => _outbox!;

        public override DateTimeOffset Now => TimeProvider.System.GetUtcNow() + _database!.Ahead;

        public override Task PassAsync(TimeSpan time)
        {
            _database!.Ahead += time;
            return Task.CompletedTask;
        }

        public override async Task<IOutbox> ReopenAsync()
        {
            if (_outbox is not null)
                await _outbox.DisposeAsync();
            var ahead = _database?.Ahead ?? TimeSpan.Zero;
            _database = await PostgresDatabase.OpenAsync(server.Address, TimeProvider.System, TestContext.Current.CancellationToken);
            _database.Ahead = ahead;
            return _outbox = new SqlOutbox(_database);
        }

        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            await server.DisposeAsync();
        }
    }
}
