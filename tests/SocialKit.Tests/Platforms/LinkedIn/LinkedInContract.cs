using SocialKit.Platforms.LinkedIn;
using SocialKit.Testing;

namespace SocialKit.Tests.Platforms.LinkedIn;

public sealed class LinkedInContract : PlatformContract
{
    protected override Platform Platform { get; } = LinkedInPlatform.Create();

    protected override IEnumerable<string> Handles { get; } =
    [
        "https://www.linkedin.com/in/invented-person",
        "https://www.linkedin.com/in/invented-person/",
        "linkedin.com/company/invented-office/",
        "in/invented-person",
        "company/invented-office",
        "https://www.linkedin.com/school/invented?trk=x",
    ];

    protected override IEnumerable<string> NoHandles { get; } =
    [
        "",
        "@",
        "invented-person",
        "@invented",
        "https://www.linkedin.com/",
        "https://www.linkedin.com/feed/",
        "https://www.linkedin.com/in/",
        "https://www.linkedin.com/jobs/view",
        "https://linkedin.example/in/invented",
    ];
}
