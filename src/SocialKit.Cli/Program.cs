using SocialKit.Cli;
using SocialKit.Cli.Terminal;
using SocialKit.Platforms;

return CommandLine.Run(args, ConsoleContext.Create(KnownPlatforms.All, KnownPlatforms.ShareLinks, TimeProvider.System), AllCommands.Create);
