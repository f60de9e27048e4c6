using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using SocialKit.Posts;
using SocialKit.Text;

namespace SocialKit.Tests.Posts;

/// <summary>Two invented networks with rules of a few lines, so that the checks are tested without any real platform's.</summary>
internal static partial class TestNetwork
{
    /// <summary>Handles are words: <c>@name</c>. 100 UTF-16 units, two pictures.</summary>
    public static Platform Alpha { get; } = new(new("alpha"), "Alpha", new WordHandles(new("alpha")), new PlainRules());

    /// <summary>Handles have a dot: <c>@name.example</c>; links are shortened in the text.</summary>
    public static Platform Beta { get; } = new(new("beta"), "Beta", new DottedHandles(new("beta")), new PlainRules
    {
        Limits = new() { MaxMedia = 2, MaxAltText = 50, ShortensLinksInText = true, MentionsMustResolve = true },
    });

    public static PlatformSet Both { get; } = new(Alpha, Beta);

    public static Platform With(this Platform platform, Func<PostLimits, PostLimits> limits) =>
        platform with { Rules = (PlainRules)platform.Rules with { Limits = limits(platform.Rules.Limits) } };

    public sealed record PlainRules : IPostRules
    {
        public PostLimits Limits { get; init; } = new() { MaxMedia = 2, MaxAltText = 50 };

        public int Limit { get; init; } = 100;

        public PostReading Read(ReadOnlySpan<char> text, List<Entity> entities)
        {
            foreach (Match match in Entities().Matches(text.ToString()))
            {
                var kind = match.Value[0] switch { '@' => EntityKind.Mention, '#' => EntityKind.Hashtag, _ => EntityKind.Link };
                if (kind != EntityKind.Mention || !Limits.MentionsMustResolve || match.Value.Contains('.', StringComparison.Ordinal))
                    entities.Add(new(kind, match.Index, match.Index + match.Length));
            }
            var invalid = text.IndexOf('\uFFFE');
            return new()
            {
                Count = new(CountUnit.Utf16Unit, text.Length, Limit),
                FitsUntil = Math.Min(text.Length, Limit),
                InvalidAt = invalid,
                IsValid = text.Length > 0 && text.Length <= Limit && invalid < 0,
            };
        }

        public string ShowLink(string link)
        {
            var shown = link.Replace("https://", "", StringComparison.Ordinal);
            return shown.Length > 20 ? shown[..20] + "..." : shown;
        }
    }

    private sealed record WordHandles(PlatformId Id) : IHandleSyntax
    {
        public bool TryParse(string written, [NotNullWhen(true)] out Handle? handle)
        {
            var name = written.TrimStart('@');
            handle = name.Length is > 0 and <= 15 && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') ? new(Id, name) : null;
            return handle is not null;
        }

        public string Mention(Handle handle) => "@" + handle.Name;

        public string Profile(Handle handle) => "https://alpha.example/" + handle.Name;
    }

    private sealed record DottedHandles(PlatformId Id) : IHandleSyntax
    {
        public bool TryParse(string written, [NotNullWhen(true)] out Handle? handle)
        {
            var name = written.TrimStart('@');
            handle = name.Contains('.', StringComparison.Ordinal) && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '.') ? new(Id, name) : null;
            return handle is not null;
        }

        public string Mention(Handle handle) => "@" + handle.Name;

        public string Profile(Handle handle) => "https://beta.example/" + handle.Name;
    }

    [GeneratedRegex(@"(?<![\w@])@[\w.]*\w|(?<!\w)#\w+|https?://\S+", RegexOptions.CultureInvariant)]
    private static partial Regex Entities();
}
