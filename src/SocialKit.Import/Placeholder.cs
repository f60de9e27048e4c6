namespace SocialKit.Import;

internal static class Placeholder;
