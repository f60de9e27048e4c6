namespace SocialKit.Campaigns;

/// <summary>The labels of the lines below a target. The first of each kind is the one that is written; the others are read as well.</summary>
internal static class ContactLabels
{
    public const string Name = "Name";
    public const string Role = "Role";

    private static readonly (ContactKind Kind, string[] Labels)[] Kinds =
    [
        (ContactKind.Address, ["Address", "Postal address", "Post"]),
        (ContactKind.Phone, ["Phone", "Tel", "Tel.", "Telephone", "Telephone number", "Phone number"]),
        (ContactKind.Fax, ["Fax", "Fax number", "Telefax"]),
        (ContactKind.Email, ["Email", "E-mail", "Mail", "Email address", "E-mail address"]),
        (ContactKind.Web, ["Web", "Website", "Web site", "Web page", "Form", "Online form", "URL"]),
        (ContactKind.Salutation, ["Salutation"]),
    ];

    /// <summary>Every label that is written, platforms aside.</summary>
    public static IEnumerable<string> Written { get; } = [Name, Role, .. Kinds.Select(known => known.Labels[0])];

    public static string Of(ContactKind kind) => Kinds.First(known => known.Kind == kind).Labels[0];

    public static ContactKind? Find(string label)
    {
        foreach (var (kind, labels) in Kinds)
        {
            if (labels.Contains(label, StringComparer.OrdinalIgnoreCase))
                return kind;
        }
        return null;
    }
}
