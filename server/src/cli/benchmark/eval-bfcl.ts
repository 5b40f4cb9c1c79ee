import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { BfclInputError, evaluateBfcl, fileNames, jsonLines, scoreBfcl } from '../../endpoint/index.ts';
import type { JsonObject } from '../../json/index.ts';
import { type CommandContext, EXIT, UsageError } from '../command.ts';
import { fileError } from '../file-error.ts';
import { oneLine } from '../gate.ts';
import { describe, folderAt, judgeFor, readText } from './bfcl.ts';
import { type AskingOptions, clientFor } from './endpoint.ts';
import { openResultLines, type ResultLines } from './result-lines.ts';

export interface EvalBfclOptions extends AskingOptions {
  readonly data: string;
  readonly categories?: string;
  readonly backends?: string;
  readonly out: string;
  readonly strict: boolean;
}

type Backends = Awaited<ReturnType<typeof judgeFor>>;

interface TaskError {
  readonly id: string;
  readonly reason: string;
}

/** Asks the model each task that has no result yet, then judges all results. */
export async function evalBfcl(options: EvalBfclOptions, context: CommandContext): Promise<void> {
  const data = await folderAt(options.data, '--data', context);
  const read = (file: string) => readText(path.join(data, file));
  const backends = await judgeFor(options.backends, context);
  try {
    const rows = await rowsOf(options, data, read, backends !== undefined, context);
    const file = path.resolve(context.cwd, options.out);
    const errors = await ask(rows, file, options, read, backends, context);
    const results = (await readText(file)) ?? '';
    const report = await scoreBfcl({
      results: ofTasks(results, rows),
      read,
      strict: options.strict,
      ...(backends === undefined ? {} : { multiTurn: backends.judge }),
    });
    const made = { ...report, errors, cancelled: context.signal.aborted, results: file };
    const missing = errors.map(({ id, reason }) => oneLine(`  ${id}: no result: ${reason}`));
    const text = [
      describe(report),
      ...(errors.length === 0
        ? []
        : [`${errors.length} tasks have no result and are in no figure (--resume asks them again):`]),
      ...missing,
      `results: ${file}`,
    ].join('\n');
    context.terminal.result(options.format === 'json' ? JSON.stringify(made, null, 2) : text);
    if (errors.length > 0 || made.cancelled) context.exit(EXIT.findings);
  } catch (error) {
    throw error instanceof BfclInputError ? new UsageError(error.message) : error;
  } finally {
    await backends?.judge.close();
  }
}

async function ask(
  rows: readonly JsonObject[],
  file: string,
  options: EvalBfclOptions,
  read: (file: string) => Promise<string | undefined>,
  backends: Backends,
  context: CommandContext,
): Promise<TaskError[]> {
  const { terminal, signal } = context;
  const { client, model } = await clientFor(options, file, context);
  const lines: ResultLines = await openResultLines(file, model, options.resume).catch((error: unknown) => {
    throw fileError(error);
  });
  const errors: TaskError[] = [];
  let made = 0;
  try {
    await evaluateBfcl({
      rows,
      client,
      done: new Set(lines.known.keys()),
      concurrency: options.concurrency,
      temperature: options.temperature,
      read,
      signal,
      ...(backends === undefined ? {} : { backends }),
      onResult: async (row) => {
        await lines.add(row);
        made += 1;
        terminal.progress(`${made + lines.known.size} of ${rows.length} tasks`);
      },
      onError: (id, reason) => errors.push({ id, reason }),
    });
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    await lines.close();
    await client.close();
  }
  return errors;
}

/** Lines of tasks that were asked for: an older file may hold others. */
function ofTasks(results: string, rows: readonly JsonObject[]): string {
  const wanted = new Set(rows.map((row) => String(row.id)));
  return results
    .split('\n')
    .filter((line) => line.trim() !== '' && wanted.has(String((JSON.parse(line) as { id?: string }).id)))
    .join('\n');
}

/** Rows of the categories; tasks of many turns only where there are classes to run them on. */
async function rowsOf(
  { categories, count }: EvalBfclOptions,
  data: string,
  read: (file: string) => Promise<string | undefined>,
  manyTurns: boolean,
  { terminal }: CommandContext,
): Promise<JsonObject[]> {
  const there = await categoriesIn(data);
  const named = categories?.split(',').map((name) => name.trim());
  const left = there.filter((name) => name.startsWith('multi_turn') && !manyTurns);
  if (named === undefined && left.length > 0) terminal.message(`Left out without --backends: ${left.join(', ')}`);
  const rows: JsonObject[] = [];
  for (const category of named ?? there.filter((name) => !left.includes(name))) {
    const file = await firstOf(fileNames(category), read);
    if (file === undefined)
      throw new UsageError(`--categories: the data folder has no ${category}. It has: ${there.join(', ') || 'none'}.`);
    rows.push(...jsonLines(file.text, file.name).slice(0, count));
  }
  if (rows.length === 0) throw new UsageError(`${data}: no tasks in it. Name BFCL's "data" folder with --data.`);
  return rows;
}

async function firstOf(names: readonly string[], read: (file: string) => Promise<string | undefined>) {
  for (const name of names) {
    const text = await read(name);
    if (text !== undefined) return { name, text };
  }
  return undefined;
}

/** Agentic categories need the web or a memory of their own, and have no checker here. */
const UNPLAYED = /^(?:memory|web_search|format_sensitivity)/;

async function categoriesIn(data: string): Promise<string[]> {
  const names = (await readdir(data)).flatMap((file) => /^BFCL_v[34]_(\w+)\.json$/.exec(file)?.[1] ?? []);
  return [...new Set(names)].filter((name) => !UNPLAYED.test(name)).sort();
}
