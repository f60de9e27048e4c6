using SocialKit.Platforms.Threads;
using SocialKit.Testing;

namespace SocialKit.Tests.Platforms.Threads;

public sealed class ThreadsContract : PlatformContract
{
    protected override Platform Platform { get; } = ThreadsPlatform.Create();

    protected override IEnumerable<string> Handles { get; } =
    [
        "@invented_office",
        "invented.office",
        "https://www.threads.net/@invented_office",
        "https://www.threads.com/@invented_office?x=1",
        "threads.net/@invented",
        "i",
    ];

    protected override IEnumerable<string> NoHandles { get; } =
    [
        "",
        "@",
        "@invented.",
        "@.invented",
        "https://www.threads.net/invented",
        "https://www.threads.net/@invented/post/abc",
        "invented office",
        "inventéd",
        "@a_name_of_more_than_thirty_characters",
    ];
}
