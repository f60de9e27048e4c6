using System.Text;
using System.Text.Json;
using CsCheck;
using Microsoft.Extensions.Time.Testing;
using SocialKit.Access;
using SocialKit.Deliveries;
using SocialKit.Pictures;
using SocialKit.Platforms.Telegram;
using SocialKit.Testing;

namespace SocialKit.Tests.Platforms.Telegram;

public sealed class TelegramSenderTests
{
    // An invented bot's token in the real form; it must never be seen anywhere but in an address.
    private const string Canary = "7001:CANARY-AAinvented_token_0123456789abcdef";
    private const long Chat = -1001234567890;

    private static readonly byte[] Jpeg = Sample("baseline.jpg");
    private static readonly byte[] Png = Sample("still.png");
    private static readonly Account Channel = new("channel", TelegramPlatform.Id, "invented_channel") { UserId = "-1001234567890" };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AMessageIsTheTextAsItStandsAndItsReceiptIsChatAndNumber()
    {
        var stub = new TelegramStub(Canary, Chat) { UserName = "invented_channel" };
        await using var rig = await RigAsync(stub.Answer);
        var done = await rig.SendAsync<Outcome.Done>(rig.Publish(Channel, "He Xanıma azadlıq 👩‍👧 «حرية»\n*no* _marks_ #Free @invented_office https://a.example/?b=c&d"));
        Assert.Equal(("-1001234567890/41", "https://t.me/invented_channel/41"), (done.Post.Id, done.Post.Url));
        var request = rig.Server.Requests.Single();
        Assert.Equal(("POST", $"/bot{Canary}/sendMessage", "application/json"), (request.Method, request.Path, request.Headers["Content-Type"]));
        Assert.Equal("""{"chat_id":"-1001234567890","text":"He Xanıma azadlıq 👩‍👧 «حرية»\n*no* _marks_ #Free @invented_office https://a.example/?b=c&d"}""", Unescaped(request.Text));
    }

    [Fact]
    public async Task APrivateChannelsAddressIsForItsMembers()
    {
        await using var rig = await RigAsync(new TelegramStub(Canary, Chat).Answer);
        Assert.Equal("https://t.me/c/1234567890/41", (await rig.SendAsync<Outcome.Done>(rig.Publish(Channel, "Text"))).Post.Url);
    }

    [Fact]
    public async Task ALinkBesideTheTextBecomesAnEntityCountedInUtf16()
    {
        var stub = new TelegramStub(Canary, Chat);
        await using var rig = await RigAsync(stub.Answer);
        var text = "👩‍👧 read here";
        var post = rig.Publish(Channel, text, post => post with { Links = [new(new(text.IndexOf("here", StringComparison.Ordinal), text.Length), "https://long.example/path")] });
        await rig.SendAsync<Outcome.Done>(post);
        using var json = JsonDocument.Parse(rig.Server.Requests.Single().Body);
        Assert.Equal("""[{"type":"text_link","offset":11,"length":4,"url":"https://long.example/path"}]""", json.RootElement.GetProperty("entities").GetRawText());
    }

    [Fact]
    public async Task PreviewAndSoundAreTurnedOffByOptions()
    {
        await using var rig = await RigAsync(new TelegramStub(Canary, Chat).Answer);
        await rig.SendAsync<Outcome.Done>(rig.Publish(Channel, "Text", post => post with { Options = [new("link-preview", "off"), new("notification", "off")] }));
        Assert.Equal("""{"chat_id":"-1001234567890","text":"Text","link_preview_options":{"is_disabled":true},"disable_notification":true}""", rig.Server.Requests.Single().Text);
    }

    [Fact]
    public async Task AReplyNamesTheMessageThatItAnswers()
    {
        await using var rig = await RigAsync(new TelegramStub(Canary, Chat).Answer);
        await rig.SendAsync<Outcome.Done>(rig.Publish(Channel, "Second") with { ReplyTo = new(TelegramPlatform.Id, "-1001234567890/41,42") });
        Assert.Equal("""{"chat_id":"-1001234567890","text":"Second","reply_parameters":{"message_id":41}}""", rig.Server.Requests.Single().Text);
    }

