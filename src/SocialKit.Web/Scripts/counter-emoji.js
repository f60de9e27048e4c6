// The texts that are one emoji: an automaton over UTF-16 units that knows every sequence of one emoji version. The longest wins.
'use strict';
socialkitCounter.part('emoji', table => {
  const yes = 1, unlessTextStyle = 2;
  const textStyle = 0xFE0E;

  // For each node whether an emoji ends there, and its edges: the units that lead on, sorted, and the node that each leads to.
  const nodes = [];
  const values = socialkitCounter.numbers(table);
  for (let i = 0; i < values.length;) {
    const node = { accepts: values[i++], first: [], last: [], target: [] };
    let unit = 0;
    for (let edges = values[i++]; edges > 0; edges--) {
      node.first.push(unit += values[i++]);
      node.last.push(unit += values[i++]);
      node.target.push(values[i++]);
    }
    nodes.push(node);
  }

  function next(node, unit) {
    let low = 0;
    let high = node.first.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      if (unit < node.first[middle]) {
        high = middle - 1;
      } else if (unit > node.last[middle]) {
        low = middle + 1;
      } else {
        return nodes[node.target[middle]];
      }
    }
    return undefined;
  }

  return {
    /** The length of the emoji that stands at a place of a text that is read up to `end`; 0 if there is none. */
    lengthAt(text, start, end) {
      let longest = 0;
      for (let at = start, node = nodes[0]; at < end;) {
        node = next(node, text.charCodeAt(at++));
        if (!node) {
          break;
        }
        if (node.accepts === yes || (node.accepts === unlessTextStyle && !(at < end && text.charCodeAt(at) === textStyle))) {
          longest = at - start;
        }
      }
      return longest;
    },
  };
});
