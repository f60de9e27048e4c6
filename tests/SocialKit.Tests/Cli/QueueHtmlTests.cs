using System.Text.RegularExpressions;
using SocialKit.Cli;
using SocialKit.Deliveries;

namespace SocialKit.Tests.Cli;

public sealed partial class QueueHtmlTests : IDisposable
{
    private readonly QueueRun _run = new();

    [Fact]
    public async Task WhateverATextHoldsItIsText()
    {
        await _run.AddAsync(QueueRun.Sky, "2026-12-01T09:00Z", "<script>alert(1)</script> & \"'\u202e\u001b", "<b>c</b>",
            delivery => delivery with { From = delivery.From with { Handle = "\"><img src=x>" } });
        Assert.Equal(ExitCodes.Fine, _run.Run("queue", "--html", "-"));
        Assert.DoesNotContain("<script", _run.Out, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", _run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>c", _run.Out, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;&#39;<span class=\"spelled\">&lt;U+202E&gt;</span>", _run.Out, StringComparison.Ordinal);
        Assert.Contains("Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-", _run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TextsHaveTheirLanguageAndTheirOwnDirection()
    {
        await _run.AddAsync(QueueRun.Sky, "2026-12-01T09:00Z", "بیانات", with: delivery => delivery with { Act = new Act.Publish(((Act.Publish)delivery.Act).Post with { Language = "ar" }) });
        _run.Run("queue", "--html", "-");
        Assert.Contains("<p class=\"text\" dir=\"auto\" lang=\"ar\">بیانات</p>", _run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EveryElementThatIsOpenedIsClosed()
    {
        await _run.AddInAsync(DeliveryState.Sent, "one");
        await _run.AddInAsync(DeliveryState.Held, "one");
        await _run.AddAsync(QueueRun.Sky, "2026-12-01T09:00Z", state: DeliveryState.AwaitingApproval, with: delivery => delivery with { NeedsApproval = true });
        _run.Run("queue", "--all", "--html", "queue.html");
        var page = File.ReadAllText(Path.Combine(_run.Cli.Folder, "queue.html"));
        var open = new Stack<string>();
        foreach (Match tag in Tags().Matches(page))
        {
            var name = tag.Groups[2].Value;
            if (name is "meta" or "br" or "!doctype")
                continue;
            if (tag.Groups[1].Value == "/")
                Assert.Equal(name, open.Pop());
            else
                open.Push(name);
        }
        Assert.Empty(open);
        Assert.Equal(3, Regex.Count(page, "<article "));
    }

    [Fact]
    public void AFileThatLeadsNowhereIsAnErrorOfTheCommandLine() => Assert.Equal(ExitCodes.Usage, _run.Run("queue", "--html", "none/queue.html"));

    [GeneratedRegex("<(/?)([a-z!][a-z0-9]*)")]
    private static partial Regex Tags();

    public void Dispose() => _run.Dispose();
}
