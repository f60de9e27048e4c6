using CsCheck;
using SocialKit.Deliveries;
using SocialKit.Posts;
using SocialKit.Testing;
using static SocialKit.Testing.TestDeliveries;

namespace SocialKit.Tests.Deliveries;

/// <summary>Interleavings of workers, people, faults and clocks, generated and shrunk: nothing twice, nothing lost, each account's in order.</summary>
public sealed class SimulationTests
{
    private const int Workers = 3;
    private static readonly RateBudget Budget = new(3, TimeSpan.FromMinutes(10));

    /// <summary>How many histories are played for each kind of network: SOCIALKIT_SIMULATIONS for a long run.</summary>
    private static readonly int Iterations = int.TryParse(Environment.GetEnvironmentVariable("SOCIALKIT_SIMULATIONS"), out var wanted) ? wanted : 2000;

    /// <summary>Something that happens: which kind, and two numbers that say to whom.</summary>
    private readonly record struct Turn(int Kind, int A, int B)
    {
        public override string ToString() => $"({Kind},{A},{B})";
    }

    // Half of all turns let a lane make a step, so that posts get somewhere between the accidents.
    private static readonly Gen<Turn> AnyTurn = Gen.Select(Gen.Frequency((8, Gen.Const(0)), (4, Gen.Const(1)), (3, Gen.Const(2)), (13, Gen.Int[3, 16])), Gen.Int[0, 11], Gen.Int[0, 8], (kind, a, b) => new Turn(kind, a, b));

    private static readonly Gen<Turn[]> Histories = AnyTurn.Array[20, 160];

    private static Simulation Play(NetworkKind kind, Turn[] history, Func<ISender, ISender>? wrap = null)
    {
        var simulation = new Simulation(kind, Workers, wrap);
        var accounts = new[] { Anna, Boris, Chen };
        for (var i = 0; i < 9; i++)
        {
            var due = Simulation.Start + TimeSpan.FromMinutes(i / 3);
            simulation.Add(simulation.Make.Post(accounts[i % 3], due, campaign: i % 2 == 0 ? "c" : null, with: delivery => delivery with
            {
                NeedsApproval = i is 4 or 5,
                NotBefore = i == 2 ? due + TimeSpan.FromMinutes(3) : null,
                NotAfter = i is 6 or 7 ? due + TimeSpan.FromMinutes(20) : null,
                Late = i == 8 ? LateRule.Skip : LateRule.Send,
            }));
        }
        // A thread of Anna's, and a reply of Chen's to Boris.
        foreach (var (from, to) in new[] { (Anna, 0), (Anna, 9), (Chen, 1) })
            simulation.Add(simulation.Make.Post(from, Simulation.Start, campaign: "c", with: delivery => delivery with { After = simulation.Added[to].Delivery.Key }));
        var start = simulation.Clock.GetUtcNow();
        if (history.Length % 2 == 0)
            simulation.Network.Budget = Budget;
        var faults = new Queue<NetworkFault>();
        simulation.Network.Fault = _ => faults.TryDequeue(out var fault) ? fault : NetworkFault.None;
        foreach (var turn in history)
        {
            var added = simulation.Added[turn.A % simulation.Added.Count];
            switch (turn.Kind)
            {
                case 0: for (var i = 0; i < 4; i++) simulation.Step(turn.A % Workers, turn.B); break;
                case 1: simulation.Step(turn.A % Workers, turn.B); break;
                case 2: simulation.Claim(turn.A % Workers); break;
                case 3: simulation.Pass(TimeSpan.FromSeconds(5 * (turn.B + 1))); break;
                case 4: simulation.Crash(turn.A % Workers); break;
                case 5: faults.Enqueue((NetworkFault)(turn.B % 8)); break;
                case 6: simulation.Step(turn.A % Workers, turn.B, answerIsLost: true); break;
                case 7: simulation.Change(added, entry => new Change.Edit(Edited(entry.Delivery, turn.B), null)); break;
                case 8: simulation.Change(added, entry => turn.B % 3 == 0 ? new Change.Cancel("a simulated person") : new Change.Approve(entry.Hash, "a simulated person")); break;
                case 9: if (turn.B % 3 == 0) simulation.Stop("c"); else simulation.Resume("c"); break;
                // A lease runs out while its worker is frozen.
                case 10: simulation.Pass(TimeSpan.FromSeconds(61)); break;
                // Long enough for a network to forget what it was told, or a clock that jumps.
                case 11 when turn.B % 2 == 0: simulation.Pass(TimeSpan.FromMinutes(61)); break;
                case 11: simulation.JumpClock(TimeSpan.FromMinutes((turn.B - 4) * 8)); break;
                case 13: simulation.Skew(turn.A % Workers, TimeSpan.FromMinutes((turn.B - 4) * 4)); break;
                case 14: simulation.Resolve(added); break;
                case 15: simulation.PauseLane(accounts[turn.A % 3], turn.B % 2 == 0 ? "a simulated person" : null); break;
                case 16 when turn.B == 0: simulation.Withdraw("c"); break;
                case 16: simulation.Change(added, entry => new Change.Edit(entry.Delivery with { DueAt = simulation.Clock.GetUtcNow() + TimeSpan.FromMinutes(turn.B - 4) }, null)); break;
                case 12: simulation.Change(added, entry => turn.B % 2 == 0 ? new Change.Hold("a simulated person") : new Change.Retry()); break;
            }
        }
        simulation.Settle();
        foreach (var (account, begun) in simulation.Begun)
        {
            if (simulation.Network.Budget is { } budget && begun > budget.Capacity * (2 + (simulation.Clock.GetUtcNow() - start).Duration() / budget.Period) + JumpsOf(history))
                simulation.Violations.Add($"budget: {begun} attempts of {account}");
        }
        return simulation;
    }

