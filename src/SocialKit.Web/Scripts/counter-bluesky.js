// Bluesky: 300 characters as readers see them, and 3,000 bytes of UTF-8 at the same time; of a link counts what the client shows of it.
'use strict';
socialkitCounter.part('bluesky', () => {
  const graphemes = socialkitCounter.use('graphemes');
  const shortened = socialkitCounter.use('bluesky-links');
  return ({ linksAsWritten = false }) => ({
    count(text) {
      const counter = new graphemes.Counter();
      let bytes = 0;
      let at = 0;
      for (const link of linksAsWritten ? [] : shortened(text)) {
        counter.add(text, at, link.start).addLetters(link.shown);
        bytes += socialkitCounter.utf8Length(text, at, link.start) + link.shown;
        at = link.end;
      }
      return socialkitCounter.result(
        { length: counter.add(text, at).count, limit: 300, unit: 'grapheme' },
        { length: bytes + socialkitCounter.utf8Length(text, at, text.length), limit: 3000, unit: 'utf8-byte' },
        false);
    },
  });
});
