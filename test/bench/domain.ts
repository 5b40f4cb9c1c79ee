import { type DomainFunction, forgetDomain, readDomain } from '../../server/src/domain/index.ts';
import { buildCatalog, parseDocument } from '../../server/src/signature/index.ts';
import { asJson, makeCorpus } from './corpus.ts';
import type { BenchRow } from './row.ts';

const FUNCTIONS = 16_000;
const MAX_READ_MS = 1_500;
const MAX_EDIT_MS = 30;
const RUNS = 3;
const MEANINGS = ['orders of a user', 'invoices of an account', 'tickets of a device'];

/** Reading the domain of a large file, anew and after an edit of one function, by the processor's time. */
export function benchDomain(root: string): BenchRow[] {
  const text = asJson(makeCorpus(FUNCTIONS, root).tools);
  const { entries } = buildCatalog([parseDocument('file:///bench.tools.json', text)]);
  const read = best(() => {
    forgetDomain();
    const unseen = entries.map(({ id, signature }) => ({ id, signature: { ...signature } }));
    return processorTime(() => readDomain(unseen));
  });
  readDomain(entries);
  const wording = best(() => processorTime(() => readDomain(edited(entries, (text) => `${text} Works at any time.`))));
  const meaning = best((run) => {
    const changed = edited(entries, () => `Returns the ${MEANINGS[run]}.`);
    return processorTime(() => readDomain(changed));
  });
  return [
    row(`domain of ${FUNCTIONS} functions`, read, MAX_READ_MS),
    row('domain after a new wording', wording, MAX_EDIT_MS),
    row('domain after a new meaning', meaning, MAX_EDIT_MS),
  ];
}

function edited(functions: readonly DomainFunction[], write: (text: string) => string): readonly DomainFunction[] {
  const { id, signature } = functions[7_919] as DomainFunction;
  const copies = [...functions];
  copies[7_919] = { id, signature: { ...signature, description: write(signature.description) } };
  return copies;
}

function best(run: (index: number) => number): number {
  return Math.min(...Array.from({ length: RUNS }, (_, index) => run(index)));
}

function processorTime(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

function row(name: string, milliseconds: number, limit: number): BenchRow {
  return { name, value: `${milliseconds.toFixed(0)} ms`, limit: `≤ ${limit} ms`, ok: milliseconds <= limit };
}
