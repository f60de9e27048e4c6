using System.Collections.Frozen;
using System.Text.RegularExpressions;
using SocialKit.Import.Labels;

namespace SocialKit.Import.Fields;

/// <summary>The country of a postal address, from its last words or the form of its postcode.</summary>
internal static partial class Countries
{
    // English short names and ISO 3166-1 alpha-2 codes, with the longer and older names that addresses use.
    private const string Names =
        "AF Afghanistan|AL Albania|DZ Algeria|AD Andorra|AO Angola|AR Argentina|AM Armenia|AU Australia|AT Austria|AZ Azerbaijan|BS Bahamas|BH Bahrain|BD Bangladesh|BB Barbados|BY Belarus|BE Belgium|BZ Belize|BJ Benin|BT Bhutan|BO Bolivia|BA Bosnia and Herzegovina|BW Botswana|BR Brazil|BN Brunei|BG Bulgaria|BF Burkina Faso|BI Burundi|KH Cambodia|CM Cameroon|CA Canada|CV Cape Verde|CF Central African Republic|TD Chad|CL Chile|CN China|CN People's Republic of China|CO Colombia|KM Comoros|CG Republic of the Congo|CD Democratic Republic of the Congo|CR Costa Rica|CI Cote d'Ivoire|CI Ivory Coast|HR Croatia|CU Cuba|CY Cyprus|CZ Czechia|CZ Czech Republic|DK Denmark|DJ Djibouti|DM Dominica|DO Dominican Republic|EC Ecuador|EG Egypt|SV El Salvador|GQ Equatorial Guinea|ER Eritrea|EE Estonia|SZ Eswatini|SZ Swaziland|ET Ethiopia|FJ Fiji|FI Finland|FR France|GA Gabon|GM Gambia|DE Germany|GH Ghana|GR Greece|GD Grenada|GT Guatemala|GN Guinea|GW Guinea-Bissau|GY Guyana|HT Haiti|HN Honduras|HK Hong Kong|HU Hungary|IS Iceland|IN India|ID Indonesia|IR Iran|IR Islamic Republic of Iran|IQ Iraq|IE Ireland|IL Israel|IT Italy|JM Jamaica|JP Japan|JO Jordan|KZ Kazakhstan|KZ Republic of Kazakhstan|KE Kenya|KI Kiribati|KP North Korea|KR South Korea|KR Republic of Korea|XK Kosovo|KW Kuwait|KG Kyrgyzstan|LA Laos|LV Latvia|LB Lebanon|LS Lesotho|LR Liberia|LY Libya|LI Liechtenstein|LT Lithuania|LU Luxembourg|MG Madagascar|MW Malawi|MY Malaysia|MV Maldives|ML Mali|MT Malta|MR Mauritania|MU Mauritius|MX Mexico|MD Moldova|MC Monaco|MN Mongolia|ME Montenegro|MA Morocco|MZ Mozambique|MM Myanmar|MM Burma|NA Namibia|NP Nepal|NL Netherlands|NL The Netherlands|NZ New Zealand|NI Nicaragua|NE Niger|NG Nigeria|MK North Macedonia|NO Norway|OM Oman|PK Pakistan|PS Palestine|PA Panama|PG Papua New Guinea|PY Paraguay|PE Peru|PH Philippines|PL Poland|PT Portugal|QA Qatar|RO Romania|RU Russia|RU Russian Federation|RW Rwanda|SA Saudi Arabia|SA Kingdom of Saudi Arabia|SN Senegal|RS Serbia|SC Seychelles|SL Sierra Leone|SG Singapore|SK Slovakia|SI Slovenia|SO Somalia|ZA South Africa|SS South Sudan|ES Spain|LK Sri Lanka|SD Sudan|SR Suriname|SE Sweden|CH Switzerland|SY Syria|TW Taiwan|TJ Tajikistan|TZ Tanzania|TH Thailand|TL Timor-Leste|TG Togo|TO Tonga|TT Trinidad and Tobago|TN Tunisia|TR Turkey|TR Turkiye|TM Turkmenistan|UG Uganda|UA Ukraine|AE United Arab Emirates|AE UAE|GB United Kingdom|GB UK|GB England|GB Scotland|GB Wales|GB Northern Ireland|GB Great Britain|RU Российская Федерация|US United States|US United States of America|US USA|UY Uruguay|UZ Uzbekistan|VU Vanuatu|VE Venezuela|VN Vietnam|VN Viet Nam|YE Yemen|ZM Zambia|ZW Zimbabwe";

