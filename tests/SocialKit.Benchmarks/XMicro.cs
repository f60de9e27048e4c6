using BenchmarkDotNet.Attributes;
using SocialKit.Platforms.X;
using SocialKit.Text;

namespace SocialKit.Benchmarks;

/// <summary>X's rules on single posts, with what they allocate.</summary>
[MemoryDiagnoser]
public class XMicro
{
    private readonly XRules _rules = new(XProfile.Current);
    private readonly List<Entity> _entities = new(64);

    /// <summary>The posts.</summary>
    [Params(
        "A prisoner of conscience should be released immediately and unconditionally, and everybody knows it.",
        "Серікжан Біләшті дереу және сөзсіз босату керек, ол ар-ождан тұтқыны",
        "Serikzhan #Bilash is a prisoner of conscience, @GenProkRK. https://www.amnesty.org/en/documents/asa17/9113/2018/en/ ✊🏽")]
    public string Post { get; set; } = "";

    /// <summary>Counting and reading one post.</summary>
    [Benchmark]
    public int Read()
    {
        _entities.Clear();
        return _rules.Read(Post, _entities).Count.Length;
    }
}
