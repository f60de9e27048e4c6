namespace SocialKit.Tests;

/// <summary>The data from outside that the environment variable SOCIALKIT_TEST_DATA names. Without it such tests are skipped; under CI they fail.</summary>
internal static class TestData
{
    /// <summary>The path of a file there, such as <c>unicode/emoji-test-15.0.txt</c>.</summary>
    public static string Path(string relative)
    {
        if (Environment.GetEnvironmentVariable("SOCIALKIT_TEST_DATA") is { Length: > 0 } root)
            return System.IO.Path.Combine(root, relative);
        const string why = "SOCIALKIT_TEST_DATA does not name the folder with the references' own data";
        if (Environment.GetEnvironmentVariable("CI") == "true")
            Assert.Fail(why);
        Assert.Skip(why);
        return "";
    }
}
