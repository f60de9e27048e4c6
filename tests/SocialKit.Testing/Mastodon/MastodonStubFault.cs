namespace SocialKit.Testing.Mastodon;

/// <summary>What goes wrong with one request.</summary>
public enum MastodonStubFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>No connection: the server never saw it.</summary>
    NoConnection,

    /// <summary>The connection breaks before anything is done.</summary>
    DroppedBefore,

    /// <summary>It is done, and the connection breaks before the answer.</summary>
    DroppedAfter,

    /// <summary>The connection breaks, and it is done a minute later.</summary>
    DroppedAndDoneLater,

    /// <summary>A proxy's page, 502; nothing is done.</summary>
    BadGatewayBefore,

    /// <summary>A proxy's page, 504; it is done.</summary>
    GatewayTimeoutAfter,

    /// <summary>It is done, and the answer is 200 and empty.</summary>
    EmptyAfter,

    /// <summary>It is done, and the answer is a page of HTML with 200.</summary>
    HtmlAfter,

    /// <summary>Too many requests; nothing is done.</summary>
    TooMany,

    /// <summary>A proxy says 401 in HTML; nothing is done.</summary>
    ProxyUnauthorized,
}
