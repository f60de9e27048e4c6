using System.Collections.Frozen;

namespace SocialKit.Import.Labels;

/// <summary>The spellings of labels, by language. Translators add lines here; nothing else has to change.</summary>
/// <remarks>
/// Spellings are compared as <see cref="Folded"/> says, so case, accents, typographic quotes and the blank before a French colon do not matter.
/// A spelling that ends in a colon counts only where a colon follows. Whether a label may stand inside a line is a matter of its kind:
/// see <see cref="LabelCutter"/>.
/// </remarks>
internal static class LabelTable
{
    private static readonly (string Language, LabelKind Kind, string[] Spellings)[] Table =
    [
        // English. The seed; Amnesty's UK and US web pages and group pages; toolkits of other organisations (2008 to 2025).
        ("en", LabelKind.Steps, ["take action", "take action now", "what you can do", "how to take part", "how to take action", "steps to take", "act now", "write an appeal"]),
        ("en", LabelKind.Targets,
        [
            "contact information", "contact details", "contacts", "contact", "appeals to", "please send appeals to", "send appeals to", "write to", "targets", "target",
            "addresses", "who to write to", "whom to write to", "who to contact", "write to the authorities", "please write to", "primary targets", "primary target", "accounts to tag", "who to tag", "whom to tag",
        ]),
        ("en", LabelKind.CopyTargets,
        [
            "also send copies to diplomatic representatives accredited to your country", "additional targets", "additional target",
            "send copies to", "copies to", "and copies to", "with copies to", "copies of your appeals to", "also send copies to", "please send copies to", "copy to:", "cc:",
        ]),
        ("en", LabelKind.LetterAhead, ["sample letter", "model letter", "template letter", "letter template", "sample email", "sample e-mail", "model e-mail", "model email"]),
        ("en", LabelKind.Background, ["additional information", "background", "background information", "further information", "about", "about the case", "the case", "case details"]),
        ("en", LabelKind.Social,
        [
            "social media guidance", "social media", "social media toolkit", "social media action", "social media actions", "social media guide",
            "social media messaging", "on social media",
        ]),
        ("en", LabelKind.Deadline,
        [
            "please take action as soon as possible until", "please take action as soon as possible by", "please take action as soon as possible before", "please take action before",
            "please take action until", "please take action by", "please send appeals before", "please send appeals until", "please send appeals by",
            "please send appeals as soon as possible before", "send appeals before", "send appeals by", "this urgent action expires on",
            "urgent action expires on", "the deadline for appeals is", "deadline for appeals", "deadline for posts", "appeal deadline notice",
            "appeal deadline", "please send appeals to arrive before", "appeals before", "appeals by", "valid until:", "expires on", "deadline:", "the deadline is",
        ]),
        ("en", LabelKind.Languages,
        [
            "preferred language to address target", "preferred language to address targets", "preferred languages to address target", "preferred language",
            "preferred languages", "please write immediately", "please write urgently", "please write in", "write immediately", "languages:", "language:",
        ]),
        ("en", LabelKind.Person,
        [
            "name and preferred pronoun", "name and preferred pronouns", "name and pronoun", "name and pronouns", "name of the person:",
            "names and preferred pronouns", "person:",
        ]),
        ("en", LabelKind.Messages,
        [
            "messaging", "messages", "message", "suggested tweets", "suggested tweet", "sample tweets", "sample tweet", "tweets", "sample messages",
            "use these example posts", "the suggested message", "key messages", "sample posts", "sample post", "posts",
        ]),
        ("en", LabelKind.Hashtags, ["hashtags", "hashtag", "official hashtag", "official hashtags", "use the hashtag", "use the hashtags", "hashtag to use", "hashtags to use"]),
        ("en", LabelKind.Follow,
        [
            "to follow/retweet", "to follow / retweet", "to follow and retweet", "to follow", "to retweet", "follow/retweet", "accounts to follow", "follow",
            "retweet:", "to follow/repost", "to repost", "accounts to follow and repost",
        ]),
        ("en", LabelKind.Tag, ["tag", "please tag", "please also tag", "to tag"]),
        ("en", LabelKind.Advice,
        [
            "please check with the amnesty office in your country", "please check with your section before sending appeals", "check with your section",
            "please check with your section", "you can also write in your own language", "please let us know", "click here to let us know", "share:", "downloads",
            "download ua in pdf", "download ua in word", "please do not send letters",
        ]),

        // French. A blank or NBSP stands before the colon.
        ("fr", LabelKind.Steps, ["passez à l'action", "agissez", "agissez maintenant", "que pouvez-vous faire", "que faire", "comment agir", "ce que vous pouvez faire", "ce que tu peux faire"]),
        ("fr", LabelKind.Targets, ["destinataires", "destinataire", "appels à", "envoyez vos appels à", "coordonnées", "écrivez à", "à qui écrire", "cibles"]),
        ("fr", LabelKind.CopyTargets, ["copies à", "copies aux", "veuillez également adresser des copies", "autres destinataires", "cc:"]),
        ("fr", LabelKind.LetterAhead, ["lettre type", "modèle de lettre", "lettre-type"]),
        ("fr", LabelKind.Background, ["complément d'information", "compléments d'information", "informations complémentaires", "information complémentaire", "contexte"]),
        ("fr", LabelKind.Social, ["réseaux sociaux", "médias sociaux", "sur les réseaux sociaux", "conseils pour les réseaux sociaux", "action sur les réseaux sociaux"]),
        ("fr", LabelKind.Deadline, ["merci d'agir dès que possible, avant le", "merci d'agir avant le", "veuillez agir avant le", "agissez avant le", "date limite:", "échéance:", "avant le:"]),
        ("fr", LabelKind.Languages, ["langue(s) préférée(s)", "langues préférées", "langue préférée", "langues:", "vous pouvez écrire en"]),
        ("fr", LabelKind.Person, ["nom et pronom", "nom et pronom à utiliser", "nom et pronoms", "prénom, nom et pronom"]),
        ("fr", LabelKind.Messages, ["messages", "message", "exemples de tweets", "exemple de tweet", "tweets proposés", "messages types", "exemples de messages"]),
        ("fr", LabelKind.Hashtags, ["mots-dièse", "mot-dièse", "hashtags", "hashtag", "mots-clés:", "mots-clics", "mot-clic"]),
        ("fr", LabelKind.Follow, ["à suivre", "à suivre/retweeter", "comptes à suivre", "à retweeter"]),
        ("fr", LabelKind.Advice, ["vérifiez auprès de votre section", "veuillez consulter votre section"]),

        // Spanish.
        ("es", LabelKind.Steps, ["actúen", "actúa", "actúa ya", "actúen ya", "qué puedes hacer", "qué pueden hacer", "pasa a la acción", "pasen a la acción"]),
        ("es", LabelKind.Targets, ["destinatarios", "destinatario", "llamamientos a", "envíen llamamientos a", "envíen sus llamamientos a", "escriban a", "datos de contacto", "a quién escribir", "información de contacto"]),
        ("es", LabelKind.CopyTargets, ["copias a", "envíen copias a", "copia a:", "otros destinatarios"]),
        ("es", LabelKind.LetterAhead, ["carta modelo", "modelo de carta", "carta tipo"]),
        ("es", LabelKind.Background, ["información complementaria", "información adicional", "antecedentes", "contexto"]),
        ("es", LabelKind.Social, ["redes sociales", "en redes sociales", "guía para redes sociales", "acción en redes sociales", "en las redes sociales"]),
        ("es", LabelKind.Deadline, ["actúen lo antes posible y no más tarde del", "actúen antes del", "envíen llamamientos antes del", "fecha límite:", "plazo:", "antes del:"]),
        ("es", LabelKind.Languages, ["idioma preferido para dirigirse al destinatario", "idioma preferido", "idiomas preferidos", "pueden escribir en", "idiomas:", "idioma:"]),
        ("es", LabelKind.Person, ["nombre y género gramatical preferido", "nombre y pronombre", "nombre y pronombre preferido", "nombre y pronombres"]),
        ("es", LabelKind.Messages, ["mensajes", "mensaje", "tuits sugeridos", "tuit sugerido", "ejemplos de tuits", "ejemplo de tuit", "mensajes sugeridos"]),
        ("es", LabelKind.Tag, ["etiqueta a", "etiqueten a", "etiquetar a", "menciona a", "mencionen a"]),
        ("es", LabelKind.Hashtags, ["etiquetas", "etiqueta:", "hashtags", "almohadillas", "hashtag"]),
        ("es", LabelKind.Follow, ["cuentas que seguir", "para seguir", "seguir/retuitear", "para retuitear"]),
        ("es", LabelKind.Advice, ["consulten con la oficina de su sección", "consulten con su sección"]),

        // German.
        ("de", LabelKind.Steps, ["werden sie aktiv", "werde aktiv", "setz dich ein", "setzen sie sich ein", "empfohlene aktionen", "was sie tun können", "handeln sie jetzt"]),
        ("de", LabelKind.Targets, ["appelle an", "bitte schreiben sie an", "adressaten", "adressat", "kontakt", "kontaktdaten", "an wen sie schreiben können", "zielpersonen"]),
        ("de", LabelKind.CopyTargets, ["kopien an", "kopie an", "in kopie an"]),
        ("de", LabelKind.LetterAhead, ["musterbrief", "briefvorschlag", "musterschreiben"]),
        ("de", LabelKind.Background, ["hintergrundinformation", "hintergrundinformationen", "hintergrund", "weitere informationen"]),
        ("de", LabelKind.Social, ["soziale medien", "soziale netzwerke", "social media", "in den sozialen medien", "aktion in sozialen medien"]),
        ("de", LabelKind.Deadline, ["appelle bis", "bitte schreiben sie bis", "einsatz bis", "laufzeit bis", "bitten wir sie, nach dem", "frist:"]),
        ("de", LabelKind.Languages, ["bevorzugte sprache", "bevorzugte sprachen", "schreiben sie in gutem", "schreiben sie in", "sprachen:", "sprache:"]),
        ("de", LabelKind.Person, ["name und bevorzugtes pronomen", "name und pronomen"]),
        ("de", LabelKind.Messages, ["nachrichten", "tweet-vorschläge", "tweet-vorschlag", "mustertweet", "mustertweets", "beispiel-tweet", "beispiel-tweets", "textvorschläge", "textvorschlag"]),
        ("de", LabelKind.Hashtags, ["hashtags", "hashtag"]),
        ("de", LabelKind.Follow, ["zum folgen", "folgen:", "zum folgen und teilen"]),
        ("de", LabelKind.Advice, ["unterschrift", "absender", "datum"]),

        // Russian.
        ("ru", LabelKind.Steps, ["примите участие", "действуйте", "что вы можете сделать", "что можно сделать", "напишите обращение"]),
        ("ru", LabelKind.Targets, ["адресаты", "адресат", "обращения направляйте", "пишите по адресу", "кому писать", "контакты", "контактная информация", "контактные данные"]),
        ("ru", LabelKind.CopyTargets, ["копии", "копии направляйте", "копия:"]),
        ("ru", LabelKind.LetterAhead, ["образец письма", "пример письма", "типовое письмо"]),
        ("ru", LabelKind.Background, ["дополнительная информация", "справочная информация", "справка"]),
        ("ru", LabelKind.Social, ["социальные сети", "соцсети", "в социальных сетях", "в соцсетях", "рекомендации для социальных сетей"]),
        ("ru", LabelKind.Deadline, ["просим направлять обращения до", "пожалуйста, направьте обращения до", "обращения направляйте до", "срок:", "до:"]),
        ("ru", LabelKind.Languages, ["предпочитаемый язык обращения", "предпочтительный язык", "предпочтительные языки", "язык обращения", "языки:", "язык:"]),
        ("ru", LabelKind.Person, ["имя и местоимение", "имя и предпочитаемое местоимение"]),
        ("ru", LabelKind.Messages, ["сообщения", "сообщение", "примеры твитов", "пример твита", "тексты для соцсетей"]),
        ("ru", LabelKind.Hashtags, ["хэштеги", "хештеги", "хэштег", "хештег"]),
        ("ru", LabelKind.Follow, ["подписаться", "подписывайтесь", "подписаться/ретвитнуть"]),

        // Portuguese.
        ("pt", LabelKind.Steps, ["aja agora", "aja", "atue", "entre em ação", "tome uma atitude", "o que você pode fazer", "participe"]),
        ("pt", LabelKind.Targets, ["destinatários", "destinatário", "envie apelos para", "escreva para", "informações de contato", "contatos", "contactos", "dados de contato", "para quem escrever"]),
        ("pt", LabelKind.CopyTargets, ["cópias para", "envie cópias para", "cópia para"]),
        ("pt", LabelKind.LetterAhead, ["carta modelo", "modelo de carta", "carta-modelo"]),
        ("pt", LabelKind.Background, ["informações adicionais", "informação adicional", "informações complementares", "contexto"]),
        ("pt", LabelKind.Social, ["redes sociais", "mídias sociais", "nas redes sociais", "orientações para redes sociais", "guia para redes sociais"]),
        ("pt", LabelKind.Deadline, ["aja o mais rápido possível até", "envie apelos até", "enviar apelos até", "data limite:", "prazo:"]),
        ("pt", LabelKind.Languages, ["idioma preferencial", "idiomas preferenciais", "idiomas:"]),
        ("pt", LabelKind.Person, ["nome e pronome", "nome e pronome preferido", "nome e pronomes"]),
        ("pt", LabelKind.Messages, ["mensagens", "mensagem", "tuítes sugeridos", "exemplos de tuítes", "mensagens sugeridas"]),
        ("pt", LabelKind.Hashtags, ["hashtags", "hashtag"]),
        ("pt", LabelKind.Follow, ["para seguir", "contas para seguir", "seguir/retuitar"]),
    ];

