import { isObject, type Json, type JsonObject } from '../../json/index.ts';
import { WireError } from '../../openai-wire/index.ts';
import type { EndpointClient } from '../client.ts';
import { inPool } from '../engine/pool.ts';
import { messagesOf, type ResultStep, stepOf, toolsOf } from './ask.ts';
import type { Backends } from './backends.ts';
import { categoryOf, isMultiTurn } from './categories.ts';
import type { MultiTurnJudge } from './multi.ts';
import { playTurns } from './play-turns.ts';
import { BfclInputError } from './score.ts';

/** A row as the leaderboard's result files hold it. */
export interface BfclResultRow {
  readonly id: string;
  readonly result: string | ResultStep | readonly (readonly ResultStep[])[];
}

export interface BfclEvalOptions {
  /** Rows of the categories asked for, in order. */
  readonly rows: readonly JsonObject[];
  readonly client: EndpointClient;
  /** Ids that have results already. */
  readonly done: ReadonlySet<string>;
  readonly concurrency: number;
  readonly temperature?: number;
  /** For tasks of many turns. */
  readonly backends?: { readonly judge: MultiTurnJudge; readonly found: Backends };
  /** A file of the `data` folder; undefined where there is none. */
  readonly read: (file: string) => Promise<string | undefined>;
  readonly signal?: AbortSignal;
  readonly onStart?: (id: string) => void;
  readonly onResult: (row: BfclResultRow) => Promise<void>;
  readonly onError: (id: string, reason: string) => void;
}

/** Asks a model each row that has no result yet. A fault marks its row, which has no result then, and never ends the run. */
export async function evaluateBfcl(options: BfclEvalOptions): Promise<void> {
  const { rows, done, concurrency, signal, onResult, onError } = options;
  const docs = new Map<string, Promise<Json[]>>();
  const work = async (row: JsonObject): Promise<void> => {
    signal?.throwIfAborted();
    const id = String(row.id);
    options.onStart?.(id);
    try {
      await onResult({ id, result: await resultOf(id, row, options, docs) });
    } catch (error) {
      signal?.throwIfAborted();
      if (!(error instanceof Error)) throw error;
      if (!(error instanceof WireError) && !isMultiTurn(categoryOf(id))) throw error;
      onError(id, error.message);
    }
  };
  await inPool(rowsLeft(rows, done), Math.max(1, concurrency), work);
}

async function* rowsLeft(rows: readonly JsonObject[], done: ReadonlySet<string>): AsyncGenerator<JsonObject> {
  for (const row of rows) if (!done.has(String(row.id))) yield row;
}

async function resultOf(
  id: string,
  row: JsonObject,
  options: BfclEvalOptions,
  docs: Map<string, Promise<Json[]>>,
): Promise<BfclResultRow['result']> {
  const { client, temperature, signal, backends } = options;
  const category = categoryOf(id);
  const heat = temperature === undefined ? {} : { temperature };
  if (!isMultiTurn(category)) {
    const turn = Array.isArray(row.question) && Array.isArray(row.question[0]) ? row.question[0] : row.question;
    return stepOf(
      await client.chat({ messages: messagesOf(turn), tools: toolsOf(row.function, category), ...heat }, signal),
    );
  }
  if (backends === undefined)
    throw new Error('tasks of many turns run on Python classes; name their folder with --backends');
  const names = Array.isArray(row.involved_classes) ? row.involved_classes.map(String) : [];
  const lists = names.map((name) => {
    const known = docs.get(name) ?? docsOf(name, backends.found, options.read);
    docs.set(name, known);
    return known;
  });
  const all = (await Promise.all(lists)).flat();
  const stop = signal === undefined ? {} : { signal };
  return playTurns({ id, category, row, docs: all, client, judge: backends.judge, ...heat, ...stop });
}

/** The documents of a class's functions stand in a file that is called as the file of the class. */
async function docsOf(name: string, found: Backends, read: BfclEvalOptions['read']): Promise<Json[]> {
  const stem = found.classes[name]?.stem;
  if (stem === undefined) throw new Error(`no file of the back ends holds the class ${name}`);
  const file = `multi_turn_func_doc/${stem}.json`;
  const text = await read(file);
  if (text === undefined) throw new Error(`the data folder has no ${file}, which documents the functions of ${name}`);
  return jsonLines(text, file);
}

/** JSON Lines of a file. @throws BfclInputError naming the line */
export function jsonLines(text: string, file: string): JsonObject[] {
  return text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    try {
      const value = JSON.parse(line.replace(/^\uFEFF/, '')) as Json;
      return isObject(value) ? [value] : [];
    } catch {
      throw new BfclInputError(`line ${index + 1} of ${file} is no JSON.`);
    }
  });
}
