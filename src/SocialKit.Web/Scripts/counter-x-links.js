// Finds the links of a text as X does, in linear time. A link is found from its dots: each dot belongs to a chain of dots with well-formed labels between them,
// a link that begins before a dot reaches to the last dot of the chain that a top-level domain follows, and begins at the leftmost place of the first label
// that has a permitted character before it.
'use strict';
socialkitCounter.part('x-links', ([classes, cases]) => {
  const domains = socialkitCounter.use('domains');
  const punycode = socialkitCounter.use('punycode');

  // What a unit is to X's grammar, a bit each, in the order of the table.
  const inDomain = 1, inBareDomain = 2, inPath = 4, atPathEnd = 8, inQuery = 16, atQueryEnd = 32, beforeLink = 64;

  const maxAddress = 4096;
  const maxShortenerSlug = 40;
  const defaultSchemeLength = 8;
  const dotSign = 0x2E, slash = 0x2F, colon = 0x3A, question = 0x3F, underscore = 0x5F, hyphen = 0x2D, open = 0x28, close = 0x29;

  const classAt = socialkitCounter.runs(classes);
  const is = (text, at, bits) => (classAt(text.charCodeAt(at)) & bits) !== 0;
  const isDigit = unit => unit >= 0x30 && unit <= 0x39;
  const isLetter = unit => (unit | 0x20) >= 0x61 && (unit | 0x20) <= 0x7A;
  const isLetterOrDigit = unit => isLetter(unit) || isDigit(unit);

  // The case of letters in top-level domains beyond ASCII: what compares equal to a letter of one.
  const variants = new Map();
  const pairs = socialkitCounter.numbers(cases);
  for (let i = 0, unit = 0; i < pairs.length; i += 2) {
    variants.set(unit += pairs[i], pairs[i + 1]);
  }
  const fold = unit => (unit >= 0x41 && unit <= 0x5A ? unit | 0x20 : variants.has(unit) ? variants.get(unit) : unit);

  const wideByFirst = new Map();
  for (const name of domains.wideNames) {
    const first = name.charCodeAt(0);
    wideByFirst.has(first) ? wideByFirst.get(first).push(name) : wideByFirst.set(first, [name]);
  }

  const mayEndAt = (text, end, limit) => end === limit || !(isLetterOrDigit(text.charCodeAt(end)) || '@+-'.includes(text[end]));

  function wideEndAt(text, start, limit) {
    for (const name of wideByFirst.get(fold(text.charCodeAt(start))) || []) {
      const end = start + name.length;
      if (end > limit || !mayEndAt(text, end, limit)) {
        continue;
      }
      let i = 0;
      while (i < name.length && (text[start + i] === name[i] || fold(text.charCodeAt(start + i)) === name.charCodeAt(i))) {
        i++;
      }
      if (i === name.length) {
        return end;
      }
    }
    return -1;
  }

  // Any "xn--…" will do, and takes all letters, digits and hyphens there are.
  function punycodeEndAt(text, start, limit) {
    if (limit - start <= 4 || text.substring(start, start + 4).toLowerCase() !== 'xn--') {
      return -1;
    }
    let end = start + 4;
    while (end < limit && (isLetterOrDigit(text.charCodeAt(end)) || text.charCodeAt(end) === hyphen)) {
      end++;
    }
    return end > start + 4 ? end : -1;
  }

  // Where the top-level domain ends that begins at a place of a text that is read up to the limit; -1 if none does.
  function tldEndAt(text, start, limit) {
    if (start >= limit) {
      return -1;
    }
    const first = text.charCodeAt(start);
    if (first >= 0x80) {
      return wideEndAt(text, start, limit);
    }
    if (!isLetter(first)) {
      return -1;
    }
    let end = start + 1;
    const longest = Math.min(limit, start + domains.maxLength + 1);
    while (end < longest && isLetter(text.charCodeAt(end))) {
      end++;
    }
    if (!mayEndAt(text, end, limit)) {
      return punycodeEndAt(text, start, limit);
    }
    if (domains.hasNarrow(text.substring(start, end))) {
      return end;
    }
    return end < limit && text.charCodeAt(end) >= 0x80 ? wideEndAt(text, start, limit) : -1;
  }

  function skipPath(text, at) {
    while (at < text.length && is(text, at, inPath)) {
      at++;
    }
    return at;
  }

  // "(…)" with something in it, or with one "(…)" inside.
  function closingEnd(text, start) {
    const at = skipPath(text, start);
    if (at === text.length) {
      return -1;
    }
    if (text.charCodeAt(at) === close) {
      return at > start ? at + 1 : -1;
    }
    if (text.charCodeAt(at) !== open) {
      return -1;
    }
    const inner = skipPath(text, at + 1);
    if (inner === at + 1 || inner === text.length || text.charCodeAt(inner) !== close) {
      return -1;
    }
    const outer = skipPath(text, inner + 1);
    return outer < text.length && text.charCodeAt(outer) === close ? outer + 1 : -1;
  }

  // A path ends behind the last character that it may end on, else behind its "/", and then takes the parentheses that follow there at once.
  function pathEnd(text, start) {
    let end = start;
    for (let at = start; ;) {
      for (; at < text.length && is(text, at, inPath); at++) {
        if (is(text, at, atPathEnd)) {
          end = at + 1;
        }
      }
      const closed = at < text.length && text.charCodeAt(at) === open ? closingEnd(text, at + 1) : -1;
      if (closed < 0) {
        return end;
      }
      if (end === at) {
        end = closed;
      }
      at = closed;
    }
  }

  function queryEnd(text, start, limit) {
    let end = start;
    for (let at = start + 1; at < limit && is(text, at, inQuery); at++) {
      if (is(text, at, atQueryEnd)) {
        end = at + 1;
      }
    }
    return end;
  }

  // Other full stops part labels too where they are measured.
  const encodedLength = label => label.split(/[\u3002\uFF0E\uFF61]/).reduce((length, part) => {
    const encoded = punycode.encode(part);
    return length + 1 + (encoded === null ? Infinity : encoded.length);
  }, -1);

  // X measures each label in punycode, the last too.
  function isDomain(text, start, end) {
    const domain = text.substring(start, end);
    const labels = domain.split('.');
    if (/^[ -~]*$/.test(domain) && !domain.startsWith('xn--')) {
      return labels.every(label => label.length <= punycode.maxLabel);
    }
    if (domain.startsWith('xn--') && !nextBareDomain(text, start, end)) {
      return false;
    }
    return labels.every(label => {
      const length = encodedLength(label);
      return length >= 1 && length <= punycode.maxLabel;
    });
  }

  // The next domain of ASCII and Latin accents inside the domain that was matched; null if there is no more.
  function nextBareDomain(text, from, domainEnd) {
    for (let at = from; at < domainEnd;) {
      if (!is(text, at, inBareDomain)) {
        at++;
        continue;
      }
      const start = at;
      let end = -1;
      for (;;) {
        let labelEnd = at;
        while (labelEnd < domainEnd && is(text, labelEnd, inBareDomain)) {
          labelEnd++;
        }
        const isLabel = labelEnd > at && labelEnd < domainEnd && text.charCodeAt(labelEnd) === dotSign;
        at = labelEnd;
        if (!isLabel) {
          break;
        }
        at++;
        const tldEnd = tldEndAt(text, at, domainEnd);
        if (tldEnd >= 0) {
          end = tldEnd;
        }
      }
      if (end >= 0) {
        return { start, end };
      }
    }
    return null;
  }

  // A link of X's own shortener has a slug and at most a query; 0 for one whose slug is too long.
  function shortenerEnd(text, domain, end) {
    if (end - domain <= 5 || text.substring(domain, domain + 5).toLowerCase() !== 't.co/') {
      return end;
    }
    const slug = domain + 5;
    let at = slug;
    while (at < end && isLetterOrDigit(text.charCodeAt(at))) {
      at++;
    }
    if (at === slug) {
      return end;
    }
    if (at - slug > maxShortenerSlug) {
      return 0;
    }
    return at < end && text.charCodeAt(at) === question ? queryEnd(text, at, end) : at;
  }

  const isLabelUnit = (text, at) => is(text, at, inDomain) || text.charCodeAt(at) === hyphen || text.charCodeAt(at) === underscore;
  const isHyphenOrUnderscore = unit => unit === hyphen || unit === underscore;

  /** The links of a text, in order: where each starts, and how many units its address has. */
  return text => {
    const found = [];

    // What stands before it is used up.
    let from = 0;

    // The last dot of the chain that was looked at, and the last of its dots that ends a link's labels; its first dot is not among them.
    let chainEnd = -1;
    let chainBest = -1;

    function readChain(dot) {
      if (dot <= chainEnd) {
        return;
      }
      chainEnd = dot;
      chainBest = -1;
      for (;;) {
        const start = chainEnd + 1;
        let end = start;
        let hasUnderscore = false;
        while (end < text.length && isLabelUnit(text, end)) {
          hasUnderscore = hasUnderscore || text.charCodeAt(end) === underscore;
          end++;
        }
        if (end === start || end === text.length || text.charCodeAt(end) !== dotSign
          || isHyphenOrUnderscore(text.charCodeAt(start)) || isHyphenOrUnderscore(text.charCodeAt(end - 1))) {
          return;
        }
        chainEnd = end;
        if (!hasUnderscore && tldEndAt(text, end + 1, text.length) >= 0) {
          chainBest = end;
        }
      }
    }

    const mayBegin = start => (start === 0 ? from === 0 : start - 1 >= from && is(text, start - 1, beforeLink));

    // Where "http://" or "https://" begins that ends before the label; -1 if it does not, or may not begin there.
    function schemeStart(label) {
      const scheme = /https?:\/\/$/i.exec(text.substring(Math.max(0, label - 8), label));
      if (!scheme) {
        return -1;
      }
      const start = label - scheme[0].length;
      return mayBegin(start) ? start : -1;
    }

    function bareStart(first, dot) {
      for (let start = first; start < dot; start++) {
        if (!is(text, start, inDomain) || !mayBegin(start)) {
          continue;
        }
        // At the start of the text X first tries the first unit as the one before a link.
        return start === 0 && dot > 1 && is(text, 1, inDomain) && is(text, 0, beforeLink) ? 1 : start;
      }
      return -1;
    }

    function take(start, domain, domainEnd) {
      let end = domainEnd;
      if (end + 1 < text.length && text.charCodeAt(end) === colon && isDigit(text.charCodeAt(end + 1))) {
        end += 2;
        while (end < text.length && isDigit(text.charCodeAt(end))) {
          end++;
        }
      }
      const hasPath = end < text.length && text.charCodeAt(end) === slash;
      if (hasPath) {
        end = pathEnd(text, end + 1);
      }
      if (end < text.length && text.charCodeAt(end) === question) {
        end = queryEnd(text, end, text.length);
      }
      from = end;

      const schemeLength = domain - start;
      if ((schemeLength || defaultSchemeLength) + (end - start) > maxAddress || !isDomain(text, domain, domainEnd)) {
        return;
      }
      if (schemeLength > 0) {
        const cut = shortenerEnd(text, domain, end);
        if (cut > start) {
          found.push({ start, length: cut - start });
        }
        return;
      }
      if (start > 0 && '-_./'.includes(text[start - 1])) {
        return;
      }
      // There is more than one domain where other scripts stand between them. X looks each up again by its text, and may meet the same text earlier.
      let last = null;
      let shift = domain;
      for (let next = nextBareDomain(text, domain, domainEnd); next; next = nextBareDomain(text, next.end, domainEnd)) {
        const length = next.end - next.start;
        const at = text.indexOf(text.substring(next.start, next.end), shift);
        shift = at + length;
        last = { start: at, length };
        found.push(last);
      }
      // Only the last domain takes the path; without a path, port and query are left out.
      if (last && hasPath) {
        last.length += end - domainEnd;
      }
    }

    // Takes the next link and says so.
    function takeNext() {
      for (let search = from; search < text.length;) {
        const dot = text.indexOf('.', search);
        if (dot < 0) {
          return false;
        }
        search = dot + 1;
        if (dot === 0 || !is(text, dot - 1, inDomain)) {
          continue;
        }
        readChain(dot);
        const reach = chainBest > dot ? chainBest : -1;
        if (reach < 0 && tldEndAt(text, dot + 1, text.length) < 0) {
          continue;
        }

        // Where a label of the link's own domain begins; only there may no underscore stand.
        const lowest = from === 0 ? 0 : from + 1;
        let label = dot;
        while (label > lowest && isLabelUnit(text, label - 1)) {
          label--;
        }
        if (label >= dot) {
          continue;
        }
        let first = label;
        for (let at = dot; reach < 0 && at > label; at--) {
          if (text.charCodeAt(at - 1) === underscore) {
            first = at;
            break;
          }
        }
        let start = first === label && is(text, label, inDomain) ? schemeStart(label) : -1;
        const domain = start >= 0 ? label : start = bareStart(first, dot);
        if (start < 0) {
          continue;
        }
        take(start, domain, tldEndAt(text, (reach < 0 ? dot : reach) + 1, text.length));
        return true;
      }
      return false;
    }

    while (takeNext()) {
      // Each link is pushed as it is taken.
    }
    return found;
  };
});
