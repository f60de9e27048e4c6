using System.Collections.Frozen;
using SocialKit.Campaigns;
using SocialKit.Import.Labels;

namespace SocialKit.Import.Fields;

/// <summary>Tells what the columns of a table hold: texts to post by platform and language, or accounts by platform.</summary>
internal sealed class TableReader
{
    private static readonly FrozenSet<string> PlatformColumns = Set(
        "platform", "platforms", "network", "social network", "channel", "channels", "plateforme", "reseau", "reseau social", "canal", "plataforma", "red social", "red", "plattform", "netzwerk", "kanal", "платформа", "сеть",
        "соцсеть", "канал", "rede social", "rede", "social media", "where");

    private static readonly FrozenSet<string> LanguageColumns = Set("language", "languages", "lang", "langue", "idioma", "lengua", "sprache", "язык", "lingua");

    private static readonly FrozenSet<string> TextColumns = Set(
        "message", "messages", "text", "texts", "post", "posts", "tweet", "tweets", "mensaje", "mensajes", "texto", "textos", "texte", "textes", "nachricht", "nachrichten", "текст", "тексты", "сообщение", "mensagem", "mensagens",
        "copy", "caption", "content", "publication", "publicacion", "publicacao", "beitrag", "пост", "твит");

    private static readonly FrozenSet<string> NameColumns = Set("name", "names", "full name", "person", "nom", "noms", "nombre", "nombres", "имя", "nome", "contact", "contact person", "who");

    private static readonly FrozenSet<string> OfficeColumns = Set(
        "title", "position", "office", "role", "function", "organisation", "organization", "institution", "body", "authority", "target", "ministry", "titre", "fonction", "poste", "organisme", "cargo", "puesto", "organizacion", "institucion",
        "amt", "funktion", "behorde", "institution", "должность", "организация", "ведомство", "funcao", "orgao", "organizacao", "instituicao", "destinatario", "destinataire", "adressat", "адресат");

    private readonly List<Block> _rows;
    private readonly Column[] _columns;

    /// <param name="rows">All rows of one table, in order.</param>
    /// <param name="isAmongMessages">True if the table stands under a label that announces texts to post.</param>
    public TableReader(IReadOnlyList<Block> rows, bool isAmongMessages)
    {
        Header = rows.FirstOrDefault(row => row.IsHeader);
        _rows = [.. rows.Where(row => !row.IsHeader)];
        // Word processors seldom mark the row that names the columns.
        if (Header is null && rows.Count > 1 && NamesColumns(rows[0]))
        {
            Header = rows[0];
            _rows.RemoveAt(0);
        }
        _columns = [.. Enumerable.Range(0, rows.Max(row => row.Cells.Count)).Select(ColumnAt)];
        HoldsAccounts = _columns.Any(column => column.Kind is ColumnKind.OfPlatform or ColumnKind.Contact) && (!Array.Exists(_columns, column => column.Kind == ColumnKind.Contact) || Array.Exists(_columns, column => column.Kind is ColumnKind.Name or ColumnKind.Office)) && _rows.All(row => CellsOf(row, ColumnKind.OfPlatform).All(cell => IsAccounts(cell.Text)));
        if (HoldsAccounts)
            return;
        var hasTexts = Array.Exists(_columns, column => column.Kind is ColumnKind.Text or ColumnKind.OfLanguage or ColumnKind.OfPlatform);
        if (!hasTexts && isAmongMessages && Enumerable.Range(0, _columns.Length).Where(index => _columns[index].Kind == ColumnKind.Other && IsProseColumn(index)).ToList() is [var only])
            _columns[only] = new Column(ColumnKind.Text);
        HoldsMessages = Array.Exists(_columns, column => column.Kind is ColumnKind.Text)
            || (Array.Exists(_columns, column => column.Kind is ColumnKind.OfLanguage or ColumnKind.OfPlatform) && _rows.Exists(row => CellsOf(row, ColumnKind.OfLanguage, ColumnKind.OfPlatform).Any(cell => IsWords(cell.Text))));
    }

