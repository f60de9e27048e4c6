using SocialKit.Deliveries;

namespace SocialKit.Storage.Rows;

/// <summary>The names of small choices in the tables.</summary>
internal static class Names
{
    public const string Publish = "publish";
    public const string Repost = "repost";
    public const string Delete = "delete";
    private const string Send = "send";
    private const string Skip = "skip";
    private static readonly string[] Confirmations = ["response", "read_back", "duplicate", "person"];

    public static string Of(Act act) => act switch { Act.Publish => Publish, Act.Repost => Repost, _ => Delete };

    public static string Of(LateRule late) => late == Deliveries.LateRule.Skip ? Skip : Send;

    public static string Of(Confirmation confirmation) => Confirmations[(int)confirmation];

    public static LateRule LateRule(string name) => name switch
    {
        Send => Deliveries.LateRule.Send,
        Skip => Deliveries.LateRule.Skip,
        _ => throw new FormatException($"'{name}' is no rule for what is late."),
    };

    public static Confirmation Confirmation(string name) =>
        Array.IndexOf(Confirmations, name) is >= 0 and var index ? (Confirmation)index : throw new FormatException($"'{name}' is no confirmation.");
}
