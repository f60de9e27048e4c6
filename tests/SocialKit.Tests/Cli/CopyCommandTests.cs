using System.Text;
using System.Text.Json;
using SocialKit.Cli;
using SocialKit.Cli.Terminal;

namespace SocialKit.Tests.Cli;

public sealed class CopyCommandTests : IDisposable
{
    private const string LongLink = "https://www.example.org/a/path/that/is/longer/than/anybody/shows";

    private readonly CliRun _run = SmallCampaign.Good();

    [Fact]
    public void WithoutAClipboardThePipeGetsExactlyTheText()
    {
        Assert.Equal(ExitCodes.Fine, _run.Run("copy", SmallCampaign.Folder, "-m", "release", "-p", "x"));
        Assert.Equal("Release Invented Person now, @InventedOffice! #InventedCase", _run.Out);
    }

    [Fact]
    public void TheOnlyMessageNeedsNoName()
    {
        Assert.Equal(ExitCodes.Fine, _run.Run("copy", SmallCampaign.Folder, "-p", "x"));
        Assert.StartsWith("Release", _run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void EachPostOfAThreadIsCopiedByItsNumber()
    {
        SmallCampaign.WriteTo(_run, "# release\nThe first #InventedCase\n\n# release+2\nThe second\n");
        _run.Run("copy", SmallCampaign.Folder, "-p", "x");
        Assert.Equal("The first #InventedCase", _run.Out);
        _run.Run("copy", SmallCampaign.Folder, "-p", "x", "--post", "2");
        Assert.Equal("The second", _run.Out);
        Assert.Equal(ExitCodes.Usage, _run.Run("copy", SmallCampaign.Folder, "-p", "x", "--post", "3"));
        Assert.Contains("\"release\" has 2 posts for X.", _run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void ATargetIsPastedAsItsHandleOrItsName()
    {
        SmallCampaign.WriteTo(_run, "# release\n{target}: release her #InventedCase\n");
        _run.Run("copy", SmallCampaign.Folder, "-p", "x");
        Assert.Equal("@InventedOffice: release her #InventedCase", _run.Out);
        _run.Run("copy", SmallCampaign.Folder, "-p", "bluesky");
        Assert.Equal("Invented Official: release her #InventedCase", _run.Out);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("bluesky")]
    [InlineData("mastodon")]
    public void ALinkIsPastedInFullBecauseTheClientShortensItItself(string platform)
    {
        SmallCampaign.WriteTo(_run, $"# release\n{{target}}, look: {LongLink} #InventedCase\n");
        _run.Run("copy", SmallCampaign.Folder, "-p", platform);
        Assert.EndsWith($", look: {LongLink} #InventedCase", _run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void APlatformsOwnVariantIsTaken()
    {
        SmallCampaign.WriteTo(_run, "# release\nFor all @InventedOffice #InventedCase\n\n# release (bluesky)\nFor one #InventedCase\n");
        _run.Run("copy", SmallCampaign.Folder, "-p", "bluesky");
        Assert.Equal("For one #InventedCase", _run.Out);
    }

    [Fact]
    public void OneOfTheTextsThatTakeTurnsIsTakenByNumber()
    {
        SmallCampaign.WriteTo(_run, "# release\nFirst @InventedOffice #InventedCase\n\n# release/2\nSecond @InventedOffice #InventedCase\n");
        _run.Run("copy", SmallCampaign.Folder, "-p", "x", "--variant", "2");
        Assert.StartsWith("Second", _run.Out, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Usage, _run.Run("copy", SmallCampaign.Folder, "-p", "x", "--variant", "3"));
    }

    [Fact]
    public void OfSeveralMessagesOneMustBeNamed()
    {
        SmallCampaign.WriteTo(_run, "# release\nOne\n\n# thanks\nTwo\n");
        Assert.Equal(ExitCodes.Usage, _run.Run("copy", SmallCampaign.Folder, "-p", "x"));
        Assert.Contains("release, thanks", _run.Error, StringComparison.Ordinal);
        Assert.Equal("", _run.Out);
    }

    [Fact]
    public void AMistypedMessageIsSuggested()
    {
        Assert.Equal(ExitCodes.Usage, _run.Run("copy", SmallCampaign.Folder, "-m", "relaese", "-p", "x"));
        Assert.Contains("Did you mean \"release\"?", _run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void APlaceholderIsNotCopiedUnlessAskedFor()
    {
        SmallCampaign.WriteTo(_run, "# release\nRelease her, [STATE]! @InventedOffice #InventedCase\n");
        Assert.Equal(ExitCodes.ProblemsFound, _run.Run("copy", SmallCampaign.Folder, "-p", "x"));
        Assert.Equal("", _run.Out);
        Assert.Contains("placeholder", _run.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Fine, _run.Run("copy", SmallCampaign.Folder, "-p", "x", "--anyway"));
        Assert.Contains("[STATE]", _run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("copy")]
    [InlineData("share")]
    public void BeforeItsEmbargoATextIsNotHandedOutUnlessAskedFor(string command)
    {
        using var run = SmallCampaign.Embargoed();
        run.Environment["SOCIALKIT_NOW"] = "2026-12-01T03:59Z"; // a minute before, in Almaty
        Assert.Equal(ExitCodes.ProblemsFound, run.Run(command, SmallCampaign.Folder, "-p", "x"));
        Assert.Equal("", run.Out);
        Assert.Contains("under embargo", run.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Fine, run.Run(command, SmallCampaign.Folder, "-p", "x", "--anyway"));
        Assert.NotEqual("", run.Out);
        run.Environment["SOCIALKIT_NOW"] = "2026-12-01T04:00Z";
        Assert.Equal(ExitCodes.Fine, run.Run(command, SmallCampaign.Folder, "-p", "x"));
    }

    [Fact]
    public void APassedDeadlineOnlyWarns()
    {
        _run.Environment["SOCIALKIT_NOW"] = "2027-01-01T00:00Z";
        Assert.Equal(ExitCodes.Fine, _run.Run("copy", SmallCampaign.Folder, "-p", "x"));
        Assert.Contains("deadline-passed", _run.Error, StringComparison.Ordinal);
        Assert.StartsWith("Release", _run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIsNotTranslatedIsNotCopied()
    {
        Assert.Equal(ExitCodes.Usage, _run.Run("copy", SmallCampaign.Folder, "-p", "x", "--lang", "kk"));
        Assert.Contains("no text", _run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void ALooseTextIsCopiedToo()
    {
        Assert.Equal(ExitCodes.Fine, _run.RunWith("Free her!\n", "copy", "-", "-p", "x"));
        Assert.Equal("Free her!", _run.Out);
    }

    [Fact]
    public void ALetterIsCopiedWholeWithItsPlaceholders()
    {
        _run.Write($"{SmallCampaign.Folder}/letter.en.md", "---\nlanguage: en\n---\nDear Official,\n\nrelease her.\n\n[your name]\n");
        Assert.Equal(ExitCodes.Fine, _run.Run("copy", SmallCampaign.Folder, "--letter"));
        Assert.Equal("Dear Official,\n\nrelease her.\n\n[your name]", _run.Out);
        Assert.Contains("warning: placeholder", _run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void ABrokenCampaignIsNotCopiedFrom()
    {
        _run.Write($"{SmallCampaign.Folder}/campaign.md", "no front matter");
        Assert.Equal(ExitCodes.ProblemsFound, _run.Run("copy", SmallCampaign.Folder, "-p", "x"));
        Assert.Contains("no-front-matter", _run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void OverSshTheTerminalIsGivenTheTextInBase64()
    {
        OnTerminal(("SSH_TTY", "/dev/pts/7"), ("TERM", "xterm-256color"));
        Assert.Equal(ExitCodes.Fine, _run.Run("copy", SmallCampaign.Folder, "-p", "x"));
        Assert.StartsWith("\u001B]52;c;", _run.Out, StringComparison.Ordinal);
        Assert.EndsWith("\u001B\\", _run.Out, StringComparison.Ordinal);
        Assert.Equal("Release Invented Person now, @InventedOffice! #InventedCase", Encoding.UTF8.GetString(Convert.FromBase64String(_run.Out[7..^2])));
        Assert.Contains("of 280 characters for X, copied with the terminal (OSC 52)", _run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("linux")]
    [InlineData("dumb")]
    public void ATerminalThatDoesNotKnowTheSequenceIsNotSentIt(string term)
    {
        OnTerminal(("SSH_TTY", "/dev/pts/7"), ("TERM", term));
        _run.Run("copy", SmallCampaign.Folder, "-p", "x");
        Assert.DoesNotContain('\u001B', _run.Out);
        Assert.StartsWith("Release", _run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void ATextWithAControlCharacterIsNotPrintedToATerminal()
    {
        OnTerminal(("TERM", "dumb"));
        Assert.Equal(ExitCodes.ProblemsFound, _run.RunWith("a\u001B[31mb", "copy", "-", "-p", "x", "--anyway"));
        Assert.DoesNotContain('\u001B', _run.Out + _run.Error);
    }

    [Fact]
    public void AProgramOfThePathTakesTheText()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The program is a shell script.");
        Install("xclip", "cat > \"$(dirname \"$0\")/taken\"; printf '%s' \"$*\" > \"$(dirname \"$0\")/arguments\"");
        Assert.Equal(ExitCodes.Fine, _run.Run("copy", SmallCampaign.Folder, "-p", "x"));
        Assert.Equal("Release Invented Person now, @InventedOffice! #InventedCase", File.ReadAllText(Path.Combine(Bin, "taken")));
        Assert.Equal("-selection clipboard -in", File.ReadAllText(Path.Combine(Bin, "arguments")));
        Assert.Contains("copied with xclip", _run.Error, StringComparison.Ordinal);
        Assert.Equal("", _run.Out);
    }

    [Fact]
    public void AProgramThatFailsIsNamedAndTheTextIsPrinted()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The program is a shell script.");
        Install("xclip", "echo \"cannot open display\" >&2; exit 1");
        Assert.Equal(ExitCodes.Fine, _run.Run("copy", SmallCampaign.Folder, "-p", "x"));
        Assert.Contains("xclip did not take the text: cannot open display", _run.Error, StringComparison.Ordinal);
        Assert.StartsWith("Release", _run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void AProgramThatLeavesAChildBehindIsNotWaitedFor()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The program is a shell script.");
        Install("xclip", "cat > /dev/null; sleep 30 & exit 0");
        var clock = System.Diagnostics.Stopwatch.StartNew();
        Assert.Equal(ExitCodes.Fine, _run.Run("copy", SmallCampaign.Folder, "-p", "x"));
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void PrintLeavesTheClipboardAlone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The program is a shell script.");
        Install("xclip", "cat > \"$(dirname \"$0\")/taken\"");
        Assert.Equal(ExitCodes.Fine, _run.Run("copy", SmallCampaign.Folder, "-p", "x", "--print"));
        Assert.StartsWith("Release", _run.Out, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(Bin, "taken")));
    }

    [Fact]
    public void JsonHasTheTextAndWhatWasFound()
    {
        Assert.Equal(ExitCodes.Fine, _run.Run("copy", SmallCampaign.Folder, "-p", "x", "--json"));
        using var json = JsonDocument.Parse(_run.Out);
        Assert.Equal("Release Invented Person now, @InventedOffice! #InventedCase", json.RootElement.GetProperty("text").GetString());
        Assert.Equal("x", json.RootElement.GetProperty("platform").GetString());
        Assert.Equal(280, json.RootElement.GetProperty("limit").GetInt32());
        Assert.False(json.RootElement.TryGetProperty("copiedWith", out _));
    }

    private string Bin => Path.Combine(_run.Folder, "bin");

    private void Install(string program, string script)
    {
        _run.Write($"bin/{program}", $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(Path.Combine(Bin, program), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        _run.Environment["PATH"] = $"{Bin}:/usr/bin:/bin";
        _run.Environment["DISPLAY"] = ":77";
    }

    private void OnTerminal(params (string Name, string Value)[] variables)
    {
        _run.Terminal = new TerminalFacts(80, IsTerminal: true, Colour: false);
        foreach (var (name, value) in variables)
            _run.Environment[name] = value;
    }

    public void Dispose() => _run.Dispose();
}
