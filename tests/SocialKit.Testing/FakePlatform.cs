using System.Diagnostics.CodeAnalysis;
using SocialKit.Posts;
using SocialKit.Text;

namespace SocialKit.Testing;

/// <summary>Invented platforms with plain, strict rules, for tests that need a platform and not a particular one.</summary>
public static class FakePlatform
{
    /// <summary>"Alpha", also called "Alef": handles are 1 to 15 ASCII letters, digits or underscores, with or without "@", or the address of
    /// a profile below <c>https://alpha.example/</c>. 100 UTF-16 units a post. A post can say its <c>visibility</c>, <c>public</c> or <c>quiet</c>, and a <c>note</c> of any text.</summary>
    public static Platform Alpha { get; } = new(new PlatformId("alpha"), "Alpha", new AlphaHandles(), new FakeRules(100)) { Aliases = ["Alef"], PostOptions = [new("visibility", "Who sees it.", ["public", "quiet"]), new("note", "Stands before the text.", [])] };

    /// <summary>"Beta", also called "Beta (new)": handles are domains such as <c>name.example</c>, with or without "@". 300 UTF-16 units a post.</summary>
    public static Platform Beta { get; } = new(new PlatformId("beta"), "Beta", new BetaHandles(), new FakeRules(300)) { Aliases = ["Beta (new)"] };

    /// <summary>Both.</summary>
    public static PlatformSet Set { get; } = new(Alpha, Beta);

    private sealed class AlphaHandles : IHandleSyntax
    {
        private const string Address = "https://alpha.example/";

        public bool TryParse(string written, [NotNullWhen(true)] out Handle? handle)
        {
            var name = written.StartsWith('@') ? written[1..] : written.StartsWith(Address, StringComparison.Ordinal) ? written[Address.Length..] : written;
            handle = name.Length is >= 1 and <= 15 && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') ? new Handle(new PlatformId("alpha"), name) : null;
            return handle is not null;
        }

        public string Mention(Handle handle) => "@" + handle.Name;

        public string Profile(Handle handle) => Address + handle.Name;
    }

    private sealed class BetaHandles : IHandleSyntax
    {
        public bool TryParse(string written, [NotNullWhen(true)] out Handle? handle)
        {
            string[] labels = (written.StartsWith('@') ? written[1..] : written).Split('.');
            var isDomain = labels.Length >= 2 && labels.All(label => label.Length is >= 1 and <= 63 && label.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'));
            handle = isDomain ? new Handle(new PlatformId("beta"), string.Join('.', labels)) : null;
            return isDomain;
        }

        public string Mention(Handle handle) => "@" + handle.Name;

        public string Profile(Handle handle) => "https://beta.example/profile/" + handle.Name;
    }

    /// <summary>Counts UTF-16 units and finds nothing in a text.</summary>
    private sealed class FakeRules(int limit) : IPostRules
    {
        public PostLimits Limits { get; } = new() { MaxMedia = 4, MaxAltText = 1000 };

        public PostReading Read(ReadOnlySpan<char> text, List<Entity> entities)
        {
            var fits = Math.Min(limit, text.Length);
            if (fits < text.Length && fits > 0 && char.IsHighSurrogate(text[fits - 1]))
                fits--;
            return new PostReading { Count = new Measure(CountUnit.Utf16Unit, text.Length, limit), FitsUntil = fits, InvalidAt = -1, IsValid = text.Length > 0 && text.Length <= limit };
        }

        public string ShowLink(string link) => link;
    }
}