    private static readonly Dictionary<string, (string Code, string Name)> ByName = Names.Split('|')
        .ToDictionary(entry => Folded.Fold(entry[3..]).Replace(".", "", StringComparison.Ordinal), entry => (entry[..2], entry[3..]));

    // "Republic of …" is a country, "Avenue de France" a street.
    private static readonly FrozenSet<string> Of = FrozenSet.Create("of", "de", "du", "des", "del", "da", "do", "von", "der");
    private static readonly FrozenSet<string> States = FrozenSet.Create(
        "republic", "kingdom", "state", "federation", "union", "sultanate", "principality", "republique", "royaume", "republica", "reino", "estado", "republik", "konigreich", "bundesrepublik",
        "ciudad", "city", "cidade", "ville");

    /// <summary>The country that ends an address, as ISO code and English name; null if its last words are no country's name.</summary>
    public static (string Code, string Name)? AtEndOf(string address)
    {
        var words = Folded.Fold(address).Replace(".", "", StringComparison.Ordinal).Split([' ', ','], StringSplitOptions.RemoveEmptyEntries);
        for (var count = Math.Min(5, words.Length); count > 0; count--)
        {
            var name = string.Join(' ', words[^count..]);
            if (!ByName.TryGetValue(name, out var country) && !WorldNames.Countries.TryGetValue(name, out country))
                continue;
            var before = count < words.Length ? words[^(count + 1)] : "";
            // "New Mexico" is in the USA.
            if (before == "new" || (Of.Contains(before) && (count + 2 > words.Length || !States.Contains(words[^(count + 2)]))))
                return null;
            return country;
        }
        return null;
    }

    /// <summary>Where a telephone number that stands beside this address is dialled: ISO 3166; null if the address does not tell.</summary>
    public static string? RegionOf(string address)
    {
        if (AtEndOf(address) is { } country)
            return country.Code;
        if (BritishPostcode().IsMatch(address))
            return "GB";
        if (CanadianPostcode().IsMatch(address))
            return "CA";
        return AmericanPostcode().IsMatch(address) ? "US" : null;
    }

    // Royal Mail's form: area, district, blank, sector, unit.
    [GeneratedRegex(@"(?<![\p{L}\p{Nd}])[A-Z]{1,2}[0-9][0-9A-Z]? [0-9][A-Z]{2}(?![\p{L}\p{Nd}])")]
    private static partial Regex BritishPostcode();

    [GeneratedRegex(@"(?<![\p{L}\p{Nd}])[A-Z][0-9][A-Z] [0-9][A-Z][0-9](?![\p{L}\p{Nd}])")]
    private static partial Regex CanadianPostcode();

    // A state's letters before five digits, as USPS writes addresses.
    [GeneratedRegex(@"(?<![\p{L}\p{Nd}])(?:AL|AK|AZ|AR|CA|CO|CT|DE|DC|FL|GA|HI|ID|IL|IN|IA|KS|KY|LA|ME|MD|MA|MI|MN|MS|MO|MT|NE|NV|NH|NJ|NM|NY|NC|ND|OH|OK|OR|PA|RI|SC|SD|TN|TX|UT|VT|VA|WA|WV|WI|WY|D\.C\.),? [0-9]{5}(?:-[0-9]{4})?(?![\p{L}\p{Nd}])")]
    private static partial Regex AmericanPostcode();
}
