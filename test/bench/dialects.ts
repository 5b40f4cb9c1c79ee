import {
  buildCatalog,
  editDocument,
  parseDocument,
  segmentText,
  writeSignatures,
} from '../../server/src/signature/index.ts';
import { jsonReader } from '../../server/src/signature/json-text/index.ts';
import { asJson, makeCorpus } from './corpus.ts';
import type { BenchRow } from './row.ts';

const FUNCTIONS = 16_000;
const URI = 'file:///all.tools.json';

function timed(work: () => void): number {
  const began = performance.now();
  work();
  return performance.now() - began;
}

/** The best of a few runs after one that warms up: what the work costs when the machine does nothing else. */
function times(work: () => void, runs = 7): number {
  work();
  return Math.min(...Array.from({ length: runs }, () => timed(work)));
}

/** Reads every segment of a text, holding none: what opening a file costs before anything is kept. */
function readAll(text: string): number {
  const options = { uri: URI, kind: 'json' } as const;
  const { segments, frame } = jsonReader.split(text, options);
  let functions = 0;
  for (const { start, length, tag = '' } of segments) {
    functions += jsonReader.read(text.slice(start, start + length), { ...options, frame, tag }).signatures.length;
  }
  return functions;
}

/** One letter typed and taken back, at one place: the cut alone. */
function keystroke(text: string, at: number): number {
  let document = parseDocument(URI, text);
  let typed = false;
  return times(() => {
    const change = { span: { start: at, end: typed ? at + 1 : at }, text: typed ? '' : 'x' };
    document = editDocument(document, [change]);
    segmentText(document, 0);
    typed = !typed;
  }, 20);
}

/** The JSON dialects: cutting, reading, one keystroke and writing, beside JSON.parse on the same text. */
export function benchDialects(root: string): BenchRow[] {
  const { tools } = makeCorpus(FUNCTIONS, root);
  const text = asJson(tools);
  const first = timed(() => readAll(text));
  const parse = times(() => JSON.parse(text));
  const split = times(() => jsonReader.split(text, { uri: URI, kind: 'json' }));
  const read = times(() => readAll(text));
  const middle = keystroke(text, text.indexOf('"description"', text.length / 2) + 20);
  const last = keystroke(text, text.lastIndexOf('"description"') + 20);
  const { entries } = buildCatalog([parseDocument(URI, text)]);
  const write = times(() => writeSignatures(entries, 'gemini'), 2);
  const row = (name: string, value: number, limit?: number): BenchRow => ({
    name,
    value: `${value.toFixed(1)} ms, ${(value / parse).toFixed(2)} × JSON.parse`,
    ...(limit === undefined ? {} : { limit: `≤ ${limit} ×`, ok: value <= limit * parse }),
  });
  return [
    {
      name: `${FUNCTIONS} functions, ${(text.length / 1e6).toFixed(1)} MB`,
      value: `JSON.parse ${parse.toFixed(1)} ms`,
    },
    row('cut into elements', split, 2),
    row('cut and read, first time', first),
    row('cut and read, again', read, 6),
    row('cut after a keystroke, in the middle', middle, 0.5),
    row('cut after a keystroke, in the last element', last, 0.5),
    row('write all as Gemini', write),
  ];
}
