import { createRandom, type Random } from '../../server/src/random/index.ts';
import type { RpcError } from '../support/rpc-client.ts';
import { positionAt, TestClient } from './client.ts';
import { LIBRARY, OPENAI } from './texts.ts';

export interface SoakResult {
  readonly requests: number;
  readonly edits: number;
  /** Error answers other than a cancellation that was asked for. */
  readonly errors: readonly string[];
  /** What the server logged as failed. */
  readonly failures: readonly string[];
  /** Resident memory in MB after the first tenth, and at the end. */
  readonly memory: readonly [early: number, late: number];
}

const AT_CURSOR = [
  'hover',
  'completion',
  'definition',
  'typeDefinition',
  'references',
  'documentHighlight',
  'signatureHelp',
  'prepareRename',
  'prepareCallHierarchy',
] as const;
const OF_DOCUMENT = [
  'diagnostic',
  'documentSymbol',
  'semanticTokens/full',
  'foldingRange',
  'documentLink',
  'codeLens',
] as const;

const PIECES = [
  '{',
  '}',
  '"',
  '[',
  ']',
  ',',
  ';',
  '\n',
  '/** ',
  ' */',
  '@requires ',
  'function f(a: ',
  'type T = ',
  '|',
  ' ',
  'é',
  '"name": ',
  ': string',
];

/**
 * Random requests and edits against one server, many of them on broken texts: none may be answered with an error, and
 * memory must not grow with their number.
 */
export async function soak(steps: number, seed: string, memoryOf: (pid: number) => number): Promise<SoakResult> {
  const random = createRandom(seed);
  const client = await TestClient.start({ files: { 'types.fsig': 'type ShelfId = string;\n' } });
  const files = ['a.fsig', 'b.fsig', 'c.tools.json', 'd.tools.json'];
  for (const file of files) client.open(file, textOf(file));
  const errors: string[] = [];
  const running: Promise<unknown>[] = [];
  let [requests, edits, early] = [0, 0, 0];
  for (let step = 0; step < steps; step++) {
    const file = random.pick(files) as string;
    if (random.chance(0.35)) {
      edits++;
      editAtRandom(client, file, random);
    } else {
      requests++;
      running.push(askAtRandom(client, file, random, errors));
    }
    if (running.length >= 16) await Promise.all(running.splice(0));
    if (step === Math.floor(steps / 10)) early = memoryOf(client.rpc.process.pid ?? 0);
  }
  await Promise.all(running);
  const late = memoryOf(client.rpc.process.pid ?? 0);
  const failures = client.logs.filter((line) => line.includes('failed'));
  await client.stop();
  return { requests, edits, errors, failures, memory: [early, late] };
}

function textOf(file: string): string {
  return file.endsWith('.fsig') ? LIBRARY : OPENAI;
}

function editAtRandom(client: TestClient, file: string, random: Random): void {
  const text = client.text(file);
  if (random.chance(0.03) || text.length > 20_000) {
    client.edit(file, 0, text.length, textOf(file));
    return;
  }
  if (random.chance(0.02)) {
    client.close(file);
    client.open(file, textOf(file));
    return;
  }
  const start = random.below(text.length + 1);
  const end = Math.min(text.length, start + (random.chance(0.5) ? 0 : random.below(30)));
  client.edit(file, start, end, random.chance(0.3) ? '' : (random.pick(PIECES) as string));
}

async function askAtRandom(client: TestClient, file: string, random: Random, errors: string[]): Promise<void> {
  const text = client.text(file);
  const textDocument = { uri: client.uri(file) };
  const position = positionAt(text, random.below(text.length + 1));
  const [method, params] = random.chance(0.6)
    ? [`textDocument/${random.pick(AT_CURSOR)}`, { textDocument, position, context: { includeDeclaration: true } }]
    : random.chance(0.7)
      ? [`textDocument/${random.pick(OF_DOCUMENT)}`, { textDocument }]
      : oneOfTheRest(textDocument, position, random);
  const request = client.rpc.request(method, params);
  const cancel = random.chance(0.05);
  if (cancel) client.rpc.cancel(request.id);
  try {
    await request;
  } catch (error) {
    const { code, message } = error as RpcError;
    if (!(cancel && code === -32800)) errors.push(`${method}: ${code} ${message}`);
  }
}

function oneOfTheRest(
  textDocument: { uri: string },
  position: { line: number; character: number },
  random: Random,
): [string, unknown] {
  const range = { start: { line: 0, character: 0 }, end: position };
  const options = { tabSize: 2, insertSpaces: true };
  return random.pick([
    ['workspace/symbol', { query: random.pick(['', 'find', 'x']) }],
    ['textDocument/inlayHint', { textDocument, range }],
    ['textDocument/semanticTokens/range', { textDocument, range }],
    ['textDocument/selectionRange', { textDocument, positions: [position] }],
    ['textDocument/formatting', { textDocument, options }],
    ['textDocument/onTypeFormatting', { textDocument, position, ch: '}', options }],
    ['textDocument/codeAction', { textDocument, range, context: { diagnostics: [] } }],
    ['textDocument/semanticTokens/full/delta', { textDocument, previousResultId: '1' }],
    ['magnet/functions', {}],
    ['magnet/graph', {}],
    ['magnet/paths', { count: 3, seed: String(random.below(100)) }],
  ] as [string, unknown][]) as [string, unknown];
}
