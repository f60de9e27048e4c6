using System.Globalization;
using System.Text;

namespace SocialKit.Tables;

/// <summary>A generated table of the page's counter: a script that hands one text, or several, to the part of that name.</summary>
/// <param name="name">The part, such as <c>graphemes</c>.</param>
/// <param name="source">Where the data was taken from, with the version.</param>
internal sealed class ScriptFile(string name, string source)
{
    private const string Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private const int DigitBits = 5, More = 1 << DigitBits;

    private readonly List<string> _texts = [];

    /// <summary>Adds a text as it stands.</summary>
    public ScriptFile Text(string text)
    {
        _texts.Add(text);
        return this;
    }

    /// <summary>Adds numbers in base 32, the lowest digit first, each digit with a bit that says whether more follow.</summary>
    public ScriptFile Numbers(IEnumerable<int> values)
    {
        var text = new StringBuilder();
        foreach (var value in values)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            var rest = value;
            for (; rest >= More; rest >>= DigitBits)
                text.Append(Digits[(rest & (More - 1)) | More]);
            text.Append(Digits[rest]);
        }
        return Text(text.ToString());
    }

    /// <summary>Adds a value for each code point from 0, as lengths and values of runs; behind the last run all are 0.</summary>
    public ScriptFile Runs(IReadOnlyList<int> values)
    {
        List<int> runs = [];
        var used = values.Count;
        while (used > 0 && values[used - 1] == 0)
            used--;
        for (var start = 0; start < used;)
        {
            var end = start + 1;
            while (end < used && values[end] == values[start])
                end++;
            runs.AddRange([end - start, values[start]]);
            start = end;
        }
        return Numbers(runs);
    }

    /// <summary>Writes the file if it differs from what is there.</summary>
    public void Write(string repository)
    {
        var path = $"src/SocialKit.Web/Scripts/counter-table-{name}.js";
        var full = Path.Combine(repository, path);
        var quoted = string.Join(",\n", _texts.Select(text => $"'{text}'"));
        var table = _texts.Count == 1 ? quoted : $"[\n{quoted},\n]";
        var text = $"// Written by src/SocialKit.Tables from {source}; run it again instead of editing.\nsocialkitCounter.table('{name}', {table});\n";
        if (File.Exists(full) && File.ReadAllText(full) == text)
            return;
        File.WriteAllText(full, text);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{path}: {text.Length} characters"));
    }
}
