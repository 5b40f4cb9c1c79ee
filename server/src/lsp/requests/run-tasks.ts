import path from 'node:path';
import { type BfclResultRow, createBfclJudge, evaluateBfcl, isMultiTurn, jsonLines } from '../../endpoint/index.ts';
import { readRegularText } from '../../files/index.ts';
import type { Json, JsonObject } from '../../json/index.ts';
import { type TestRunContext, wantedLines } from './test-run.ts';

/** Bytes of a file of the benchmark at most. */
const MAX_BYTES = 256 * 1024 * 1024;
const TEMPERATURE = 0.001;

/** Asks tasks of BFCL and judges each as `magnet eval bfcl` does. @returns whether it was cancelled */
export async function runTasks(context: TestRunContext): Promise<boolean> {
  const { client, params, signal, send } = context;
  const read = (file: string) => readData(path.join(path.dirname(context.file), file));
  const answerOf = await answersBeside(context.file);
  const judge = createBfclJudge({ read });
  const indexes = new Map<string, number>();
  const rows: JsonObject[] = [];
  for await (const { outline, text } of wantedLines(context)) {
    if (isMultiTurn(outline.category)) send({ ...unjudged(MANY_TURNS), type: 'ended', index: outline.index });
    else {
      indexes.set(outline.id, outline.index);
      rows.push(JSON.parse(text) as JsonObject);
    }
  }
  const started = new Map<string, number>();
  const took = (id: string) => Math.round(performance.now() - (started.get(id) ?? performance.now()));
  const result = async (row: BfclResultRow) => {
    const { correct, reason, unjudged: none } = await judge(JSON.stringify(row));
    const verdict = none === true ? 'unjudged' : correct ? 'right' : 'wrong';
    const problems = reason === '' ? [] : [reason];
    const texts = { expected: answerOf(row.id), actual: pretty(row.result as Json) };
    const index = indexes.get(row.id) ?? -1;
    send({ type: 'ended', index, verdict, problems, advice: [], milliseconds: took(row.id), ...texts });
  };
  try {
    await evaluateBfcl({
      rows,
      client,
      done: new Set(),
      concurrency: Math.max(1, Math.min(64, Number(params.concurrency) || 1)),
      temperature: TEMPERATURE,
      read,
      signal,
      onStart: (id) => {
        started.set(id, performance.now());
        send({ type: 'started', index: indexes.get(id) ?? -1, world: 'none' });
      },
      onResult: result,
      onError: (id, reason) => send({ ...unjudged(reason), type: 'ended', index: indexes.get(id) ?? -1 }),
    });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
  return signal.aborted;
}

const MANY_TURNS =
  'tasks of many turns run on the Python classes of the benchmark: magnet eval bfcl --backends DIR plays them';

const unjudged = (reason: string) => ({ verdict: 'unjudged' as const, problems: [reason] });

async function readData(file: string): Promise<string | undefined> {
  try {
    return await readRegularText(file, MAX_BYTES);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** What the answers' file says of each task; '' where there is none. */
async function answersBeside(file: string): Promise<(id: string) => string> {
  const name = `possible_answer/${path.basename(file)}`;
  const text = await readData(path.join(path.dirname(file), name));
  const rows = new Map(jsonLines(text ?? '', name).map((row) => [String(row.id), row.ground_truth]));
  return (id) => (rows.has(id) ? pretty(rows.get(id) ?? null) : '');
}

/** Arguments of a call that are JSON text are shown as JSON. */
function pretty(value: Json): string {
  if (typeof value === 'string') return value;
  return JSON.stringify(value, (_, part: Json) => (typeof part === 'string' ? opened(part) : part), 2);
}

function opened(text: string): Json {
  if (!text.startsWith('{')) return text;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}
