using System.Collections.Frozen;
using SocialKit.Campaigns;

namespace SocialKit.Import.Labels;

/// <summary>The labels of contact lines. They may stand inside a line, several to one, with a colon or directly before a value.</summary>
internal static class ContactLabels
{
    private static readonly FrozenDictionary<string, Label> Table = new (Label Label, string[] Spellings)[]
    {
        (new(ContactKind.Fax), ["fax", "fax no", "fax number", "faks", "télécopie", "télécopieur", "факс", "telefax", "fax n°"]),
        (new(ContactKind.Phone), ["phone", "phone number", "tel", "telephone", "mobile", "tél", "téléphone", "teléfono", "telefon", "telefone", "телефон", "тел", "télephone", "telefono", "telefones", "phones", "tels"]),
        (new(ContactKind.Email), ["email", "e-mail", "emails", "e-mails", "email address", "e-mail address", "courriel", "correo electrónico", "correo-e", "эл. почта", "электронная почта", "e-mail-adresse", "адрес электронной почты", "e-mail (in english)", "correo", "mail", "mél", "adresse électronique", "почта"]),
        (new(ContactKind.Web),
            ["online form", "online form in english", "online form in russian", "online form in english and russian", "web", "website", "web site", "web form", "contact form", "online contact form", "formulaire en ligne", "site web", "formulario en línea", "sitio web", "webseite", "kontaktformular", "сайт", "веб-сайт", "онлайн-форма", "formulário online", "site"]),
        (new(ContactKind.Salutation), ["salutation", "formule d'appel", "tratamiento", "anrede", "korrekte anrede", "saludo", "vocativo", "tratamento", "обращение", "saudação"]),
        (new(ContactKind.Address), ["address", "postal address", "adresse", "adresse postale", "dirección", "anschrift", "адрес", "почтовый адрес", "endereço"]),
        (new(ContactKind.Handle, "x"), ["twitter", "x", "x (formerly twitter)", "x (previously twitter)", "x (twitter)", "twitter/x", "x/twitter", "twitter / x", "x / twitter", "twitter (x)", "x (anciennement twitter)", "x (ex-twitter)", "x (ex twitter)", "x (antes twitter)", "x (antiguo twitter)", "x (anteriormente twitter)", "x (ehemals twitter)", "x (früher twitter)", "x (бывший твиттер)", "x (бывший twitter)", "x (ранее twitter)", "x (antigo twitter)", "compte twitter", "cuenta de twitter", "cuenta de x", "compte x", "twitter account", "twitter handle", "x account", "x handle", "твиттер"]),
        (new(ContactKind.Handle, "facebook"), ["facebook", "facebook page", "facebook account", "fb", "фейсбук"]),
        (new(ContactKind.Handle, "instagram"), ["instagram", "instagram account"]),
        (new(ContactKind.Handle, "linkedin"), ["linkedin"]),
        (new(ContactKind.Handle, "bluesky"), ["bluesky"]),
        (new(ContactKind.Handle, "mastodon"), ["mastodon"]),
        (new(ContactKind.Handle, "threads"), ["threads"]),
        (new(ContactKind.Handle, "telegram"), ["telegram", "телеграм"]),
        (new(ContactKind.Handle, "youtube"), ["youtube"]),
        (new(ContactKind.Handle, "tiktok"), ["tiktok"]),
        (new(ContactKind.Handle, "vk"), ["vk", "vkontakte", "вконтакте"]),
        (new(ContactKind.Handle, "whatsapp"), ["whatsapp"]),
    }.SelectMany(row => row.Spellings.Select(spelling => (Folded.Fold(spelling), row.Label))).DistinctBy(entry => entry.Item1).ToFrozenDictionary(entry => entry.Item1, entry => entry.Label);

    private static readonly int Longest = Table.Keys.Max(key => key.Length);

    /// <summary>True if a folded text is a contact label.</summary>
    public static bool IsLabel(string folded) => Table.ContainsKey(folded.Trim(' ', ':', '.'));

    /// <summary>What a folded text labels; null if it is no contact label.</summary>
    public static Label? Named(string folded) => Table.GetValueOrDefault(folded.Trim(' ', ':', '.'));

    /// <summary>A line, cut at its contact labels: text before the first label has none.</summary>
    public static ValueList<Field> Cut(Slice slice)
    {
        var fields = new List<Field>();
        var folded = Folded.Of(slice.Text);
        var (cut, at) = (0, 0);
        Label? label = null;
        while (at < folded.Text.Length)
        {
            if (char.IsLetter(folded.Text[at]) && (at == 0 || !IsPartOfWord(folded.Text[at - 1])) && Find(folded, at) is { } found)
            {
                Add(folded.OriginOf(at));
                label = found.Label;
                cut = folded.OriginOf(found.End);
                at = found.End;
                continue;
            }
            at++;
        }
        Add(slice.Text.Length);
        return [.. fields];

        void Add(int end)
        {
            if (label is not null || !slice.Text.AsSpan(cut, end - cut).IsWhiteSpace())
                fields.Add(new Field(label, slice.Cut(cut, end)));
        }
    }

    private static (Label Label, int End)? Find(Folded folded, int at)
    {
        var text = folded.Text;
        for (var end = Math.Min(text.Length, at + Longest); end > at; end--)
        {
            if ((end < text.Length && char.IsLetterOrDigit(text[end])) || !Table.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text.AsSpan(at, end - at), out var label))
                continue;
            var next = end;
            while (next < text.Length && text[next] is ' ' or '.')
                next++;
            if (next < text.Length && text[next] == ':')
                return text.AsSpan(next).StartsWith("://", StringComparison.Ordinal) ? null : (label, next + 1);
            // "Fax +44 20 7946 0441", "Twitter @name", "Email press@office.example"
            var begins = next < text.Length && next > end && label.Kind switch
            {
                ContactKind.Fax or ContactKind.Phone => text[next] is '+' or '(' || char.IsAsciiDigit(text[next]),
                ContactKind.Handle => text[next] == '@' || text.AsSpan(next).StartsWith("http", StringComparison.Ordinal),
                ContactKind.Email => Word(text, next).Contains('@'),
                _ => false,
            };
            return begins ? (label, next) : null;
        }
        return null;
    }

    private static bool IsPartOfWord(char c) => char.IsLetterOrDigit(c) || c is '@' or '#' or '_' or '.' or '/' or '-';

    private static ReadOnlySpan<char> Word(string text, int at)
    {
        var end = text.IndexOf(' ', at);
        return text.AsSpan(at, (end < 0 ? text.Length : end) - at);
    }

    /// <summary>What a contact label announces.</summary>
    /// <param name="Kind">The kind of contact.</param>
    /// <param name="Platform">The platform, for a handle.</param>
    internal sealed record Label(ContactKind Kind, string? Platform = null);

    /// <summary>A label with the text up to the next one.</summary>
    internal sealed record Field(Label? Label, Slice Value);
}
