using SocialKit.Cli.Commands;

namespace SocialKit.Cli;

/// <summary>Every command, in the order in which the help shows them: first the three that are used most.</summary>
internal static class AllCommands
{
    public static IEnumerable<CliCommand> Create(CliContext context) =>
    [
        PreviewCommand.Create(context),
        CheckCommand.Create(context),
        CopyCommand.Create(context),
        ShareCommand.Create(context),
        PageCommand.Create(context),
        ServeCommand.Create(context),
        ScheduleCommand.Create(context),
        PublishCommand.Create(context),
        RunCommand.Create(context),
        RepostCommand.Create(context),
        LoginCommand.Create(context),
        AccountsCommand.Create(context),
        LogoutCommand.Create(context),
        ImportCommand.Create(context),
        QueueCommand.Create(context),
        CalendarCommand.Create(context),
        LogCommand.Create(context),
        HealthCommand.Create(context),
        StopCommand.Create(context),
        ResumeCommand.Create(context),
        WithdrawCommand.Create(context),
        DeleteCommand.Create(context),
        BackupCommand.Create(context),
        RestoreCommand.Create(context),
        ListCommand.Create(context),
        InitCommand.Create(context),
        DoctorCommand.Create(context),
        CompletionCommand.Create(context),
        CompletionCommand.CreateComplete(context),
    ];
}
