using SocialKit.Cli.Running;
using SocialKit.Cli.Terminal;
using SocialKit.Deliveries;

namespace SocialKit.Cli.Publishing;

/// <summary>Says on stderr why a post is not out yet, while somebody waits for it.</summary>
internal sealed class PublishWatch(CliContext context) : IWorkerWatch
{
    public void Saw(WorkerEvent happened)
    {
        if (happened.Kind is not (WorkerEventKind.NotSent or WorkerEventKind.Unclear or WorkerEventKind.LookedFor))
            return;
        try
        {
            context.Error.WriteLine(TerminalText.Clean(EventWords.Of(happened, context)));
            context.Error.Flush();
        }
        catch (IOException)
        {
            // Nobody reads; the post goes out all the same.
        }
    }
}