    internal enum ColumnKind
    {
        Other,
        Text,
        Platform,
        Language,
        Hashtags,

        Name,
        Office,

        /// <summary>It holds contacts of the kind that its head names.</summary>
        Contact,

        /// <summary>Everything in it is for the platform that its head names.</summary>
        OfPlatform,

        /// <summary>Everything in it is in the language that its head names.</summary>
        OfLanguage,
    }

    /// <summary>True if the columns hold accounts by platform.</summary>
    public bool HoldsAccounts { get; }

    /// <summary>True if cells hold texts to post.</summary>
    public bool HoldsMessages { get; }

    /// <summary>The rows without the one that names the columns.</summary>
    public IReadOnlyList<Block> Rows => _rows;

    /// <summary>The row that names the columns; null if none does.</summary>
    public Block? Header { get; }

    /// <summary>What each column holds.</summary>
    public IReadOnlyList<Column> Columns => _columns;

    /// <summary>The platform of each column of a table of accounts.</summary>
    public IReadOnlyList<string?> Platforms => [.. _columns.Select(column => column.Kind == ColumnKind.OfPlatform ? column.Platform : null)];

    /// <summary>Takes the texts of all rows, and the hashtags beside them.</summary>
    public ValueList<string> ReadMessages(MessageReader messages, Part part, Notes notes)
    {
        var hashtags = new List<string>();
        foreach (var row in _rows)
        {
            var (platform, language) = (part.Platform, part.Language);
            if (First(row, ColumnKind.Platform) is { Text.Length: > 0 } stated)
            {
                platform = LabelTable.PlatformNamed(Folded.Fold(stated.Text));
                if (platform is null)
                    notes.Doubt("platform-unknown", stated, $"\u201C{Notes.Quote(stated.Text)}\u201D is no platform known here", "State the platform by hand.");
            }
            if (First(row, ColumnKind.Language) is { Text.Length: > 0 } named)
            {
                language = LanguageNames.CodeOf(named.Text) ?? LabelWords.LanguageNamed(Folded.Fold(named.Text));
                if (language is null)
                    notes.Doubt("language-unknown", named, $"\u201C{Notes.Quote(named.Text)}\u201D is no language known here", "State the language by hand.");
            }
            for (var index = 0; index < Math.Min(_columns.Length, row.Cells.Count); index++)
            {
                var column = _columns[index];
                if (column.Kind == ColumnKind.Hashtags)
                    hashtags.AddRange(row.Cells[index].SelectMany(line => TagsInText.Hashtags(line.Text)));
                if (column.Kind is not (ColumnKind.Text or ColumnKind.OfPlatform or ColumnKind.OfLanguage) || Accounts.IsNothing(TextOf(row.Cells[index])))
                    continue;
                var lines = row.Cells[index].Select(line => new Slice(row, line, 0, line.Text.Length)).ToList();
                messages.Add(TextOfLines.Of(lines), lines[0], column.Platform ?? platform, column.Language ?? language);
            }
            foreach (var line in row.Lines)
                notes.Use(new Slice(row, line, 0, 0));
        }
        return [.. hashtags];
    }

