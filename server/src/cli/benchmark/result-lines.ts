import { rename, stat } from 'node:fs/promises';
import { openLineFile } from '../../files/index.ts';
import { isObject, type JsonObject, parsedJson } from '../../json/index.ts';
import { UsageError } from '../command.ts';
import { holdResults } from '../results-lock.ts';

/** A file of results that grows a line at a time. */
export interface ResultLines {
  /** Whole lines that were there before, by id. */
  readonly known: ReadonlyMap<string, JsonObject>;
  add(row: object): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens it: with `resume` behind the whole lines that are there, else anew, a former file kept as `….previous.jsonl`. Which
 * model made them stands beside it in `….model`, since the form of the lines is the benchmark's.
 * @throws UsageError where results of another model are to go on, or another command writes there
 */
export async function openResultLines(file: string, model: string, resume: boolean): Promise<ResultLines> {
  const giveBack = await holdResults(file);
  try {
    const lines = await openHeld(file, model, resume);
    return { ...lines, close: () => lines.close().finally(giveBack) };
  } catch (error) {
    await giveBack();
    throw error;
  }
}

async function openHeld(file: string, model: string, resume: boolean): Promise<ResultLines> {
  const lines = openLineFile(file);
  const beside = openLineFile(`${file}.model`);
  const known = new Map<string, JsonObject>();
  if (resume) {
    const before = (await firstLine(beside)) ?? model;
    if (before !== model)
      throw new UsageError(`${file} holds results of ${before}. Run without --resume, or name another --out.`);
    let end = 0;
    for await (const line of lines.read()) {
      const row = parsed(line.text);
      if (row === undefined) break;
      known.set(String(row.id), row);
      end = line.end;
    }
    await lines.truncate(end);
  } else if ((await stat(file).catch(() => undefined)) !== undefined)
    await rename(file, file.replace(/(?:\.jsonl?)?$/, '.previous.jsonl'));
  await beside.truncate(0);
  await beside.append(`${model}\n`);
  await beside.close();
  return {
    known,
    add: async (row) => lines.append(`${JSON.stringify(row)}\n`),
    close: () => lines.close(),
  };
}

async function firstLine(file: ReturnType<typeof openLineFile>): Promise<string | undefined> {
  for await (const { text } of file.readAll()) return text;
  return undefined;
}

function parsed(text: string): JsonObject | undefined {
  const value = parsedJson(text) ?? null;
  return isObject(value) && typeof value.id === 'string' ? value : undefined;
}
