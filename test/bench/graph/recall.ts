import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { DependencyGraph } from '../../../server/src/graph/index.ts';
import type { Json } from '../../../server/src/json/index.ts';
import { parsePythonCalls } from '../../../server/src/openai-wire/index.ts';
import type { Collection } from './collections.ts';

interface ExecutedTask {
  readonly id: string;
  readonly executed: readonly (readonly { readonly call: string; readonly result: Json }[])[];
}

interface AskedTask {
  readonly id: string;
  readonly question: readonly (readonly { readonly content: string }[])[];
}

/** A pair of functions between which reference calls carried a value, and how often. */
export interface UsedEdge {
  readonly from: string;
  readonly to: string;
  readonly uses: number;
}

/**
 * Edges that real reference calls used: a value that a call returned, at least 3 characters long, in no user text so
 * far, not a boolean, given as an argument to a later call of another function. Undefined where the data is absent.
 */
export function usedEdges(root: string): UsedEdge[] | undefined {
  const folder = path.resolve(root, '../shared/data/bfcl');
  const executed = path.join(folder, 'executed_ground_truth.base.jsonl');
  const asked = path.join(folder, 'BFCL_v4_multi_turn_base.json');
  if (!existsSync(executed) || !existsSync(asked)) return undefined;
  const questions = new Map(readLines<AskedTask>(asked).map((task) => [task.id, task.question]));
  const uses = new Map<string, number>();
  for (const task of readLines<ExecutedTask>(executed)) {
    for (const pair of pairsOf(task, questions.get(task.id) ?? [])) uses.set(pair, (uses.get(pair) ?? 0) + 1);
  }
  return [...uses].map(([pair, count]) => {
    const [from = '', to = ''] = pair.split('\n');
    return { from, to, uses: count };
  });
}

function readLines<T>(file: string): T[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as T);
}

function pairsOf(task: ExecutedTask, questions: AskedTask['question']): string[] {
  const pairs: string[] = [];
  const returned: { readonly from: string; readonly value: string }[] = [];
  let said = '';
  task.executed.forEach((calls, turn) => {
    said += (questions[turn] ?? []).map(({ content }) => `${content.toLowerCase()}\n`).join('');
    for (const { call, result } of calls) {
      const parsed = parsePythonCalls(call)?.[0];
      if (parsed === undefined) continue;
      const name = parsed.name.split('.').at(-1) ?? parsed.name;
      const values = [...parsed.positional, ...Object.values(parsed.named)].flatMap(leaves);
      for (const value of new Set(values)) {
        if (value.length < 3 || said.includes(value.toLowerCase())) continue;
        const sources = returned.filter((one) => one.value === value && one.from !== name);
        for (const from of new Set(sources.map((one) => one.from))) pairs.push(`${from}\n${name}`);
      }
      for (const value of leaves(result)) returned.push({ from: name, value });
    }
  });
  return pairs;
}

/** Every value inside a result or an argument, as text; booleans and null name nothing. */
function leaves(value: Json): string[] {
  if (value === null || typeof value === 'boolean') return [];
  if (Array.isArray(value)) return value.flatMap(leaves);
  if (typeof value === 'object') return Object.values(value).flatMap(leaves);
  return [String(value)];
}

export interface Recall {
  readonly edges: number;
  readonly found: number;
  readonly uses: number;
  readonly usesFound: number;
  readonly missed: readonly UsedEdge[];
}

/** How many of the used edges a graph holds. */
export function recallOf(graph: DependencyGraph, used: readonly UsedEdge[]): Recall {
  const pairs = new Set(graph.edges.map(({ from, to }) => `${from}\n${to}`));
  const missed = used.filter(({ from, to }) => !pairs.has(`${from}\n${to}`));
  const uses = sum(used);
  return { edges: used.length, found: used.length - missed.length, uses, usesFound: uses - sum(missed), missed };
}

function sum(edges: readonly UsedEdge[]): number {
  return edges.reduce((total, { uses }) => total + uses, 0);
}

/** Share of the ordered pairs of each file's functions that are linked. */
export function densities(graph: DependencyGraph, { fileOf }: Collection): Map<string, number> {
  const sizes = new Map<string, number>();
  for (const file of fileOf.values()) sizes.set(file, (sizes.get(file) ?? 0) + 1);
  const linked = new Map<string, number>();
  for (const { from, to } of graph.edges) {
    const file = fileOf.get(from) ?? '';
    if (file === fileOf.get(to)) linked.set(file, (linked.get(file) ?? 0) + 1);
  }
  return new Map([...sizes].map(([file, size]) => [file, (linked.get(file) ?? 0) / Math.max(1, size * (size - 1))]));
}
