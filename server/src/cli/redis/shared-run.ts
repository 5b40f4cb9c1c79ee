import { createHash } from 'node:crypto';
import { hostname } from 'node:os';
import process from 'node:process';
import type { IndexResult, RunInput, RunSubject } from '../../dataset/index.ts';
import { createGraph } from '../../graph/index.ts';
import { canonicalJson, type Json } from '../../json/index.ts';
import type { Limits } from '../../openai-wire/index.ts';
import {
  createTeacher,
  type Language,
  type Phrasings,
  type Price,
  type Prompts,
  type TeacherId,
  type TeacherOptions,
} from '../../teacher/index.ts';
import { createSimulatedWorld } from '../../world/index.ts';

/** How the teacher of a run is made, in plain JSON and without keys: each worker takes those from its own environment. */
export interface SharedTeacher {
  readonly id: TeacherId;
  readonly model?: string;
  readonly baseUrl?: string;
  readonly budgetUsd?: number;
  readonly price?: Price;
  readonly prompts?: Prompts;
  readonly language?: Language;
  readonly phrasings?: readonly (readonly [string, unknown])[];
}

/** All that a worker needs to make any record of a run: what its bytes follow from. */
export interface SharedRun {
  readonly format: 1;
  readonly codeVersion: string;
  readonly catalogHash: string;
  readonly functions: RunSubject['functions'];
  readonly graph: Pick<RunSubject['graph'], 'nodes' | 'edges'>;
  readonly settings: RunSubject['settings'];
  readonly teacher: SharedTeacher;
  /** Rates that all workers keep together. */
  readonly rates: Partial<Pick<Limits, 'requestsPerMinute' | 'tokensPerMinute'>>;
}

/** A part of a run: indices from `from` up to before `to`. */
export interface Part {
  readonly from: number;
  readonly to: number;
}

/** What a worker made of a part, with what it was made from: a result of other inputs is refused. */
export interface PartResult {
  readonly input: string;
  readonly codeVersion: string;
  readonly worker: string;
  readonly results: readonly IndexResult[];
  readonly repairs: Readonly<Record<string, number>>;
}

/** The teacher that the options of a command name. Its address goes without a password: who asks there has its own. */
export function sharedTeacher(
  id: TeacherId,
  { model, baseUrl, budget, price }: { model?: string; baseUrl?: string; budget?: number; price?: Price },
  { prompts, phrasings, language }: Pick<TeacherOptions, 'prompts' | 'phrasings' | 'language'>,
): SharedTeacher {
  return {
    id,
    ...(model === undefined ? {} : { model }),
    ...(baseUrl === undefined ? {} : { baseUrl: withoutPassword(baseUrl) }),
    ...(budget === undefined ? {} : { budgetUsd: budget }),
    ...(price === undefined ? {} : { price }),
    ...(prompts === undefined ? {} : { prompts }),
    ...(language === undefined ? {} : { language }),
    ...(phrasings === undefined ? {} : { phrasings: [...phrasings] }),
  };
}

function withoutPassword(address: string): string {
  if (!URL.canParse(address)) return address;
  const url = new URL(address);
  url.username = '';
  url.password = '';
  return url.href;
}

export function sharedRun(
  { functions, graph: { nodes, edges }, catalogHash, settings, codeVersion }: RunInput,
  teacher: SharedTeacher,
  rates: SharedRun['rates'],
): SharedRun {
  return { format: 1, codeVersion, catalogHash, functions, graph: { nodes, edges }, settings, teacher, rates };
}

/** Names a run by its inputs; how much it may cost and how fast it may go is no part of them. */
export function runHash({ rates: _rates, teacher, ...rest }: SharedRun): string {
  const { budgetUsd: _budget, price: _price, baseUrl: _address, ...identity } = teacher;
  const text = canonicalJson(JSON.parse(JSON.stringify({ ...rest, teacher: identity })) as Json);
  return createHash('sha256').update(text).digest('hex').slice(0, 24);
}

/** The subject of a run as a worker has it. */
export async function openSubject(run: SharedRun, more: TeacherOptions): Promise<RunSubject> {
  const { id, phrasings, ...options } = run.teacher;
  const teacher = await createTeacher(id, {
    ...options,
    ...(phrasings === undefined ? {} : { phrasings: new Map(phrasings) as unknown as Phrasings }),
    ...more,
  });
  const { functions, catalogHash, settings, codeVersion } = run;
  const graph = createGraph(run.graph.nodes, run.graph.edges);
  return { functions, graph, catalogHash, settings, codeVersion, teacher, world: createSimulatedWorld(functions) };
}

/** Who did a part, for messages. */
export function workerName(): string {
  return `${hostname()}/${process.pid}`;
}
