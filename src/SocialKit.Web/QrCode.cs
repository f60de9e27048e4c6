using System.Globalization;
using System.Text;
using QRCoder;

namespace SocialKit.Web;

/// <summary>An address as a QR code: a picture of squares that a telephone's camera reads.</summary>
public sealed class QrCode
{
    private readonly bool[,] _dark;

    /// <summary>The code of <paramref name="address"/>, correcting 15 % of errors, with the light border that readers need.</summary>
    /// <param name="address">At most 2,331 bytes in UTF-8.</param>
    /// <exception cref="ArgumentException">It is longer than a code can hold.</exception>
    public QrCode(string address)
    {
        Address = address;
        try
        {
            using var generator = new QRCodeGenerator();
            using var data = generator.CreateQrCode(address, QRCodeGenerator.ECCLevel.M, forceUtf8: true);
            Size = data.ModuleMatrix.Count;
            _dark = new bool[Size, Size];
            for (var y = 0; y < Size; y++)
            {
                for (var x = 0; x < Size; x++)
                    _dark[x, y] = data.ModuleMatrix[y][x];
            }
        }
        catch (QRCoder.Exceptions.DataTooLongException exception)
        {
            throw new ArgumentException("A QR code cannot hold so long an address.", nameof(address), exception);
        }
    }

    /// <summary>What it says.</summary>
    public string Address { get; }

    /// <summary>Its squares in a row, border included.</summary>
    public int Size { get; }

    /// <summary>True if the square is dark.</summary>
    public bool IsDark(int x, int y) => _dark[x, y];

    /// <summary>The code as SVG, black on white.</summary>
    public string ToSvg()
    {
        var path = new StringBuilder();
        for (var y = 0; y < Size; y++)
        {
            for (var x = 0; x < Size; x++)
            {
                if (!IsDark(x, y))
                    continue;
                var end = x;
                while (end < Size && IsDark(end, y))
                    end++;
                path.Append(CultureInfo.InvariantCulture, $"M{x} {y}h{end - x}v1H{x}z");
                x = end;
            }
        }
        return string.Create(CultureInfo.InvariantCulture,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Size} {Size}\" shape-rendering=\"crispEdges\" role=\"img\" aria-label=\"QR\"><path fill=\"#fff\" d=\"M0 0h{Size}v{Size}H0z\"/><path fill=\"#000\" d=\"{path}\"/></svg>");
    }

    /// <summary>The code in block characters, two rows of squares a line. Light squares are drawn and dark ones left out, as a terminal of light letters on a dark ground needs it.</summary>
    public IEnumerable<string> ToLines()
    {
        for (var y = 0; y < Size; y += 2)
        {
            var line = new StringBuilder(Size);
            for (var x = 0; x < Size; x++)
            {
                var (top, bottom) = (!IsDark(x, y), y + 1 < Size && !IsDark(x, y + 1));
                line.Append((top, bottom) switch { (true, true) => '█', (true, false) => '▀', (false, true) => '▄', _ => ' ' });
            }
            yield return line.ToString();
        }
    }
}
