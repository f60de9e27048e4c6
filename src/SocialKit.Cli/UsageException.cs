namespace SocialKit.Cli;

/// <summary>The person asked for something that cannot be: shown as one line on stderr, exit code 2.</summary>
/// <param name="message">What is wrong and what to do, without the program's name.</param>
internal sealed class UsageException(string message) : Exception(message);
