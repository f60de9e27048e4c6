using SocialKit.Campaigns;
using SocialKit.Posts;
using SocialKit.Text;

namespace SocialKit.Cli.Sharing;

/// <summary>Finds the place that a person wants to share to.</summary>
internal static class ShareLinkFinder
{
    private const string Email = "email";

    /// <summary>The place called <paramref name="name"/>, by its id or by any name of its platform.</summary>
    /// <exception cref="UsageException">There is none, none was named, or it takes no letter.</exception>
    public static IShareLink Find(string? name, bool letter, CliContext context)
    {
        var known = context.ShareLinks.Select(link => link.Id.Value).ToList();
        name ??= letter ? Email : throw new UsageException($"Say where to share to with --platform: {string.Join(", ", known)}.");
        var id = context.Platforms.TryFind(name, out var platform) ? platform.Id.Value : name;
        var found = context.ShareLinks.FirstOrDefault(link =>
            string.Equals(link.Id.Value, id, StringComparison.OrdinalIgnoreCase) || string.Equals(link.Name, id, StringComparison.OrdinalIgnoreCase));
        if (found is null)
            throw new UsageException($"There is no place \"{name}\" to share to.{(EditDistance.Nearest(name, known, most: 2) is { } near ? $" Did you mean \"{near}\"?" : $" It is one of {string.Join(", ", known)}.")}");
        if (letter && !IsEmail(found))
            throw new UsageException($"A letter goes by e-mail: say -p {Email}, or copy it with \"socialkit copy --letter\".");
        return found;
    }

    /// <summary>True for the place that takes the letter.</summary>
    public static bool IsEmail(IShareLink link) => link.Id.Value == Email;

    /// <summary>The e-mail addresses of a target, in its order.</summary>
    public static IEnumerable<string> EmailsOf(Target target) =>
        target.Contacts.Where(contact => contact.Kind == ContactKind.Email).Select(contact => contact.Value.Trim());
}
