using System.Globalization;
using SocialKit.Import.Fields;

namespace SocialKit.Import.Labels;

/// <summary>Labels that are told by the words they are made of, where no spelling of <see cref="LabelTable"/> is met.</summary>
/// <remarks>
/// "Some example posts for Facebook", "Merci d'agir dans les plus brefs délais et avant le", "Cuentas que seguir": the words of a label come in
/// any order. Translators add words; a word may stand for several languages. A word that is in no list makes most texts no label,
/// so that a sentence is not taken for one.
/// </remarks>
internal static class LabelWords
{
    [Flags]
    private enum Role
    {
        None = 0,

        /// <summary>A text to post.</summary>
        Post = 1,

        /// <summary>That it is one to take: sample, suggested.</summary>
        Sample = 2,
        Hashtag = 4,
        Follow = 8,
        Account = 16,
        Mention = 32,

        /// <summary>To write, to send, to act.</summary>
        Act = 64,

        /// <summary>The end of a period.</summary>
        End = 128,
        Deadline = 256,
        Language = 512,

        /// <summary>That a language is asked for.</summary>
        Preferred = 1024,
        Own = 2048,
        Name = 4096,
        Pronoun = 8192,

        /// <summary>A word between others.</summary>
        Between = 16384,

        /// <summary>A word between others in labels of accounts.</summary>
        Toward = 32768,
        In = 65536,
    }