    /// <summary>Platforms as labels and headings name them. The id is the platform's name in this program; some are known only here.</summary>
    private static readonly FrozenDictionary<string, string> PlatformWords = new Dictionary<string, string>
    {
        ["twitter"] = "x", ["tweet"] = "x", ["tweets"] = "x", ["retweet"] = "x", ["retweets"] = "x", ["x"] = "x", ["tuit"] = "x", ["tuits"] = "x", ["retuitear"] = "x",
        ["retweeter"] = "x", ["tuite"] = "x", ["tuites"] = "x", ["твиттер"] = "x", ["твит"] = "x", ["твиты"] = "x", ["твитов"] = "x", ["tweeting"] = "x",
        ["retuitar"] = "x", ["ретвитнуть"] = "x", ["mustertweet"] = "x", ["mustertweets"] = "x", ["твита"] = "x",
        ["facebook"] = "facebook", ["fb"] = "facebook", ["instagram"] = "instagram", ["insta"] = "instagram", ["bluesky"] = "bluesky", ["mastodon"] = "mastodon",
        ["toot"] = "mastodon", ["toots"] = "mastodon", ["linkedin"] = "linkedin", ["telegram"] = "telegram", ["youtube"] = "youtube", ["tiktok"] = "tiktok",
        ["bsky"] = "bluesky", ["ig"] = "instagram", ["инстаграм"] = "instagram", ["инстаграма"] = "instagram", ["твиттера"] = "x", ["твиттере"] = "x", ["феисбук"] = "facebook", ["феисбука"] = "facebook",
        ["skeet"] = "bluesky", ["skeets"] = "bluesky", ["pouet"] = "mastodon", ["pouets"] = "mastodon", ["beispieltweet"] = "x", ["beispieltweets"] = "x", ["тикток"] = "tiktok", ["телеграма"] = "telegram",
        ["блускаи"] = "bluesky", ["мастодон"] = "mastodon", ["ютуб"] = "youtube", ["retweeten"] = "x", ["твитах"] = "x",
        ["threads"] = "threads", ["whatsapp"] = "whatsapp", ["вконтакте"] = "vk", ["vk"] = "vk", ["телеграм"] = "telegram",
    }.ToFrozenDictionary();

