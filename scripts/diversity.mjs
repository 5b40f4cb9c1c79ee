// How varied the texts of a run are: `npm run diversity -- RUN/records.jsonl… [COUNT]`.
// Compression ratio: bytes of the texts, one a line, over their bytes after gzip -9. Distinct-2: different pairs of
// neighbouring words over all pairs, within texts. Shared-4: the share of rows of four words that stand in another text as
// well. All over the first COUNT (1,000) queries, as many of each file, and over the answers.

import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const given = process.argv.slice(2);
const files = given.filter((text) => !/^\d+$/.test(text));
const count = Number(given.find((text) => /^\d+$/.test(text)) ?? 1000);
if (files.length === 0) {
  console.error('usage: npm run diversity -- RUN/records.jsonl… [COUNT]');
  process.exit(2);
}
const runs = files.map((file) =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .flatMap((line) => JSON.parse(line).messages),
);
const textsOf = (role) =>
  runs.flatMap((messages) =>
    messages
      .filter((item) => item.role === role && item.content !== '')
      .map((item) => item.content)
      .slice(0, Math.ceil(count / runs.length)),
  );

function figures(texts) {
  const all = texts.slice(0, count);
  const bytes = Buffer.from(all.join('\n'));
  const words = all.map((text) => text.toLowerCase().match(/[\p{L}\p{N}'_/.@-]+/gu) ?? []);
  const pairs = words.flatMap((list) => list.slice(1).map((word, at) => `${list[at]} ${word}`));
  const fours = words.map((list) => new Set(list.slice(3).map((_, at) => list.slice(at, at + 4).join(' '))));
  const inTexts = new Map();
  for (const row of fours.flatMap((own) => [...own])) inTexts.set(row, (inTexts.get(row) ?? 0) + 1);
  const rows = [...inTexts.values()];
  const sum = (numbers) => numbers.reduce((whole, number) => whole + number, 0);
  return {
    texts: all.length,
    compression: Number((bytes.length / gzipSync(bytes, { level: 9 }).length).toFixed(2)),
    distinct2: Number((new Set(pairs).size / Math.max(1, pairs.length)).toFixed(3)),
    shared4: Number((sum(rows.filter((number) => number > 1)) / Math.max(1, sum(rows))).toFixed(3)),
    words: Number((words.reduce((sum, list) => sum + list.length, 0) / Math.max(1, all.length)).toFixed(1)),
  };
}

console.log(JSON.stringify({ queries: figures(textsOf('user')), answers: figures(textsOf('assistant')) }, null, 1));
