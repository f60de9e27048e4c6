using SocialKit.Deliveries;
using SocialKit.Testing;
using static SocialKit.Testing.TestDeliveries;

namespace SocialKit.Tests.Deliveries;

/// <summary>A worker is killed at every step there is, whatever the first send came to, on every kind of network; another one takes over.</summary>
public sealed class CrashPointTests
{
    private const int MoreStepsThanThereAre = 60;

    public static TheoryData<NetworkKind, NetworkFault> Cases()
    {
        var cases = new TheoryData<NetworkKind, NetworkFault>();
        foreach (var kind in Enum.GetValues<NetworkKind>())
        {
            foreach (var fault in Enum.GetValues<NetworkFault>().Where(fault => fault != NetworkFault.Hangs))
                cases.Add(kind, fault);
        }
        return cases;
    }

    private static (Simulation Simulation, bool ReachedTheEnd) Play(NetworkKind kind, NetworkFault fault, int crashAt, Func<ISender, ISender>? wrap = null)
    {
        var simulation = new Simulation(kind, workers: 2, wrap);
        for (var i = 0; i < 3; i++)
            simulation.Add(simulation.Make.Post(Anna, Simulation.Start));
        var faults = new Queue<NetworkFault>([fault]);
        simulation.Network.Fault = _ => faults.TryDequeue(out var next) ? next : NetworkFault.None;
        simulation.Claim(0);
        for (var step = 0; step < crashAt && simulation.HasLanes(0); step++)
            simulation.Step(0, 0);
        var reachedTheEnd = !simulation.HasLanes(0);
        simulation.Crash(0);
        simulation.Settle();
        return (simulation, reachedTheEnd);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void AKillAtAnyStepNeitherDoublesNorLoses(NetworkKind kind, NetworkFault fault)
    {
        for (var crashAt = 0; ; crashAt++)
        {
            Assert.True(crashAt < MoreStepsThanThereAre);
            var (simulation, reachedTheEnd) = Play(kind, fault, crashAt);
            Assert.Empty(simulation.Violations.Select(violation => $"killed before step {crashAt}: {violation}"));
            // What can be proved is sent; only where the network tells nothing may a person be asked.
            if (kind == NetworkKind.Idempotent && fault != NetworkFault.Refused)
                Assert.All(simulation.Added, added => Assert.Equal(DeliveryState.Sent, simulation.Read(added).State));
            if (reachedTheEnd)
                break;
        }
    }

    [Fact]
    public void ANaiveRetryDoublesWhenItIsKilledAfterTheEffect() =>
        Assert.Contains(Enumerable.Range(0, MoreStepsThanThereAre), crashAt =>
            Play(NetworkKind.Readable, NetworkFault.None, crashAt, sender => new NaiveSender(sender)).Simulation.Violations.Exists(violation => violation.StartsWith("duplicate", StringComparison.Ordinal)));

    [Fact]
    public void ANaiveRetryDoublesWhenAnAnswerIsLost() =>
        Assert.Contains(Play(NetworkKind.Readable, NetworkFault.LostAnswer, MoreStepsThanThereAre, sender => new NaiveSender(sender)).Simulation.Violations,
            violation => violation.StartsWith("duplicate", StringComparison.Ordinal));
}