    private static readonly FrozenSet<string> BesidePlatform = new[]
    {
        "for", "on", "formerly", "previously", "pour", "para", "fur", "auf", "handle", "handles", "account", "accounts", "page", "anciennement", "antes", "ehemals", "fruher", "бывшии", "anteriormente", "ex",
        "sur", "en", "в", "для", "no", "na", "cuenta", "compte", "konto", "conta", "аккаунт", "seite", "pagina", "страница",
    }.ToFrozenSet();

    private static readonly FrozenDictionary<string, Spelling[]> ByFirstWord = Table
        .SelectMany(row => row.Spellings.Select(spelling => Spelling.Of(row.Kind, row.Language, spelling)))
        .GroupBy(spelling => spelling.FirstWord)
        .ToFrozenDictionary(group => group.Key, group => group.OrderByDescending(spelling => spelling.Text.Length).ToArray());

    /// <summary>The longest spelling that stands at <paramref name="at"/> in a folded text and ends with a word there.</summary>
    public static Spelling? Find(string folded, int at)
    {
        if (!ByFirstWord.TryGetValue(FirstWord(folded, at), out var spellings))
            return null;
        foreach (var spelling in spellings)
        {
            var end = at + spelling.Text.Length;
            if (string.CompareOrdinal(folded, at, spelling.Text, 0, spelling.Text.Length) != 0
                || (end < folded.Length && char.IsLetterOrDigit(folded[end])))
                continue;
            if (!spelling.NeedsColon || folded.AsSpan(end).TrimStart().StartsWith(":", StringComparison.Ordinal))
                return spelling;
        }
        return null;
    }