    private static readonly (string Language, Role Role, string Words)[] Table =
    [
        ("en", Role.Post, "tweet tweets post posts message messages messaging toot toots caption captions status statuses skeet skeets text texts copy"),
        ("en", Role.Sample, "sample samples suggested suggestion suggestions example examples recommended model template templates proposed draft drafts ready made pre written shareable"),
        ("en", Role.Hashtag, "hashtag hashtags"),
        ("en", Role.Follow, "follow retweet repost reblog boost share"),
        ("en", Role.Account, "account accounts handle handles profile profiles people organisations organizations page pages channel channels partners"),
        ("en", Role.Mention, "tag mention"),
        ("en", Role.Act, "act action actions appeal appeals write send letters letter emails respond"),
        ("en", Role.End, "until before by till than"),
        ("en", Role.Deadline, "deadline"),
        ("en", Role.Language, "language languages"),
        ("en", Role.Preferred, "preferred address target targets addressing appeals write suggested recommended letters"),
        ("en", Role.Own, "own"),
        ("en", Role.Name, "name names"),
        ("en", Role.Pronoun, "pronoun pronouns"),
        ("en", Role.Between, "for on the your our some here are is this these use using please of in a an all social media networks network key other more version only campaign final also useful relevant related below following copy paste click can choose from few"),
        ("en", Role.Toward, "to and who whom we us them can you should like"),
        ("en", Role.In, "in"),

        ("fr", Role.Post, "tweet tweets publication publications message messages post posts texte textes legende legendes pouet pouets"),
        ("fr", Role.Sample, "exemple exemples suggere suggeres suggeree suggerees propose proposes proposee proposees modele modeles type types suggestion suggestions proposition propositions"),
        ("fr", Role.Hashtag, "hashtag hashtags diese mots"),
        ("fr", Role.Follow, "suivre retweeter relayer repartager partager"),
        ("fr", Role.Account, "compte comptes page pages profil profils"),
        ("fr", Role.Mention, "identifier identifiez mentionner mentionnez taguer taguez"),
        ("fr", Role.Act, "agir agissez action appel appels ecrire ecrivez envoyer envoyez lettres courriers"),
        ("fr", Role.End, "avant jusqu jusqu'au"),
        ("fr", Role.Deadline, "echeance limite"),
        ("fr", Role.Language, "langue langues"),
        ("fr", Role.Preferred, "preferee preferees privilegier adresser cible cibles destinataire destinataires ecrire souhaitee souhaitees"),
        ("fr", Role.Own, "propre"),
        ("fr", Role.Name, "nom noms prenom prenoms"),
        ("fr", Role.Pronoun, "pronom pronoms"),
        ("fr", Role.Between, "pour sur de des du les le la l un une vos votre nos voici quelques d en ce ces reseaux sociaux date officiel officiels"),
        ("fr", Role.Toward, "a au aux et que qui"),
        ("fr", Role.In, "en"),

        ("es", Role.Post, "tuit tuits tweet tweets mensaje mensajes publicacion publicaciones post posts texto textos"),
        ("es", Role.Sample, "ejemplo ejemplos sugerido sugeridos sugerida sugeridas propuesto propuestos propuesta propuestas modelo modelos sugerencia sugerencias"),
        ("es", Role.Hashtag, "hashtag hashtags etiqueta etiquetas almohadilla almohadillas"),
        ("es", Role.Follow, "seguir retuitear compartir"),
        ("es", Role.Account, "cuenta cuentas perfil perfiles pagina paginas"),
        ("es", Role.Mention, "etiquetar mencionar menciona mencionen etiqueten arrobar"),
        ("es", Role.Act, "actua actuen actuar envien enviar escriban escribir llamamiento llamamientos cartas accion"),
        ("es", Role.End, "antes tarde hasta"),
        ("es", Role.Deadline, "plazo limite"),
        ("es", Role.Language, "idioma idiomas lengua lenguas"),
        ("es", Role.Preferred, "preferido preferidos preferente dirigirse destinatario destinatarios llamamientos preferida"),
        ("es", Role.Own, "propio propia"),
        ("es", Role.Name, "nombre nombres"),
        ("es", Role.Pronoun, "pronombre pronombres genero"),
        ("es", Role.Between, "para en de del la las los el un una tus sus nuestro nuestros estos redes sociales fecha oficial oficiales clave"),
        ("es", Role.Toward, "a que y quien quienes"),
        ("es", Role.In, "en"),

        ("de", Role.Post, "tweet tweets post posts nachricht nachrichten beitrag beitrage text texte textvorschlag textvorschlage mustertweet mustertweets beispieltweet beispieltweets beispielpost beispielposts musterpost musterposts musterbeitrag beispielbeitrag toot toots trots"),
        ("de", Role.Sample, "beispiel beispiele vorschlag vorschlage muster vorgeschlagene vorgeschlagener vorlage vorlagen"),
        ("de", Role.Hashtag, "hashtag hashtags"),
        ("de", Role.Follow, "folgen folgt retweeten teilen"),
        ("de", Role.Account, "account accounts konto konten profil profile seite seiten"),
        ("de", Role.Mention, "markieren markiert erwahnen taggen"),
        ("de", Role.Act, "appelle appell schreiben senden schicken handeln briefe einsatz laufzeit"),
        ("de", Role.End, "bis"),
        ("de", Role.Deadline, "frist einsendeschluss laufzeit"),
        ("de", Role.Language, "sprache sprachen"),
        ("de", Role.Preferred, "bevorzugte bevorzugten gewunschte adressaten"),
        ("de", Role.Own, "eigenen eigene eigener"),
        ("de", Role.Name, "name namen"),
        ("de", Role.Pronoun, "pronomen"),
        ("de", Role.Between, "fur auf die der das den dem zum zur hier sind einige unsere ihre eure soziale medien netzwerke offizielle offizieller"),
        ("de", Role.Toward, "zu und wem diesen bitte"),
        ("de", Role.In, "auf in"),

        ("ru", Role.Post, "твит твита твиты твитов сообщение сообщения сообщении пост поста посты постов текст тексты текстов публикация публикации"),
        ("ru", Role.Sample, "пример примеры образец образцы вариант варианты предлагаемые предлагаемыи готовые"),
        ("ru", Role.Hashtag, "хэштег хэштеги хештег хештеги хэштегом"),
        ("ru", Role.Follow, "подписаться подписываитесь подпишитесь ретвитнуть репостнуть"),
        ("ru", Role.Account, "аккаунт аккаунты страница страницы канал каналы"),
        ("ru", Role.Mention, "отметьте отметить упомяните упомянуть"),
        ("ru", Role.Act, "участие обращение обращения письма письмо направляите направлять направьте направить напишите деиствуите отправьте отправляите деиствовать"),
        ("ru", Role.End, "до"),
        ("ru", Role.Deadline, "срок"),
        ("ru", Role.Language, "язык языки языке языках"),
        ("ru", Role.Preferred, "предпочтительныи предпочтительные предпочитаемыи предпочитаемые обращения обращении адресату"),
        ("ru", Role.Own, "своем родном"),
        ("ru", Role.Name, "имя имена фамилия"),
        ("ru", Role.Pronoun, "местоимение местоимения"),
        ("ru", Role.Between, "для в на и во социальных сетеи сетях соцсетеи официальныи ваш ваши наши"),
        ("ru", Role.Toward, "кого кто и"),
        ("ru", Role.In, "на"),

        ("pt", Role.Post, "tuite tuites tweet tweets mensagem mensagens publicacao publicacoes post posts texto textos postagem postagens"),
        ("pt", Role.Sample, "exemplo exemplos sugerido sugeridos sugerida sugeridas sugestao sugestoes modelo modelos"),
        ("pt", Role.Hashtag, "hashtag hashtags"),
        ("pt", Role.Follow, "seguir siga sigam retuitar compartilhar"),
        ("pt", Role.Account, "conta contas perfil perfis pagina paginas"),
        ("pt", Role.Mention, "marque marquem marcar mencione mencionem"),
        ("pt", Role.Act, "aja ajam agir atue atuem envie enviem enviar escreva escrevam apelo apelos cartas acao"),
        ("pt", Role.End, "ate antes"),
        ("pt", Role.Deadline, "prazo limite"),
        ("pt", Role.Language, "idioma idiomas lingua linguas"),
        ("pt", Role.Preferred, "preferencial preferenciais preferido dirigir alvo destinatario"),
        ("pt", Role.Own, "proprio propria"),
        ("pt", Role.Name, "nome nomes"),
        ("pt", Role.Pronoun, "pronome pronomes"),
        ("pt", Role.Between, "para em no na nos nas o a os as de do da dos das seu suas redes sociais midias data oficial"),
        ("pt", Role.Toward, "e quem que"),
        ("pt", Role.In, "em"),
    ];

