using SocialKit.Text;

namespace SocialKit.Platforms.X;

/// <summary>Which data X's rules are read with: the grammar is the same, top-level domains and emoji are of one date.</summary>
public sealed class XProfile
{
    private XProfile(string id, TldSet domains, EmojiSequences emoji)
    {
        Id = id;
        Domains = domains;
        Emoji = emoji;
        Tlds = new XTlds(domains);
    }

    /// <summary>The default: today's emoji and top-level domains, so that every emoji counts 2 as X documents it.</summary>
    public static XProfile Current { get; } = new("x-current", TldSet.Current, EmojiSequences.Current);

    /// <summary>Exactly what the npm package twitter-text 3.1.0 of 2020 answers: its top-level domains, and the emoji of its parser, which are of Emoji 11.</summary>
    public static XProfile TwitterText310 { get; } = new("twitter-text-3.1.0", XReferenceTlds.Create(), XReferenceEmoji.Create());

    /// <summary>Every profile, the default first.</summary>
    public static ValueList<XProfile> All { get; } = [Current, TwitterText310];

    /// <summary>The name in commands and JSON.</summary>
    public string Id { get; }

    /// <summary>The top-level domains that make a link.</summary>
    public TldSet Domains { get; }

    /// <summary>The sequences that count as one emoji.</summary>
    public EmojiSequences Emoji { get; }

    /// <summary>The data sets of this profile, each in its version.</summary>
    public ValueList<TextDataSet> Sets => [new($"{Id}: emoji sequences", Emoji.SourcePackages), new($"{Id}: top-level domains", Domains.SourcePackage)];

    internal XTlds Tlds { get; }

    /// <summary>The profile called <paramref name="id"/>; null if there is none.</summary>
    public static XProfile? Find(string id) => All.FirstOrDefault(profile => string.Equals(profile.Id, id, StringComparison.OrdinalIgnoreCase));
}
