using System.Runtime.InteropServices;
using SocialKit.Text;

namespace SocialKit.Posts;

/// <summary>What the single checks look at, and where they put what they find.</summary>
internal sealed class PostUnderCheck(Composition composition, CheckContext context, PostReading reading, List<Entity> entities)
{
    private readonly List<Finding> _findings = composition.Findings.Count == 0 ? [] : [.. composition.Findings];

    public Composition Composition => composition;

    public CheckContext Context => context;

    public PostReading Reading => reading;

    public List<Entity> Entities => entities;

    public string Text => composition.Post.Text;

    public Platform Platform => context.Platform;

    public IReadOnlyList<Finding> SoFar => _findings;

    public string this[TextSpan span] => Text[span.Start..span.End];

    /// <summary>The entities that have a part in <paramref name="span"/>, found without a look at all the others.</summary>
    public ReadOnlySpan<Entity> EntitiesIn(TextSpan span)
    {
        var all = CollectionsMarshal.AsSpan(entities);
        int first = 0, count = all.Length;
        while (count > 0)
        {
            var half = count / 2;
            if (all[first + half].End <= span.Start)
                (first, count) = (first + half + 1, count - half - 1);
            else
                count = half;
        }
        var end = first;
        while (end < all.Length && all[end].Start < span.End)
            end++;
        return all[first..end];
    }

    public void Add(string code, Severity severity, string reason, string remedy, TextSpan? span = null) =>
        _findings.Add(new(code, severity, reason, remedy) { Platform = Platform.Id, Span = span });

    /// <summary>The findings in the order of the text, those about the whole post last; each with its place in the file.</summary>
    public ValueList<Finding> InOrder()
    {
        if (_findings.Count == 0)
            return [];
        var findings = new Finding[_findings.Count];
        var isInOrder = true;
        for (var i = 0; i < findings.Length; i++)
        {
            var finding = _findings[i];
            if (finding.Platform is null || (finding.Place is null && composition.Begins is not null))
                finding = finding with { Platform = finding.Platform ?? Platform.Id, Place = finding.Place ?? composition.PlaceOf(StartOf(finding) ?? 0) };
            findings[i] = finding;
            isInOrder &= i == 0 || (StartOf(findings[i - 1]) ?? int.MaxValue) <= (StartOf(finding) ?? int.MaxValue);
        }
        return isInOrder ? new(findings) : [.. findings.OrderBy(finding => StartOf(finding) ?? int.MaxValue)];
    }

    private static int? StartOf(Finding finding) => finding.Span?.Start;
}
