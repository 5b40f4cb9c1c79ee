import { type ChildProcess, spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type RunSettings, runGeneration, runSettings } from '../../server/src/dataset/index.ts';
import { openRunFolder } from '../../server/src/files/index.ts';
import { buildGraph } from '../../server/src/graph/index.ts';
import { buildCatalog, catalogHash, parseDocument } from '../../server/src/signature/index.ts';
import {
  createOfflineTeacher,
  createPromptedTeacher,
  type GuardedModel,
  NO_TROUBLES,
  renderTask,
  type Teacher,
  type TeacherTask,
  writingApart,
} from '../../server/src/teacher/index.ts';
import { createSimulatedWorld } from '../../server/src/world/index.ts';

/** What a capable model says to each prompt of a run, found by making the run once without a network. */
export async function answersOf(
  fsig: string,
  settings: Partial<RunSettings>,
  folder: string,
): Promise<Map<string, string>> {
  const catalog = buildCatalog([parseDocument('file:///tools.fsig', fsig)]);
  const answers = new Map<string, string>();
  await runGeneration({
    functions: catalog.entries,
    graph: buildGraph(catalog.entries),
    catalogHash: catalogHash(catalog),
    world: createSimulatedWorld(catalog.entries),
    teacher: capable(answers),
    settings: runSettings(settings),
    folder: openRunFolder(folder),
    codeVersion: 'script',
  });
  return answers;
}

/** A teacher that is asked by prompts, and answers what the offline teacher would say. */
function capable(answers: Map<string, string>): Teacher {
  const offline = writingApart(createOfflineTeacher());
  const prompted = createPromptedTeacher(modelOf(answers), {}, 'openai');
  return {
    ...prompted,
    perform: async (task, signal) => {
      const { value } = await offline.perform(task, signal);
      const { prompt } = renderTask(task as TeacherTask);
      // The server knows a question by its prompt alone: asked again with another seed, it gives the same answer.
      if (!answers.has(prompt)) answers.set(prompt, inModelsWords(value));
      return prompted.perform(task, signal);
    },
  };
}

function modelOf(answers: ReadonlyMap<string, string>): GuardedModel {
  return {
    teacher: 'openai',
    model: 'script',
    complete: async ({ prompt }) => ({
      text: answers.get(prompt) ?? 'FINISH',
      finishReason: 'stop',
      usage: { input: 100, output: 20 },
    }),
    costOf: () => 0,
    spentUsd: () => 0,
    unreadable: () => {},
    troubles: () => NO_TROUBLES,
    load: () => ({ inFlight: 0, waiting: 0, allowed: 1, heldBy: 'server' }),
    close: async () => {},
  };
}

/** A value as a model writes it: text as it is, lists and turns as JSON. */
function inModelsWords(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return JSON.stringify(value);
  const { content, calls } = value as { content: string; calls: unknown };
  return JSON.stringify({ text: content, calls });
}

/** What the server saw. */
export interface TeacherStats {
  readonly requests: number;
  readonly unknown: number;
  readonly inputCharacters: number;
  readonly mostInFlight: number;
  readonly busy: number;
  readonly span: number;
  /** Requests in flight, summed over the milliseconds of each tenth of a second. */
  readonly tenths: readonly number[];
  /** Whole answers, and how many different prompts they were for. */
  readonly paid: number;
  readonly prompts: number;
}

export interface TeacherServer {
  readonly url: string;
  stats(): Promise<TeacherStats>;
  /** What it saw so far; counts begin anew. */
  restart(): Promise<TeacherStats>;
  close(): void;
}

/** Starts a server of such answers, in a process of its own. */
export async function startTeacher(
  answers: ReadonlyMap<string, string>,
  folder: string,
  options: { readonly latencyMs?: number; readonly faults?: number } = {},
  root = path.resolve(import.meta.dirname, '../..'),
): Promise<TeacherServer> {
  const file = path.join(folder, `answers-${answers.size}.json`);
  await writeFile(file, JSON.stringify(Object.fromEntries(answers)));
  const program = path.join(root, 'test/support/answering-server.mjs');
  const child = spawn(process.execPath, [program, file, JSON.stringify(options)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await firstLine(child);
  const ask = async (method: string) => (await (await fetch(`${url}/stats`, { method })).json()) as TeacherStats;
  return { url, stats: () => ask('GET'), restart: () => ask('DELETE'), close: () => void child.kill('SIGKILL') };
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8');
      if (text.includes('\n')) resolve(text.slice(0, text.indexOf('\n')));
    });
    child.once('exit', () => reject(new Error('the server of answers ended')));
  });
}
