namespace SocialKit.Cli.Preview;

/// <summary>What every page of this program begins and ends with: it can load and run nothing, and names nobody it is opened from.</summary>
internal static class HtmlPage
{
    /// <summary>Everything up to the heading, which is the title.</summary>
    public static HtmlText Begin(HtmlText html, string title) => html.Raw("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        .Raw($"<meta http-equiv=\"Content-Security-Policy\" content=\"{HtmlStyle.Policy}\">\n")
        .Raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"robots\" content=\"noindex\">\n")
        .Raw("<title>").Text(title).Raw("</title>\n<style>").Raw(HtmlStyle.Css).Raw("</style>\n</head>\n<body>\n<main>\n")
        .Raw("<h1 dir=\"auto\">").Text(title).Raw("</h1>\n");

    /// <summary>The whole page.</summary>
    public static string End(HtmlText html) => html.Raw("</main>\n</body>\n</html>\n").ToString();
}
