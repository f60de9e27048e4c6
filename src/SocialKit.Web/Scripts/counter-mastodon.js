// Mastodon: characters as readers see them, the content warning's too; a link with its scheme has a fixed price, and of a mention only the name counts.
'use strict';
socialkitCounter.part('mastodon', () => {
  const graphemes = socialkitCounter.use('graphemes');
  const entitiesOf = socialkitCounter.use('mastodon-links');
  return ({ contentWarning = '', limit = 500, perLink = 23 }) => ({
    count(text) {
      // In the warning nothing is discounted.
      const counter = new graphemes.Counter().add(contentWarning);
      let at = 0;
      for (const entity of entitiesOf(text)) {
        if (entity.kind === 'link') {
          counter.add(text, at, entity.start).addLetters(perLink);
          at = entity.end;
        } else if (entity.kind === 'mention' && entity.nameEnd < entity.end) {
          counter.add(text, at, entity.nameEnd);
          at = entity.end;
        }
      }
      const measure = { length: counter.add(text, at).count, limit, unit: 'grapheme' };
      const counted = socialkitCounter.result(measure, null, false);
      return { ...counted, isValid: counted.fits && text.length > 0 };
    },
  });
});
