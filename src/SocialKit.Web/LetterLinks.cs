using SocialKit.Campaigns;
using SocialKit.Posts;

namespace SocialKit.Web;

/// <summary>The links that open a mail program with a letter.</summary>
internal static class LetterLinks
{
    /// <summary>The letter with its links.</summary>
    public static PageLetter Add(PageLetter letter, Campaign campaign, PageOptions options)
    {
        var to = campaign.Targets.Where(target => !target.CopyOnly).SelectMany(EmailsOf).Distinct().ToValueList();
        if (options.Email is not { } email || to.Count == 0)
            return letter;
        ValueList<string> copies = [.. campaign.Targets.Where(target => target.CopyOnly).SelectMany(EmailsOf).Distinct().Except(to)];
        try
        {
            var bare = new ShareRequest("") { To = to, CopyTo = copies, Title = campaign.Title };
            var whole = email.Create(bare with { Text = letter.Text });
            return letter with { EmailWithoutText = email.Create(bare), Email = whole.Length <= options.LongestEmailLink ? whole : null };
        }
        catch (ShareLinkException)
        {
            return letter; // no plain address, or half a character: the letter is copied
        }
    }

    private static IEnumerable<string> EmailsOf(Target target) =>
        target.Contacts.Where(contact => contact.Kind == ContactKind.Email).Select(contact => contact.Value.Trim());
}
