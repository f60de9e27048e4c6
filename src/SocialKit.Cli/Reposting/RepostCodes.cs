namespace SocialKit.Cli.Reposting;

/// <summary>The codes of what stands against reposting, or should be known before it.</summary>
internal static class RepostCodes
{
    /// <summary>Error: the campaign's last day has passed.</summary>
    public const string DeadlinePassed = "deadline-passed";

    /// <summary>Error: the campaign lists no account there.</summary>
    public const string NobodyListed = "nobody-listed";

    /// <summary>Error: nobody who is listed there may be read.</summary>
    public const string NobodyToRead = "nobody-to-read";

    /// <summary>Warning: an account is not read before it agreed.</summary>
    public const string ConsentNeeded = "consent-needed";

    /// <summary>Warning: an account refused, and is never read.</summary>
    public const string ConsentRefused = "consent-refused";

    /// <summary>Warning: whether an account agreed is not known; nothing there asks for it, and it is good to.</summary>
    public const string ConsentUnknown = "consent-unknown";

    /// <summary>Warning: the campaign lists the account that reposts.</summary>
    public const string OwnAccount = "own-account";

    /// <summary>Error: the budget is too small for a single reading.</summary>
    public const string BudgetTooSmall = "budget-too-small";
}
