// The top-level domains, as IANA lists them: names beyond ASCII in Unicode, not in punycode.
'use strict';
socialkitCounter.part('domains', ([narrow, wide]) => {
  const wideNames = wide.split(' ');
  const narrowNames = new Set(narrow.split(' '));
  const all = new Set([...narrowNames, ...wideNames]);
  const maxLength = Math.max(...[...all].map(name => name.length));
  return {
    maxLength,

    /** The names beyond ASCII, in the order in which they are to be tried where one begins another. */
    wideNames,

    /** True if a name of ASCII letters, in any case, is a top-level domain. */
    hasNarrow: name => name.length <= maxLength && narrowNames.has(name.toLowerCase()),

    /** True if a name, as it is written, is a top-level domain. */
    has: name => all.has(name),
  };
});
