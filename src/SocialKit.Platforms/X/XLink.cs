namespace SocialKit.Platforms.X;

/// <summary>A link in a text.</summary>
/// <param name="Start">Its first UTF-16 unit.</param>
/// <param name="End">The unit after its last.</param>
/// <param name="Length">How many units its address has. Less than from start to end where the domain has parts that X leaves out of the address.</param>
/// <param name="DomainEnd">Where the domain's part of the address ends.</param>
/// <param name="RestStart">Where the rest of the address begins: port, path and query.</param>
internal readonly record struct XLink(int Start, int End, int Length, int DomainEnd, int RestStart)
{
    /// <summary>The address as X reads it.</summary>
    public string Address(ReadOnlySpan<char> text) =>
        Length == End - Start
            ? text[Start..End].ToString()
            : string.Concat(text[Start..DomainEnd], text.Slice(RestStart, Length - (DomainEnd - Start)));
}
