using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace SocialKit.EndToEndTests.Browser;

/// <summary>Serves a folder as a host of static files does, under http and under https with a certificate of its own, with the headers that the folder's _headers names.</summary>
internal sealed class SiteServer : IAsyncDisposable
{
    private static readonly FileExtensionContentTypeProvider Types = new();

    private readonly WebApplication _server;

    private SiteServer(WebApplication server, string[] addresses)
    {
        _server = server;
        Http = At(addresses.Single(address => address.StartsWith("http:", StringComparison.Ordinal)));
        Https = At(addresses.Single(address => address.StartsWith("https:", StringComparison.Ordinal)));
    }

    /// <summary>The site's address under http, with its last slash. Its name is no name of this machine, so browsers do not take it for safe.</summary>
    public string Http { get; }

    /// <summary>The site's address under https, with its last slash.</summary>
    public string Https { get; }

    public static async Task<SiteServer> StartAsync(string folder)
    {
        var headers = HeadersOf(folder);
        var certificate = Certificate();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.Listen(IPAddress.Loopback, 0, listening => listening.UseHttps(certificate));
        }).UseKestrelHttpsConfiguration();
        var server = builder.Build();
        server.Run(context => AnswerAsync(context, folder, headers));
        await server.StartAsync();
        return new(server, [.. server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses]);
    }

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    private static string At(string address) => address.Replace("127.0.0.1", "page.example", StringComparison.Ordinal) + "/";

    private static async Task AnswerAsync(HttpContext context, string folder, IReadOnlyList<(string Name, string Value)> headers)
    {
        var path = context.Request.Path.Value!.TrimStart('/');
        var file = Path.Combine(folder, path.Length == 0 || path.EndsWith('/') ? path + "index.html" : path);
        if (path.Contains("..", StringComparison.Ordinal) || !File.Exists(file))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        foreach (var (name, value) in headers)
            context.Response.Headers[name] = value;
        context.Response.ContentType = Types.TryGetContentType(file, out var type) ? type : "application/octet-stream";
        await context.Response.SendFileAsync(file);
    }

    // Those for every path: a line "/*", and behind it lines that begin with blanks.
    private static IReadOnlyList<(string, string)> HeadersOf(string folder)
    {
        var file = Path.Combine(folder, "_headers");
        if (!File.Exists(file))
            return [];
        return [.. File.ReadLines(file).SkipWhile(line => line != "/*").Skip(1).TakeWhile(line => line.StartsWith(' '))
            .Select(line => line.Trim().Split(": ", 2)).Select(parts => (parts[0], parts[1]))];
    }

    private static X509Certificate2 Certificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=page.example", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }
}
