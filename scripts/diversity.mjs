// How varied the texts of a run are: `npm run diversity -- RUN/records.jsonl [COUNT]`.
// Compression ratio: bytes of the texts, one a line, over their bytes after gzip -9. Distinct-2: different pairs of
// neighbouring words over all pairs, within texts. Both over the first COUNT (1,000) queries, and over the answers.

import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const [file, count = '1000'] = process.argv.slice(2);
if (file === undefined) {
  console.error('usage: npm run diversity -- RUN/records.jsonl [COUNT]');
  process.exit(2);
}
const messages = readFileSync(file, 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .flatMap((line) => JSON.parse(line).messages);
const textsOf = (role) =>
  messages.filter((item) => item.role === role && item.content !== '').map((item) => item.content);

function figures(texts) {
  const all = texts.slice(0, Number(count));
  const bytes = Buffer.from(all.join('\n'));
  const words = all.map((text) => text.toLowerCase().match(/[\p{L}\p{N}'_/.@-]+/gu) ?? []);
  const pairs = words.flatMap((list) => list.slice(1).map((word, at) => `${list[at]} ${word}`));
  return {
    texts: all.length,
    compression: Number((bytes.length / gzipSync(bytes, { level: 9 }).length).toFixed(2)),
    distinct2: Number((new Set(pairs).size / Math.max(1, pairs.length)).toFixed(3)),
    words: Number((words.reduce((sum, list) => sum + list.length, 0) / Math.max(1, all.length)).toFixed(1)),
  };
}

console.log(JSON.stringify({ queries: figures(textsOf('user')), answers: figures(textsOf('assistant')) }, null, 1));
