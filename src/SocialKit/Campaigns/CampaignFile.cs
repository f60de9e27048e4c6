namespace SocialKit.Campaigns;

/// <summary>A text file of a campaign, ready to be written.</summary>
/// <param name="Name">Its name in the campaign's folder, such as <c>messages.en.md</c>.</param>
/// <param name="Bytes">Its whole content in UTF-8.</param>
public sealed record CampaignFile(string Name, ReadOnlyMemory<byte> Bytes);
