// Threads: 500 characters, of which an emoji has as many as bytes in UTF-8. What a character is Threads does not say: here it is a UTF-16 unit.
'use strict';
socialkitCounter.part('threads', () => {
  const graphemes = socialkitCounter.use('graphemes');
  const emoji = socialkitCounter.use('emoji');
  return () => ({
    count(text) {
      let length = 0;
      graphemes.each(text, (from, to) => {
        length += emoji.lengthAt(text, from, to) > 0 ? socialkitCounter.utf8Length(text, from, to) : to - from;
      });
      return socialkitCounter.result({ length, limit: 500, unit: 'emoji-by-byte' }, null, false);
    },
  });
});
