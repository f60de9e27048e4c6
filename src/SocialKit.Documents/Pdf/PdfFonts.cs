using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Tokens;

namespace SocialKit.Documents.Pdf;

/// <summary>Finds the fonts of which a PDF does not say what letters their signs stand for.</summary>
/// <remarks>A composite font by the numbers of its signs (Identity-H) says it only by a ToUnicode map. Without one the library takes the numbers themselves
/// for letters, and a text comes out as another one: "This" as "7KLV".</remarks>
/// <param name="pdf">The document.</param>
internal sealed class PdfFonts(PdfDocument pdf)
{
    private const int MostLevels = 20;
    private const int MostFonts = 2_000;

    private readonly Dictionary<string, bool> _isSilent = new(StringComparer.Ordinal);
    private readonly HashSet<IToken> _seen = [];

    /// <summary>Looks at the fonts of a page.</summary>
    public void Look(Page page)
    {
        var node = page.Dictionary;
        for (var i = 0; i < MostLevels && node is not null; i++)
        {
            if (Get(node, "Resources") is DictionaryToken resources)
                Resources(resources, depth: 0);
            node = Get(node, "Parent") as DictionaryToken;
        }
    }

    /// <summary>True if a font of this name does not say its letters, and no other of that name does.</summary>
    public bool IsSilent(string? font) => font is not null && _isSilent.TryGetValue(font, out var isSilent) && isSilent;

    private void Resources(DictionaryToken resources, int depth)
    {
        if (!_seen.Add(resources) || _isSilent.Count > MostFonts)
            return;
        foreach (var font in Values(resources, "Font"))
        {
            if (Get(font, "BaseFont") is not NameToken { Data: { } name })
                continue;
            var isSilent = Get(font, "Subtype") is NameToken { Data: "Type0" } && Get(font, "Encoding") is NameToken { Data: "Identity-H" or "Identity-V" } && Get(font, "ToUnicode") is null && !IsOfKnownOrder(font);
            _isSilent[name] = isSilent && _isSilent.GetValueOrDefault(name, true);
        }
        foreach (var form in depth < 3 ? Values(resources, "XObject") : [])
        {
            if (Get(form, "Resources") is DictionaryToken inner)
                Resources(inner, depth + 1);
        }
    }

    // The collections of Chinese, Japanese and Korean signs have numbers that everybody knows.
    private bool IsOfKnownOrder(DictionaryToken font) =>
        Get(font, "DescendantFonts") is ArrayToken { Length: > 0 } descendants && Resolved(descendants[0]) is DictionaryToken descendant
        && Get(descendant, "CIDSystemInfo") is DictionaryToken info && Get(info, "Ordering") is StringToken { Data: not "Identity" };

    private IEnumerable<DictionaryToken> Values(DictionaryToken resources, string name) =>
        Get(resources, name) is DictionaryToken named ? named.Data.Values.Select(value => Dictionary(Resolved(value))).OfType<DictionaryToken>() : [];

    private static DictionaryToken? Dictionary(IToken? token) => token as DictionaryToken ?? (token as StreamToken)?.StreamDictionary;

    private IToken? Get(DictionaryToken dictionary, string name) => dictionary.TryGet(NameToken.Create(name), out var token) ? Resolved(token) : null;

    private IToken? Resolved(IToken token)
    {
        try
        {
            for (var i = 0; i < MostLevels && token is IndirectReferenceToken reference; i++)
            {
                if (pdf.Structure.GetObject(reference.Data)?.Data is not { } data)
                    return null;
                token = data;
            }
            return token;
        }
#pragma warning disable CA1031 // The library states no exceptions; a reference that leads nowhere says nothing of fonts.
        catch (Exception exception) when (exception is not OutOfMemoryException)
#pragma warning restore CA1031
        {
            return null;
        }
    }
}
