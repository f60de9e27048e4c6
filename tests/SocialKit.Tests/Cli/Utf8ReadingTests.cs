using System.Buffers;
using System.Text;
using System.Text.Unicode;
using CsCheck;
using SocialKit.Cli.Lines;
using SocialKit.Tests.Text;

namespace SocialKit.Tests.Cli;

/// <summary>What the lines' own reader makes of bytes is what the framework makes of them.</summary>
public sealed class Utf8ReadingTests
{
    // Bytes near the borders of what may follow what, among whole characters of every length.
    private static readonly Gen<byte[]> Pieces = Gen.OneOf(
        Gen.OneOf("a", " ", "é", "ж", "ت", "ก", "中", "한", "\uFFFF", "😀", "\U0010FFFF", "plain words and ", "слова и ", "ความ", "漢字漢字漢字漢字").Select(Encoding.UTF8.GetBytes),
        Gen.OneOf<byte>(0x00, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC, 0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xF8, 0xFF).Array[0, 4]);

    private static readonly Gen<byte[]> Characters = Gen.OneOf("a", "é", "ж", "ก", "中", "\uD7FF", "\uE000", "\uFFFF", "\U00010000", "😀", "\U0010FFFF", "abcdefgh", "ждлор", "ความ", "漢字漢字").Array[0, 80].Select(parts => Encoding.UTF8.GetBytes(string.Concat(parts)));

    private static bool ReadsAsTheFramework(ReadOnlySpan<byte> bytes)
    {
        var expected = new char[bytes.Length];
        var status = Utf8.ToUtf16(bytes, expected, out _, out var count, replaceInvalidSequences: false);
        var units = new char[bytes.Length + Utf8Reading.Slack];
        var read = Utf8Reading.Read(bytes, units);
        return status == OperationStatus.Done ? read == count && units.AsSpan(0, count).SequenceEqual(expected.AsSpan(0, count)) : read == -1;
    }

    [Fact]
    public void WholeCharactersAreRead() => Characters.Sample(bytes => ReadsAsTheFramework(bytes) && Utf8.IsValid(bytes), iter: 20_000);

    [Fact]
    public void AnyBytesAreReadOrRefused() => Gen.OneOf(Pieces.Array[0, 60].Select(pieces => pieces.SelectMany(piece => piece).ToArray()), Gen.Byte.Array[0, 200]).Sample(bytes => ReadsAsTheFramework(bytes), iter: 20_000);

    [Fact]
    public void OneWrongByteAnywhereIsFound() => Gen.Select(Characters, Gen.Int[0, 1000], Gen.Byte).Sample((bytes, at, wrong) =>
    {
        if (bytes.Length > 0)
            bytes[at % bytes.Length] = wrong;
        return ReadsAsTheFramework(bytes);
    }, iter: 20_000);

    [Fact]
    public void ATextThatIsCutAnywhereIsReadOrRefused() => Gen.Select(Characters, Gen.Int[0, 1000], Gen.Int[0, 1000]).Sample((bytes, from, to) =>
    {
        var start = from % (bytes.Length + 1);
        return ReadsAsTheFramework(bytes.AsSpan(start, to % (bytes.Length - start + 1)));
    }, iter: 20_000);

    [Fact]
    public void EveryThreeBytesAreJudgedInEveryPlace()
    {
        var bytes = new byte[100];
        var units = new char[bytes.Length + Utf8Reading.Slack];
        foreach (var place in (int[])[0, 20, 49, 61, 62, 63, 97])
        {
            for (var first = 0x80; first < 0x100; first++)
            {
                for (var second = 0; second < 0x100; second++)
                {
                    bytes.AsSpan().Fill((byte)'a');
                    (bytes[place], bytes[place + 1], bytes[place + 2]) = ((byte)first, (byte)second, 0x80);
                    Assert.Equal(Utf8.IsValid(bytes), Utf8Reading.Read(bytes, units) >= 0);
                }
            }
        }
    }

    [Fact]
    public void PostsAreRead()
    {
        var posts = new MixedPosts(7);
        for (var i = 0; i < 5_000; i++)
            Assert.True(ReadsAsTheFramework(Encoding.UTF8.GetBytes(posts.Post())));
    }
}
