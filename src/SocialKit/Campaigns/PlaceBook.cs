namespace SocialKit.Campaigns;

/// <summary>Where everything that a campaign says was written.</summary>
internal sealed class PlaceBook
{
    private readonly Dictionary<string, SourcePlace> _places = new(StringComparer.Ordinal);

    public SourcePlace? this[string key] => _places.GetValueOrDefault(key);

    /// <summary>Notes a place; the first one noted for a key stays.</summary>
    public void Add(string key, SourcePlace place) => _places.TryAdd(key, place);

    public static string Of(Message message) => $"message\n{message.Language}\n{message.Id}\n{message.Rotation}\n{message.Part}\n{message.Platform}";

    public static string Of(Letter letter) => $"letter\n{letter.Language}";

    public static string Of(Target target) => $"target\n{target.Slug}";

    public static string Of(Target target, Contact contact) => $"contact\n{target.Slug}\n{contact.Kind}\n{contact.Platform}\n{contact.Value}";

    public static string Of(FollowedAccount account) => $"follow\n{account.Platform}\n{account.Value}";

    public static string Of(MediaFile file) => $"media\n{file.File}";

    public static string Of(RepostRule rule) => $"rule\n{rule.Key}";

    public static string Of(CampaignOption option) => $"option\n{option.Platform}\n{option.Name}\n{option.Language}";

    public static string OfHashtag(string hashtag) => $"hashtag\n{hashtag}";

    public static string OfKey(string key) => $"key\n{key}";

    public static string OfSection(CampaignSection section) => $"section\n{section}";
}
