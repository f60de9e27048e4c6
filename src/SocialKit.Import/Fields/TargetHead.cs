using System.Collections.Frozen;
using SocialKit.Import.Labels;

namespace SocialKit.Import.Fields;

/// <summary>What the lines above somebody's contacts say: office, name, address.</summary>
/// <param name="Title">The office, or the body; null if neither is named.</param>
/// <param name="Name">The name without honorifics; null if none is named.</param>
/// <param name="Address">The lines below them, joined by commas; null if there are none.</param>
/// <param name="Doubt">What could not be told; null if everything could.</param>
internal sealed record TargetHead(string? Title, string? Name, string? Address, string? Doubt)
{
    private static readonly FrozenSet<string> Offices = Words(
        "president vice-president vicepresident prosecutor minister ministry ambassador chairman chairwoman chairperson chair director head governor commissioner secretary judge justice attorney king queen sultan emir prime chancellor speaker mayor rector warden chief commander general-secretary consul inspector superintendent premier ombudsman ombudsperson leader ceo president's "
        + "président présidente ministre procureur procureure ambassadeur ambassadrice directeur directrice gouverneur juge garde préfet maire roi "
        + "presidente presidenta ministro ministra fiscal embajador embajadora director directora gobernador gobernadora juez jueza rey procurador procuradora alcalde "
        + "präsident präsidentin minister ministerin generalstaatsanwalt generalstaatsanwältin botschafter botschafterin direktor direktorin gouverneur leiter leiterin könig kanzler kanzlerin "
        + "президент министр прокурор посол председатель директор губернатор начальник судья генеральный король глава "
        + "embaixador embaixadora governador governadora juiz juíza prefeito diretor diretora chanceler secretário secretária delegado delegada magistrate magistrado magistrada fiscala canciller secretario chancelier chancelière secrétaire commissaire kommissar kommissarin richter richterin sekretär sekretärin staatsanwalt staatsanwältin bürgermeister bürgermeisterin prokuror вице-президент секретарь мэр уполномоченный омбудсмен аким emperor shah sheriff superintendent");

    private static readonly FrozenSet<string> Bodies = Words(
        "embassy consulate office ministry department court commission committee council police prison parliament assembly senate bureau agency government service administration secretariat mission palace authority directorate tribunal presidency high-commission "
        + "ambassade consulat ministère cour tribunal présidence préfecture bureau embajada consulado ministerio tribunal presidencia fiscalía oficina secretaría botschaft konsulat ministerium präsidialamt gericht посольство министерство прокуратура суд управление администрация комитет embaixada ministério gabinete procuradoria secretaria parquet fiscalia company corporation ltd plc inc gmbh bank university institute foundation federation association union organisation organization council authority");

    /// <summary>Words that only go with an office: "Public Prosecutor", "Attorney General", "Minister of Justice".</summary>
    private static readonly FrozenSet<string> Modifiers = Words("public general deputy acting supreme prime chief first federal state national vice military executive his her majesty's the of and for procureur-général генеральный général générale general");

    private static readonly string[] Honorifics =
    [
        "his excellency", "her excellency", "his excellence", "her excellence", "his majesty", "her majesty", "his royal highness", "the right honourable", "the honourable", "the hon.", "hon.", "rt. hon.",
        "h.e.", "h. e.", "he.", "s.e.", "s.e.m.", "son excellence", "su excelencia", "s.e. sr.", "excmo. sr.", "mr", "mr.", "mrs", "mrs.", "ms", "ms.", "miss", "dr", "dr.", "prof.", "professor", "sir", "dame", "lord",
        "dra.", "exmo. sr.", "exma. sra.", "exmo.", "exma.", "excmo.", "excma.", "sr. d.", "don", "doña", "me", "maître", "s. e.", "s. e. herrn", "s. exc.", "s.exc.", "sua excelência", "dr.in", "herrn dr.", "prof. dr.", "docteur", "доктор", "господин", "госпожа", "ihre exzellenz frau", "seine exzellenz herr", "m.", "mme", "monsieur", "madame", "sr.", "sra.", "señor", "señora", "herr", "frau", "herrn", "se.", "seine exzellenz", "ihre exzellenz", "г-н", "г-жа", "его превосходительство", "ее превосходительство",
    ];

