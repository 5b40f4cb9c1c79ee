// Figures of docs/fsig.md: `node test/bench/fsig/run.mjs [functions]`.
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { generateFsig } from './generate.mjs';
import { lezerFigures } from './lezer.mjs';

/** Milliseconds the main thread has run (Linux), so that other programs on the machine do not count; else the time. */
const clock = () => {
  try {
    return Number(readFileSync(`/proc/self/task/${process.pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6;
  } catch {
    return performance.now();
  }
};

// The best of several runs: other programs on the machine only ever add time.
const best = (times) => Math.min(...times);
const time = (work, runs = 9) => {
  const times = [];
  for (let run = 0; run < runs; run++) {
    const start = clock();
    work(run);
    times.push(clock() - start);
  }
  return best(times);
};
/** Mean of many runs of something too short for the clock's grain. */
const average = (work, runs = 100) => {
  work(0);
  work(1);
  const start = clock();
  for (let run = 0; run < runs; run++) work(run);
  return (clock() - start) / runs;
};
/** The best of many short runs, by the wall clock. */
const quickest = (work, runs = 200) => {
  let best = Number.POSITIVE_INFINITY;
  for (let run = 0; run < runs; run++) {
    const start = performance.now();
    work();
    best = Math.min(best, performance.now() - start);
  }
  return best;
};
const show = (name, value, unit = 'ms') =>
  console.log(`${name.padEnd(64)} ${value.toFixed(value < 10 ? 3 : 1)} ${unit}`);

const folder = await mkdtemp(path.join(tmpdir(), 'fsig-bench-'));
const bundle = path.join(folder, 'signature.cjs');
await build({
  entryPoints: ['server/src/signature/index.ts'],
  outfile: bundle,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  mainFields: ['module', 'main'],
  logLevel: 'error',
});
const { parseDocument, editDocument, buildCatalog, parseSegment, segmentText, locate } = await import(
  pathToFileURL(bundle).href
);
await rm(folder, { recursive: true });

const functions = Number(process.argv[2] ?? 16_000);
const text = generateFsig(functions);
const uri = 'file:///bench.fsig';
console.log(`${functions} functions, ${(text.length / 1e6).toFixed(2)} MB of .fsig`);

const small = generateFsig(Math.ceil((functions * 2e6) / text.length));
const trees = (source) => {
  const document = parseDocument(uri, source);
  for (let index = 0; index < document.segments.length; index++) parseSegment(segmentText(document, index));
};
show(
  'hand-written: cut into declarations, 2 MB',
  time(() => parseDocument(uri, small)),
);
show(
  'hand-written: cut and parse every declaration, 2 MB',
  time(() => trees(small)),
);
await lezerFigures(small, { time, quickest, show });

const keystrokes = (document, at) => {
  let current = document;
  let catalog = buildCatalog([document]);
  const edit = (work) => {
    return average((run) => {
      work(
        run % 2 === 0 ? { span: { start: at, end: at }, text: 'x' } : { span: { start: at, end: at + 1 }, text: '' },
      );
    });
  };
  const editOnly = edit((change) => {
    current = editDocument(current, [change]);
  });
  const both = edit((change) => {
    current = editDocument(current, [change]);
    catalog = buildCatalog([current], catalog);
  });
  return { editOnly, both, entries: catalog.entries.length };
};
const places = (source) => ({
  'in a description': source.indexOf('returns', source.length / 2) + 2,
  'in a type used by many': source.indexOf('interface Order {', source.length / 2) + 20,
  'at the end of the file': source.lastIndexOf('limit: integer') + 3,
});
for (const [name, source] of [
  ['2 MB', small],
  [`${(text.length / 1e6).toFixed(1)} MB`, text],
]) {
  const document = parseDocument(uri, source);
  for (const [place, at] of Object.entries(places(source))) {
    const { editOnly, both } = keystrokes(document, at);
    show(`hand-written: keystroke ${place}, ${name}: edit`, editOnly);
    show(`hand-written: keystroke ${place}, ${name}: edit and catalog`, both);
  }
}
const used = () => {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
};
const before = used();
const parse = time(() => parseDocument(uri, text));
const document = parseDocument(uri, text);
show('cut, all functions', parse);
const started = clock();
const catalog = buildCatalog([document]);
show('catalog from nothing, all functions', clock() - started);
show(
  'read and link again from nothing',
  time(() => buildCatalog([parseDocument(uri, text)]), 3),
);
show(
  'problems of the whole file',
  time(() => buildCatalog([document], catalog).problems(uri), 3),
);
show(
  'locate one part',
  quickest(() => locate(catalog.entries[functions >> 1], ['parameters', 'properties', 'limit', 'minimum'])),
);
if (globalThis.gc)
  show('memory of document and catalog beside the text', (used() - before) / text.length, '× its characters');
