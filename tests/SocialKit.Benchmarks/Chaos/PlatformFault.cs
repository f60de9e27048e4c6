namespace SocialKit.Benchmarks.Chaos;

/// <summary>What an invented platform does wrong with one request.</summary>
internal enum PlatformFault
{
    None,

    /// <summary>The connection is cut, nothing was done.</summary>
    DropBefore,

    /// <summary>It was done, and the connection is cut.</summary>
    DropAfter,

    /// <summary>503, nothing was done.</summary>
    ErrorBefore,

    /// <summary>It was done, and the answer is 500.</summary>
    ErrorAfter,

    /// <summary>200 without a word, nothing was done.</summary>
    EmptyBefore,

    /// <summary>It was done, and the answer is 200 without a word.</summary>
    EmptyAfter,

    /// <summary>It is done when the client has given up.</summary>
    SlowBefore,

    /// <summary>It was done, and the answer comes when the client has given up.</summary>
    SlowAfter,

    /// <summary>429 with Retry-After, nothing was done.</summary>
    RateLimited,

    /// <summary>It was done, and cannot be read for as long as the platform ever lags.</summary>
    LaggingRead,

    /// <summary>The next repeat of something that was done is answered by 500.</summary>
    ErrorOnRepeat,

    /// <summary>For some moments no connection is taken, and those that there are are cut.</summary>
    ConnectionsRefused,
}
