// Labels of domain names in punycode (RFC 3492).
'use strict';
socialkitCounter.part('punycode', () => {
  const base = 36, least = 1, most = 26, skew = 38, damp = 700, firstBias = 72;
  const maxLabel = 63;
  const signs = 'abcdefghijklmnopqrstuvwxyz0123456789';

  const threshold = (k, bias) => Math.min(Math.max(k - bias, least), most);

  function adapt(delta, count, isFirst) {
    delta = Math.floor(delta / (isFirst ? damp : 2));
    delta += Math.floor(delta / count);
    let k = 0;
    for (; delta > (base - least) * most / 2; k += base) {
      delta = Math.floor(delta / (base - least));
    }
    return k + Math.floor((base - least + 1) * delta / (delta + skew));
  }

  return {
    maxLabel,

    /** A label as ASCII, "xn--" included where it needs that; null if that is longer than a label may be. Control characters are encoded too. */
    encode(label) {
      if (/^[ -~]*$/.test(label)) {
        return label.length > maxLabel ? null : label;
      }
      const points = [];
      let encoded = '';
      for (const sign of label) {
        // Each character takes one place at least.
        if (points.length > maxLabel) {
          return null;
        }
        points.push(sign.codePointAt(0));
        encoded += sign < '\x80' ? sign : '';
      }
      let handled = encoded.length;
      const basic = handled;
      encoded = 'xn--' + encoded + (basic > 0 ? '-' : '');
      let bias = firstBias;
      for (let current = 0x80, delta = 0; handled < points.length; current++, delta++) {
        const next = Math.min(...points.filter(point => point >= current));
        delta += (next - current) * (handled + 1);
        current = next;
        for (const point of points) {
          delta += point < current ? 1 : 0;
          if (point !== current) {
            continue;
          }
          let value = delta;
          for (let k = base; ; k += base) {
            const limit = threshold(k, bias);
            if (value < limit) {
              break;
            }
            encoded += signs[limit + (value - limit) % (base - limit)];
            value = Math.floor((value - limit) / (base - limit));
          }
          encoded += signs[value];
          bias = adapt(delta, handled + 1, handled === basic);
          delta = 0;
          handled++;
        }
      }
      return encoded.length > maxLabel ? null : encoded;
    },

    /** The label that was encoded as what stands behind "xn--"; null if none was. */
    decode(encoded) {
      const delimiter = encoded.lastIndexOf('-');
      if (delimiter === encoded.length - 1) {
        return null;
      }
      const points = Array.from(delimiter > 0 ? encoded.slice(0, delimiter) : '', sign => sign.codePointAt(0));
      let bias = firstBias;
      let current = 0x80;
      let place = 0;
      for (let at = delimiter > 0 ? delimiter + 1 : 0; at < encoded.length;) {
        const before = place;
        let weight = 1;
        for (let k = base; ; k += base) {
          const digit = at < encoded.length ? signs.indexOf(encoded[at++]) : -1;
          place += digit * weight;
          if (digit < 0 || place > 0x7FFFFFFF) {
            return null;
          }
          const limit = threshold(k, bias);
          if (digit < limit) {
            break;
          }
          weight *= base - limit;
        }
        bias = adapt(place - before, points.length + 1, before === 0);
        current += Math.floor(place / (points.length + 1));
        place %= points.length + 1;
        if (current > 0x10FFFF || (current >= 0xD800 && current <= 0xDFFF)) {
          return null;
        }
        points.splice(place++, 0, current);
      }
      return String.fromCodePoint(...points);
    },
  };
});
