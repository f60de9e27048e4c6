namespace SocialKit.Campaigns;

/// <summary>What was found in one file: bounded, so that a file full of nonsense gives a page and not a flood.</summary>
internal sealed class FindingLog(int most)
{
    private readonly List<Finding> _findings = [];
    public bool HasErrors { get; private set; }

    /// <summary>True if there was more than is kept.</summary>
    public bool IsFull { get; private set; }

    /// <summary>In the order of the lines.</summary>
    public IEnumerable<Finding> InOrder =>
        _findings.OrderBy(finding => finding.Place?.Line ?? 0).ThenBy(finding => finding.Place?.Column ?? 0);

    public void Error(string code, SourcePlace place, string reason, string remedy) => Add(code, Severity.Error, place, reason, remedy);

    public void Warning(string code, SourcePlace place, string reason, string remedy) => Add(code, Severity.Warning, place, reason, remedy);

    private void Add(string code, Severity severity, SourcePlace place, string reason, string remedy)
    {
        HasErrors |= severity == Severity.Error;
        if (_findings.Count < most)
        {
            _findings.Add(new Finding(code, severity, reason, remedy) { Place = place });
        }
        else if (!IsFull)
        {
            IsFull = true;
            HasErrors = true;
            _findings.Add(new Finding(CampaignCodes.MoreFindings, Severity.Error, "There is more to say about this file.", "Mend what is listed and check again.") { Place = place });
        }
    }
}