    [Fact]
    public async Task APictureGoesWithTheTextAsItsCaption()
    {
        var stub = new TelegramStub(Canary, Chat);
        await using var rig = await RigAsync(stub.Answer);
        var picture = rig.Picture(Jpeg, "A door");
        await rig.SendAsync<Outcome.Done>(rig.Publish(Channel, "Caption «حرية»", post => post with { Media = [picture] }));
        var request = rig.Server.Requests.Single();
        Assert.EndsWith("/sendPhoto", request.Path, StringComparison.Ordinal);
        var parts = MultipartParts.Of(request);
        Assert.Equal(["chat_id", "caption", "photo"], parts.Select(part => part.Name));
        Assert.Equal("Caption «حرية»", parts[1].Text);
        Assert.Equal(("picture1.jpg", "image/jpeg"), (parts[2].FileName, parts[2].Type));
        Assert.Equal(CleanPicture.Of(Jpeg)!.Bytes.ToArray(), parts[2].Bytes);
        Assert.DoesNotContain("anary", Encoding.Latin1.GetString(parts[2].Bytes), StringComparison.Ordinal);
        Assert.Equal(["Caption «حرية»"], stub.Messages);
    }

    [Fact]
    public async Task SeveralPicturesAreAnAlbumAndAreDeletedTogether()
    {
        var stub = new TelegramStub(Canary, Chat);
        await using var rig = await RigAsync(stub.Answer);
        var (first, second) = (rig.Picture(Jpeg, "A door"), rig.Picture(Png, "A wall"));
        var done = await rig.SendAsync<Outcome.Done>(rig.Publish(Channel, "Caption", post => post with { Media = [first, second] }));
        Assert.Equal("-1001234567890/41,42", done.Post.Id);
        Assert.Equal("""[{"type":"photo","media":"attach://picture1","caption":"Caption"},{"type":"photo","media":"attach://picture2"}]""", MultipartParts.Of(rig.Server.Requests.Single()).Single(part => part.Name == "media").Text);
        await rig.SendAsync<Outcome.Done>(AdapterRig.Delete(Channel, done.Post));
        Assert.Empty(stub.Messages);
    }

    [Fact]
    public async Task ATextTooLongForACaptionIsRefusedBeforeAnythingIsSent()
    {
        await using var rig = await RigAsync(new TelegramStub(Canary, Chat).Answer);
        var picture = rig.Picture(Jpeg, "A door");
        var refused = await rig.PrepareAsync<Outcome.Refused>(rig.Publish(Channel, new('a', 1025), post => post with { Media = [picture] }));
        Assert.Equal("caption-too-long", refused.Code);
        await rig.PrepareAsync(rig.Publish(Channel, new('a', 1024), post => post with { Media = [picture] }));
        Assert.Empty(rig.Server.Requests);
    }

    [Fact]
    public async Task WhatCannotBeSentIsRefusedWithoutACall()
    {
        await using var rig = await RigAsync(new TelegramStub(Canary, Chat).Answer);
        Assert.Equal("half-a-character", (await rig.PrepareAsync<Outcome.Refused>(rig.Publish(Channel, "a\uD83D"))).Code);
        Assert.Equal("picture-not-kept", (await rig.PrepareAsync<Outcome.Refused>(rig.Publish(Channel, "a", post => post with { Media = [new("lost.jpg", "A door")] }))).Code);
        var text = rig.Picture("no picture"u8.ToArray(), "A door");
        Assert.Equal("no-picture", (await rig.PrepareAsync<Outcome.Refused>(rig.Publish(Channel, "a", post => post with { Media = [text] }))).Code);
        Assert.Equal("no-reposts", (await rig.PrepareAsync<Outcome.Refused>(rig.Publish(Channel, "a") with { Act = new Act.Repost(new(TelegramPlatform.Id, "-1/2")) })).Code);
        Assert.Equal("no-post", (await rig.PrepareAsync<Outcome.Refused>(AdapterRig.Delete(Channel, new(TelegramPlatform.Id, "../41")))).Code);
        await rig.PrepareAsync<Outcome.AccountStopped>(rig.Publish(Channel with { UserId = null }, "a"));
        Assert.Empty(rig.Server.Requests);
    }

    [Theory]
    [InlineData(400, "Bad Request: chat not found")]
    [InlineData(403, "Forbidden: bot was kicked from the channel chat")]
    [InlineData(403, "Forbidden: bot was blocked by the user")]
    [InlineData(400, "Bad Request: need administrator rights in the channel chat")]
    public async Task ARefusalIsToldInTelegramsWords(int code, string description)
    {
        await using var rig = await RigAsync(_ => TelegramStub.Error(code, description));
        var refused = await rig.SendAsync<Outcome.Refused>(rig.Publish(Channel, "Text"));
        Assert.Equal((code, description), (refused.HttpStatus, refused.Reason));
    }

