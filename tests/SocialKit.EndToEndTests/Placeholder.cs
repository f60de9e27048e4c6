namespace SocialKit.EndToEndTests;

public sealed class Placeholder
{
    [Fact]
    public void TheToolIsBuiltBesideTheTests() => Assert.True(Directory.Exists(AppContext.BaseDirectory));
}