    private static readonly string[] FoldedHonorifics = [.. Honorifics.Select(Folded.Fold).OrderByDescending(honorific => honorific.Length)];

    /// <summary>Reads the lines above a target's contacts.</summary>
    /// <param name="lines">The lines, in order, none of them blank.</param>
    /// <param name="firstStandsAlone">True if the first line is a bold paragraph of its own, which is how documents set off an office.</param>
    public static TargetHead Of(IReadOnlyList<string> lines, bool firstStandsAlone)
    {
        if (lines.Count == 0)
            return new TargetHead(null, null, null, "neither a name nor an office stands with these contacts");
        var first = Entry.Of(lines[0]);
        var second = lines.Count > 1 ? Entry.Of(lines[1]) : default;

        // "President Anton Sisarel"
        if (first is { Office: not null, Name: not null })
            return Rest(first.Office, first.Name, 1) with { Address = Join([first.Body ?? "", .. lines.Skip(1)]) };
        // "Castovian Embassy in the United States", "Ambassador Moritz Zaran"
        if (first.Name is null && second is { Office: not null, Name: not null })
            return Rest(second.Office, second.Name, 2) with { Address = Join([lines[0], .. lines.Skip(2)]) };
        // "Prosecutor General", "Nurdauletov Gizat Daurenbekovich"
        if (first.Office is not null || (firstStandsAlone && !first.HasHonorific && second is { Name: not null }))
        {
            if (second is { Name: not null, Office: null })
                return Rest(first.Office ?? lines[0].Trim(), second.Name, 2);
            var fused = lines.Count == 2 && IsFused(lines[1]);
            return fused
                ? new TargetHead(first.Office, null, null, "name and address stand on one line and cannot be told apart")
                : Rest(first.Office!, null, 1);
        }
        // "Oleg Petrovich Sarvin", "Chairman of the Investigative Office"
        if (first.Name is not null)
        {
            if (second is { Office: not null, Name: null })
                return Rest(second.Office, first.Name, 2);
            return Rest(null, first.Name, 1) with { Doubt = first.HasHonorific ? null : "it is not clear whether this line is a name or an office" };
        }
        return IsFused(lines[0])
            ? new TargetHead(null, null, null, "office, name and address stand on one line and cannot be told apart")
            : new TargetHead(null, null, Join(lines), "it is not clear whether this line is a name, an office or an address");

        TargetHead Rest(string? title, string? name, int taken) => new(title, name, Join(lines.Skip(taken)), null);
    }

    /// <summary>Reads the head of a target that stands on one line: "HIS EXCELLENCY MR ERLAN IDRISOV, Embassy of the Republic of Kazakhstan, 125 Pall Mall SW1Y 5EA".</summary>
    public static TargetHead OfLine(string line)
    {
        var bodyAt = FindBody(line);
        var digitAt = line.AsSpan().IndexOfAnyInRange('0', '9');
        if (bodyAt < 0)
        {
            // "Name, Office, address"
            var pieces = line.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            return pieces.Length > 1 ? Of(pieces, firstStandsAlone: false) : Of([line.Trim()], firstStandsAlone: false);
        }
        var namePart = line[..bodyAt].Trim(' ', ',', ';', ':', '-', '\u2013');
        var bodyEnd = line.IndexOf(',', bodyAt);
        if (digitAt > bodyAt && (bodyEnd < 0 || digitAt < bodyEnd))
        {
            bodyEnd = digitAt;
            // Nothing parts the body from what follows: a short one ends before the number of its house.
            if (line[bodyAt..digitAt].Split(' ', StringSplitOptions.RemoveEmptyEntries).Length > 6 || line[bodyAt..digitAt].Contains(". ", StringComparison.Ordinal))
                return new TargetHead(null, null, null, "body, name and address stand on one line and cannot be told apart");
        }
        var body = (bodyEnd < 0 ? line[bodyAt..] : line[bodyAt..bodyEnd]).Trim(' ', ',', ';', '.');
        var address = bodyEnd < 0 ? null : Blank(line[bodyEnd..].Trim(' ', ',', ';', '.'));
        if (namePart.Length == 0)
            return new TargetHead(body, null, address, null);
        // "Ambassador Marta Zahn, Embassy of …": the office is hers, the body stands in her address.
        var entry = Entry.Of(namePart.Split(',')[0]);
        if (entry.Name is null)
            return new TargetHead(body, null, address, "the name before the office cannot be told");
        return entry.Office is null
            ? new TargetHead(body, entry.Name, address, null)
            : new TargetHead(entry.Office, entry.Name, address is null ? body : $"{body}, {address}", null);
    }