    [Fact]
    public async Task ALimitIsWaitedOutAsTelegramSays()
    {
        await using var rig = await RigAsync(_ => TelegramStub.Error(429, "Too Many Requests: retry after 35", ",\"parameters\":{\"retry_after\":35}"));
        Assert.Equal(TimeSpan.FromSeconds(35), (await rig.SendAsync<Outcome.NotSent>(rig.Publish(Channel, "Text"))).RetryAfter);
    }

    [Fact]
    public async Task ALimitOfAMachineInBetweenIsWaitedOutByItsHeader()
    {
        await using var rig = await RigAsync(_ => new StubAnswer.Reply(429, "<html>", "text/html") { Headers = new Dictionary<string, string> { ["Retry-After"] = "12" } });
        Assert.Equal(TimeSpan.FromSeconds(12), (await rig.SendAsync<Outcome.NotSent>(rig.Publish(Channel, "Text"))).RetryAfter);
    }

    [Fact]
    public async Task AGroupThatBecameASupergroupStopsTheAccountWithItsNewId()
    {
        await using var rig = await RigAsync(_ => TelegramStub.Error(400, "Bad Request: group chat was upgraded to a supergroup chat", ",\"parameters\":{\"migrate_to_chat_id\":-1009876543210}"));
        Assert.Contains("-1009876543210", (await rig.SendAsync<Outcome.AccountStopped>(rig.Publish(Channel, "Text"))).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ARevokedTokenStopsTheAccountAndIsRememberedAsDead()
    {
        await using var rig = await RigAsync(_ => TelegramStub.Error(401, "Unauthorized"));
        await rig.SendAsync<Outcome.AccountStopped>(rig.Publish(Channel, "Text"));
        Assert.NotNull((await rig.Tokens.ReadAsync("channel", Token))!.DeadBecause);
        var asked = rig.Server.Requests.Count;
        await rig.SendAsync<Outcome.AccountStopped>(rig.Publish(Channel, "Text"));
        Assert.Equal(asked, rig.Server.Requests.Count);
    }

    [Fact]
    public async Task APassingFaultIsNotTakenForADeadToken()
    {
        var stub = new TelegramStub(Canary, Chat);
        await using var rig = await RigAsync(request => request.Path.EndsWith("/sendMessage", StringComparison.Ordinal) ? TelegramStub.Error(401, "Unauthorized") : stub.Answer(request));
        await rig.SendAsync<Outcome.NotSent>(rig.Publish(Channel, "Text"));
        Assert.Null((await rig.Tokens.ReadAsync("channel", Token))!.DeadBecause);
    }

    [Theory]
    [InlineData(WireFault.LostRequest)]
    [InlineData(WireFault.LostAnswer)]
    [InlineData(WireFault.Half)]
    [InlineData(WireFault.Empty)]
    [InlineData(WireFault.Html)]
    [InlineData(WireFault.ErrorBefore)]
    [InlineData(WireFault.ErrorAfter)]
    public async Task WhatMayBeOutIsUnclearAndForAPersonToSee(WireFault fault)
    {
        var stub = new TelegramStub(Canary, Chat);
        stub.Faults.Add(fault);
        await using var rig = await RigAsync(stub.Answer);
        var delivery = rig.Publish(Channel, "Text");
        var wire = await rig.PrepareAsync(delivery);
        Assert.IsType<Outcome.Unclear>(await rig.Sender.SendAsync(delivery, wire, Token));
        Assert.Single(rig.Server.Requests);
        Assert.IsType<Sighting.CannotTell>(await rig.FindAsync(delivery, wire));
        Assert.IsType<Sighting.SurelyAbsent>(await rig.FindAsync(delivery with { From = Channel with { ResendsWhenAbsent = true } }, wire));
    }

    [Fact]
    public async Task WhatReachedNobodyIsSentAgain()
    {
        await using var rig = await RigAsync(new TelegramStub(Canary, Chat).Answer);
        var delivery = rig.Publish(Channel, "Text");
        var wire = await rig.PrepareAsync(delivery);
        await rig.Server.DisposeAsync();
        Assert.IsType<Outcome.NotSent>(await rig.Sender.SendAsync(delivery, wire, Token));
    }

    [Fact]
    public async Task WhatIsCancelledInTheMiddleIsUnclearAndBeforeItIsNotSent()
    {
        using var cancelled = new CancellationTokenSource();
        await using var rig = await RigAsync(_ =>
        {
            cancelled.CancelAfter(50);
            return new StubAnswer.Hang();
        });
        var delivery = rig.Publish(Channel, "Text");
        var wire = await rig.PrepareAsync(delivery);
        Assert.IsType<Outcome.Unclear>(await rig.Sender.SendAsync(delivery, wire, cancelled.Token));
        Assert.IsType<Outcome.NotSent>(await rig.Sender.SendAsync(delivery, wire, new CancellationToken(canceled: true)));
    }

    [Fact]
    public async Task DeletingTwiceIsDeletingOnce()
    {
        var stub = new TelegramStub(Canary, Chat);
        await using var rig = await RigAsync(stub.Answer);
        var done = await rig.SendAsync<Outcome.Done>(rig.Publish(Channel, "Text"));
        Assert.Equal(Confirmation.Response, (await rig.SendAsync<Outcome.Done>(AdapterRig.Delete(Channel, done.Post))).ConfirmedBy);
        Assert.Equal(Confirmation.Duplicate, (await rig.SendAsync<Outcome.Done>(AdapterRig.Delete(Channel, done.Post))).ConfirmedBy);
        Assert.Empty(stub.Messages);
    }

    [Fact]
    public async Task AMessageThatIsTooOldToDeleteIsToldWithTheRule()
    {
        await using var rig = await RigAsync(_ => TelegramStub.Error(400, "Bad Request: message can't be deleted"));
        Assert.Contains("48 hours", (await rig.SendAsync<Outcome.Refused>(AdapterRig.Delete(Channel, new(TelegramPlatform.Id, "-1001234567890/41")))).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheTokenIsSeenNowhereWhateverTheServerSaysBack()
    {
        var nasty = $"{Canary} {Uri.EscapeDataString(Canary)} {Convert.ToBase64String(Encoding.UTF8.GetBytes(Canary))}";
        StubAnswer[] answers =
        [
            TelegramStub.Error(400, nasty), TelegramStub.Error(403, nasty), TelegramStub.Error(401, nasty), TelegramStub.Error(429, nasty), new StubAnswer.Reply(200, nasty), new StubAnswer.Reply(500, nasty),
            new StubAnswer.Reply(404, nasty, "text/html"), new StubAnswer.Half(nasty), new StubAnswer.Drop(), new StubAnswer.Reply(302, nasty) { Headers = new Dictionary<string, string> { ["Location"] = "/" + Canary } },
        ];
        var next = answers[0];
        await using var rig = await RigAsync(_ => next, TimeProvider.System);
        List<object?> seen = [];
        foreach (var answer in answers.Where(answer => answer is not StubAnswer.Reply { Status: 500 } and not StubAnswer.Drop and not StubAnswer.Half))
        {
            next = answer;
            seen.Add(await rig.SignIn.LookAsync(Channel, Bot(), Token));
            seen.Add(await rig.SignIn.RenewAsync(Channel, Bot(), Token));
            seen.Add(await rig.SignIn.EnterAsync(new() { Handle = "@invented_channel" }, (SignInWay.Typed)rig.SignIn.Ways[0], [new("token", new(Canary))], Token));
        }
        foreach (var answer in answers)
        {
            next = answer;
            await rig.Tokens.SaveAsync("channel", Bot(), Token);
            var delivery = rig.Publish(Channel, "Text");
            var wire = await rig.PrepareAsync(delivery);
            var outcome = await rig.Sender.SendAsync(delivery, wire, Token);
            seen.AddRange([outcome, outcome.Evidence, Encoding.UTF8.GetString(wire.Body.Span), (await rig.Tokens.ReadAsync("channel", Token))?.DeadBecause]);
        }
        await rig.Server.DisposeAsync();
        seen.Add(await rig.SendAsync(rig.Publish(Channel, "Text")));
        AdapterRig.AssertNowhere(Canary, seen);
    }

    [Fact]
    public async Task NoAnswerMakesItThrow()
    {
        string[] bodies = ["", "null", "[]", "\"x\"", "{", "{\"ok\":true}", "{\"ok\":true,\"result\":[]}", "{\"ok\":true,\"result\":{\"message_id\":\"x\",\"chat\":[]}}", "{\"ok\":true,\"result\":{\"message_id\":1e99,\"chat\":{\"id\":1}}}",
            "{\"ok\":false}", "{\"ok\":false,\"error_code\":\"x\",\"description\":7}", "{\"ok\":false,\"error_code\":400,\"description\":\"\\ud800\"}", string.Concat(Enumerable.Repeat("[", 100_000)), $"{{\"a\":\"{new string('x', 5_000_000)}\"}}"];
        var next = "";
        var status = 200;
        await using var rig = await RigAsync(_ => new StubAnswer.Reply(status, next));
        foreach (var body in bodies)
        {
            foreach (var code in new[] { 200, 400, 401, 404, 429, 500 })
            {
                (next, status) = (body, code);
                await rig.Tokens.SaveAsync("channel", Bot(), Token);
                Assert.IsNotType<Outcome.Done>(await rig.SendAsync(rig.Publish(Channel, "Text")));
            }
        }
    }

    [Fact]
    public async Task EveryTextArrivesAsItIsAndARepeatIsTheSameBytes()
    {
        var stub = new TelegramStub(Canary, Chat);
        await using var rig = await RigAsync(stub.Answer);
        await AnyText.Texts.Where(text => text.Length is > 0 and <= 4096).SampleAsync(async text =>
        {
            var delivery = rig.Publish(Channel, text);
            if (await rig.Sender.PrepareAsync(delivery, rig, Token) is not Preparation.Ready { Wire: var wire })
            {
                Assert.Throws<EncoderFallbackException>(() => new UTF8Encoding(false, true).GetByteCount(text));
                return;
            }
            Assert.IsType<Outcome.Done>(await rig.Sender.SendAsync(delivery, wire, Token));
            Assert.Equal(text, stub.Messages[^1]);
            var first = rig.Server.Requests[^1].Body;
            await rig.Sender.SendAsync(delivery, wire, Token);
            Assert.Equal(first, rig.Server.Requests[^1].Body);
            Assert.Equal(wire, await rig.PrepareAsync(delivery));
        }, iter: 200, threads: 1);
    }

    [Fact]
    public async Task WhatIsNoTokenStopsTheAccountAndIsSentNowhere()
    {
        await using var rig = await RigAsync(_ => new StubAnswer.Drop());
        await rig.Tokens.SaveAsync(Channel.Id, new("other", [new("password", new("an-app-password"))]) { IssuedAt = AdapterRig.Now }, Token);
        Assert.IsType<Outcome.AccountStopped>(await rig.Sender.SendAsync(rig.Publish(Channel, "Text"), new("1", "sendMessage application/json\n{}"u8.ToArray()), Token));
        Assert.Empty(rig.Server.Requests);
    }

    [Fact]
    public async Task WhoeverJustSendsAgainIsFoundOut()
    {
        var clock = new FakeTimeProvider(AdapterRig.Now);
        var stub = new TelegramStub(Canary, Chat);
        stub.Faults.Add(WireFault.LostAnswer);
        await using var rig = await RigAsync(stub.Answer, clock);
        await SenderLine.RunAsync(rig.Platform with { Sender = new NaiveSender(rig.Sender) }, clock, Channel, ["One"]);
        Assert.Equal(["One", "One"], stub.Messages);
    }

    [Fact]
    public async Task WhateverGoesWrongNothingIsThereTwice()
    {
        await Gen.Enum<WireFault>().Array[0, 6].SampleAsync(async faults =>
        {
            var stub = new TelegramStub(Canary, Chat);
            stub.Faults.Add(faults);
            var clock = new FakeTimeProvider(AdapterRig.Now);
            await using var rig = await RigAsync(stub.Answer, clock);
            string[] texts = ["One", "Two", "Three"];
            var entries = await SenderLine.RunAsync(rig.Platform, clock, Channel, texts);
            SenderLine.AssertOnceOrHeld(entries, texts, stub.Messages);
            if (faults.All(fault => fault is WireFault.None or WireFault.Limit))
                Assert.All(entries, entry => Assert.Equal(DeliveryState.Sent, entry.State));
        }, iter: 40, threads: 1);
    }

    // A few pixels with the place, the camera and the notes of an invented canary.
    private static byte[] Sample(string name) => File.ReadAllBytes(Path.Combine(Repository.Root, "tests", "SocialKit.Tests", "Pictures", "samples", name));

    private static Credentials Bot() => new("bot", [new("token", new(Canary))]) { IssuedAt = AdapterRig.Now };

    private static async Task<AdapterRig> RigAsync(Func<StubRequest, StubAnswer> answer, TimeProvider? clock = null)
    {
        var rig = new AdapterRig(answer, "telegram:api", services => TelegramPlatform.Connect(TelegramPlatform.Create(), services), clock);
        await rig.Tokens.SaveAsync(Channel.Id, Bot(), Token);
        return rig;
    }

    // The writer escapes what lies beyond the BMP; it is the same JSON.
    private static string Unescaped(string json) => System.Text.RegularExpressions.Regex.Replace(json, @"\\u([0-9A-Fa-f]{4})", match => ((char)Convert.ToInt32(match.Groups[1].Value, 16)).ToString());
}
