using SocialKit.Platforms.Bluesky.Syntax;

namespace SocialKit.Tests.Platforms.Bluesky;

/// <summary>The interop files of atproto, from outside: every line of every file.</summary>
public sealed class BlueskySyntaxTests
{
    public delegate bool Validator(ReadOnlySpan<char> text);

    public static TheoryData<string, Validator> Syntaxes => new()
    {
        { "atidentifier", AtIdentifier.IsValid },
        { "aturi", AtUri.IsValid },
        { "datetime", AtDateTime.IsValid },
        { "did", Did.IsValid },
        { "handle", HandleName.IsValid },
        { "language", LanguageTag.IsWellFormed },
        { "nsid", Nsid.IsValid },
        { "recordkey", RecordKey.IsValid },
        { "tid", Tid.IsValid },
    };

    [Theory]
    [MemberData(nameof(Syntaxes), DisableDiscoveryEnumeration = true)]
    public void EveryLineOfTheInteropFilesIsJudgedAsThere(string name, Validator isValid)
    {
        var valid = Lines($"{name}_syntax_valid.txt");
        var invalid = Lines($"{name}_syntax_invalid.txt");
        TestContext.Current.TestOutputHelper?.WriteLine($"{name}: {valid.Count(line => isValid(line))}/{valid.Count} valid, {invalid.Count(line => !isValid(line))}/{invalid.Count} invalid");
        Assert.NotEmpty(valid);
        Assert.NotEmpty(invalid);
        Assert.DoesNotContain(valid, line => !isValid(line));
        Assert.DoesNotContain(invalid, line => isValid(line));
    }

    [Fact]
    public void ATagThatIsOnlyWellFormedIsNotValid()
    {
        var lines = Lines("language_parse_invalid.txt");
        Assert.DoesNotContain(lines, line => !LanguageTag.IsWellFormed(line));
        Assert.DoesNotContain(lines, line => LanguageTag.IsValid(line));
        Assert.DoesNotContain(Lines("language_syntax_valid.txt"), line => !LanguageTag.IsValid(line) && !line.StartsWith("X-", StringComparison.Ordinal));
    }

    [Fact]
    public void ATimeThatCannotBeIsNotValid() => Assert.DoesNotContain(Lines("datetime_parse_invalid.txt"), line => AtDateTime.IsValid(line));

    // Comments begin with "#", but so does an invalid record key and an invalid AT URI: those have no space behind it.
    private static List<string> Lines(string file) =>
        [.. File.ReadAllText(TestData.Path($"atproto/interop-test-files/syntax/{file}")).Split('\n').Where(line => line.Length > 0 && !line.StartsWith("# ", StringComparison.Ordinal))];
}
