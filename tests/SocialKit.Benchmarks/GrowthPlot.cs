using System.Globalization;
using System.Net;
using System.Text;

namespace SocialKit.Benchmarks;

/// <summary>The growth figures as a picture: size from left to right, cost upwards, both by powers of ten.</summary>
internal static class GrowthPlot
{
    private const int Left = 60, Top = 20, Width = 520, Height = 300;

    private static readonly string[] Colours = ["#000000", "#1b6ca8", "#c0392b", "#27803b", "#8e44ad", "#b9770e", "#16807a", "#7f8c8d", "#d35478", "#5d4037", "#2c3e90"];

    public static string Svg(int[] sizes, IReadOnlyList<(string Name, double[] Cost)> series)
    {
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Left + Width + 170} {Top + Height + 50}\" font-family=\"sans-serif\" font-size=\"12\">\n<title>Nanoseconds per UTF-16 unit as texts grow</title>\n");
        foreach (var size in sizes)
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{X(size, sizes):F0}\" y=\"{Top + Height + 18}\" text-anchor=\"middle\">{size:N0}</text>\n");
        foreach (var cost in (double[])[0.1, 1, 10, 100])
            svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"{Left}\" x2=\"{Left + Width}\" y1=\"{Y(cost):F1}\" y2=\"{Y(cost):F1}\" stroke=\"#ddd\"/><text x=\"{Left - 6}\" y=\"{Y(cost) + 4:F1}\" text-anchor=\"end\">{cost} ns</text>\n");
        foreach (var (i, (name, costs)) in series.Index())
        {
            var colour = Colours[i % Colours.Length];
            var points = string.Join(' ', costs.Zip(sizes).Select(pair => string.Create(CultureInfo.InvariantCulture, $"{X(pair.Second, sizes):F1},{Y(pair.First):F1}")));
            svg.Append(CultureInfo.InvariantCulture, $"<polyline fill=\"none\" stroke=\"{colour}\" stroke-width=\"{(i == 0 ? 3 : 1.5)}\" points=\"{points}\"/><text x=\"{Left + Width + 20}\" y=\"{Top + 12 + (i * 18)}\" fill=\"{colour}\">{WebUtility.HtmlEncode(name)}</text>\n");
        }
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left + (Width / 2)}\" y=\"{Top + Height + 40}\" text-anchor=\"middle\">UTF-16 units in the text</text>\n</svg>\n");
        return svg.ToString();
    }

    private static double X(int size, int[] sizes) => Left + (Math.Log(size / (double)sizes[0]) / Math.Log(sizes[^1] / (double)sizes[0]) * Width);

    private static double Y(double cost) => Top + Height - ((Math.Log10(Math.Max(cost, 0.05)) - Math.Log10(0.05)) / (Math.Log10(200) - Math.Log10(0.05)) * Height);
}
