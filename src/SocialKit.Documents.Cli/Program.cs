using SocialKit.Documents;
using SocialKit.Documents.Cli;

// Started by "socialkit import", which asks on stdin and reads the answers on stdout. It opens no file and no connection.
if (args.Length > 0 || !Console.IsInputRedirected)
{
    Console.Error.WriteLine("This program reads documents for \"socialkit import FILE\", which starts it. It does nothing by itself.");
    return 2;
}
using var input = Console.OpenStandardInput();
using var output = Console.OpenStandardOutput();
return new ReadingDesk(KnownReaders.All).Serve(input, output);
