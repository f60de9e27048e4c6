using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;

namespace SocialKit.Web;

/// <summary>The page's own words in one language. What is not translated stands in English, and says so.</summary>
/// <remarks>They lie in <c>Texts/</c>, a JSON file a language; a translator adds one.</remarks>
public sealed class PageTexts
{
    /// <summary>The language that every word is there in.</summary>
    public const string Complete = "en";

    private static readonly Dictionary<string, PageTexts> Read = new(StringComparer.OrdinalIgnoreCase);
    private static readonly Lock Reading = new();
    private readonly FrozenDictionary<string, string> _own;
    private readonly PageTexts? _complete;

    // No file at all is no language of its own: everything stands in English then.
    private PageTexts(string language, FrozenDictionary<string, string> own, PageTexts? complete)
    {
        Language = own.Count == 0 ? Complete : language;
        _own = own;
        _complete = complete;
    }

    /// <summary>The language in which the words stand, BCP 47; English where there is no file.</summary>
    public string Language { get; }

    /// <summary>The text called <paramref name="key"/>.</summary>
    /// <exception cref="KeyNotFoundException">There is none: a fault of this program.</exception>
    public string this[string key] => _own.TryGetValue(key, out var text) ? text : (_complete ?? this)._own[key];

    /// <summary>The text called <paramref name="key"/> with <c>{0}</c>, <c>{1}</c> … filled in.</summary>
    public string With(string key, params ReadOnlySpan<string> values)
    {
        var text = this[key];
        for (var i = 0; i < values.Length; i++)
            text = text.Replace(string.Create(CultureInfo.InvariantCulture, $"{{{i}}}"), values[i], StringComparison.Ordinal);
        return text;
    }

    /// <summary>The keys of the forms that a text takes with numbers, such as <c>days-left.few</c>: the language's own, or the English ones.</summary>
    public IEnumerable<string> Forms(string key)
    {
        var forms = FormsIn(_own, key);
        return forms.Count > 0 || _complete is null ? forms : FormsIn(_complete._own, key);
    }

    /// <summary>A day as people write it.</summary>
    public string DateOf(DateOnly day) => With("date",
        day.Day.ToString(CultureInfo.InvariantCulture), this[string.Create(CultureInfo.InvariantCulture, $"month-{day.Month}")], day.Year.ToString(CultureInfo.InvariantCulture));

    /// <summary>The keys of its own texts, in order.</summary>
    public ValueList<string> Keys => [.. _own.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The keys that are not translated; empty if all are. Of the forms that a text takes with numbers only the last is asked for: languages have different ones.</summary>
    public ValueList<string> Missing => _complete is null ? [] : [.. _complete._own.Keys.Where(key => !IsForm(key) && !_own.ContainsKey(key)).Order(StringComparer.Ordinal)];

    /// <summary>The keys that no text of the English file has: misspelled, or no longer used.</summary>
    public ValueList<string> Unknown => _complete is null ? [] : [.. _own.Keys.Where(key => !_complete._own.ContainsKey(key) && !key.Contains('.', StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    /// <summary>Every language that there is a file for, in order.</summary>
    public static ValueList<string> Languages { get; } =
    [
        .. typeof(PageTexts).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith("texts/", StringComparison.Ordinal))
            .Select(name => Path.GetFileNameWithoutExtension(name))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The words in <paramref name="language"/>: its own, else those of the language that it is a kind of, as <c>pt-BR</c> is of <c>pt</c>, else English.</summary>
    public static PageTexts In(string language)
    {
        lock (Reading)
        {
            if (!Read.TryGetValue(language, out var texts))
                Read[language] = texts = Find(language);
            return texts;
        }
    }

    private static bool IsForm(string key) => key.Contains('.', StringComparison.Ordinal) && !key.EndsWith(".other", StringComparison.Ordinal);

    private static List<string> FormsIn(FrozenDictionary<string, string> texts, string key) =>
        [.. texts.Keys.Where(form => form.StartsWith(key + ".", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    private static PageTexts Find(string language)
    {
        var name = language;
        while (true)
        {
            if (Languages.FirstOrDefault(known => string.Equals(known, name, StringComparison.OrdinalIgnoreCase)) is { } file)
                return new(file, Load(file), file == Complete ? null : In(Complete));
            var end = name.LastIndexOf('-');
            if (end < 0)
                return new(language, FrozenDictionary<string, string>.Empty, In(Complete));
            name = name[..end];
        }
    }

    private static FrozenDictionary<string, string> Load(string language)
    {
        using var stream = typeof(PageTexts).Assembly.GetManifestResourceStream($"texts/{language}.json")!;
        using var json = JsonDocument.Parse(stream);
        return json.RootElement.EnumerateObject().Where(entry => entry.Value.GetString() is { Length: > 0 }).ToFrozenDictionary(entry => entry.Name, entry => entry.Value.GetString()!, StringComparer.Ordinal);
    }
}
