namespace SocialKit.Posts;

/// <summary>The stable codes of what a check of a post finds.</summary>
public static class FindingCodes
{
    /// <summary>Error: over the platform's limit. The span is what does not fit.</summary>
    public const string TooLong = "too-long";

    /// <summary>Warning: at most a twentieth of the limit is left.</summary>
    public const string NearLimit = "near-limit";

    /// <summary>Error: there is nothing to post.</summary>
    public const string Empty = "empty";

    /// <summary>Error: a character that the platform refuses.</summary>
    public const string InvalidCharacter = "invalid-character";

    /// <summary>Warning: a character that nobody sees, such as a bidi override, a zero-width blank or a control character.</summary>
    public const string HiddenCharacter = "hidden-character";

    /// <summary>Warning: a handle or a link mixes scripts, so that it can look like another.</summary>
    public const string LookAlike = "look-alike";

    /// <summary>Error: something that somebody was meant to fill in.</summary>
    public const string Placeholder = "placeholder";

    /// <summary>Error: a thread for a platform on which no post answers another.</summary>
    public const string NoThreads = "no-thread";

    /// <summary>Error: a file that is no picture of a kind that the platform takes.</summary>
    public const string PictureType = "picture-type";

    /// <summary>Error: a picture with more bytes or pixels than the platform takes.</summary>
    public const string PictureTooLarge = "picture-too-large";

    /// <summary>Warning: a picture is larger than the platform takes, and is sent smaller than it is.</summary>
    public const string PictureResized = "picture-resized";

    /// <summary>Warning: a picture's file says where, when, with what or by whom it was made. It is taken out before anything is sent.</summary>
    public const string PictureTells = "picture-tells";

    /// <summary>Warning: a mention that the campaign does not list for this platform.</summary>
    public const string UnknownHandle = "unknown-handle";

    /// <summary>Warning: a handle of another platform; here it is dead text or a stranger.</summary>
    public const string NoHandleHere = "no-handle-here";

    /// <summary>Warning: a listed handle that the platform takes for plain text where it stands.</summary>
    public const string DeadMention = "dead-mention";

    /// <summary>Warning: it begins with a mention, so that few people see it.</summary>
    public const string StartsWithMention = "starts-with-mention";

    /// <summary>Blocks sending: an automated post that mentions somebody who did not ask for it.</summary>
    public const string UnsolicitedMention = "unsolicited-mention";

    /// <summary>Warning: a long hashtag without capitals, which screen readers read as one word.</summary>
    public const string HashtagCasing = "hashtag-casing";

    /// <summary>Warning: more hashtags than readers bear.</summary>
    public const string TooManyHashtags = "too-many-hashtags";

    /// <summary>Warning: a hashtag of the campaign is not in the post.</summary>
    public const string MissingHashtag = "missing-hashtag";

    /// <summary>Warning: no target is named or mentioned.</summary>
    public const string NoTarget = "no-target";

    /// <summary>Warning: a link without encryption.</summary>
    public const string LinkNotHttps = "link-not-https";

    /// <summary>Error: a picture without alternative text.</summary>
    public const string AltTextMissing = "alt-text-missing";

    /// <summary>Error: an alternative text that the platform refuses for its length.</summary>
    public const string AltTextTooLong = "alt-text-too-long";

    /// <summary>Error: more pictures than the platform takes.</summary>
    public const string TooManyMedia = "too-many-media";

    /// <summary>Warning: a telephone number, an e-mail address or a street address that the campaign does not list as a contact.</summary>
    public const string PersonalData = "personal-data";

    /// <summary>Warning: the same text as another post on this platform.</summary>
    public const string DuplicateText = "duplicate-text";

    /// <summary>Warning: the message has no text in this language yet.</summary>
    public const string NotTranslated = "not-translated";

    /// <summary>Blocks sending: the campaign's last day is over.</summary>
    public const string DeadlinePassed = "deadline-passed";

    /// <summary>Blocks sending: it is not yet time.</summary>
    public const string Embargoed = "embargoed";

    /// <summary>Warning: the limit is a default; the account's own server may state another.</summary>
    public const string LimitAssumed = "limit-assumed";
}
