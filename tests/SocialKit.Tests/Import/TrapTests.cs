using SocialKit.Campaigns;

namespace SocialKit.Tests.Import;

/// <summary>Traps that documents set, one by one. Every document, person and account here is invented.</summary>
public sealed class TrapTests
{
    private const string Head = "# Free Ana Example\n\n";

    [Fact]
    public void AFusedTargetKeepsItsContactsAndReportsItsName()
    {
        var result = Imported.Markdown(Head + "**CONTACT INFORMATION**\n\n**Prosecutor General**\n\nIlan Olt Vary Main Street 14 Castovia City 010000 Castovia Fax: +7 7172 506 402 Email: press@office.example Twitter: @OfficeCas\n");
        var target = Assert.Single(result.Extraction.Targets);
        Assert.Equal(("Prosecutor General", null), (target.Title, target.Name));
        Assert.Equal(["+77172506402", "press@office.example", "OfficeCas"], target.Contacts.Select(contact => contact.Normal));
        Assert.True(result.Has("target-unclear"));
    }

    [Fact]
    public void ADocumentOnOneLineIsReported()
    {
        var result = Imported.Markdown("URGENT ACTION PEOPLE MISSING More than 60 people have not been seen. TAKE ACTION: Write a letter to the President of the Republic of Castovia in the Palace Square Phone: 202 555 0166 Email: a@b.example");
        Assert.True(result.Has("one-line"));
        Assert.Empty(result.Extraction.Targets);
    }

