using System.Reflection;
using DbUp.Builder;
using DbUp.Engine;

namespace SocialKit.Storage;

/// <summary>The numbered scripts that make the tables, and bring older ones up to date. The table SchemaVersions says which have run.</summary>
internal static class Migrations
{
    /// <summary>The name of DbUp's table, without capitals.</summary>
    public const string Journal = "schemaversions";

    /// <summary>The names of the scripts of one kind of database, in order.</summary>
    /// <param name="folder"><c>sqlite</c> or <c>postgres</c>.</param>
    public static IReadOnlyList<string> NamesOf(string folder) =>
        [.. Assembly.GetExecutingAssembly().GetManifestResourceNames().Where(name => name.StartsWith(folder, StringComparison.Ordinal) && name.EndsWith(".sql", StringComparison.Ordinal)).Select(name => name[(folder.Length + 1)..]).Order(StringComparer.Ordinal)];

    /// <summary>True if some script has not run.</summary>
    /// <exception cref="StoreException">A script has run that this version does not know.</exception>
    public static bool AreNeeded(string folder, IReadOnlyCollection<string> applied, StoreAddress address)
    {
        var known = NamesOf(folder);
        var newer = applied.Except(known).ToList();
        return newer.Count == 0
            ? known.Except(applied).Any()
            : throw new StoreException($"{address.Shown} was made by a newer version of socialkit (its tables have {newer.Order(StringComparer.Ordinal).Last()}).", "Use that version or a later one; nothing was changed.");
    }

    /// <summary>Runs what has not run yet. The caller keeps others out.</summary>
    public static void Run(UpgradeEngineBuilder builder, string folder)
    {
        var result = builder.WithScripts(NamesOf(folder).Select(name => new SqlScript(name, Read(folder, name)))).WithVariablesDisabled().LogToNowhere().Build().PerformUpgrade();
        if (!result.Successful)
            throw result.Error;
    }

    private static string Read(string folder, string name)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream($"{folder}/{name}")!);
        return reader.ReadToEnd();
    }
}
