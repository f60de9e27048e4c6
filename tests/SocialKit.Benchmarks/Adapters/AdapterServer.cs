using System.Text.Json;
using SocialKit.Benchmarks.Chaos;
using SocialKit.Testing;

namespace SocialKit.Benchmarks.Adapters;

/// <summary><c>bench adapter-server</c>: answers adapters as their platforms do when all is well, until its parent is gone.</summary>
internal static class AdapterServer
{
    public static async Task<int> RunAsync()
    {
        ParentProcess.EndWithIt();
        await using var server = new StubServer(request => new StubAnswer.Reply(200, request.Route == "/xrpc/com.atproto.repo.putRecord" ? Put(request) : "{}"));
        Console.WriteLine(server.Address);
        await Task.Delay(Timeout.Infinite);
        return 0;
    }

    private static string Put(StubRequest request)
    {
        using var json = JsonDocument.Parse(request.Body);
        var root = json.RootElement;
        return $$"""{"uri":"at://{{root.GetProperty("repo")}}/{{root.GetProperty("collection")}}/{{root.GetProperty("rkey")}}","cid":"bafyinvented","validationStatus":"valid"}""";
    }
}
