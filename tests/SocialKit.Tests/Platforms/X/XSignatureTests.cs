using SocialKit.Platforms.X.Api;

namespace SocialKit.Tests.Platforms.X;

public sealed class XSignatureTests
{
    // X, "Creating a signature" (docs.x.com, read 2026-08-22): keys that X published as an example and made invalid.
    private static readonly XSignature Example = new("xvz1evFS4wEEPTGEFPHBog", new("kAcSOqF21Fu85e7zjz7ZN2U4ZRhfV3WpwPAoE3Z7kBw"), "370773112-GmHxMAgYyLbNEtIKZeRNFsMKPR9EyMZeS9weJAEb", new("LswwdoUaIvS8ltyTt5jkRh4J50vUPVVHtR2YPi5kE"));

    [Fact]
    public void TheExampleOfXHasItsSignature()
    {
        var header = Example.Header("POST", "https://api.x.com/1.1/statuses/update.json?include_entities=true", "kYjzVBB8Y0ZFabxSWbWovY3uYSQ2pTgmZeNu2VS4cg", DateTimeOffset.FromUnixTimeSeconds(1318622958),
            ("status", "Hello Ladies + Gentlemen, a signed OAuth request!"));
        Assert.Equal("""oauth_consumer_key="xvz1evFS4wEEPTGEFPHBog", oauth_nonce="kYjzVBB8Y0ZFabxSWbWovY3uYSQ2pTgmZeNu2VS4cg", oauth_signature_method="HMAC-SHA1", oauth_timestamp="1318622958", oauth_token="370773112-GmHxMAgYyLbNEtIKZeRNFsMKPR9EyMZeS9weJAEb", oauth_version="1.0", oauth_signature="Ls93hJiZbQ3akF3HF3x1Bz8%2FzU4%3D" """.TrimEnd(), header);
    }

    [Fact]
    public void TheBaseStringOfRfc5849HasItsForm() => Assert.Equal(
        // RFC 5849, 3.4.1.1, with its erratum 2550: fields of query, form and header, sorted by name and then by value.
        "POST&http%3A%2F%2Fexample.com%2Frequest&a2%3Dr%2520b%26a3%3D2%2520q%26a3%3Da%26b5%3D%253D%25253D%26c%2540%3D%26c2%3D%26oauth_consumer_key%3D9djdj82h48djs9d2%26oauth_nonce%3D7d8f3e4a%26oauth_signature_method%3DHMAC-SHA1%26oauth_timestamp%3D137131201%26oauth_token%3Dkkk9d7dh3k39sjv7",
        XSignature.Base("post", "http://example.com/request?b5=%3D%253D&a3=a&c%40=&a2=r%20b",
        [
            ("oauth_consumer_key", "9djdj82h48djs9d2"), ("oauth_token", "kkk9d7dh3k39sjv7"), ("oauth_signature_method", "HMAC-SHA1"), ("oauth_timestamp", "137131201"), ("oauth_nonce", "7d8f3e4a"), ("c2", ""), ("a3", "2 q"),
        ]));

    [Fact]
    public void NoTwoRequestsHaveOneNonce() => Assert.Equal(1000, Enumerable.Range(0, 1000).Select(_ => XSignature.Nonce()).Distinct().Count());

    [Fact]
    public void ItShowsNoSecret()
    {
        Assert.DoesNotContain("kAcSOqF21", Example.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("LswwdoUaI", Example.ToString(), StringComparison.Ordinal);
    }
}
