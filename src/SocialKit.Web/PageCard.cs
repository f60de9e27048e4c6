using System.Globalization;

namespace SocialKit.Web;

/// <summary>A place's card on a page: what its template is given.</summary>
/// <param name="Page">The page.</param>
/// <param name="Section">The place with its messages.</param>
public sealed record PageCard(SupporterPage Page, PageSection Section)
{
    /// <summary>Which of the card's posts it is, from 1, as an element's id says it.</summary>
    public string NumberOf(PagePost post)
    {
        var number = 0;
        foreach (var other in Section.Slots.SelectMany(slot => slot.Posts))
        {
            number++;
            if (ReferenceEquals(other, post))
                break;
        }
        return Number(number);
    }

    /// <summary>A number in digits that every script reads.</summary>
    public static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
