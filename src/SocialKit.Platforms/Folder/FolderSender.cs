using System.Text;
using SocialKit.Deliveries;
using SocialKit.Posts;

namespace SocialKit.Platforms.Folder;

/// <summary>Writes posts into a folder: a text file with exactly the text, its pictures and a JSON file beside it.</summary>
/// <remarks>The text file comes last and is what counts: where it is, the post is out. The same key gives the same name, so that a repeat writes nothing new, and a
/// name that is taken by another text is never written over. Several processes may write into one folder.</remarks>
/// <param name="folder">The folder; made where it is missing.</param>
/// <param name="clock">Gives the time that stands in the JSON file.</param>
public sealed class FolderSender(string folder, TimeProvider clock) : ISender
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly string _folder = Path.GetFullPath(folder);

    // Pictures that are ready and belong to no post yet, by their hash.
    private string Waiting => Path.Combine(_folder, ".pictures");

    /// <summary>Called when a text is written and has no name yet: where a test ends the program.</summary>
    internal Action? BeforeNaming { get; init; }

    /// <inheritdoc/>
    public async Task<Preparation> PrepareAsync(Delivery delivery, IMediaSource media, CancellationToken cancellationToken)
    {
        try
        {
            return delivery.Act switch
            {
                Act.Publish publish => await PrepareAsync(delivery, publish.Post, media, cancellationToken).ConfigureAwait(false),
                Act.Delete { Post.Id: var id } when FolderName.IsTextFile(id) => new Preparation.Ready(new(id, "delete"u8.ToArray())),
                Act.Delete { Post.Id: var id } => Refuse("no-post", $"\"{id}\" is no post in this folder."),
                _ => Refuse("no-reposts", "In a folder nothing can be reposted."),
            };
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new Preparation.Impossible(new Outcome.NotSent(exception.Message));
        }
    }

    /// <inheritdoc/>
    public Task<Outcome> SendAsync(Delivery delivery, WireForm wire, CancellationToken cancellationToken) =>
        Task.FromResult(delivery.Act is Act.Delete ? Delete(wire) : Write(wire));

    /// <inheritdoc/>
    public Task<Sighting> FindAsync(Delivery delivery, WireForm wire, Attempt attempt, CancellationToken cancellationToken)
    {
        var isDeletion = delivery.Act is Act.Delete;
        var path = PathOf(isDeletion ? wire.Key : wire.Key + FolderName.TextEnd);
        if (isDeletion)
            return Seen(File.Exists(path) ? new Sighting.SurelyAbsent($"{path} is still there.") : new Sighting.Found(PostAt(path)));
        if (!File.Exists(path))
            return Seen(new Sighting.SurelyAbsent($"There is no {path}."));
        return Seen(DurableFile.Holds(path, Utf8.GetBytes(FolderDocument.Read(wire.Body).Text)) ? new Sighting.Found(PostAt(path)) : new Sighting.CannotTell($"{path} holds another text."));
    }

    private static Task<Sighting> Seen(Sighting sighting) => Task.FromResult(sighting);

    private async Task<Preparation> PrepareAsync(Delivery delivery, Post post, IMediaSource media, CancellationToken cancellationToken)
    {
        try
        {
            Utf8.GetByteCount(post.Text);
        }
        catch (EncoderFallbackException)
        {
            return Refuse("half-a-character", "The text holds half a character, which no file can hold.");
        }
        DurableFile.MakeFolder(_folder);
        var name = FolderName.Of(delivery.Key);
        List<FolderPicture> pictures = [];
        foreach (var file in post.Media)
        {
            if (file.Sha256 is not { } hash || await media.ReadMediaAsync(hash, cancellationToken).ConfigureAwait(false) is not { } bytes)
                return Refuse("picture-not-kept", $"The picture {file.File} was not kept when this was scheduled.");
            DurableFile.MakeFolder(Waiting);
            var waiting = Path.Combine(Waiting, hash);
            if (DurableFile.Place(waiting, bytes.Span) == Placing.Taken)
            {
                // Its name is its hash: whatever else is there, somebody put it there.
                File.Delete(waiting);
                DurableFile.Place(waiting, bytes.Span);
            }
            pictures.Add(new($"{name}.{pictures.Count + 1}{FolderName.EndOf(file.File)}", file.AltText, hash));
        }
        return new Preparation.Ready(new(name, FolderDocument.Write(delivery, post, pictures, clock.GetUtcNow())));
    }

    private Outcome Write(WireForm wire)
    {
        var path = PathOf(wire.Key + FolderName.TextEnd);
        try
        {
            var document = FolderDocument.Read(wire.Body);
            DurableFile.MakeFolder(_folder);
            foreach (var picture in document.Pictures)
            {
                if (DurableFile.Place(PathOf(picture.File), File.ReadAllBytes(Path.Combine(Waiting, picture.Sha256))) == Placing.Taken)
                    return new Outcome.Refused("other-picture", $"{PathOf(picture.File)} is there already and is another picture. Move it away, then try again.");
            }
            // Where a JSON file of an earlier preparation is, with another time in it, that one stays.
            DurableFile.Place(PathOf(wire.Key + ".json"), wire.Body.Span);
            return DurableFile.Place(path, Utf8.GetBytes(document.Text), BeforeNaming) switch
            {
                Placing.Written => new Outcome.Done(PostAt(path)),
                Placing.WasThere => new Outcome.Done(PostAt(path), Confirmation.Duplicate),
                _ => new Outcome.Refused("other-text", $"{path} is there already and holds another text. Move it away, then try again."),
            };
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Whether the text got its name before the fault, a look will tell.
            return File.Exists(path) ? new Outcome.Unclear(exception.Message) : new Outcome.NotSent(exception.Message);
        }
    }

    private Outcome Delete(WireForm wire)
    {
        var path = PathOf(wire.Key);
        try
        {
            var wasThere = File.Exists(path);
            if (Directory.Exists(_folder))
            {
                File.Delete(path);
                foreach (var beside in Directory.EnumerateFiles(_folder, wire.Key[..^FolderName.TextEnd.Length] + ".*"))
                    File.Delete(beside);
                DurableFile.FlushFolder(_folder);
            }
            return new Outcome.Done(PostAt(path), wasThere ? Confirmation.Response : Confirmation.Duplicate);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new Outcome.NotSent(exception.Message);
        }
    }

    private string PathOf(string name) => Path.Combine(_folder, name);

    private static PostRef PostAt(string path) => new(FolderPlatform.Id, Path.GetFileName(path), new Uri(path).AbsoluteUri);

    private static Preparation.Impossible Refuse(string code, string reason) => new(new Outcome.Refused(code, reason));
}
