namespace SocialKit.Campaigns;

/// <summary>The codes of the findings that reading a campaign folder can give. They are stable: scripts and translations hang on them.</summary>
/// <remarks>All are errors but those that say "warning".</remarks>
public static class CampaignCodes
{
    // The folder and its files

    /// <summary>The path leads to nothing, or to something that is no folder.</summary>
    public const string NoFolder = "no-folder";

    /// <summary>The system refused to give the folder or a file, for want of permission or for a fault of the disk.</summary>
    public const string CannotRead = "cannot-read";

    /// <summary>The folder has no <c>campaign.md</c>.</summary>
    public const string NoCampaignFile = "no-campaign-file";

    /// <summary>The folder's name is not made of lower-case letters, digits and hyphens. A warning where a name could be made from it.</summary>
    public const string FolderName = "folder-name";

    /// <summary>A warning: the folder holds a file that is no part of a campaign.</summary>
    public const string UnknownFile = "unknown-file";

    /// <summary>A path or a link leads out of the campaign's folder. Nothing is read through it.</summary>
    public const string OutsideFolder = "outside-folder";

    /// <summary>A file has more bytes than a campaign's file may have.</summary>
    public const string FileTooLarge = "file-too-large";

    /// <summary>The folder holds more files than a campaign may have.</summary>
    public const string TooManyFiles = "too-many-files";

    /// <summary>There are more findings than are shown for one file.</summary>
    public const string MoreFindings = "more-findings";

    // Bytes and lines

    /// <summary>The bytes are not UTF-8.</summary>
    public const string NotUtf8 = "not-utf8";

    /// <summary>The file holds a NUL: it is no text.</summary>
    public const string NulCharacter = "nul-character";

    /// <summary>A carriage return stands without its line feed, so that programs would disagree on where lines end.</summary>
    public const string StrayCarriageReturn = "stray-carriage-return";

    /// <summary>A line is longer than a line may be.</summary>
    public const string LineTooLong = "line-too-long";

    // Front matter

    /// <summary>The first line is not <c>---</c>.</summary>
    public const string NoFrontMatter = "no-front-matter";

    /// <summary>The front matter is never closed by a second <c>---</c>.</summary>
    public const string NoFrontMatterEnd = "no-front-matter-end";

    /// <summary>The front matter is longer than it may be.</summary>
    public const string FrontMatterTooLong = "front-matter-too-long";

    /// <summary>The front matter is no valid YAML.</summary>
    public const string BadFrontMatter = "bad-front-matter";

    /// <summary>A value is a list, a map, a block, or carries an anchor, an alias or a tag.</summary>
    public const string NotAPlainValue = "not-a-plain-value";

    /// <summary>A key has no value.</summary>
    public const string EmptyValue = "empty-value";

    /// <summary>A value has more than one line.</summary>
    public const string NotOneLine = "not-one-line";

    /// <summary>No such key belongs in this file.</summary>
    public const string UnknownKey = "unknown-key";

    /// <summary>A key stands twice.</summary>
    public const string DuplicateKey = "duplicate-key";

    /// <summary>A key that every file of this kind has is not there.</summary>
    public const string MissingKey = "missing-key";

    /// <summary>The format's number is not one that this program reads.</summary>
    public const string UnknownFormat = "unknown-format";

    /// <summary>A day is not written as <c>2026-12-31</c>, or is in no calendar.</summary>
    public const string BadDate = "bad-date";

    /// <summary>A time is not written as the embargo asks.</summary>
    public const string BadTime = "bad-time";

    /// <summary>The clocks skip this time, so that it never comes.</summary>
    public const string TimeSkipped = "time-skipped";

    /// <summary>The clocks show this time twice, so that it is two instants.</summary>
    public const string TimeTwice = "time-twice";

    /// <summary>No such time zone.</summary>
    public const string UnknownTimeZone = "unknown-time-zone";

    /// <summary>A warning: this machine has no time-zone data, so that the zone cannot be looked up.</summary>
    public const string NoTimeZoneData = "no-time-zone-data";

    /// <summary>A language is not written as BCP 47 asks, such as <c>en</c> or <c>zh-Hant</c>.</summary>
    public const string BadLanguage = "bad-language";