    [Fact]
    public void AnAmbiguousDateIsNoDeadline()
    {
        var result = Imported.Markdown(Head + "**Deadline:** 05/06/2023\n");
        Assert.Null(result.Draft.Deadline);
        Assert.Contains("05/06/2023", Assert.Single(result.Findings, finding => finding.Code == "deadline-unclear").Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("**Date limite\u00A0:** 1er août 2022", 2022, 8, 1)]
    [InlineData("Date limite : 1er août 2022", 2022, 8, 1)]
    [InlineData("APPEAL DEADLINE NOTICE: 4th June 2013", 2013, 6, 4)]
    [InlineData("Appelle bis 27. Januar 2015", 2015, 1, 27)]
    [InlineData("Some words. The deadline for appeals is Friday, 21 May 2021.", 2021, 5, 21)]
    [InlineData("## Deadline: 2 February 2025", 2025, 2, 2)]
    public void ADeadlineIsFoundByItsLabel(string line, int year, int month, int day) =>
        Assert.Equal(new DateOnly(year, month, day), Imported.Markdown(Head + line + "\n").Draft.Deadline);

    [Fact]
    public void AMaskedEMailIsReported()
    {
        var result = Imported.Markdown(Head + "## Contact information\n\nMinister of Justice  \nEmail:\u00A0 [email protected]  \nTwitter: @MinJusCas\n");
        Assert.True(result.Has("masked-email"));
        Assert.DoesNotContain(Assert.Single(result.Draft.Targets).Contacts, contact => contact.Kind == ContactKind.Email);
    }

    [Fact]
    public void ACapitalIServesAsABar()
    {
        var target = Assert.Single(Imported.Markdown(Head + "## Contact information\n\nAmbassador Marta Zahn  \n1 Example Ct NW, Washington DC 20008  \nPhone: 202 555 0100 I Fax: 202 555 0131  \nEmail: a@b.example ;\nc@d.example\n").Extraction.Targets);
        Assert.Equal(["+12025550100", "+12025550131", "a@b.example", "c@d.example"], target.Contacts.Skip(1).Select(contact => contact.Normal));
    }

    [Fact]
    public void ANumberWithoutACountryIsReported()
    {
        var result = Imported.Markdown(Head + "## Contact information\n\nMinister of Justice  \nMill Lane 2, Castovia  \nPhone: 020 792 51757\n");
        Assert.True(result.Has("number-unclear"));
        Assert.Equal("020 792 51757", Assert.Single(result.Draft.Targets).Contacts.Single(contact => contact.Kind == ContactKind.Phone).Value);
    }

    [Fact]
    public void AHashtagWithABlankIsReported()
    {
        var result = Imported.Markdown(Head + "Official hashtag for all platforms: # WearGreen\n");
        Assert.True(result.Has("hashtag-unclear"));
        Assert.Empty(result.Draft.Hashtags);
    }

    [Fact]
    public void AHeadingWhereAHashtagShouldStandIsReported() => Assert.True(Imported.Markdown(Head + "**Hashtags:**\n\n# WearGreen\n").Has("hashtag-unclear"));

    [Fact]
    public void APlaceToFillStaysAndIsReported()
    {
        var result = Imported.Markdown(Head + "**Sample tweets:**\n\n- Kids in [STATE] walk. #Walk\n- Free Ana! #FreeAna\n");
        Assert.Equal("Kids in [STATE] walk. #Walk", result.Draft.Messages[0].Text);
        var finding = Assert.Single(result.Findings, finding => finding.Code == "placeholder");
        Assert.Equal((5, Severity.BlocksSending), (finding.Place!.Line, finding.Severity));
    }

    [Theory]
    [InlineData("Thanks @FairDayArdYou can help #Fair", "glued-handle")]
    [InlineData("Learn more at our page.What a day #Fair", "glued-text")]
    [InlineData("Read https://ngo.example/a. html/b #Fair", "split-link")]
    public void AGluedTextStaysAndIsReported(string text, string code)
    {
        var result = Imported.Markdown(Head + "**Sample tweet:**\n\n" + text + "\n");
        Assert.Equal(text, Assert.Single(result.Draft.Messages).Text);
        Assert.True(result.Has(code));
    }

    [Theory]
    [InlineData("Free Ana now! #FreeAna @Min_1")]
    [InlineData("U.S. policy at https://ngo.example/a.Bc harms. #Fair")]
    public void AnOrdinaryTextIsNotReported(string text) =>
        Assert.DoesNotContain(Imported.Markdown(Head + "**Sample tweet:**\n\n" + text + "\n").Findings, finding => finding.Code is not "language-assumed");

    [Theory]
    [InlineData("DO NOT BEGIN TWEETING UNTIL 11:00 EST")]
    [InlineData("Embargoed until 4 May")]
    public void AnEmbargoBlocksAndIsLeftToAPerson(string line)
    {
        var result = Imported.Markdown(Head + line + "\n");
        Assert.Null(result.Draft.Embargo);
        Assert.Equal(Severity.BlocksSending, Assert.Single(result.Findings, finding => finding.Code == "embargo").Severity);
    }

    [Fact]
    public void SeveralCasesAreNamedAndNotMixed()
    {
        var result = Imported.Markdown("# Letters\n\nUA-913/2014 One. Appelle bis 27. Januar 2015\n\nExzellenz,\n\nText.\n\nMit freundlichen Grüßen\n\nUA-957-1/2014 Two. Appelle bis 26. Januar 2015\n");
        var finding = Assert.Single(result.Findings, finding => finding.Code == "several-cases");
        Assert.Equal(Severity.Error, finding.Severity);
        Assert.Contains("UA-913/2014, UA-957-1/2014", finding.Reason, StringComparison.Ordinal);
        Assert.Null(result.Draft.Deadline);
        Assert.Empty(result.Draft.Letters);
    }

    [Fact]
    public void ASecondPersonLeavesBothOut()
    {
        var result = Imported.Markdown(Head + "**NAME AND PREFERRED PRONOUN:** Ana Example (she/her)\n\n**NAME AND PREFERRED PRONOUN:** Ben Example (he/him)\n");
        Assert.Null(result.Draft.Person);
        Assert.True(result.Has("person-unclear"));
    }

    [Fact]
    public void ATextForOnePlatformIsAVariantOfTheOnlyTextForAll()
    {
        var messages = Imported.Markdown(Head + "**Message:**\n\nFree Ana! #FreeAna\n\n**Sample tweet:**\n\nFree Ana now! #FreeAna\n").Draft.Messages;
        Assert.Equal([("message-1", null), ("message-1", "x")], messages.Select(message => (message.Id, message.Platform?.Value)));
    }

    [Fact]
    public void TextsForPlatformsWithoutABaseHaveIdsOfTheirOwn()
    {
        var messages = Imported.Markdown(Head + "Sample Facebook post:\nHelp #A\n\nSample Tweet:\nHelp #B\n").Draft.Messages;
        Assert.Equal([("message-1", "facebook"), ("message-2", "x")], messages.Select(message => (message.Id, message.Platform?.Value)));
    }

    [Fact]
    public void ALabelStatesPlatformAndLanguage()
    {
        var message = Assert.Single(Imported.Markdown(Head + "**Message (Twitter, es):** Libertad para Ana #LibertadAna\n").Extraction.Messages);
        Assert.Equal(("x", "es", "Libertad para Ana #LibertadAna"), (message.Platform, message.Language, message.Text));
    }

    [Fact]
    public void AFollowListThatNamesNoPlatformIsNotGuessed()
    {
        var result = Imported.Markdown(Head + "**To follow:** @ana_free\n");
        Assert.Empty(result.Draft.Follow);
        Assert.Equal("ana_free", Assert.Single(result.Extraction.Follow).Name);
        Assert.True(result.Has("platform-unknown"));
    }

    [Fact]
    public void ATwitterAccountOfAnUnknownOwnerIsReported()
    {
        var result = Imported.Markdown(Head + "## Social media\n\nTwitter: @somebody\n");
        Assert.Empty(result.Draft.Targets);
        Assert.True(result.Has("no-target"));
    }

    [Fact]
    public void AnOwnerThatIsNoTargetBecomesOneAndIsReported()
    {
        var result = Imported.Markdown(Head + "## Social media\n\n**Ministry of Water:**\n\n<https://twitter.com/minwater>\n");
        Assert.Equal("Ministry of Water", Assert.Single(result.Draft.Targets).Title);
        Assert.True(result.Has("target-unclear"));
    }

    [Fact]
    public void WhatIsNotUnderstoodIsQuoted()
    {
        var finding = Assert.Single(Imported.Markdown(Head + "Strange\u001B[31m line\n").Findings, finding => finding.Code == "left-out");
        Assert.Contains("Strange [31m line", finding.Reason, StringComparison.Ordinal);
        Assert.Equal(3, finding.Place!.Line);
    }

    [Fact]
    public void ATabBehindAnOfficeDoesNotSpoilTheFolder()
    {
        var draft = Imported.Markdown(Head + "## Additional targets\n\nMR ILAN OLT, Embassy of Castovia\t, Main Street 1, a@b.example\n").Draft;
        Assert.Equal("Embassy of Castovia", Assert.Single(draft.Targets).Title);
    }

    [Fact]
    public void ADocumentWithoutATitleSaysSo()
    {
        var result = Imported.Markdown("Just words.\n", "notes.md");
        Assert.Null(result.Extraction.Title);
        Assert.Equal("notes", result.Draft.Title);
        Assert.True(result.Has("no-title"));
    }

    [Fact]
    public void PlainTextIsReadByTheSameRules()
    {
        var result = Imported.Text("        APPEALS TO:\r\n        Head of the Judiciary\r\n        His Excellency Mahmud Shahar\r\n        Email: info@judiciary.example\r\n");
        var target = Assert.Single(result.Draft.Targets);
        Assert.Equal(("Head of the Judiciary", "Mahmud Shahar"), (target.Title, target.Name));
        Assert.Equal("info@judiciary.example", Assert.Single(target.Contacts).Value);
    }
}