    // Words with which a date follows: "avant le 1er août", "no más tarde del 26 de mayo", "bis zum 27. Januar".
    private static readonly HashSet<string> BeforeDate = new(["le", "del", "de", "el", "zum", "au", "o", "dia", "the", "later", "than", "on"], StringComparer.Ordinal);

    private static readonly Dictionary<string, (Role Roles, string? Language)> Words = Read();

    /// <summary>What a folded text labels, without its colon; null if it is no label that its words tell.</summary>
    public static Told? Of(string folded)
    {
        if (folded.Length is 0 or > 120 || folded.AsSpan().IndexOfAny("#@?!") >= 0 || folded.Contains("://", StringComparison.Ordinal))
            return null;
        var words = Split(folded);
        if (words.Count is 0 or > 16)
            return null;
        var roles = words.Select(word => Words.TryGetValue(word, out var known) ? known.Roles : Role.None).ToArray();
        var kind = KindOf(words, roles);
        if (kind is null)
            return null;
        var isWhole = words.Index().All(entry => roles[entry.Index] != Role.None || LabelTable.IsPlatform(entry.Item));
        return new Told(kind.Value, LanguageOf(words), isWhole);
    }

    /// <summary>The language that a folded text names and says nothing beside, such as "en español" or "english version"; null if it says more.</summary>
    public static string? LanguageNamed(string folded)
    {
        var words = Split(folded);
        if (words.Count is 0 or > 4)
            return null;
        string? found = null;
        foreach (var word in words)
        {
            if ((word.Length > 3 || word.Any(c => c > 0x7F)) && LanguageNames.CodeOf(word) is { } code && (found is null || found == code))
                found = code;
            else if (!Words.TryGetValue(word, out var known) || (known.Roles & (Role.In | Role.Between | Role.Language)) == 0)
                return null;
        }
        return found;
    }

    /// <summary>The one language that a folded label names among other words, such as "sample tweets in spanish" or "message (x, es)"; null if none, or several.</summary>
    public static string? LanguageIn(string folded)
    {
        string? found = null;
        var inParentheses = folded.IndexOf('(', StringComparison.Ordinal);
        foreach (var word in Split(folded))
        {
            var code = Words.ContainsKey(word) || LabelTable.IsPlatform(word) ? null
                : word.Length > 3 || (inParentheses >= 0 && folded.IndexOf(word, inParentheses, StringComparison.Ordinal) > 0) ? LanguageNames.CodeOf(word) : null;
            if (code is null || code == found)
                continue;
            if (found is not null)
                return null;
            found = code;
        }
        return found;
    }

    private static readonly string[] SocialMedia = ["social media", "social network", "reseaux sociaux", "medias sociaux", "redes sociales", "sozialen medien", "soziale medien", "социальных сет", "социальные сет", "соцсет", "redes sociais", "midias sociais"];

