using SocialKit.Web;

namespace SocialKit.Cli.Pages;

/// <summary>A QR code on stdout.</summary>
internal static class QrCodeOutput
{
    /// <summary>Writes the code of <paramref name="address"/>.</summary>
    /// <exception cref="UsageException">The address is longer than a code can hold.</exception>
    public static void Write(string address, CliContext context)
    {
        try
        {
            // Colours of its own where there are any: a code light on dark is read by few cameras the other way round.
            var (before, after) = context.Terminal.Colour ? ("\e[97;40m", "\e[0m") : ("", "");
            foreach (var line in new QrCode(address).ToLines())
                context.Out.WriteLine(before + line + after);
        }
        catch (ArgumentException exception)
        {
            throw new UsageException(exception.Message.Split(" (Parameter", 2)[0]);
        }
    }
}
