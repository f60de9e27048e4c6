namespace SocialKit.Web;

/// <summary>What stands in the place of a campaign that was withdrawn. It names nobody but the action: a withdrawal often protects a person.</summary>
/// <param name="Title">The action's title.</param>
/// <param name="TitleLanguage">The title's language, BCP 47.</param>
/// <param name="Texts">The page's own words.</param>
public sealed record Withdrawal(string Title, string TitleLanguage, PageTexts Texts);
