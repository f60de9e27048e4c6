// X: 280 by weight. A link counts 23 however long it is, an emoji 2, most scripts 1, the others 2; what is counted is the normal form.
'use strict';
socialkitCounter.part('x', () => {
  const nfc = socialkitCounter.use('nfc');
  const emoji = socialkitCounter.use('emoji');
  const linksOf = socialkitCounter.use('x-links');

  const limit = 280;
  const linkLength = 23;
  const isLight = unit => unit <= 0x10FF || (unit >= 0x2000 && unit <= 0x200D) || (unit >= 0x2010 && unit <= 0x201F) || (unit >= 0x2032 && unit <= 0x2037);
  const isRefused = unit => unit === 0xFFFE || unit === 0xFEFF || unit === 0xFFFF;

  function weigh(text, links) {
    let length = 0;
    let hasRefused = false;
    let next = 0;
    for (let at = 0; at < text.length;) {
      while (next < links.length && links[next].start < at) {
        next++;
      }
      if (next < links.length && links[next].start === at) {
        length += linkLength;
        at += links[next].length;
        continue;
      }
      const emojiLength = emoji.lengthAt(text, at, text.length);
      if (emojiLength > 0) {
        length += 2;
        at += emojiLength;
        continue;
      }
      const unit = text.charCodeAt(at);
      hasRefused = hasRefused || isRefused(unit);
      length += isLight(unit) ? 1 : 2;
      at += text.codePointAt(at) > 0xFFFF ? 2 : 1;
    }
    return socialkitCounter.result({ length, limit, unit: 'weighted-character' }, null, hasRefused);
  }

  return () => ({
    count(text) {
      const normal = nfc.normalize(text);
      return weigh(normal, linksOf(normal));
    },
  });
});
