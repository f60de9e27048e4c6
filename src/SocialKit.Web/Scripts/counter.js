// Counts a text as each network counts it: the same answers as the library's rules, which a test holds on 100,000 texts.
// A classic script, since modules cannot be imported from file://. What a network needs beyond this file comes when it is asked for.
//
//   const counter = await socialkitCounter.load('mastodon', { contentWarning: '', limit: 500, perLink: 23 });   // null: nothing is counted there
//   counter.count(text)  → { length, limit, unit, second, fits, isValid }
//
// unit: weighted-character | grapheme | utf16-unit | utf8-byte | emoji-by-byte. second: another limit that holds at the same time
// ({ length, limit, unit }), or null. fits: within every limit. isValid: the network would take the text (not empty, nothing refused).
// Options: on Mastodon the warning counts as the text does, and each server has its own limit and its own price of a link; on Bluesky { linksAsWritten: true }
// counts links in full, where by default it counts what the client shows of them.
(() => {
  'use strict';

  // The parts that each network is counted with, in the order in which they are made, and whether a part has a table.
  const networks = new Map([
    ['x', ['nfc', 'emoji', 'domains', 'punycode', 'x-links', 'x']],
    ['bluesky', ['graphemes', 'domains', 'punycode', 'words', 'bluesky-links', 'bluesky']],
    ['mastodon', ['graphemes', 'domains', 'words', 'mastodon-links', 'mastodon']],
    ['threads', ['graphemes', 'emoji', 'threads']],
  ]);
  const withTable = ['graphemes', 'nfc', 'emoji', 'domains', 'words', 'x-links'];

  // Nothing but a limit is known of these; UTF-16 units are never fewer than what a network may count instead.
  const limits = new Map([['facebook', 63206], ['telegram', 4096], ['linkedin', 3000]]);

  const address = document.currentScript ? document.currentScript.src : '';
  const files = new Map();
  const makers = new Map();
  const tables = new Map();
  const parts = new Map();

  function result(measure, second, refused) {
    const fits = measure.length <= measure.limit && (!second || second.length <= second.limit);
    return { ...measure, second, fits, isValid: fits && measure.length > 0 && !refused };
  }

  function fetchFile(name) {
    if (!files.has(name)) {
      files.set(name, new Promise((resolve, reject) => {
        const script = document.createElement('script');
        // With the same query as this file's, so that no cache mixes two versions.
        script.src = address.replace(/counter\.js(?=$|\?)/, name);
        script.onload = () => resolve();
        script.onerror = () => {
          files.delete(name);
          reject(new Error(name + ' does not load'));
        };
        document.head.append(script);
      }));
    }
    return files.get(name);
  }

  function make(name) {
    if (!parts.has(name)) {
      parts.set(name, makers.get(name)(tables.get(name)));
    }
    return parts.get(name);
  }

  // Numbers written in base 32 with a bit that says "more follows", the lowest digit first.
  const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  function numbers(text) {
    const found = [];
    let value = 0;
    let scale = 1;
    for (const sign of text) {
      const digit = digits.indexOf(sign);
      value += (digit & 31) * scale;
      scale *= 32;
      if (digit < 32) {
        found.push(value);
        value = 0;
        scale = 1;
      }
    }
    return found;
  }

  // A value for each code point, written as lengths and values of runs: looked up at once up to U+FFFF, by halving beyond.
  function runs(text) {
    const pairs = numbers(text);
    const narrow = new Uint8Array(0x10000);
    const starts = [];
    const values = [];
    let start = 0;
    for (let i = 0; i < pairs.length; i += 2) {
      starts.push(start);
      values.push(pairs[i + 1]);
      narrow.fill(pairs[i + 1], Math.min(start, 0x10000), Math.min(start + pairs[i], 0x10000));
      start += pairs[i];
    }
    starts.push(start);
    values.push(0);
    return point => {
      if (point < 0x10000) {
        return narrow[point];
      }
      let low = 0;
      let high = starts.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (starts[middle] <= point) {
          low = middle;
        } else {
          high = middle - 1;
        }
      }
      return values[low];
    };
  }

  // Half of a pair alone is three bytes, as the replacement character is that stands for it there.
  function utf8Length(text, start, end) {
    let bytes = 0;
    for (let i = start; i < end; i++) {
      const unit = text.charCodeAt(i);
      if (unit < 0x80) {
        bytes += 1;
      } else if (unit < 0x800) {
        bytes += 2;
      } else if ((unit & 0xFC00) === 0xD800 && i + 1 < end && (text.charCodeAt(i + 1) & 0xFC00) === 0xDC00) {
        bytes += 4;
        i++;
      } else {
        bytes += 3;
      }
    }
    return bytes;
  }

  window.socialkitCounter = {
    /** The counter of a network; null if nothing is counted there. Rejects where a file does not load: the page goes on without a count. */
    async load(network, options = {}) {
      if (limits.has(network)) {
        const limit = limits.get(network);
        return { count: text => result({ length: text.length, limit, unit: 'utf16-unit' }, null, false) };
      }
      const names = networks.get(network);
      if (!names) {
        return null;
      }
      await Promise.all(names.flatMap(name => [fetchFile(`counter-${name}.js`), ...(withTable.includes(name) ? [fetchFile(`counter-table-${name}.js`)] : [])]));
      names.forEach(make);
      return make(network)(options);
    },

    // For the other files: what each part is made by, its table, and what they share.
    part: (name, maker) => makers.set(name, maker),
    table: (name, table) => tables.set(name, table),
    use: make,
    result,
    numbers,
    runs,
    utf8Length,
  };
})();
