namespace SocialKit.Campaigns;

/// <summary>A campaign cannot be written so that reading gives it back, or its folder must not be overwritten. Nothing was changed on the disk.</summary>
/// <param name="message">What is in the way, and what to do.</param>
public sealed class CampaignWriteException(string message) : Exception(message);
