using System.Text.Json;
using SocialKit.Access;

namespace SocialKit.Tests.Access;

public sealed partial class SecretTests
{
    private static readonly Secret Any = new("canary-4711");

    [Fact]
    public void ASecretIsNeverPrinted()
    {
        var credentials = new Credentials("oauth2", [new("access", Any)]) { IssuedAt = DateTimeOffset.UnixEpoch };
        foreach (var printed in new[] { Any.ToString(), $"{Any}", string.Concat(Any), credentials.ToString(), credentials.Secrets[0].ToString() })
            Assert.DoesNotContain("4711", printed, StringComparison.Ordinal);
        Assert.Equal("***", $"{Any}");
    }

    [Fact]
    public void ASecretIsNeverSerialised()
    {
        Assert.Throws<NotSupportedException>(() => JsonSerializer.Serialize(Any, SecretJson.Default.Secret));
        Assert.Throws<NotSupportedException>(() => JsonSerializer.Deserialize("\"x\"", SecretJson.Default.Secret));
    }

    [Fact]
    public void CredentialsReadBackAsTheyWereWritten()
    {
        var credentials = new Credentials("oauth2", [new("access", Any), new("refresh", new("r\u00e9\"\u2028"))])
        {
            IssuedAt = new(2026, 11, 24, 15, 0, 0, 123, TimeSpan.Zero),
            ExpiresAt = new(2026, 11, 24, 17, 0, 0, TimeSpan.Zero),
            Scopes = ["a", "b"],
            DeadBecause = "It was revoked.",
        };
        Assert.Equal(credentials, CredentialsFormat.Read(CredentialsFormat.Write(credentials)));
        var plain = new Credentials("bot", []) { IssuedAt = DateTimeOffset.UnixEpoch };
        Assert.Equal(plain, CredentialsFormat.Read(CredentialsFormat.Write(plain)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("canary-4711")]
    [InlineData("{\"kind\":\"canary-4711\"}")]
    [InlineData("{\"kind\":\"a\",\"issued\":\"canary-4711\",\"scopes\":[],\"secrets\":{}}")]
    public void WhatIsNoCredentialsIsRefusedWithoutQuotingIt(string written)
    {
        var exception = Assert.Throws<FormatException>(() => CredentialsFormat.Read(System.Text.Encoding.UTF8.GetBytes(written)));
        Assert.DoesNotContain("4711", exception.ToString(), StringComparison.Ordinal);
    }

    [System.Text.Json.Serialization.JsonSerializable(typeof(Secret))]
    internal sealed partial class SecretJson : System.Text.Json.Serialization.JsonSerializerContext;
}
