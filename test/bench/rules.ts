import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { buildGraph } from '../../server/src/graph/index.ts';
import { createChecker, RULE_CODES } from '../../server/src/rules/index.ts';
import { buildCatalog, parseDocument } from '../../server/src/signature/index.ts';
import { clockOf } from './clock.ts';
import { asFsig, asJson, makeCorpus, type ToolObject } from './corpus.ts';
import { runOn, timeJson } from './json-times.ts';
import type { BenchRow } from './row.ts';
import type { RuleTimes } from './rules-run.ts';

const FUNCTIONS = 16_000;
const URI = 'file:///all.tools.json';

/** Four times the work may take this many times as long: 4 is linear, 16 is all pairs; larger heaps cost something, too. */
const MAX = 8;

export interface RulesBenchOptions {
  /** Folder of the checkout. */
  readonly root: string;
  /** Bundled program that times vscode-json-languageservice on a file. */
  readonly jsonService: string;
  /** Bundled program that times the rules on a file. */
  readonly rules: string;
}

/** All rules beside VS Code's JSON service on the same functions, and how their time grows with what is there. */
export function benchRules({ root, jsonService, rules }: RulesBenchOptions): BenchRow[] {
  const { tools } = makeCorpus(FUNCTIONS, root);
  const folder = mkdtempSync(path.join(tmpdir(), 'magnet-bench-rules-'));
  try {
    const text = asJson(tools);
    const json = timeJson(jsonService, folder, text);
    const beside = (name: string, times: RuleTimes): BenchRow[] => [
      {
        name: `${name}: all rules, first look`,
        value: `${(times.first / json.first).toFixed(2)} × (${times.first.toFixed(0)} ms)`,
        limit: '≤ 1.0 ×',
        ok: times.first <= json.first,
      },
      {
        name: `${name}: again, all forgotten`,
        value: `${(times.again / json.again).toFixed(2)} × (${times.again.toFixed(0)} ms)`,
        limit: '≤ 1.0 ×',
        ok: times.again <= json.again,
      },
      { name: `${name}: places of ${times.findings} findings`, value: `${times.placed.toFixed(0)} ms` },
    ];
    return [
      {
        name: `${RULE_CODES.length} rules, ${FUNCTIONS} functions, ${(text.length / 1e6).toFixed(1)} MB JSON`,
        value: `JSON service ${json.first.toFixed(0)} ms, again ${json.again.toFixed(0)} ms`,
      },
      ...beside('one JSON file', runOn<RuleTimes>(rules, folder, 'all.tools.json', text)),
      ...beside('one .fsig file', runOn<RuleTimes>(rules, folder, 'all.fsig', asFsig(tools))),
      ...Object.entries(SHAPES).map(([name, make]) => growth(name, (count) => make(count, tools))),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What a rule that looks at all pairs would stumble over: the same thing in a size that is asked for. */
const SHAPES: Readonly<Record<string, (size: number, tools: readonly ToolObject[]) => readonly ToolObject[]>> = {
  functions: (size, tools) => tools.slice(0, size),
  'of one name': (size) => times(size, (index) => toolOf('get_thing', `Gets thing number ${index}.`, {})),
  'described alike': (size) =>
    times(size, (index) => toolOf(`get_thing_${index}`, 'Gets the thing of a user.', { thing_id: TEXT })),
  'with 16 parameters alike': (size) =>
    times(size, (index) => toolOf(`do_${index}_now`, `Does thing number ${index}.`, wide(16))),
  'parameters of one': (size) => [toolOf('send_form', 'Sends a form.', wide(size))],
  'parameters of many': (size) =>
    times(size / 200, (index) => toolOf(`send_form_${index}`, `Sends form ${index}.`, wide(200))),
  'definitions and references': (size) => [referring(size)],
  'members of 20 enums': (size) => [
    toolOf('pick', 'Picks colours.', Object.fromEntries(times(20, (index) => [`colour_${index}`, enumOf(size)]))),
  ],
};

const TEXT = { type: 'string', description: 'Key of the thing.' };

function times<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

function enumOf(size: number): object {
  return { type: 'string', description: 'Which colour it is.', enum: times(size, (index) => `shade_${index}`) };
}

function wide(count: number): Record<string, object> {
  return Object.fromEntries(
    times(count, (index) => [`field_${index}`, { type: 'string', description: `What stands in field ${index}.` }]),
  );
}

function toolOf(name: string, description: string, properties: object, more: object = {}): ToolObject {
  return { type: 'function', function: { name, description, parameters: { type: 'object', properties, ...more } } };
}

function referring(count: number): ToolObject {
  const properties = Object.fromEntries(times(count / 2, (index) => [`field_${index}`, { $ref: `#/$defs/d${index}` }]));
  const $defs = Object.fromEntries(times(count / 2, (index) => [`d${index}`, TEXT]));
  return toolOf('send_form', 'Sends a form.', properties, { $defs });
}

function growth(name: string, make: (size: number) => readonly ToolObject[]): BenchRow {
  const [small, large] = [FUNCTIONS / 4, FUNCTIONS].map((size) => lookTime(asJson(make(size))));
  const ratio = (large ?? 0) / (small ?? 1);
  return {
    name: `${FUNCTIONS} against ${FUNCTIONS / 4} ${name}`,
    value: `${ratio.toFixed(1)} × as long (${small?.toFixed(0)} → ${large?.toFixed(0)} ms)`,
    limit: `≤ ${MAX} ×`,
    ok: ratio <= MAX,
  };
}

/** Milliseconds that all rules take on a text, the best of three. */
function lookTime(text: string): number {
  const clock = clockOf(process.pid);
  const catalog = buildCatalog([parseDocument(URI, text)]);
  const graph = buildGraph(catalog.entries);
  return Math.min(
    ...times(3, () => {
      const checker = createChecker();
      const start = clock();
      checker.update({ catalog, graph });
      checker.check(URI, () => true);
      return clock() - start;
    }),
  );
}
