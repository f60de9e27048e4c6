// The counter of the supporters' page behind a pipe. Its scripts are run as a browser runs them, in a page that has nothing but what they ask for.
//   node counter.js       a JSON string a line in, what each network counts of it as one line of ASCII out
//   node counter.js cpu   a JSON string a line in, the network that took longest and its milliseconds of CPU, with tables loaded, as a line out
'use strict';
const { readFileSync } = require('fs');
const { join } = require('path');
const vm = require('vm');

const folder = join(__dirname, '..', '..', 'src', 'SocialKit.Web', 'Scripts');
const page = vm.createContext({ console });
page.window = page;
page.document = {
  currentScript: { src: 'file:///page/counter.js' },
  createElement: () => ({}),
  head: { append: script => { run(script.src.replace('file:///page/', '')); script.onload(); } },
};
const run = name => vm.runInContext(readFileSync(join(folder, name), 'utf8'), page, { filename: name });
run('counter.js');

const warning = { contentWarning: 'Казнь 👨‍👩‍👧', limit: 400, perLink: 40 };
const asked = [['x'], ['bluesky'], ['bluesky', { linksAsWritten: true }], ['mastodon'], ['mastodon', warning], ['threads'], ['facebook'], ['telegram'], ['linkedin']];

function answer(counter, text) {
  const { length, limit, unit, second, fits, isValid } = counter.count(text);
  return [length, limit, unit, second ? `${second.length},${second.limit},${second.unit}` : '-', fits ? 1 : 0, isValid ? 1 : 0].join(',');
}

function cost(counters, text) {
  let worst = ['', 0];
  counters.forEach((counter, i) => {
    const start = process.cpuUsage();
    counter.count(text);
    const { user, system } = process.cpuUsage(start);
    if (user + system > worst[1]) worst = [asked[i][0], user + system];
  });
  return `${worst[0]} ${Math.ceil(worst[1] / 1000)}`;
}

(async () => {
  const counters = await Promise.all(asked.map(([network, options]) => page.socialkitCounter.load(network, options)));
  const say = process.argv[2] === 'cpu' ? text => cost(counters, text) : text => counters.map(counter => answer(counter, text)).join('|');
  let buffer = [];
  const flush = () => { if (buffer.length > 0) process.stdout.write(buffer.join('\n') + '\n'); buffer = []; };
  const lines = require('readline').createInterface({ input: process.stdin, crlfDelay: Infinity });
  lines.on('line', line => { if (buffer.push(say(JSON.parse(line))) === 500) flush(); });
  lines.on('close', flush);
})();
