using System.Buffers;

namespace SocialKit.Pictures;

/// <summary>Collects the parts of a picture that stay, and names those that go.</summary>
internal sealed class PictureParts(int length)
{
    public const string Camera = "place, time and camera";
    public const string Notes = "notes and captions";
    public const string Behind = "what stood behind the picture";
    public const string Preview = "a small picture within it";
    public const string Other = "data of other programs";

    private readonly ArrayBufferWriter<byte> _kept = new(length + 64);
    private readonly List<string> _removed = [];

    public int Length => _kept.WrittenCount;

    public void Keep(ReadOnlySpan<byte> part) => _kept.Write(part);

    public void Remove(string what)
    {
        if (!_removed.Contains(what))
            _removed.Add(what);
    }

    public CleanPicture Done(PictureFacts facts) => new(_kept.WrittenMemory.ToArray(), facts, _removed.ToValueList());
}