    // A clock that jumps forward fills the bucket once.
    private static int JumpsOf(Turn[] history) => history.Count(turn => turn.Kind == 11) * Budget.Capacity;

    private static Delivery Edited(Delivery delivery, int n) =>
        delivery with { Act = new Act.Publish(new Post(delivery.From.Platform, $"Edited {n}: free the invented prisoner {delivery.Key.Value.Length}")) };

    [Theory]
    [InlineData(NetworkKind.Idempotent)]
    [InlineData(NetworkKind.Forgetful)]
    [InlineData(NetworkKind.Readable)]
    [InlineData(NetworkKind.Blind)]
    public void WhateverHappensNothingGoesOutTwiceAndNothingIsLost(NetworkKind kind) =>
        Histories.Sample(history =>
        {
            var violations = Play(kind, history).Violations;
            Assert.True(violations.Count == 0, string.Join("\n", violations));
        }, iter: Iterations, print: history => string.Join("", history));

    [Fact]
    public void TheSameProofFindsANaiveRetryOut()
    {
        var isFound = false;
        Histories.Sample(history =>
        {
            if (Play(NetworkKind.Readable, history, sender => new NaiveSender(sender)).Violations.Exists(violation => violation.StartsWith("duplicate", StringComparison.Ordinal)))
                Volatile.Write(ref isFound, true);
        }, iter: 400);
        Assert.True(isFound, "A sender that repeats whatever did not answer went through unnoticed.");
    }

    [Fact]
    public void TheHistoriesReachWhatTheyShould()
    {
        var states = new HashSet<DeliveryState>();
        var (unclear, late, recovered, pauses) = (0, 0, 0, 0);
        Histories.Sample(history =>
        {
            var simulation = Play(NetworkKind.Readable, history);
            lock (states)
            {
                states.UnionWith(simulation.Added.Select(added => simulation.Read(added).State));
                unclear += simulation.Events.Count(seen => seen.Kind == WorkerEventKind.Unclear);
                pauses += simulation.Pauses;
                late += simulation.Events.Count(seen => seen.Kind == WorkerEventKind.Late);
                recovered += simulation.Events.Count(seen => seen.Kind == WorkerEventKind.Unclear && seen.Entry!.State == DeliveryState.Sending);
            }
        }, iter: 400);
        Assert.Superset(new HashSet<DeliveryState> { DeliveryState.Sent, DeliveryState.Held, DeliveryState.Failed, DeliveryState.Cancelled, DeliveryState.Expired, DeliveryState.AwaitingApproval }, states);
        Assert.True(unclear > 50 && late > 20 && recovered > 20 && pauses > 100, $"unclear {unclear}, late {late}, recovered {recovered}, pauses {pauses}");
    }
}