    private Column ColumnAt(int index)
    {
        var head = Header is not null && index < Header.Cells.Count ? Folded.Fold(TextOf(Header.Cells[index])).Trim(' ', ':', '.') : "";
        if (head.Length > 0)
        {
            if (PlatformColumns.Contains(head))
                return new Column(ColumnKind.Platform);
            if (LanguageColumns.Contains(head))
                return new Column(ColumnKind.Language);
            if (TextColumns.Contains(head))
                return new Column(ColumnKind.Text) { Platform = LabelTable.PlatformIn(head) };
            if (NameColumns.Contains(head))
                return new Column(ColumnKind.Name);
            if (OfficeColumns.Contains(head))
                return new Column(ColumnKind.Office);
            if (ContactLabels.Named(head) is { Kind: not ContactKind.Handle } contact)
                return new Column(ColumnKind.Contact) { Contact = contact };
            if (LabelTable.PlatformNamed(head) is { } platform)
                return new Column(ColumnKind.OfPlatform) { Platform = platform };
            if (LabelWords.LanguageNamed(head) is { } language)
                return new Column(ColumnKind.OfLanguage) { Language = language };
            if (LabelWords.Of(head) is { } told)
            {
                return told.Kind switch
                {
                    LabelKind.Messages => new Column(ColumnKind.Text) { Platform = LabelTable.PlatformIn(head), Language = LabelWords.LanguageIn(head) },
                    LabelKind.Hashtags => new Column(ColumnKind.Hashtags),
                    _ => new Column(ColumnKind.Other),
                };
            }
        }
        // A column without a telling name may hold nothing but platforms, or nothing but languages.
        var cells = _rows.Where(row => index < row.Cells.Count).Select(row => Folded.Fold(TextOf(row.Cells[index])).Trim()).Where(text => text.Length > 0).ToList();
        if (cells.Count > 0 && cells.TrueForAll(cell => LabelTable.PlatformNamed(cell) is not null))
            return new Column(ColumnKind.Platform);
        return cells.Count > 0 && cells.TrueForAll(cell => LabelWords.LanguageNamed(cell) is not null) ? new Column(ColumnKind.Language) : new Column(ColumnKind.Other);
    }

    private static bool NamesColumns(Block row) =>
        row.Cells.Count > 1 && row.Cells.Select(cell => Folded.Fold(TextOf(cell)).Trim(' ', ':')).Count(text => PlatformColumns.Contains(text) || LanguageColumns.Contains(text) || TextColumns.Contains(text)
            || NameColumns.Contains(text) || OfficeColumns.Contains(text) || ContactLabels.IsLabel(text) || LabelTable.PlatformNamed(text) is not null || LabelWords.LanguageNamed(text) is not null) >= 2;

    private Slice? First(Block row, ColumnKind kind) => CellsOf(row, kind).FirstOrDefault();

    private IEnumerable<Slice> CellsOf(Block row, params ColumnKind[] kinds)
    {
        for (var index = 0; index < Math.Min(_columns.Length, row.Cells.Count); index++)
        {
            foreach (var line in kinds.Contains(_columns[index].Kind) ? row.Cells[index] : [])
                yield return new Slice(row, line, 0, line.Text.Length);
        }
    }

    private bool IsProseColumn(int index)
    {
        var cells = _rows.Where(row => index < row.Cells.Count).Select(row => TextOf(row.Cells[index])).Where(text => text.Length > 0).ToList();
        return cells.Count > 0 && cells.TrueForAll(IsWords);
    }

    // "@name", "name", an address, "N/A": one or two words that name accounts.
    private static bool IsAccounts(string text) =>
        Accounts.IsNothing(text) || text.Split([' ', '\u00A0', ',', ';', '/'], StringSplitOptions.RemoveEmptyEntries) is { Length: <= 3 } words && !text.Contains('#', StringComparison.Ordinal)
        || text.Split([' ', '\u00A0', ',', ';'], StringSplitOptions.RemoveEmptyEntries).All(word => word[0] == '@' || word.Contains("://", StringComparison.Ordinal));

    private static bool IsWords(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length > 3 || text.Contains('#', StringComparison.Ordinal);

    private static string TextOf(ValueList<Line> cell) => string.Join(' ', cell.Select(line => line.Text)).Trim();

    private static FrozenSet<string> Set(params string[] words) => words.Select(Folded.Fold).ToFrozenSet();

    internal sealed record Column(ColumnKind Kind)
    {
        public string? Platform { get; init; }

        public ContactLabels.Label? Contact { get; init; }

        public string? Language { get; init; }
    }
}