    /// <summary>A name without "H.E.", "His Excellency", "Mr" and the like.</summary>
    public static string WithoutHonorifics(string name, out bool had)
    {
        had = false;
        for (var again = true; again;)
        {
            again = false;
            name = name.Trim(' ', '\u00A0', ',');
            var folded = Folded.Of(name);
            foreach (var honorific in FoldedHonorifics)
            {
                if (folded.Text.Length > honorific.Length && folded.Text.StartsWith(honorific, StringComparison.Ordinal)
                    && (folded.Text[honorific.Length] == ' ' || (honorific[^1] == '.' && honorific.Length > 3)))
                {
                    name = name[folded.OriginOf(honorific.Length)..];
                    (again, had) = (true, true);
                    break;
                }
            }
        }
        return name;
    }

    private static int FindBody(string line)
    {
        foreach (var word in (ReadOnlySpan<string>)["Embassy", "EMBASSY", "High Commission", "HIGH COMMISSION", "Consulate", "CONSULATE", "Office of", "Ministry of", "Ambassade", "Embajada", "Botschaft", "Permanent Mission", "Embaixada", "EMBAIXADA", "AMBASSADE", "EMBAJADA", "BOTSCHAFT", "Consulat", "Konsulat", "Consulado", "\u041F\u041E\u0421\u041E\u041B\u042C\u0421\u0422\u0412\u041E", "\u041F\u043E\u0441\u043E\u043B\u044C\u0441\u0442\u0432\u043E"])
        {
            var at = line.IndexOf(word, StringComparison.Ordinal);
            if (at < 0 || (at > 0 && char.IsLetter(line[at - 1])))
                continue;
            // "Royal Embassy of …" begins at "Royal"; "Castovian Embassy" at the comma before it.
            var comma = line.LastIndexOf(',', at);
            var between = line[(comma + 1)..at].Trim();
            return comma >= 0 && between.Length > 0 && between.Count(c => c == ' ') < 2 ? comma + 1 : at;
        }
        return -1;
    }

    private static string? Join(IEnumerable<string> lines) => Blank(string.Join(", ", lines.Select(line => line.Trim().TrimEnd(',', ';')).Where(line => line.Length > 0)));

    private static string? Blank(string text) => text.Length == 0 ? null : text;

    /// <summary>True for a long line that holds digits: a name with an address, perhaps.</summary>
    private static bool IsFused(string line) => line.Count(char.IsWhiteSpace) >= 5 && line.Any(char.IsDigit);

