using AngleSharp.Dom;
using SocialKit.Campaigns;
using static SocialKit.Tests.Web.InventedCampaign;

namespace SocialKit.Tests.Web;

/// <summary>Whatever a campaign's fields hold, the page has the elements that it would have without it.</summary>
public sealed class InjectionTests
{
    private const string Mark = "zz";

    /// <summary>Texts that have run as programs in pages that did not encode.</summary>
    public static TheoryData<string> Payloads =>
    [
        "<script>alert(1)</script>",
        "</script><script>alert(1)</script>",
        "\"><script>alert(1)</script>",
        "'><img src=x onerror=alert(1)>",
        "<img src=x onerror=alert(1)>",
        "<svg/onload=alert(1)>",
        "</title><script>alert(1)</script>",
        "</style><script>alert(1)</script>",
        "</textarea><script>alert(1)</script>",
        "\" onmouseover=\"alert(1)",
        "' onfocus='alert(1)' autofocus='",
        "javascript:alert(1)",
        "<a href=javascript:alert(1)>x</a>",
        "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
        "<math><mi xlink:href=\"data:x,<script>alert(1)</script>\">",
        "<base href=https://evil.example/>",
        "<meta http-equiv=refresh content=0;url=https://evil.example/>",
        "<!--<script>alert(1)</script>-->",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "[x](javascript:alert(1)) ![x](https://evil.example/x.png) @*alert*@ @(1+1) {{7*7}}",
    ];

    /// <summary>Every field of a campaign that people write.</summary>
    private static readonly (string Name, Func<string, Campaign> With)[] Fields =
    [
        ("title", text => Full with { Title = text }),
        ("person", text => Full with { Person = text }),
        ("source", text => Full with { Source = text }),
        ("time zone", text => Full with { TimeZone = text }),
        ("letter language", text => Full with { LetterLanguages = [text] }),
        ("hashtag", text => Full with { Hashtags = [text] }),
        ("message", text => Full with { Messages = [new("free", "en", text)] }),
        ("message id", text => Full with { Messages = [new(text, "en", "Free her.")] }),
        ("letter", text => Full with { Letters = [new("en", text)] }),
        ("followed account", text => Full with { Follow = [new(X, text)] }),
        ("target's title", text => WithTarget(target => target with { Title = text })),
        ("target's name", text => WithTarget(target => target with { Name = text })),
        .. Enum.GetValues<ContactKind>().Select<ContactKind, (string, Func<string, Campaign>)>(kind =>
            ("target's " + kind, text => WithTarget(target => target with { Contacts = [new(kind, text, kind == ContactKind.Handle ? X : null)] }))),
    ];

    [Theory]
    [MemberData(nameof(Payloads))]
    public void InNoFieldDoesATextBecomeMarkup(string payload)
    {
        foreach (var (name, with) in Fields)
        {
            var page = RenderedPage.Of(with(payload));
            var plain = RenderedPage.Of(with(Mark));
            Assert.Empty(page.QuerySelectorAll("script:not([src]), img, iframe, object, base, math, form"));
            if (page.QuerySelector("#messages") is not null) // a placeholder in the eyes of the check: the message is not shown at all
                Assert.Equal(Elements(plain), Elements(page));
            Assert.All(page.All, element => AssertHarmless(element, name));
        }
    }

    [Theory]
    [MemberData(nameof(Payloads))]
    public void TheBackgroundHoldsOnlyHarmlessElements(string payload)
    {
        var page = RenderedPage.Of(Full with { About = $"{payload}\n\n**{payload}**\n\n- {payload}\n" });
        var about = page.QuerySelector(".about > div")!;
        Assert.All(about.QuerySelectorAll("*"), element => Assert.Contains(element.LocalName, (string[])["p", "strong", "em", "a", "ul", "li", "code", "br"]));
        Assert.All(page.All, element => AssertHarmless(element, "about"));
    }

    [Theory]
    [MemberData(nameof(Payloads))]
    public void AMessageIsTakenAlongAsItWasWrittenHoweverStrange(string payload)
    {
        var message = RenderedPage.Messages(RenderedPage.Of(Full with { Messages = [new("free", "en", payload + " #FreeInvented")] }), "bluesky").FirstOrDefault();
        if (message is null)
            return; // it has a mention or a placeholder in the eyes of the check
        Assert.Equal(payload + " #FreeInvented", RenderedPage.TextOf(message));
        Assert.Equal(payload + " #FreeInvented", RenderedPage.Carried(message.QuerySelector("a.share")!.GetAttribute("href")!, "text"));
    }

    private static Campaign WithTarget(Func<Target, Target> change) => Full with { Targets = [change(Full.Targets[1])], Messages = [new("free", "en", "Free her. #FreeInvented")] };

    // What hangs on a text's own nature may differ: where it is a link, an account, or too much for a place.
    private static IEnumerable<string> Elements(IDocument page) =>
        page.All.Where(element => element.Closest("dd, .follow, .message, .cards, .places, .letter, article, h1, bdi") is null).Select(element => $"{element.LocalName} {string.Join(' ', element.Attributes.Select(attribute => attribute.Name))}");

    private static void AssertHarmless(IElement element, string field)
    {
        Assert.All(element.Attributes, attribute =>
        {
            Assert.False(attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase) || attribute.Name is "style" or "srcdoc" or "autofocus", $"{field}: {element.LocalName} has {attribute.Name}");
            if (attribute.Name is "href" or "src" or "data-template" or "action")
                Assert.True(IsHarmless(attribute.Value), $"{field}: {attribute.Name} is {attribute.Value}");
        });
    }

    private static bool IsHarmless(string address) =>
        !address.Contains(':', StringComparison.Ordinal) || ((string[])["https://", "http://", "mailto:", "tel:"]).Any(scheme => address.StartsWith(scheme, StringComparison.Ordinal));
}
