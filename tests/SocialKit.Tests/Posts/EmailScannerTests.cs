using System.Text.RegularExpressions;
using CsCheck;
using SocialKit.Posts;
using SocialKit.Testing;
using SocialKit.Text;

namespace SocialKit.Tests.Posts;

public sealed partial class EmailScannerTests
{
    private static readonly Gen<string> Texts = Gen.OneOf(
        Gen.OneOf("a", "Z", "é", "ж", "ª", "9", "٣", ".", "_", "%", "+", "-", "@", "@", "@", " ", "a@b", ".c", ".co", "name@host.example", "x@1.2", "😀", "\uD83D").Array[0, 24].Select(string.Concat), AnyText.Texts);

    [Fact]
    public void AddressesAreThoseOfTheExpression() => Texts.Sample(text =>
    {
        List<TextSpan> found = [];
        var scanner = new EmailScanner(text);
        while (scanner.MoveNext())
            found.Add(scanner.Current);
        return found.SequenceEqual(Expression().Matches(text).Select(match => new TextSpan(match.Index, match.Index + match.Length)));
    }, iter: Fuzzing.Inputs(20_000));

    [GeneratedRegex(@"[\p{L}0-9._%+-]+@(?:[\p{L}0-9-]+\.)+\p{L}{2,}", RegexOptions.CultureInvariant)]
    private static partial Regex Expression();
}
