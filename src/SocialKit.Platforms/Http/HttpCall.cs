using System.Net.Http.Headers;
using System.Text;
using SocialKit.Access;

namespace SocialKit.Platforms.Http;

/// <summary>One request. A value: it can be made again, where it only reads.</summary>
/// <param name="Method">The method.</param>
/// <param name="Address">The whole address.</param>
public sealed record HttpCall(HttpMethod Method, string Address)
{
    /// <summary>The body; empty for none.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The body's type; null if there is no body.</summary>
    public string? BodyType { get; init; }

    /// <summary>The scheme of the Authorization header, such as <c>Bearer</c>; null for none.</summary>
    public string? Scheme { get; init; }

    /// <summary>What stands behind <see cref="Scheme"/>.</summary>
    public Secret? Authorization { get; init; }

    /// <summary>Other headers. No secret is among them.</summary>
    public ValueList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>How the address is shown in errors, where it holds a secret itself; null to show the host.</summary>
    public string? ShownAs { get; init; }

    /// <summary>The longest answer that is read, in bytes; more is <see cref="HttpResult.Cut"/>.</summary>
    /// <value>4 MiB</value>
    public int LongestAnswer { get; init; } = 4 * 1024 * 1024;

    /// <summary>How long it may take, the answer's body included.</summary>
    /// <value>30 s</value>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>A read.</summary>
    public static HttpCall Get(string address) => new(HttpMethod.Get, address);

    /// <summary>A JSON body.</summary>
    public static HttpCall Post(string address, ReadOnlyMemory<byte> json) => new(HttpMethod.Post, address) { Body = json, BodyType = "application/json" };

    /// <summary>A form. Values are escaped with %20, never with +.</summary>
    public static HttpCall Form(string address, params IEnumerable<(string Name, string Value)> fields) => new(HttpMethod.Post, address)
    {
        Body = Encoding.UTF8.GetBytes(string.Join('&', fields.Select(field => $"{Uri.EscapeDataString(field.Name)}={Uri.EscapeDataString(field.Value)}"))),
        BodyType = "application/x-www-form-urlencoded",
    };

    /// <summary>The same call, authorised.</summary>
    public HttpCall With(Secret token, string scheme = "Bearer") => this with { Scheme = scheme, Authorization = token };

    /// <summary>The same call with a header.</summary>
    public HttpCall With(string header, string value) => this with { Headers = [.. Headers, KeyValuePair.Create(header, value)] };

    internal HttpRequestMessage ToRequest()
    {
        var request = new HttpRequestMessage(Method, Address) { Version = System.Net.HttpVersion.Version11 };
        // Every write has a body, even an empty one: what has none is repeated by the framework (see OnceContent).
        if (Method != HttpMethod.Get)
            request.Content = new OnceContent(Body, BodyType);
        if (Scheme is not null && Authorization is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue(Scheme, Authorization.Reveal());
        foreach (var (name, value) in Headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return request;
    }

    /// <summary>Method and address, without what may be secret.</summary>
    public override string ToString() => $"{Method} {ShownAs ?? new Uri(Address).GetLeftPart(UriPartial.Authority)}";
}
