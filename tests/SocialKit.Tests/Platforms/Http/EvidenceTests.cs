using System.Net;
using System.Text;
using System.Text.Json;
using CsCheck;
using SocialKit.Access;
using SocialKit.Platforms.Http;

namespace SocialKit.Tests.Platforms.Http;

public sealed class EvidenceTests
{
    private const string Canary = "4711:Canary/08+15=&<é>";

    private static string Blotted(string text) => Evidence.Blot(text, new Secret(Canary));

    [Fact]
    public void HoweverAServerWritesItASecretIsBlottedOut()
    {
        foreach (var form in new[]
        {
            Canary, Uri.EscapeDataString(Canary), WebUtility.UrlEncode(Canary), WebUtility.HtmlEncode(Canary), JsonEncodedText.Encode(Canary).Value, Canary.Replace("/", "\\/", StringComparison.Ordinal),
            Convert.ToBase64String(Encoding.UTF8.GetBytes(Canary)), Convert.ToBase64String(Encoding.UTF8.GetBytes(Canary)).TrimEnd('=').Replace('+', '-').Replace('/', '_'),
        })
            Assert.Equal("got ***.", Blotted($"got {form}.").Replace("***==", "***", StringComparison.Ordinal).Replace("***=", "***", StringComparison.Ordinal));
    }

    [Fact]
    public void WhateverStandsBesideItInABasicHeader() =>
        Gen.Select(Gen.String[Gen.Char.AlphaNumeric, 0, 7], Gen.String[Gen.Char.AlphaNumeric, 0, 7]).Sample((before, after) =>
        {
            var header = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{before}:{Canary}{after}"));
            var left = Blotted(header).Split("***");
            Assert.Equal(2, left.Length);
            // Of the secret, a character at each end is left at most.
            Assert.True(left[0].Length <= ((before.Length + 1) * 8 / 6) + 1, Blotted(header));
            Assert.True(left[1].Length <= (after.Length * 8 / 6) + 5, Blotted(header));
        });

    [Fact]
    public void ASecretAtTheEndOfWhatIsReadIsNotLeftInHalf()
    {
        using var answer = new HttpResponseMessage { Content = new ByteArrayContent([]) };
        for (var at = 7980; at < 8000; at++)
        {
            var body = string.Concat(Enumerable.Repeat(Canary + ",", 400))[..at] + Canary + new string('x', 5000);
            var evidence = Evidence.Of(new(HttpStatusCode.BadRequest, new(answer.Headers, answer.Content.Headers), Encoding.UTF8.GetBytes(body)), new Secret(Canary));
            Assert.DoesNotContain("Canary", evidence, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void WhatIsNoSecretStays()
    {
        const string text = "{\"error\":\"4711 is not allowed\"}";
        Assert.Equal(text, Blotted(text));
        Assert.Equal(text, Evidence.Blot(text, null, new Secret("abc")));
    }
}
