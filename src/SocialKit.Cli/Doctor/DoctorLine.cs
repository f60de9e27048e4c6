namespace SocialKit.Cli.Doctor;

/// <summary>One fact that <c>doctor</c> looked at.</summary>
/// <param name="Name">What it is, one word or two.</param>
/// <param name="Value">How it is.</param>
/// <param name="Remedy">What to do; null if it is well.</param>
internal sealed record DoctorLine(string Name, string Value, string? Remedy = null)
{
    /// <summary>True if nothing has to be done.</summary>
    public bool IsOk => Remedy is null;
}