    /// <summary>A file's <c>language</c> is not the one in its name.</summary>
    public const string LanguageDisagrees = "language-disagrees";

    /// <summary>Two files are of one language.</summary>
    public const string DuplicateLanguage = "duplicate-language";

    // campaign.md

    /// <summary>No such section belongs in <c>campaign.md</c>.</summary>
    public const string UnknownSection = "unknown-section";

    /// <summary>A section stands twice.</summary>
    public const string DuplicateSection = "duplicate-section";

    /// <summary>A line stands where nothing can be made of it.</summary>
    public const string UnexpectedLine = "unexpected-line";

    /// <summary>A list item is empty.</summary>
    public const string EmptyItem = "empty-item";

    /// <summary>A list item has no label before a colon.</summary>
    public const string NoLabel = "no-label";

    /// <summary>A label is neither a way to reach somebody nor a platform.</summary>
    public const string UnknownLabel = "unknown-label";

    /// <summary>No platform is called so.</summary>
    public const string UnknownPlatform = "unknown-platform";

    /// <summary>The platform does not take this for a handle.</summary>
    public const string BadHandle = "bad-handle";

    /// <summary>A target's heading gives no name that <c>{target:…}</c> could use.</summary>
    public const string BadTarget = "bad-target";

    /// <summary>Two targets would be called by one name.</summary>
    public const string DuplicateTarget = "duplicate-target";

    /// <summary>A target has a second line where only one can be, such as a second handle on one platform.</summary>
    public const string DuplicateLine = "duplicate-line";

    /// <summary>A role is not <c>copy</c>.</summary>
    public const string UnknownRole = "unknown-role";

    /// <summary>A hashtag is not one word that begins with <c>#</c>.</summary>
    public const string BadHashtag = "bad-hashtag";

    /// <summary>A warning: a hashtag stands twice.</summary>
    public const string DuplicateHashtag = "duplicate-hashtag";

    /// <summary>An account is listed twice.</summary>
    public const string DuplicateAccount = "duplicate-account";

    /// <summary>A rule stands twice.</summary>
    public const string DuplicateRule = "duplicate-rule";

    /// <summary>No rule for reposts is called so.</summary>
    public const string UnknownRule = "unknown-rule";

    /// <summary>A rule for reposts has a value that cannot be read.</summary>
    public const string BadRule = "bad-rule";

    /// <summary>A warning: everything that the listed accounts publish is reposted, and nobody looks.</summary>
    public const string RepostsUnchecked = "reposts-unchecked";

    /// <summary>A warning: a consent is neither a yes with when and how, nor a no.</summary>
    public const string UnclearConsent = "unclear-consent";

    /// <summary>A platform takes no such option for a post, or not this value.</summary>
    public const string BadPostOption = "bad-post-option";

    /// <summary>A section lists more than it may.</summary>
    public const string TooManyItems = "too-many-items";

    /// <summary>A picture's line is not <c>- file | message ids | alt text</c>.</summary>
    public const string BadMediaLine = "bad-media-line";

    /// <summary>A picture is listed twice.</summary>
    public const string DuplicateMedia = "duplicate-media";

    /// <summary>A listed picture is not there.</summary>
    public const string MediaMissing = "media-missing";

    /// <summary>A warning: a picture is there that no line lists.</summary>
    public const string MediaNotListed = "media-not-listed";

    /// <summary>A picture is for a message that does not exist.</summary>
    public const string UnknownMessage = "unknown-message";

    // messages.xx.md

    /// <summary>Text stands before the first message.</summary>
    public const string TextOutsideMessage = "text-outside-message";

    /// <summary>A message's heading is not <c># id</c>, <c># id/2</c>, <c># id+2</c> or <c># id (platform)</c>.</summary>
    public const string BadMessageHeading = "bad-message-heading";

    /// <summary>A message stands twice in one file.</summary>
    public const string DuplicateMessage = "duplicate-message";

    /// <summary>A post of a thread has none before it that it could answer.</summary>
    public const string ThreadGap = "thread-gap";

    /// <summary>A file has more messages than it may.</summary>
    public const string TooManyMessages = "too-many-messages";

    /// <summary>A message is translated, but its source is nowhere.</summary>
    public const string MissingInSourceLanguage = "missing-in-source-language";
}
