using SocialKit.Platforms.Sharing;
using SocialKit.Posts;

namespace SocialKit.Platforms.Email;

/// <summary>Opens the supporter's mail program with recipients, subject and text filled in.</summary>
/// <remarks>RFC 6068: line breaks are %0D%0A whatever they were in the text; all else decodes back to exactly the text.</remarks>
public sealed class EmailShareLink : IShareLink
{
    /// <summary>The length of the whole link above which mail programs have been seen to cut or refuse it.</summary>
    /// <value>1800: between the 1,600 and 2,000 characters that are told of</value>
    public const int SafeLength = 1800;

    /// <inheritdoc/>
    public PlatformId Id { get; } = new("email");

    /// <inheritdoc/>
    public string Name => "E-mail";

    /// <inheritdoc/>
    public bool CarriesText => true;

    /// <inheritdoc/>
    public bool NeedsServer => false;

    /// <inheritdoc/>
    public string Create(ShareRequest request)
    {
        var link = "mailto:" + Addresses(request.To);
        var mark = '?';
        if (request.CopyTo.Count > 0)
            Add("cc", Addresses(request.CopyTo));
        if (!string.IsNullOrEmpty(request.Title))
            Add("subject", ShareText.Encode(OneLine(request.Title)));
        if (request.Text.Length > 0)
            Add("body", ShareText.Encode(WithCrLf(request.Text)));
        return link;

        void Add(string field, string value)
        {
            link += $"{mark}{field}={value}";
            mark = '&';
        }
    }

    /// <inheritdoc/>
    public ValueList<string> Warnings(ShareRequest request)
    {
        var length = Create(request).Length;
        return length <= SafeLength
            ? []
            : [$"The link has {length} characters; some mail programs cut or refuse more than {SafeLength}. Offer the text to copy beside it."];
    }

    private static string Addresses(ValueList<string> addresses) => string.Join(',', addresses.Select(Address));

    // Only what cannot end the address or add a field to the letter.
    private static string Address(string address)
    {
        var at = address.LastIndexOf('@');
        if (at < 1 || at == address.Length - 1 || address.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c is ',' or ';' or '<' or '>' or '"' or '(' or ')' or '[' or ']' or '\\'))
            throw new ShareLinkException($"'{address}' is no plain e-mail address. Write it as name@domain, one entry an address.");
        return $"{ShareText.Encode(address[..at])}@{ShareText.Encode(address[(at + 1)..])}";
    }

    private static string WithCrLf(string text) =>
        text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Replace("\n", "\r\n", StringComparison.Ordinal);

    private static string OneLine(string subject) => subject.ReplaceLineEndings(" ");
}
