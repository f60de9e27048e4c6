using SocialKit.Cli;
using SocialKit.Cli.Running;
using SocialKit.Cli.Terminal;
using SocialKit.Platforms;

return CommandLine.Run(args, ConsoleContext.Create(KnownPlatforms.All, KnownPlatforms.ShareLinks, Senders.Attach, TimeProvider.System), AllCommands.Create);