    /// <summary>True for a short folded text that speaks of social media, such as "take action on social media".</summary>
    public static bool NamesSocialMedia(string folded) =>
        folded.Length < 60 && Array.Exists(SocialMedia, name => folded.Contains(name, StringComparison.Ordinal)) && Split(folded).Count <= 8;

    private static LabelKind? KindOf(List<string> words, Role[] roles)
    {
        if (Any(Role.Name) && Any(Role.Pronoun))
            return LabelKind.Person;
        if (!Any(Role.Own))
        {
            if (Any(Role.Language) && (Any(Role.Preferred) || words.Count <= 2))
                return LabelKind.Languages;
            if (words.Count <= 6 && Any(Role.Act) && roles[^1].HasFlag(Role.In) && words.Exists(word => word is "write" or "ecrire" or "escribir" or "escriban" or "schreiben" or "escrever" or "писать"))
                return LabelKind.Languages;
        }
        if (Any(Role.Deadline) && All(Role.Deadline | Role.Act | Role.Post | Role.Between | Role.Toward))
            return LabelKind.Deadline;
        var last = words.Count - 1;
        while (last > 0 && BeforeDate.Contains(words[last]) && !roles[last].HasFlag(Role.End))
            last--;
        if (last > 0 && roles[last].HasFlag(Role.End) && roles[..last].Any(role => role.HasFlag(Role.Act)))
            return LabelKind.Deadline;
        if (Any(Role.Follow) && AllOrPlatform(Role.Follow | Role.Account | Role.Between | Role.Toward | Role.Sample) && !words.Contains("us"))
            return LabelKind.Follow;
        if (Any(Role.Hashtag) && words.Count <= 10)
            return LabelKind.Hashtags;
        if (Any(Role.Mention) && AllOrPlatform(Role.Mention | Role.Account | Role.Between | Role.Toward))
            return LabelKind.Tag;
        if (Any(Role.Post) && (AllOrPlatform(Role.Post | Role.Sample | Role.Between, numbers: true) || (Any(Role.Sample) && words.Count <= 10)))
            return LabelKind.Messages;
        return null;

        bool Any(Role role) => Array.Exists(roles, found => (found & role) != 0);

        bool All(Role role) => Array.TrueForAll(roles, found => (found & role) != 0);

        bool AllOrPlatform(Role role, bool numbers = false)
        {
            for (var i = 0; i < roles.Length; i++)
            {
                if ((roles[i] & role) == 0 && !LabelTable.IsPlatform(words[i]) && !(numbers && words[i].All(char.IsAsciiDigit)) && (words[i].Length < 4 || LanguageNames.CodeOf(words[i]) is null))
                    return false;
            }
            return true;
        }
    }

    // A word of one language tells it; words of several tell nothing.
    private static string? LanguageOf(List<string> words)
    {
        string? found = null;
        foreach (var word in words)
        {
            if (!Words.TryGetValue(word, out var known) || known.Language is null || known.Language == found)
                continue;
            if (found is not null)
                return null;
            found = known.Language;
        }
        return found;
    }

    private static List<string> Split(string folded)
    {
        var words = new List<string>();
        for (var i = 0; i < folded.Length;)
        {
            var start = i;
            while (i < folded.Length && IsWord(folded[i]))
                i++;
            if (i > start)
                words.Add(folded[start..i]);
            else
                i++;
        }
        return words;
    }

    private static bool IsWord(char c) => char.IsLetterOrDigit(c) || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static Dictionary<string, (Role, string?)> Read()
    {
        var words = new Dictionary<string, (Role Roles, string? Language)>(StringComparer.Ordinal);
        foreach (var (language, role, list) in Table)
        {
            foreach (var word in list.Split(' '))
                words[word] = words.TryGetValue(word, out var known) ? (known.Roles | role, known.Language == language ? language : null) : (role, language);
        }
        return words;
    }

    /// <summary>What a label is, as its words tell it.</summary>
    /// <param name="Kind">What it announces.</param>
    /// <param name="Language">The language of its words, BCP 47; null if they are words of several.</param>
    /// <param name="IsWhole">True if every one of its words is known.</param>
    internal sealed record Told(LabelKind Kind, string? Language, bool IsWhole);
}
