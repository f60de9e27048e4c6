using System.Security.Cryptography;
using System.Text;

namespace SocialKit.Cli.Preview;

/// <summary>The look of the HTML preview: light and dark, forced colours, paper, and screens of 320 pixels.</summary>
internal static class HtmlStyle
{
    /// <summary>The content security policy of a page with this style and nothing else: it can load and run nothing.</summary>
    public static string Policy => $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Css)))}'; base-uri 'none'; form-action 'none'";

    /// <summary>The style sheet, exactly as it stands in the page.</summary>
    public static string Css { get; } = """

        :root {
          color-scheme: light dark;
          --ground: #f6f5f2; --card: #ffffff; --ink: #1d1f23; --quiet: #5c6068; --line: #dcdad4;
          --good: #1b6b3a; --bad: #a3221c; --bad-ground: #fdeceb; --stop: #7a2f8f; --warn: #7a5300; --link: #1f4f9c;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --ground: #16181c; --card: #1f2227; --ink: #e8e6e1; --quiet: #a3a7b0; --line: #363a41;
            --good: #7fd29d; --bad: #ff9d94; --bad-ground: #43201f; --stop: #dba3ee; --warn: #e5bd6b; --link: #9cc2ff;
          }
        }
        * { box-sizing: border-box; }
        html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
        body {
          margin: 0; background: var(--ground); color: var(--ink);
          font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Noto Sans Arabic", "Noto Sans Hebrew", sans-serif;
          overflow-wrap: anywhere;
        }
        main { max-width: 76rem; margin: 0 auto; padding: clamp(1rem, 4vw, 3rem); }
        h1 { font-size: clamp(1.5rem, 1.1rem + 2vw, 2.2rem); line-height: 1.25; margin: 0 0 1.25rem; text-wrap: balance; }
        h2 { font-size: 1.15rem; margin: 2.75rem 0 1rem; }
        h2 small { font-weight: 400; color: var(--quiet); }
        h3 { font-size: 1rem; margin: 0; }
        a { color: var(--link); text-underline-offset: .15em; }
        dl { display: grid; grid-template-columns: minmax(5.5rem, max-content) 1fr; gap: .3rem 1.25rem; margin: 0; }
        dt { color: var(--quiet); }
        dd { margin: 0; min-width: 0; }
        dd + dd { grid-column: 2; }
        table { border-collapse: collapse; margin: .15rem 0; font-variant-numeric: tabular-nums; }
        td { padding: 0 1.25rem 0 0; vertical-align: top; }
        td + td { color: var(--quiet); }
        .passed { color: var(--bad); font-weight: 600; }
        .cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 23rem), 1fr)); gap: 1.25rem; align-items: start; }
        article { background: var(--card); border: 1px solid var(--line); border-radius: .75rem; padding: 1.25rem; min-width: 0; }
        article > header { display: flex; flex-wrap: wrap; gap: .1rem .75rem; align-items: baseline; }
        .poster { color: var(--quiet); font-size: .9rem; }
        .counter { margin-inline-start: auto; font-variant-numeric: tabular-nums; font-weight: 600; color: var(--good); }
        .counter.over { color: var(--bad); }
        meter { display: block; width: 100%; height: .5rem; margin: .5rem 0 1rem; }
        .text { white-space: pre-wrap; unicode-bidi: plaintext; text-align: start; margin: 0 0 1.1rem; font-size: 1.05rem; }
        .tag, .shown { color: var(--link); }
        .shown { text-decoration: underline; text-underline-offset: .15em; }
        .notifies { color: var(--good); font-weight: 600; }
        .unknown { color: var(--warn); text-decoration: underline dotted; text-underline-offset: .2em; }
        .dead { color: var(--quiet); }
        .over-mark { background: var(--bad); color: var(--card); border-radius: .25rem; padding: 0 .35rem; margin-inline: .15rem; font-size: .8em; font-weight: 600; white-space: nowrap; }
        mark { background: var(--bad-ground); color: var(--bad); text-decoration: underline wavy; text-decoration-thickness: 1px; text-underline-offset: .2em; }
        .spelled { border: 1px solid currentColor; border-radius: .2rem; padding: 0 .2rem; font: .8em ui-monospace, monospace; }
        article dl { font-size: .9rem; border-top: 1px solid var(--line); padding-top: .9rem; }
        .findings { list-style: none; margin: .9rem 0 0; padding: 0; font-size: .9rem; }
        .findings li { border-inline-start: .25rem solid var(--warn); padding-inline-start: .75rem; margin-top: .6rem; }
        .findings b { color: var(--warn); font-weight: 600; }
        .findings .blocked { border-color: var(--stop); } .findings .blocked b { color: var(--stop); }
        .findings .error { border-color: var(--bad); } .findings .error b { color: var(--bad); }
        .findings small { color: var(--quiet); font-size: inherit; }
        @media (max-width: 30rem) {
          dl { grid-template-columns: 1fr; gap: 0; }
          dd { margin-bottom: .4rem; }
          dd + dd { grid-column: 1; }
          article { padding: 1rem; }
          td { display: block; padding: 0; }
          td + td { margin-bottom: .3rem; }
        }
        @media (forced-colors: active) {
          .over-mark, mark { forced-color-adjust: none; background: Mark; color: MarkText; }
          .findings li { border-color: CanvasText; }
        }
        @media print {
          :root { color-scheme: light; --ground: #fff; --card: #fff; --ink: #000; --quiet: #444; --line: #999; --good: #000; --bad: #000; --bad-ground: #fff; --stop: #000; --warn: #000; --link: #000; }
          main { max-width: none; padding: 0; }
          .cards { display: block; }
          article { break-inside: avoid; margin-bottom: 1rem; }
          .over-mark { outline: 1px solid; background: #fff; color: #000; }
        }

        """.ReplaceLineEndings("\n");
}
