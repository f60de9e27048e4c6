// Normalization form C (UAX 15) by our own table: String.prototype.normalize knows the Unicode of the browser's day, and X counts the normal form.
'use strict';
socialkitCounter.part('nfc', ([classes, decompositions]) => {
  const hangulBase = 0xAC00, leadBase = 0x1100, vowelBase = 0x1161, tailBase = 0x11A7;
  const leads = 19, vowels = 21, tails = 28;
  const hangulCount = leads * vowels * tails;

  const classOf = socialkitCounter.runs(classes);
  const parts = new Map();
  const composites = new Map();
  const pair = (first, second) => first * 0x110000 + second;
  const values = socialkitCounter.numbers(decompositions);
  for (let i = 0, point = 0; i < values.length; i += 3) {
    point += values[i] >> 1;
    const [first, second] = [values[i + 1], values[i + 2]];
    parts.set(point, [first, second]);
    if (values[i] & 1) {
      composites.set(pair(first, second), point);
    }
  }

  function decompose(point, into) {
    const syllable = point - hangulBase;
    if (syllable >= 0 && syllable < hangulCount) {
      into.push(leadBase + Math.floor(syllable / (vowels * tails)), vowelBase + Math.floor(syllable % (vowels * tails) / tails));
      if (syllable % tails !== 0) {
        into.push(tailBase + syllable % tails);
      }
      return;
    }
    const found = parts.get(point);
    if (!found) {
      into.push(point);
      return;
    }
    decompose(found[0], into);
    if (found[1] !== 0) {
      decompose(found[1], into);
    }
  }

  // Marks by their classes, those of one class as they stand, by counting: a text may be nothing but marks. What has class 0 stays where it is.
  function order(points) {
    for (let start = 0; start < points.length; start++) {
      if (classOf(points[start]) === 0) {
        continue;
      }
      let end = start + 1;
      while (end < points.length && classOf(points[end]) !== 0) {
        end++;
      }
      if (end - start > 1) {
        const byClass = new Map();
        for (let i = start; i < end; i++) {
          const mark = classOf(points[i]);
          byClass.has(mark) ? byClass.get(mark).push(points[i]) : byClass.set(mark, [points[i]]);
        }
        let at = start;
        for (const mark of [...byClass.keys()].sort((one, other) => one - other)) {
          for (const point of byClass.get(mark)) {
            points[at++] = point;
          }
        }
      }
      start = end - 1;
    }
  }

  function composed(first, second) {
    if (first >= leadBase && first < leadBase + leads && second >= vowelBase && second < vowelBase + vowels) {
      return hangulBase + ((first - leadBase) * vowels + (second - vowelBase)) * tails;
    }
    if (first >= hangulBase && first < hangulBase + hangulCount && (first - hangulBase) % tails === 0 && second > tailBase && second < tailBase + tails) {
      return first + (second - tailBase);
    }
    return composites.get(pair(first, second));
  }

  function compose(points) {
    const written = [];
    let starter = -1;
    let lastClass = 0;
    for (const point of points) {
      const mark = classOf(point);
      // A mark is blocked from its starter by an equal or higher class between them, and by another starter.
      const isBlocked = starter < 0 || (written.length - 1 > starter && (lastClass >= mark || lastClass === 0));
      const whole = isBlocked ? undefined : composed(written[starter], point);
      if (whole !== undefined) {
        written[starter] = whole;
        continue;
      }
      if (mark === 0) {
        starter = written.length;
      }
      lastClass = mark;
      written.push(point);
    }
    return written;
  }

  return {
    /** The normal form of a text. Halves of pairs stand for themselves. */
    normalize(text) {
      // No character below U+0300 ever changes.
      if (!/[^\0-\u02FF]/.test(text)) {
        return text;
      }
      const points = [];
      for (let i = 0; i < text.length;) {
        const point = text.codePointAt(i);
        decompose(point, points);
        i += point > 0xFFFF ? 2 : 1;
      }
      order(points);
      let normal = '';
      for (const point of compose(points)) {
        normal += String.fromCodePoint(point);
      }
      return normal;
    },
  };
});
