using SocialKit.Posts;

namespace SocialKit.Platforms.X;

/// <summary>What a post on X can say beside its text (openapi 2.167, POST /2/tweets).</summary>
public static class XPostOptions
{
    /// <summary>Who may reply.</summary>
    public const string ReplySettings = "reply-settings";

    /// <summary>That a machine made what it shows.</summary>
    public const string MadeWithAi = "made-with-ai";

    /// <summary>All of them.</summary>
    public static ValueList<PostOptionRule> All { get; } =
    [
        new(ReplySettings, "Who may reply: those whom the account follows, those who are mentioned, subscribers, or verified accounts; everybody if it is not set.", ["following", "mentionedUsers", "subscribers", "verified"]),
        new(MadeWithAi, "Labels the post: it shows what was made with artificial intelligence.", ["true"]),
    ];
}
