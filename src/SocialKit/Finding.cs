using SocialKit.Text;

namespace SocialKit;

/// <summary>How much a finding weighs.</summary>
public enum Severity
{
    /// <summary>Worth a look; fails only under <c>--strict</c>.</summary>
    Warning,

    /// <summary>The post can be shown, copied and scheduled, but not sent now.</summary>
    BlocksSending,

    /// <summary>The post or the file cannot be used as it is.</summary>
    Error,
}

/// <summary>Something a person should know about a post, a campaign or a document: what, where, why, and what to do.</summary>
/// <param name="Code">Stable and lower-case with hyphens, such as <c>too-long</c>.</param>
/// <param name="Severity">How much it weighs.</param>
/// <param name="Reason">What is so, and why it matters; one sentence without a full stop at the end being required.</param>
/// <param name="Remedy">What to do about it.</param>
public sealed record Finding(string Code, Severity Severity, string Reason, string Remedy)
{
    /// <summary>Where it is in a file; null for text that came from no file.</summary>
    public SourcePlace? Place { get; init; }

    /// <summary>The platform it is about; null if it holds for all.</summary>
    public PlatformId? Platform { get; init; }

    /// <summary>Which part of the post's text it is about, in UTF-16 units; null for the whole.</summary>
    public TextSpan? Span { get; init; }

    /// <summary><c>file:line:column code  reason remedy</c></summary>
    public override string ToString() => Place is null ? $"{Code}  {Reason} {Remedy}" : $"{Place} {Code}  {Reason} {Remedy}";
}
