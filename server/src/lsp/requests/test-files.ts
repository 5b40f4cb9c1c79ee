import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { asTest, formOf, outlineOf, recordOfCalls, type TestOutline } from '../../endpoint/index.ts';
import { isThere, openLineFile } from '../../files/index.ts';
import { type TrajectoryRecord, toolNames } from '../../trajectory/index.ts';
import { createSimulatedWorld } from '../../world/index.ts';
import { refused } from '../guard.ts';
import type { SaveTestParams, TestsResult } from '../protocol.ts';
import { OpenRuns } from '../runs/open-runs.ts';
import type { Session } from '../session.ts';
import { filePath } from '../uris.ts';

const MAX_BROKEN = 100;

/** A line of a file of tests that holds one. */
export interface TestLine {
  readonly outline: TestOutline;
  readonly text: string;
}

export function testFile(uri: string): string {
  const file = filePath(uri);
  if (file === undefined) throw refused('Tests are read from files on this machine only.');
  return file;
}

/** The tests of a file, one after the other; what is none is told with its line. */
export async function* testLines(
  file: string,
  onBroken: (line: number, reason: string) => void = () => {},
): AsyncGenerator<TestLine> {
  const form = formOf(path.basename(file));
  let line = -1;
  let index = 0;
  for await (const { text, tooLong } of openLineFile(file).readAll()) {
    line += 1;
    if (text.trim() === '') continue;
    const outline = tooLong === true ? 'longer than 16 MiB' : outlineOf(form, text, index, line);
    if (typeof outline === 'string') onBroken(line, outline);
    else {
      index += 1;
      yield { outline, text };
    }
  }
}

export async function listTests(uri: string, signal: AbortSignal): Promise<TestsResult> {
  const file = testFile(uri);
  const tests: TestOutline[] = [];
  const broken: { line: number; reason: string }[] = [];
  const note = (line: number, reason: string) => {
    if (broken.length < MAX_BROKEN) broken.push({ line, reason });
  };
  for await (const { outline } of testLines(file, note)) {
    signal.throwIfAborted();
    tests.push(outline);
  }
  return { form: formOf(path.basename(file)), tests, broken };
}

/** Adds a test to a file as its last line; what stands in the file stays as it is. */
export async function saveTest(session: Session, params: SaveTestParams): Promise<{ id: string; index: number }> {
  const file = testFile(String(params.to));
  if (!/\.magnet-test\.jsonl$/.test(file)) throw refused('Files of tests are called *.magnet-test.jsonl.');
  const record = 'uri' in params ? await recordAt(params.uri, Number(params.index)) : recordOf(session, params);
  const ids = new Set<string>();
  if (await isThere(file)) for await (const { outline } of testLines(file)) ids.add(outline.id);
  const test = asTest(record, ids.size, ids);
  await mkdir(path.dirname(file), { recursive: true });
  const lines = openLineFile(file);
  try {
    const start = (await endsOpen(file)) ? '\n' : '';
    await lines.append(`${start}${JSON.stringify(test)}\n`);
  } finally {
    await lines.close();
  }
  return { id: test.id, index: test.index };
}

/** The last line has no newline: an editor's habit. */
async function endsOpen(file: string): Promise<boolean> {
  if (!(await isThere(file))) return false;
  let open = false;
  for await (const { unended } of openLineFile(file).readAll()) open = unended === true;
  return open;
}

async function recordAt(uri: string, wanted: number): Promise<TrajectoryRecord> {
  const { index, file } = await new OpenRuns().open(String(uri));
  try {
    const record = await index.read(wanted);
    if (record === undefined) throw refused(`${path.basename(file)} has no record ${wanted}.`);
    return record;
  } finally {
    await index.close();
  }
}

/** The calls run in the simulated world, whose answers become the outputs. */
function recordOf(session: Session, { ask, offer, calls }: Exclude<SaveTestParams, { uri: string }>): TrajectoryRecord {
  const { entries } = session.graph.statedCatalog;
  const wanted = new Set([...calls.map((call) => call.function), ...offer]);
  const offered = entries.filter(({ id }) => wanted.has(id));
  const missing = [...wanted].filter((id) => !offered.some((entry) => entry.id === id));
  if (missing.length > 0) throw refused(`No signature file of this workspace declares ${missing.join(', ')}.`);
  if (calls.length === 0 || ask.trim() === '') throw refused('A test needs a question and the calls that answer it.');
  const names = toolNames(entries);
  const world = createSimulatedWorld(entries, { premises: false });
  let state = world.startNow('test-call');
  const made = calls.map((call) => {
    const execution = world.executeNow({ function: call.function, arguments: call.arguments }, state);
    state = execution.state;
    return { name: names.nameOf(call.function), arguments: call.arguments, outcome: execution.outcome };
  });
  return recordOfCalls({ ask, offered, names, calls: made });
}
