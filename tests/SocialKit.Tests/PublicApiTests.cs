using PublicApiGenerator;

namespace SocialKit.Tests;

/// <summary>The public surface of the library, approved by hand: a change shows up in a review.</summary>
public sealed class PublicApiTests
{
    [Fact]
    public void ThePublicApiIsTheApprovedOne()
    {
        var api = typeof(Platform).Assembly.GeneratePublicApi(new ApiGeneratorOptions { IncludeAssemblyAttributes = false }).ReplaceLineEndings("\n") + "\n";
        var file = Path.Combine(Repository.Root, "tests", "SocialKit.Tests", "PublicApi.approved.txt");
        if (Environment.GetEnvironmentVariable("SOCIALKIT_APPROVE") == "1")
            File.WriteAllText(file, api);
        Assert.True(api == File.ReadAllText(file), "The public API has changed. If it should, run the tests once with SOCIALKIT_APPROVE=1 and commit PublicApi.approved.txt.");
    }
}
