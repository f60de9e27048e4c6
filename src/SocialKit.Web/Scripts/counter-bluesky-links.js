// The links that Bluesky's own client finds in a text, and what it shows of each: that is what counts, the whole address stands beside the text.
'use strict';
socialkitCounter.part('bluesky-links', () => {
  const domains = socialkitCounter.use('domains');
  const punycode = socialkitCounter.use('punycode');
  const graphemes = socialkitCounter.use('graphemes');
  const classOf = socialkitCounter.use('words');

  const joining = 4, punctuation = 5;
  // New in Unicode 17, over the tables of the library.
  const newPunctuation = 0x10ED0;
  const maxTag = 64;
  const longestTail = 15, shownTail = 13 + '...'.length;

  const isDigit = unit => unit >= 0x30 && unit <= 0x39;
  const isLetter = unit => (unit | 0x20) >= 0x61 && (unit | 0x20) <= 0x7A;
  const isLetterOrDigit = unit => isLetter(unit) || isDigit(unit);
  const isSpace = sign => /\s/.test(sign);
  const isPunctuation = point => classOf(point) === joining || classOf(point) === punctuation || point === newPunctuation;
  const endsInTld = domain => domain.includes('.') && domains.has(domain.slice(domain.lastIndexOf('.') + 1));

  // Whether anything may begin at this sign, or reach back from it.
  function mayBegin(text, at) {
    const before = at === 0 ? ' ' : text[at - 1];
    switch (text[at]) {
      case '.': return isLetterOrDigit(before.charCodeAt(0)) && isLetterOrDigit(text.charCodeAt(at + 1));
      case ':': return 'pPsS'.includes(before) && text.startsWith('://', at);
      case '@': case '$': return before === '(' || isSpace(before);
      default: return isSpace(before);
    }
  }

  // Each of these: where the entity ends that begins at a place of a word; 0 if none does.

  function mentionEnd(text, at, wordEnd) {
    let end = at + 1;
    while (end < wordEnd && (isLetterOrDigit(text.charCodeAt(end)) || '.-'.includes(text[end]))) {
      end++;
    }
    // It ends where a word does: between a letter or digit and what is none.
    while (end > at + 1 && isLetterOrDigit(text.charCodeAt(end - 1)) === (end < wordEnd && (isLetterOrDigit(text.charCodeAt(end)) || text[end] === '_'))) {
      end--;
    }
    const name = text.slice(at + 1, end);
    return endsInTld(name) || name.endsWith('.test') ? end : 0;
  }

  function tagEnd(text, at, wordEnd) {
    const from = at + 1;
    if (from === wordEnd || text[from] === '\uFE0F') {
      return 0;
    }
    const unseen = text.slice(from, wordEnd).search(/[\u00AD\u2060\u200A-\u200D\u20E2]/);
    let tag = unseen < 0 ? text.slice(from, wordEnd) : text.slice(from, from + unseen);
    for (let isCut = true; isCut && tag.length > 0;) {
      const point = tag.length > 1 && tag.codePointAt(tag.length - 2) > 0xFFFF ? tag.codePointAt(tag.length - 2) : tag.charCodeAt(tag.length - 1);
      isCut = isPunctuation(point);
      tag = isCut ? tag.slice(0, point > 0xFFFF ? -2 : -1) : tag;
    }
    const isWorded = Array.from(tag).some(sign => !isDigit(sign.charCodeAt(0)) && !isPunctuation(sign.codePointAt(0)));
    return !isWorded || (tag.length > maxTag && graphemes.count(tag) > maxTag) ? 0 : from + tag.length;
  }

  function cashtagEnd(text, at) {
    const found = /^\$[A-Za-z][A-Za-z0-9]{0,4}(?=$|[\s.,;:!?)"'\u2019])/.exec(text.slice(at, at + 8));
    return found ? at + found[0].length : 0;
  }

  function domainEnd(text, at, wordEnd) {
    let end = 0;
    for (let i = at; ; i++) {
      const label = i;
      while (i < wordEnd && isLetterOrDigit(text.charCodeAt(i))) {
        i++;
      }
      if (i === label) {
        return end;
      }
      if (label > at) {
        end = i;
      }
      if (i === wordEnd || text[i] !== '.') {
        return end;
      }
    }
  }

  // Whether a link begins at a place of a word; null if none does but one is not to be sought any more.
  function isLink(text, at, wordEnd) {
    const beginsAsHttp = text.startsWith('http', at);
    const scheme = /^https?:\/\//i.exec(text.slice(at, at + 8));
    if (scheme && at + scheme[0].length < wordEnd) {
      return beginsAsHttp || null;
    }
    const end = domainEnd(text, at, wordEnd);
    if (end === 0) {
      return false;
    }
    return beginsAsHttp || endsInTld(text.slice(at, end)) || null;
  }

  function linkEnd(text, at, wordEnd) {
    let end = wordEnd;
    if ('.,;:!?'.includes(text[end - 1])) {
      end--;
    }
    return text[end - 1] === ')' && !text.slice(at, end).includes('(') ? end - 1 : end;
  }

  // Everything begins at a word's first character or behind a "(", and ends within its word.
  function readWord(text, start, wordEnd, found) {
    let free = start;
    let isSought = true;
    for (let at = start; at < wordEnd; at++) {
      const sign = text[at];
      let end = 0;
      let isFound = false;
      if (sign === '@') {
        end = mentionEnd(text, at, wordEnd);
      } else if (sign === '#' || sign === '＃') {
        end = at === start ? tagEnd(text, at, wordEnd) : 0;
      } else if (sign === '$') {
        end = cashtagEnd(text, at);
      } else if (isSought && isLetter(text.charCodeAt(at))) {
        const answer = isLink(text, at, wordEnd);
        isSought = answer === false;
        isFound = answer === true;
        end = isFound ? linkEnd(text, at, wordEnd) : 0;
      }
      if (end > 0 && at >= free) {
        free = end;
        if (isFound) {
          found.push({ start: at, end });
        }
      }
      while (at < wordEnd && text[at] !== '(') {
        at++;
      }
    }
  }

  // How long a host is as ASCII; -1 if it is none that maps to itself, and then stays as it is written.
  const mapsToItself = sign => sign < '\x80'
    || (sign >= '\xDF' && sign <= '\u017E' && !'\u0133\u0140\u0149'.includes(sign) && isLower(sign)) || (sign >= '\u03AC' && sign <= '\u03CE' && sign !== '\u03C2' && isLower(sign))
    || (sign >= '\u0430' && sign <= '\u052F' && isLower(sign)) || (sign >= '\u0561' && sign <= '\u0586')
    || /^[\u3041-\u3096\u30A1-\u30FA\u30FC\u4E00-\u9FFF\uAC00-\uD7A3]$/.test(sign);
  const isLower = sign => sign === '\u0138' || (sign.toLowerCase() === sign && sign.toUpperCase() !== sign);
  const lower = sign => (sign !== '\u0130' && sign.toLowerCase().length === 1 ? sign.toLowerCase() : sign);
  const allMapToThemselves = text => text.split('').every(mapsToItself);

  function asciiLength(host) {
    const isAscii = !/[^\0-\x7F]/.test(host);
    if (!host.includes('xn--')) {
      if (isAscii) {
        return host.length;
      }
    } else if (!isAscii) {
      return -1;
    }
    const labels = host.split('.').map((label, i, all) => (label === '' && i === all.length - 1 ? label : encoded(label)));
    if (labels.includes(null)) {
      return -1;
    }
    const length = labels.join('.').length;
    return length > (host.endsWith('.') ? 255 : 254) ? -1 : length;
  }

  function encoded(label) {
    if (label === '') {
      return null;
    }
    if (!label.startsWith('xn--')) {
      return allMapToThemselves(label) ? punycode.encode(label) : null;
    }
    const decoded = label.length <= punycode.maxLabel ? punycode.decode(label.slice(4)) : null;
    return decoded !== null && !decoded.startsWith('xn--') && allMapToThemselves(decoded) && punycode.encode(decoded) === label ? label : null;
  }

  // A number as addresses have them, decimal, octal or hexadecimal; NaN if it is none, or more than any address holds.
  function numberOf(written) {
    const isHex = /^0x/i.test(written);
    const isOctal = !isHex && written.length > 1 && written[0] === '0';
    const form = isHex ? /^0x[0-9a-f]*$/i : isOctal ? /^[0-7]+$/ : /^[0-9]+$/;
    if (!form.test(written)) {
      return NaN;
    }
    const number = isHex ? (written.length === 2 ? 0 : Number(written)) : parseInt(written, isOctal ? 8 : 10);
    return number > 0xFFFFFFFF ? NaN : number;
  }

  // One to four numbers, of which the last fills what is left of the four bytes; -1 if they are none.
  function ipv4Length(host) {
    const numbers = host.replace(/\.$/, '').split('.').map(numberOf);
    const last = numbers.pop();
    if (numbers.length > 3 || !(last < 256 ** (4 - numbers.length)) || !numbers.every(number => number < 256)) {
      return -1;
    }
    const address = numbers.reduce((sum, number, i) => sum + number * 256 ** (3 - i), last);
    return [24, 16, 8, 0].map(shift => Math.floor(address / 2 ** shift) % 256).join('.').length;
  }

  const endsInNumber = host => /(^|\.)([0-9]+|0[xX][0-9a-fA-F]*)\.?$/.test(host);

  function hostLength(written, isSecure) {
    const colon = written.lastIndexOf(':');
    let port = '';
    if (colon >= 0) {
      const digits = written.slice(colon + 1);
      if (digits.length > 0) {
        const number = /^[0-9]+\0*$/.test(digits) ? parseInt(digits, 10) : NaN;
        if (!(number <= 0xFFFF)) {
          return -1;
        }
        port = number === (isSecure ? 443 : 80) ? '' : `:${number}`;
      }
      written = written.slice(0, colon);
    }
    if (written === '' || /[\0- #/<>?@[\\\]^|%:\x7F]/.test(written)) {
      return -1;
    }
    const length = endsInNumber(written) ? ipv4Length(written) : asciiLength(written.split('').map(lower).join(''));
    return length < 0 ? -1 : length + port.length;
  }

  function encodedLength(part, signs) {
    let length = 0;
    for (const sign of part) {
      length += sign > ' ' && sign < '\x7F' && !signs.includes(sign) ? 1 : 3 * socialkitCounter.utf8Length(sign, 0, sign.length);
    }
    return length;
  }

  // "." and ".." are steps, not names, and "\" is taken for "/".
  function withoutDots(path) {
    const kept = [];
    path.replace(/\\/g, '/').split('/').slice(1).forEach((segment, i, all) => {
      const dots = segment.length <= 6 ? segment.replace(/%2e/gi, '.') : '';
      if (dots !== '.' && dots !== '..') {
        kept.push(segment);
        return;
      }
      if (dots === '..') {
        kept.pop();
      }
      if (i === all.length - 1) {
        kept.push('');
      }
    });
    return '/' + kept.join('/');
  }

  function tailLength(tail) {
    const [, path, query = '', fragment = ''] = /^([^?#]*)(\?[^#]*)?(#[^]*)?$/.exec(tail);
    const length = encodedLength(withoutDots(path), '"<>`{}^');
    return (length === 1 ? 0 : length) + (query.length > 1 ? encodedLength(query, '"<>\'') : 0) + (fragment.length > 1 ? encodedLength(fragment, '"<>`') : 0);
  }

  // How many ASCII characters stand in the text for a link; -1 if it stays as it is written.
  function shownLength(link) {
    const scheme = /^https?:\/\//i.exec(link);
    if (!scheme) {
      return -1;
    }
    const rest = link.replace(/[\0- ]+$/, '').slice(scheme[0].length).replace(/^[/\\]+/, '');
    const [authority] = /^[^/\\?#]*/.exec(rest);
    const host = hostLength(authority.slice(authority.lastIndexOf('@') + 1), scheme[0].length === 'https://'.length);
    if (host < 0) {
      return -1;
    }
    const tail = tailLength(rest.slice(authority.length));
    return host + (tail > longestTail ? shownTail : tail);
  }

  /** The links that are shown otherwise than they are written: where each stands, and how many ASCII characters stand in its place. */
  return text => {
    const found = [];
    const signs = text.includes('＃') ? /[@#＃$.:]/g : /[@#$.:]/g;
    for (let sign = signs.exec(text), done = 0; sign; sign = signs.exec(text)) {
      if (!mayBegin(text, sign.index)) {
        continue;
      }
      let start = sign.index;
      let end = sign.index + 1;
      while (start > done && !isSpace(text[start - 1])) {
        start--;
      }
      while (end < text.length && !isSpace(text[end])) {
        end++;
      }
      readWord(text, start, end, found);
      done = signs.lastIndex = end;
    }
    return found.map(link => ({ ...link, shown: shownLength(text.slice(link.start, link.end)) })).filter(link => link.shown >= 0);
  };
});
