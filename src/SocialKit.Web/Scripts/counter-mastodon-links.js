// What a Mastodon server makes links of, which is what it discounts: addresses with their scheme, mentions; and hashtags, which hide either. In one pass.
'use strict';
socialkitCounter.part('mastodon-links', () => {
  const domains = socialkitCounter.use('domains');

  // Classes of words: the first three may stand in a host's label, the last three in a word.
  const sign = 1, markOrDigit = 2, letter = 3, joining = 4;

  const replacement = 0xFFFD;
  const maxDomain = 253;
  const schemes = new Set(['http', 'https', 'dat', 'dweb', 'ipfs', 'ipns', 'ssb', 'gopher', 'gemini']);
  const longestScheme = 'gopher'.length;

  const classOf = socialkitCounter.use('words');
  const isWord = point => classOf(point) >= markOrDigit && classOf(point) <= joining;
  const isAsciiWord = point => point < 0x80 && isWord(point);
  const isAlphanumeric = point => classOf(point) === markOrDigit || classOf(point) === letter;
  const isInLabel = point => classOf(point) >= sign && classOf(point) <= letter;
  const isDigit = unit => unit >= 0x30 && unit <= 0x39;
  const isAsciiLetter = unit => (unit | 0x20) >= 0x61 && (unit | 0x20) <= 0x7A;
  const isLetterOrDigit = unit => isAsciiLetter(unit) || isDigit(unit);
  const isLatinAccent = unit => (unit >= 0xC0 && unit <= 0x24F && unit !== 0xD7 && unit !== 0xF7) || (unit >= 0x1E00 && unit <= 0x1EFF);

  const units = text => new Set(Array.from({ length: text.length }, (_, i) => text.charCodeAt(i)));
  const spaces = '\t\n\v\f\r \u0085\u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u2028\u2029\u202F\u205F\u3000';
  const whiteSpace = units(spaces);
  const notInPath = units(spaces + '<>()?');
  const notAtPathEnd = units('()?!*"\'「」<>;:=,.$%[]~&|@');
  const querySigns = units("!?*'();:&=+$/%#[]-_.,~|@^");
  const plainQuerySigns = units('_&=#/-');
  const neverBefore = units('@＠$#＃\uFFFE\uFEFF\uFFFF');
  const mayStandBefore = unit => !isLetterOrDigit(unit) && !neverBefore.has(unit);

  // Half of a pair reads as the replacement character.
  function pointAt(text, at) {
    const point = text.codePointAt(at);
    return (point & 0x1FF800) === 0xD800 ? replacement : point;
  }
  const unitsOf = point => (point > 0xFFFF ? 2 : 1);

  // The code point before a place; -1 at the beginning.
  function pointBefore(text, at) {
    if (at === 0) {
      return -1;
    }
    const point = at > 1 ? text.codePointAt(at - 2) : 0;
    return point > 0xFFFF ? point : pointAt(text, at - 1);
  }

  const startsWithSlashes = (text, at) => text.startsWith('://', at);
  const endsThere = (text, end, limit) => end === limit || !(isLetterOrDigit(text.charCodeAt(end)) || '@+-'.includes(text[end]));

  // Where a listed name ends that letters, digits, "@", "+" or "-" do not go on from: "com" of "comを", but not of "comx"; -1 if there is none.
  function tldEnd(text, start, limit) {
    let ascii = start;
    while (ascii < limit && isAsciiLetter(text.charCodeAt(ascii))) {
      ascii++;
    }
    if (ascii === start + 2 && limit - start >= 4 && text.substring(start, start + 4).toLowerCase() === 'xn--') {
      let end = start + 4;
      while (end < limit && (isLetterOrDigit(text.charCodeAt(end)) || text[end] === '-')) {
        end++;
      }
      return end > start + 4 ? end : -1;
    }
    if (ascii > start) {
      return ascii - start <= domains.maxLength && domains.hasNarrow(text.substring(start, ascii)) && endsThere(text, ascii, limit) ? ascii : -1;
    }
    for (let end = Math.min(limit, start + domains.maxLength); end > start; end--) {
      if (text.charCodeAt(end - 1) >= 0x80 && domains.has(text.substring(start, end)) && endsThere(text, end, limit)) {
        return end;
      }
    }
    return -1;
  }

  // The end of the longest beginning that is labels and dots and ends in a listed top-level domain; where it starts if there is none.
  function domainEnd(text, start, limit) {
    let label = start;
    let longest = start;
    for (let nameBefore = false; ;) {
      let end = label;
      let lastPlain = label;
      let isName = true;
      while (end < limit) {
        const point = pointAt(text, end);
        const isPlain = isInLabel(point);
        if (!isPlain && (end === label || !(point === 0x2D || point === 0x5F))) {
          break;
        }
        isName = isName && point !== 0x5F;
        end += unitsOf(point);
        if (isPlain) {
          lastPlain = end;
        }
      }
      if (nameBefore) {
        const tld = tldEnd(text, label, limit);
        if (tld >= 0) {
          longest = tld;
        }
      }
      if (end === label || lastPlain !== end || end === limit || text[end] !== '.') {
        return longest;
      }
      nameBefore = isName;
      label = end + 1;
    }
  }

  function plainEnd(text, from, limit) {
    while (from < limit && !notInPath.has(text.charCodeAt(from))) {
      from++;
    }
    return from;
  }

  // "(…)" with at most one level inside it; 0 if it does not close so.
  function balancedEnd(text, start, limit) {
    const first = plainEnd(text, start + 1, limit);
    if (first === limit) {
      return 0;
    }
    if (text[first] === ')') {
      return first > start + 1 ? first + 1 : 0;
    }
    if (text[first] !== '(') {
      return 0;
    }
    const inner = plainEnd(text, first + 1, limit);
    if (inner === first + 1 || inner === limit || text[inner] !== ')') {
      return 0;
    }
    const last = plainEnd(text, inner + 1, limit);
    return last < limit && text[last] === ')' ? last + 1 : 0;
  }

  function pathEnd(text, from, limit) {
    let end = from;
    for (let at = from; at < limit;) {
      const stop = plainEnd(text, at, limit);
      for (let i = stop; i > at; i--) {
        if (!notAtPathEnd.has(text.charCodeAt(i - 1))) {
          end = i;
          break;
        }
      }
      const balanced = stop < limit && text[stop] === '(' ? balancedEnd(text, stop, limit) : 0;
      if (balanced === 0) {
        return end;
      }
      at = end = balanced;
    }
    return end;
  }

  function queryEnd(text, question, limit) {
    let end = question;
    for (let at = question + 1; at < limit; at++) {
      const unit = text.charCodeAt(at);
      const isPlain = isLetterOrDigit(unit) || (unit >= 0xA0 && !whiteSpace.has(unit)) || plainQuerySigns.has(unit);
      if (!isPlain && !querySigns.has(unit)) {
        break;
      }
      if (isPlain) {
        end = at + 1;
      }
    }
    return end;
  }

  // Port, path with fragment, query.
  function addressEnd(text, end, limit) {
    if (end + 1 < limit && text[end] === ':' && isDigit(text.charCodeAt(end + 1))) {
      end++;
      while (end < limit && isDigit(text.charCodeAt(end))) {
        end++;
      }
    }
    if (end < limit && text[end] === '/') {
      end = pathEnd(text, end + 1, limit);
    }
    return end < limit && text[end] === '?' ? queryEnd(text, end, limit) : end;
  }

  // The link whose scheme ends at the colon; null if there is none, or it is glued to a letter, digit, "@", "$" or "#".
  // What begins before `bare` the server reads as the path of an address without scheme, which it then leaves alone.
  function link(text, colon, free, bare) {
    if (!startsWithSlashes(text, colon)) {
      return null;
    }
    let start = colon;
    while (start > free && colon - start <= longestScheme && isLetterOrDigit(text.charCodeAt(start - 1))) {
      start--;
    }
    if (start < bare || !schemes.has(text.substring(start, colon).toLowerCase()) || (start > 0 && !mayStandBefore(text.charCodeAt(start - 1)))) {
      return null;
    }
    const host = colon + 3;
    const end = domainEnd(text, host, text.length);
    return end === host ? null : { kind: 'link', start, end: addressEnd(text, end, text.length) };
  }

  // Where the address without scheme ends that the word round a place begins with; 0 if it begins with none.
  function bareAddressEnd(text, free, at, wordEnd) {
    let start = at;
    while (start > free && !whiteSpace.has(text.charCodeAt(start - 1))) {
      start--;
    }
    while (start < at && !isLetterOrDigit(text.charCodeAt(start))) {
      start++;
    }
    if (start === at || (start > 0 && !mayStandBefore(text.charCodeAt(start - 1)))) {
      return 0;
    }
    let ascii = start;
    while (ascii < at && (isLetterOrDigit(text.charCodeAt(ascii)) || '-_.'.includes(text[ascii]))) {
      ascii++;
    }
    const end = domainEnd(text, start, ascii);
    return end === start || end === at ? 0 : addressEnd(text, end, wordEnd);
  }

  // Runs of allowed characters with runs of "." and "-" between them; where they start if there is none.
  function dottedEnd(text, start, allowed) {
    const run = from => {
      while (from < text.length && allowed(pointAt(text, from))) {
        from += unitsOf(pointAt(text, from));
      }
      return from;
    };
    let end = run(start);
    while (end > start) {
      let next = end;
      while (next < text.length && '.-'.includes(text[next])) {
        next++;
      }
      const more = next === end ? next : run(next);
      if (more === next) {
        break;
      }
      end = more;
    }
    return end;
  }

  function codePoints(text, start, end) {
    let count = 0;
    for (let i = start; i < end; i++) {
      count += (text.charCodeAt(i) & 0xFC00) === 0xDC00 ? 0 : 1;
    }
    return count;
  }

  function mention(text, at) {
    const before = pointBefore(text, at);
    if (before === 0x3D || before === 0x2F || (before >= 0 && isWord(before))) {
      return null;
    }
    const nameEnd = dottedEnd(text, at + 1, isAsciiWord);
    if (nameEnd === at + 1) {
      return null;
    }
    let end = nameEnd;
    if (text[end] === '@') {
      const hostEnd = dottedEnd(text, end + 1, isWord);
      if (hostEnd > end + 1) {
        if (codePoints(text, end + 1, hostEnd) > maxDomain) {
          return null;
        }
        end = hostEnd;
      }
    }
    const after = text.charCodeAt(end);
    return text[end] === '@' || text[end] === '＠' || isLatinAccent(after) || startsWithSlashes(text, end)
      ? null
      : { kind: 'mention', start: at, end, nameEnd };
  }

  function hashtag(text, at) {
    const before = pointBefore(text, at);
    if (before === 0x3D || before === 0x2F || before === 0x29 || (before >= 0 && isAlphanumeric(before))) {
      return null;
    }
    const from = at + 1;
    let end = from;
    let hasLetter = false;
    for (let i = from; i < text.length;) {
      const point = pointAt(text, i);
      const isPart = isWord(point);
      if (!isPart && (i === from || !(point === 0xB7 || point === 0x30FB || point === 0x200C))) {
        break;
      }
      i += unitsOf(point);
      if (isPart) {
        end = i;
        hasLetter = hasLetter || classOf(point) === letter;
      }
    }
    if (!hasLetter) {
      return null;
    }
    if (startsWithSlashes(text, end)) {
      // A link glued to a tag: its scheme is no part of the tag.
      const scheme = text.endsWith('https', end) ? 5 : text.endsWith('http', end) ? 4 : 0;
      if (scheme < end - from) {
        end -= scheme;
      }
    }
    return { kind: 'hashtag', start: at, end };
  }

  /** The links, mentions and hashtags of a text, in order. */
  return text => {
    const found = [];
    // Before free: part of an entity. Before bare: the address without scheme that the current word began with.
    let free = 0;
    let bare = 0;
    let wordEnd = 0;
    for (let at = 0; at < text.length;) {
      const mark = text[at];
      let entity = null;
      if (mark === ':') {
        if (at >= wordEnd && text[at + 1] === '/') {
          for (wordEnd = at; wordEnd < text.length && !whiteSpace.has(text.charCodeAt(wordEnd));) {
            wordEnd++;
          }
          bare = bareAddressEnd(text, free, at, wordEnd);
        }
        entity = link(text, at, free, bare);
      } else if (mark === '@') {
        entity = mention(text, at);
      } else if (mark === '#' || mark === '＃') {
        entity = hashtag(text, at);
      }
      if (entity && entity.start >= free) {
        found.push(entity);
        free = at = entity.end;
      } else {
        at++;
      }
    }
    return found;
  };
});
