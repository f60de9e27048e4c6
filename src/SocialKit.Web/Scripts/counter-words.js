// What a code point is to rules that read words by Unicode's general categories: 0 nothing of these, 1 a sign that is no punctuation, 2 a mark or a digit,
// 3 a letter, 4 punctuation that joins words, 5 other punctuation. Half of a pair is 0, and so are the signs of ASCII that are no punctuation.
'use strict';
socialkitCounter.part('words', table => socialkitCounter.runs(table));
