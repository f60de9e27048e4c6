using System.Globalization;
using SocialKit.Text;

namespace SocialKit.Posts;

/// <summary>Characters that the platform refuses, that nobody sees, or that pass for others.</summary>
internal static class CharacterFindings
{
    public static void Add(PostUnderCheck post)
    {
        var text = post.Text;
        var invalid = post.Reading.InvalidAt;
        if (invalid >= 0)
        {
            post.Add(FindingCodes.InvalidCharacter, Severity.Error,
                $"{post.Platform.Name} refuses a text with U+{(int)text[invalid]:X4}.", "Delete it.", new(invalid, invalid + 1));
        }
        foreach (var hidden in HiddenCharacters.Find(text))
        {
            if (hidden.Span.Start == invalid)
                continue;
            post.Add(FindingCodes.HiddenCharacter, Severity.Warning,
                $"A {hidden.Name} (U+{hidden.CodePoint.ToString("X4", CultureInfo.InvariantCulture)}), which nobody sees and some networks count.",
                "Delete it, unless it is meant.", hidden.Span);
        }
        AddLookAlikes(post);
    }

    /// <summary>False if <see cref="Add"/> may have something to say of a text whose links stand in it in full.</summary>
    /// <param name="text">The text.</param>
    /// <param name="marks">What signs it has.</param>
    /// <param name="reading">How the platform counts it.</param>
    /// <param name="entities">What the platform finds in it.</param>
    /// <param name="handles">A list that is overwritten.</param>
    public static bool IsQuiet(ReadOnlySpan<char> text, TextMarks marks, in PostReading reading, ReadOnlySpan<Entity> entities, List<TextSpan> handles)
    {
        if (reading.InvalidAt >= 0 || (marks.MayHaveHidden && HiddenCharacters.AreIn(text)))
            return false;
        foreach (var entity in entities)
        {
            if (entity.Kind == EntityKind.Link && FirstLookAlike(Host(entity.Of(text))).Length > 0)
                return false;
        }
        if (!marks.MayHaveAnyAt)
            return true;
        handles.Clear();
        WrittenHandles.Find(text, handles);
        foreach (var handle in handles)
        {
            if (FirstLookAlike(handle.Of(text)).Length > 0)
                return false;
        }
        return true;
    }

    private static void AddLookAlikes(PostUnderCheck post)
    {
        List<TextSpan>? handles = null;
        if (post.Text.AsSpan().ContainsAny('@', '\uFF20'))
        {
            handles = [];
            WrittenHandles.Find(post.Text, handles);
            foreach (var span in handles)
                AddLookAlike(post, span, span.Of(post.Text), "handle");
        }
        foreach (var entity in post.Entities)
        {
            if (entity.Kind == EntityKind.Link)
                AddLookAlike(post, entity.Span, Host(LinkFindings.Address(post.Composition.Post, entity.Span)), "link");
        }
    }

    private static void AddLookAlike(PostUnderCheck post, TextSpan span, ReadOnlySpan<char> name, string what)
    {
        var label = FirstLookAlike(name);
        if (label.IsEmpty)
            return;
        post.Add(FindingCodes.LookAlike, Severity.Warning,
            $"The {what} \"{post[span]}\" has letters of another alphabet that look like Latin ones ({Foreign(label)}).",
            $"Type the {what} anew, or copy it from a source that you trust.", span);
    }

    // The first part of a name that can pass for another; empty if none does.
    private static ReadOnlySpan<char> FirstLookAlike(ReadOnlySpan<char> name)
    {
        if (System.Text.Ascii.IsValid(name))
            return [];
        foreach (var part in name.SplitAny('.', '@'))
        {
            var label = name[part];
            if (Scripts.CanDeceive(Scripts.Of(label)) || Scripts.LooksLatin(label))
                return label;
        }
        return [];
    }

    private static string Foreign(ReadOnlySpan<char> label)
    {
        var foreign = new List<string>();
        foreach (var rune in label.EnumerateRunes())
        {
            if (!rune.IsAscii && System.Text.Rune.IsLetter(rune))
                foreign.Add($"{rune} U+{rune.Value.ToString("X4", CultureInfo.InvariantCulture)}");
        }
        return string.Join(", ", foreign.Distinct());
    }

    private static ReadOnlySpan<char> Host(ReadOnlySpan<char> address)
    {
        var scheme = address.IndexOf("://");
        if (scheme >= 0)
            address = address[(scheme + 3)..];
        var end = address.IndexOfAny("/?#:");
        return end < 0 ? address : address[..end];
    }
}