    private static FrozenSet<string> Words(string words) => words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Folded.Fold).ToFrozenSet();

    /// <summary>A line as an office, a name, or an office and then a name.</summary>
    private readonly record struct Entry(string? Office, string? Name, bool HasHonorific)
    {
        /// <summary>The body that stands behind office and name; null if none does.</summary>
        public string? Body { get; init; }

        public static Entry Of(string line)
        {
            var text = WithoutHonorifics(line.Trim().TrimEnd(',', ';'), out var had);
            if (text.Any(char.IsDigit))
                return new Entry(null, null, had);
            // "President of the Court of Appeal: Judge Altan Bey", "Tomas Adrel – Minister of Justice"
            foreach (var sign in (ReadOnlySpan<string>)[": ", " \u2013 ", " \u2014 ", " - ", " | "])
            {
                if (text.Split(sign, 3) is not [var before, var behind])
                    continue;
                var (left, right) = (Of(before), Of(behind));
                if (left is { Office: not null, Name: null } && right.Name is not null)
                    return new Entry(before.Trim(), right.Name, had || right.HasHonorific);
                if (left is { Office: null, Name: not null } && right is { Office: not null, Name: null })
                    return new Entry(behind.Trim(), left.Name, had || left.HasHonorific);
                return new Entry(null, null, had);
            }
            if (text.IndexOf(',', StringComparison.Ordinal) is var comma && comma > 0)
            {
                var (left, right) = (Of(text[..comma]), Of(text[(comma + 1)..]));
                if (left is { Office: null, Name: not null } && right is { Office: not null, Name: null })
                    return new Entry(text[(comma + 1)..].Trim(), left.Name, had || left.HasHonorific);
                if (left is { Office: not null, Name: null } && right is { Office: null, Name: not null })
                    return new Entry(text[..comma].Trim(), right.Name, had || right.HasHonorific);
                // "Ambassador Ylva Strand, Embassy of Dunmar": the body belongs to the address.
                if (left is { Office: not null, Name: not null } && right is { Office: not null, Name: null } && FindBody(text) > comma)
                    return new Entry(left.Office, left.Name, had || left.HasHonorific) { Body = text[(comma + 1)..].Trim() };
                return IsOffice(text) ? new Entry(text, null, had) : new Entry(null, null, had);
            }
            var words = text.Split([' ', '\u00A0'], StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 0)
                return new Entry(null, null, had);
            if (!IsOffice(text))
                return new Entry(null, HasShapeOfName(words) || had ? text : null, had);

            // "Public Prosecutor Magnus Sharvel Ayd": words of an office, then two words or more of a name.
            var at = 0;
            while (at < words.Length && IsOfficeWord(words[at]))
                at++;
            var rest = words[at..];
            var connected = at < words.Length && Folded.Fold(words[at]) is "de" or "du" or "des" or "der" or "del" or "da" or "do" or "dos";
            if (at > 0 && !connected && words[..at].Any(word => Offices.Contains(Folded.Fold(word))) && rest.Length is >= 2 and <= 5
                && HasShapeOfName(rest) && !words[..at].Any(word => Folded.Fold(word) is "of" or "for") && !rest.Any(word => Bodies.Contains(Folded.Fold(word)) || Offices.Contains(Folded.Fold(word))))
            {
                var name = WithoutHonorifics(string.Join(' ', rest), out var inner);
                return new Entry(string.Join(' ', words[..at]), name, had || inner);
            }
            return new Entry(text, null, had);
        }

        private static bool IsOffice(string text) =>
            text.Split([' ', '\u00A0', ',', '/', '-'], StringSplitOptions.RemoveEmptyEntries).Select(Folded.Fold)
                .Any(word => Offices.Contains(word) || Bodies.Contains(word) || Bodies.Contains(word.TrimEnd('.')) || IsCompound(word));

        // German makes one word of an office and its field: "Justizminister", "Innenministerium".
        private static bool IsCompound(string word) =>
            word.Length > 9 && Array.Exists(Heads, head => word.Length > head.Length + 2 && word.EndsWith(head, StringComparison.Ordinal));

        private static readonly string[] Heads =
            ["minister", "ministerin", "ministerium", "prasident", "prasidentin", "anwalt", "anwaltin", "anwaltschaft", "direktor", "direktorin", "gericht", "gerichtshof", "sekretar", "sekretarin", "kommissar", "kommissarin", "richter", "richterin", "botschaft", "behorde", "kanzler", "kanzlerin"];

        private static bool IsOfficeWord(string word) => Folded.Fold(word) is var folded && (Offices.Contains(folded) || Modifiers.Contains(folded));

        // Two to six words, each with a capital first: particles such as "bin", "de", "van" may stand between.
        private static bool HasShapeOfName(string[] words) =>
            words.Length is >= 2 and <= 6 && char.IsUpper(words[0][0]) && words.Count(word => char.IsUpper(word[0])) * 2 >= words.Length
            && words.All(word => word.All(c => char.IsLetter(c) || c is '.' or '-' or '\'' or '\u2019' || char.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.NonSpacingMark));
    }
}
