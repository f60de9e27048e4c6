using BenchmarkDotNet.Running;
using SocialKit.Benchmarks;
using SocialKit.Benchmarks.Adapters;
using SocialKit.Benchmarks.Chaos;
using SocialKit.Benchmarks.Queues;

return args switch
{
    ["text", .. var rest] => await TextBench.RunAsync(rest),
    ["start", .. var rest] => StartBench.Run(rest),
    ["pages", .. var rest] => PagesBench.Run(rest),
    ["import", .. var rest] => ImportBench.Run(rest),
    ["idle", .. var rest] => await IdleBench.RunAsync(rest),
    ["lines", .. var rest] => LinesBench.Run(rest),
    ["micro", .. var rest] => Micro(rest),
    ["adapters", .. var rest] => await AdaptersBench.RunAsync(rest),
    ["adapter-servers", .. var rest] => await StubPlatforms.RunAsync(rest),
    ["chaos", .. var rest] => await ChaosRun.RunAsync(rest),
    ["feeds", .. var rest] => await FeedsBench.RunAsync(rest),
    ["reposts", .. var rest] => await RepostProof.RunAsync(rest),
    ["chaos-worker", .. var rest] => await ChaosWorker.RunAsync(rest),
    ["delivery", .. var rest] => await DeliveryBench.RunAsync(rest),
    ["delivery-worker", .. var rest] => await QueueWorker.RunAsync(rest),
    ["crash-points", .. var rest] => await CrashPoints.RunAsync(rest),
    ["crash-child", .. var rest] => await CrashChild.RunAsync(rest),
    ["fake-platform", .. var rest] => await FakePlatformProgram.RunAsync(rest),
    _ => Help(),
};

static int Micro(string[] rest)
{
    BenchmarkSwitcher.FromAssembly(typeof(TextBench).Assembly).Run(rest);
    return 0;
}

static int Help()
{
    Console.Error.WriteLine("""
        bench text [POSTS] [--plot FILE.svg]   peers and ours over the same posts in turn, and time per character as texts grow
        bench start PROGRAM CAMPAIGN           a start of the native program beside node's
        bench pages PROGRAM [CAMPAIGNS]        the supporters' pages of many campaigns in five languages
        bench import PROGRAM FILE...           documents of every format, and a thousand in one run, beside pandoc and pdftotext
        bench idle PROGRAM [STORE] [SECONDS]   what a worker costs that has nothing to do
        bench lines PROGRAM [POSTS]            many texts through the native program
        bench micro [--filter ...]             BenchmarkDotNet, with memory
        bench delivery --store sqlite|postgres queue and worker beside plain SQL on the same database
        bench chaos --store sqlite|postgres    workers, platforms and databases that fail, and what became of every post
              --platform bluesky               the same with the real adapter and a real PDS
        bench feeds [--accounts N]             a thousand listed accounts read by one worker: CPU, memory, limits
        bench reposts PROGRAM [--posts N]      the program reposts on a real PDS while it is killed with -9
        bench adapters [--limits]              CPU time that each platform's adapter takes for a post, and 1,000 posts to servers of 50 ms
        bench crash-points [--all]             a worker dies at each step there is, another one finishes
        """);
    return 2;
}