    /// <summary>The platform that a folded label names; null if none, or more than one.</summary>
    public static string? PlatformIn(string folded)
    {
        string? found = null;
        foreach (var word in Words(folded))
        {
            if (!PlatformWords.TryGetValue(word, out var platform) || platform == found)
                continue;
            if (found is not null)
                return null;
            found = platform;
        }
        return found;
    }

    /// <summary>True if a folded word names a platform.</summary>
    public static bool IsPlatform(string word) => PlatformWords.ContainsKey(word);

    /// <summary>The platform whose name the folded text is, such as "twitter", "x (formerly twitter)" or "for facebook".</summary>
    public static string? PlatformNamed(string folded)
    {
        var words = Words(folded).Where(word => !BesidePlatform.Contains(word)).ToArray();
        return words.Length > 0 && words.All(PlatformWords.ContainsKey) ? PlatformIn(folded) : null;
    }

    private static string[] Words(string folded) =>
        folded.Split([' ', '/', '(', ')', ',', ':', '.', ';', '"', '\'', '-', '&', '+', '|'], StringSplitOptions.RemoveEmptyEntries);

    private static string FirstWord(string folded, int at)
    {
        var end = at;
        while (end < folded.Length && char.IsLetterOrDigit(folded[end]))
            end++;
        return folded[at..end];
    }

    /// <summary>One spelling of a label.</summary>
    internal sealed record Spelling(LabelKind Kind, string Language, string Text, string FirstWord, bool NeedsColon)
    {
        public static Spelling Of(LabelKind kind, string language, string written)
        {
            var folded = Folded.Fold(written);
            var text = folded.TrimEnd(':');
            return new Spelling(kind, language, text, LabelTable.FirstWord(text, 0), NeedsColon: text.Length < folded.Length);
        }
    }
}
