using SocialKit.Web;

namespace SocialKit.Tests.Web;

public sealed class QrCodeTests
{
    private const int Border = 4;

    [Fact]
    public void ItHasTheThreeCornersByWhichACameraFindsIt()
    {
        var code = new QrCode("https://act.example.org/case/");
        var last = code.Size - Border - 7;
        foreach (var (x, y) in new[] { (Border, Border), (last, Border), (Border, last) })
        {
            for (var i = 0; i < 49; i++)
            {
                var (dx, dy) = (i % 7, i / 7);
                var ring = Math.Max(Math.Abs(dx - 3), Math.Abs(dy - 3));
                Assert.Equal(ring != 2, code.IsDark(x + dx, y + dy));
            }
        }
        for (var i = 0; i < code.Size; i++)
            Assert.False(code.IsDark(i, Border - 1) || code.IsDark(Border - 1, i) || code.IsDark(i, code.Size - Border) || code.IsDark(code.Size - Border, i));
    }

    [Fact]
    public void TheTerminalShowsTheSameSquares()
    {
        var code = new QrCode("https://act.example.org/case/");
        var lines = code.ToLines().ToList();
        Assert.Equal((code.Size + 1) / 2, lines.Count);
        for (var y = 0; y < code.Size; y++)
        {
            for (var x = 0; x < code.Size; x++)
                Assert.Equal(code.IsDark(x, y), lines[y / 2][x] is ' ' || lines[y / 2][x] == (y % 2 == 0 ? '▄' : '▀'));
        }
    }

    [Fact]
    public void ThePictureDrawsTheSameSquares()
    {
        var code = new QrCode("https://act.example.org/case/");
        var path = RenderedPage.Parse(code.ToSvg()).QuerySelector("path[fill='#000']")!.GetAttribute("d")!;
        var drawn = new HashSet<(int X, int Y)>();
        foreach (var part in path.Split('M', StringSplitOptions.RemoveEmptyEntries))
        {
            var numbers = part.Split(' ', 'h', 'v');
            for (var i = 0; i < int.Parse(numbers[2], System.Globalization.CultureInfo.InvariantCulture); i++)
                drawn.Add((int.Parse(numbers[0], System.Globalization.CultureInfo.InvariantCulture) + i, int.Parse(numbers[1], System.Globalization.CultureInfo.InvariantCulture)));
        }
        Assert.Equal(Enumerable.Range(0, code.Size * code.Size).Where(i => code.IsDark(i % code.Size, i / code.Size)).Count(), drawn.Count);
        Assert.All(drawn, square => Assert.True(code.IsDark(square.X, square.Y)));
    }

    [Fact]
    public void WhatIsTooLongForACodeIsRefused() => Assert.Throws<ArgumentException>(() => new QrCode("https://act.example.org/" + new string('a', 3000)));
}
