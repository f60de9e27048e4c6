namespace SocialKit.Web;

/// <summary>The page that lists the campaigns of a site.</summary>
/// <param name="Rows">The campaigns, in order.</param>
/// <param name="Texts">The page's own words.</param>
/// <param name="NoIndex">True to ask search engines to leave it out.</param>
public sealed record SiteIndex(ValueList<SiteIndexRow> Rows, PageTexts Texts, bool NoIndex);

/// <summary>A campaign in the list.</summary>
/// <param name="Slug">The name of its folder in the site.</param>
/// <param name="Title">Its title.</param>
/// <param name="Person">Whom it is for; null if for no single person.</param>
/// <param name="Language">The title's language, BCP 47.</param>
/// <param name="Deadline">The last day; null if there is none.</param>
/// <param name="Languages">The languages of its pages.</param>
public sealed record SiteIndexRow(string Slug, string Title, string? Person, string Language, DateOnly? Deadline, ValueList<PageLanguage> Languages);
