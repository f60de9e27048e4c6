using System.Text;
using SocialKit.Web;

namespace SocialKit.Tests.Web;

public sealed class CampaignStyleTests
{
    private const string File = "messages/case/page.css";

    [Fact]
    public void AStyleThatOnlyChangesTheLookIsTaken()
    {
        var (css, findings) = Read(":root { --act: #7a1f1f }\r\n.card { border-radius: 0 }\n");
        Assert.Empty(findings);
        Assert.Equal(":root { --act: #7a1f1f }\n.card { border-radius: 0 }\n", css);
    }

    [Theory]
    [InlineData("@import 'x.css';")]
    [InlineData("@IMPORT url(x)")]
    [InlineData("p { background: url(https://evil.example/x.png) }")]
    [InlineData("p { background: URL(x.png) }")]
    [InlineData("p { background: u\\72l(x.png) }")]
    [InlineData("p { background: image-set('x.png' 1x) }")]
    [InlineData("p { background: image('x.png') }")]
    [InlineData("@font-face { font-family: x; src: local(x) }")]
    [InlineData("p { width: expression(alert(1)) }")]
    [InlineData("p { -moz-binding: x }")]
    [InlineData("</style><script>alert(1)</script>")]
    [InlineData("<!-- -->")]
    public void AStyleThatCouldLoadOrRunSomethingIsRefusedWhole(string css)
    {
        var (taken, findings) = Read("p { color: red }\n" + css);
        Assert.Equal("", taken);
        Assert.All(findings, finding => Assert.Equal((Severity.Error, File, 2), (finding.Severity, finding.Place!.File, finding.Place.Line)));
        Assert.NotEmpty(findings);
    }

    [Fact]
    public void AStyleHasABound() => Assert.NotEmpty(Read(new string(' ', CampaignStyle.MaxBytes + 1)).Findings);

    [Fact]
    public void BytesThatAreNoTextAreRefused() => Assert.NotEmpty(CampaignStyle.Read([0xff, 0xfe, 0x41], File).Findings);

    private static (string Css, ValueList<Finding> Findings) Read(string css) => CampaignStyle.Read(Encoding.UTF8.GetBytes(css), File);
}
