namespace SocialKit.Documents.Html;

/// <summary>How a text looks, and what it is part of.</summary>
/// <param name="IsBold">True if it is set in bold.</param>
/// <param name="Link">Where it leads; null if nowhere.</param>
/// <param name="KeepsBlanks">True if its blanks and line breaks are shown as they stand.</param>
internal sealed record Look(bool IsBold = false, string? Link = null, bool KeepsBlanks = false);
