namespace SocialKit.Text;

/// <summary>What a platform makes of a part of a text.</summary>
public enum EntityKind : byte
{
    /// <summary>An account that is addressed: <c>@name</c>.</summary>
    Mention,

    /// <summary>A list of accounts: <c>@name/list</c>.</summary>
    List,

    /// <summary>A subject: <c>#word</c>.</summary>
    Hashtag,

    /// <summary>A security: <c>$ABC</c>.</summary>
    Cashtag,

    /// <summary>A web address, with or without its scheme.</summary>
    Link,

    /// <summary>An e-mail address.</summary>
    Email,
}

/// <summary>A part of a text that a platform turns into something to press.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Its first UTF-16 unit, the sign (<c>@</c>, <c>#</c>, <c>$</c>) included.</param>
/// <param name="End">The UTF-16 unit after its last.</param>
public readonly record struct Entity(EntityKind Kind, int Start, int End)
{
    /// <summary>Where it is.</summary>
    public TextSpan Span => new(Start, End);

    /// <summary>This part of <paramref name="text"/>, as it stands there.</summary>
    public ReadOnlySpan<char> Of(ReadOnlySpan<char> text) => text[Start..End];
}
