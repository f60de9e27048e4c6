// Bluesky: 300 characters as readers see them, and 3,000 bytes of UTF-8 at the same time; links cost what they show.
'use strict';
socialkitCounter.part('bluesky', () => {
  const graphemes = socialkitCounter.use('graphemes');
  return () => ({
    count: text => socialkitCounter.result(
      { length: graphemes.count(text), limit: 300, unit: 'grapheme' },
      { length: socialkitCounter.utf8Length(text, 0, text.length), limit: 3000, unit: 'utf8-byte' },
      false),
  });
});
