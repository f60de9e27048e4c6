using System.Globalization;

namespace SocialKit.Benchmarks.Chaos;

/// <summary>Options as <c>--name value</c> or <c>--name</c>.</summary>
internal sealed class Arguments(string[] arguments)
{
    public bool Has(string name) => arguments.Contains("--" + name);

    public string? Find(string name) => Array.IndexOf(arguments, "--" + name) is var at and >= 0 && at + 1 < arguments.Length ? arguments[at + 1] : null;

    public string Text(string name) => Find(name) ?? throw new ArgumentException($"--{name} is missing.");

    public int Number(string name, int otherwise) => Find(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
