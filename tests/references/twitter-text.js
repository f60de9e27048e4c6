// twitter-text 3.1.0 behind a pipe.
//   node twitter-text.js        a JSON string a line in, all answers about it as one line of ASCII out
//   node twitter-text.js bench  a JSON string a line in, then the speed of parseTweet and of parseTweet + all entities as one JSON line
'use strict';
const twitter = require('twitter-text');
const tt = twitter.default || twitter;

const escape = text => text.replace(/[^\x21-\x7e]|["\\|,;]/g, unit => '\\u' + unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0'));
const kind = entity =>
  entity.url !== undefined ? 'link' : entity.hashtag !== undefined ? 'hashtag' : entity.cashtag !== undefined ? 'cashtag' : entity.listSlug ? 'list' : 'mention';
const value = entity => entity.url ?? entity.hashtag ?? entity.cashtag ?? entity.screenName + (entity.listSlug || '');
const entities = list => list.map(entity => `${kind(entity)},${entity.indices[0]},${entity.indices[1]},${escape(value(entity))}`).join(';');
const flag = bool => (bool ? '1' : '0');

function length(text, configuration) {
  const parsed = tt.parseTweet(text, configuration);
  return [parsed.weightedLength, flag(parsed.valid), parsed.permillage, parsed.validRangeEnd, parsed.displayRangeEnd].join(',');
}

function answers(text) {
  const { version1, version2, version3 } = tt.configs;
  const hits = [[1, 3], [5, 8]];
  return [
    length(text, version3), length(text, version2), length(text, version1),
    entities(tt.extractEntitiesWithIndices(text)),
    entities(tt.extractUrlsWithIndices(text, { extractUrlsWithoutProtocol: false })),
    entities(tt.extractHashtagsWithIndices(text)),
    entities(tt.extractMentionsOrListsWithIndices(text)),
    entities(tt.extractCashtagsWithIndices(text)),
    escape(tt.extractReplies(text) || ''),
    flag(tt.isValidTweetText(text)) + flag(tt.isValidUsername(text)) + flag(tt.isValidList(text)) + flag(tt.isValidHashtag(text))
      + flag(tt.isValidUrl(text)) + flag(tt.isValidUrl(text, true, false)) + flag(tt.isValidUrl(text, false, false)),
    escape(text.normalize()),
    escape(tt.autoLink(text)),
    escape(tt.autoLink(text, { htmlEscapeNonEntities: true, suppressNoFollow: true, usernameIncludeSymbol: true, targetBlank: true, symbolTag: 's', textWithSymbolTag: 'b', urlClass: 'u', suppressLists: true })),
    escape(tt.hitHighlight(text, hits)),
  ].join('|');
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
  const parse = measure(post => tt.parseTweet(post));
  const all = measure(post => { tt.parseTweet(post); tt.extractEntitiesWithIndices(post); });
  return JSON.stringify({ node: process.versions.node, parse, all });
}

const lines = require('readline').createInterface({ input: process.stdin, crlfDelay: Infinity });
if (process.argv[2] === 'bench') {
  const posts = [];
  lines.on('line', line => posts.push(JSON.parse(line)));
  lines.on('close', () => console.log(bench(posts)));
} else {
  let buffer = [];
  const flush = () => { if (buffer.length > 0) process.stdout.write(buffer.join('\n') + '\n'); buffer = []; };
  lines.on('line', line => {
    const text = JSON.parse(line);
    let answer;
    try {
      answer = answers(text);
    } catch (error) {
      answer = 'throws ' + error.name;
    }
    buffer.push(answer);
    if (buffer.length === 500) flush();
  });
  lines.on('close', flush);
}
