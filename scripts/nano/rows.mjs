// From runs to rows of tokens: the tokenizer's counts, windows for SFT, pairs for mDPO with ours and with random negatives.

import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** The records of a run, in order. */
export function readRecords(run) {
  const file = path.join(run, 'records.jsonl');
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

/** Readers never find half a file. */
export function writeWhole(file, text) {
  writeFileSync(`${file}.part`, text);
  renameSync(`${file}.part`, file);
}

/** How often each run of letters, of signs, or digit occurs in what the model is shown. */
export function countPieces(records, lib) {
  const counts = {};
  const add = (text) => {
    for (const [piece] of text.matchAll(/\p{L}+|\p{N}|[^\s\p{L}\p{N}]+|\s+/gu))
      counts[piece] = (counts[piece] ?? 0) + 1;
  };
  for (const record of records) {
    const segments = [...lib.renderTools(record.tools), ...lib.inStockWords(record).flatMap(lib.renderMessage)];
    for (const segment of segments) if ('text' in segment) add(segment.text);
  }
  return counts;
}

/** A row a line: ids, and half-open spans of what is learnt. */
function rowOf({ ids, learnt }) {
  const spans = [];
  learnt.forEach((flag, at) => {
    if (!flag) return;
    if (spans.length > 0 && spans.at(-1)[1] === at) spans.at(-1)[1] = at + 1;
    else spans.push([at, at + 1]);
  });
  return { ids, learnt: spans };
}

/** Windows of each record's right side. */
export function sftRows(records, tokenizer, limit, lib) {
  return records.flatMap((record) =>
    lib
      .trainingWindows(lib.encodeTurns(lib.inStockWords(record), record.tools, tokenizer), limit)
      .filter(({ learnt }) => learnt.includes(true))
      .map(rowOf),
  );
}

/** Both sides of each record; `random` puts a message from elsewhere in the place of the wrong side. */
export function pairRows(catalogs, tokenizer, limit, lib, random) {
  const rows = [];
  let left = 0;
  for (const records of catalogs) {
    const moves = random === undefined ? [] : records.flatMap((record) => movesOf(lib.inStockWords(record)));
    for (const record of records) {
      const wrong = random === undefined ? undefined : [otherMove(record, moves, random, lib)];
      const pair = lib.encodePair(record, tokenizer, limit, wrong);
      if (pair === undefined) left += 1;
      else rows.push({ chosen: rowOf(pair.chosen), rejected: rowOf(pair.rejected), shared: pair.shared });
    }
  }
  return { rows, left };
}

function movesOf(messages) {
  return messages.filter((message) => message.role === 'assistant');
}

/** A message of the agent from any record of the catalog that is not the right one. */
function otherMove(record, moves, random, lib) {
  const right = JSON.stringify(plain(lib.inStockWords(record)[record.divergesAt.message]));
  for (let tries = 0; tries < 50; tries += 1) {
    const move = random.pick(moves);
    if (JSON.stringify(plain(move)) !== right) return move;
  }
  return { role: 'assistant', content: lib.STOCK.decline };
}

function plain({ content, tool_calls: calls = [] }) {
  return { content, calls: calls.map((call) => call.function) };
}

export function writeRows(file, rows) {
  if (!existsSync(file)) writeWhole(file, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
}
