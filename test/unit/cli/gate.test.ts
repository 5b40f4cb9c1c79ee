import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { Command } from 'commander';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { RegisterCommand } from '../../../server/src/cli/command.ts';
import { registerCall } from '../../../server/src/cli/commands/call.ts';
import { registerCheck } from '../../../server/src/cli/commands/check.ts';
import { registerConvert } from '../../../server/src/cli/commands/convert.ts';
import { registerDescribe } from '../../../server/src/cli/commands/describe.ts';
import { registerDomain } from '../../../server/src/cli/commands/domain.ts';
import { registerExport } from '../../../server/src/cli/commands/export.ts';
import { registerGenerate } from '../../../server/src/cli/commands/generate.ts';
import { registerGraph } from '../../../server/src/cli/commands/graph.ts';
import { registerImport } from '../../../server/src/cli/commands/import.ts';
import { registerPaths } from '../../../server/src/cli/commands/paths.ts';
import { registerPhrase } from '../../../server/src/cli/commands/phrase.ts';
import { registerScore } from '../../../server/src/cli/commands/score.ts';
import { oneLine, printable } from '../../../server/src/cli/gate.ts';
import { createTerminal } from '../../../server/src/cli/terminal.ts';

/** What a terminal obeys; a tab and a line feed are ours to use. */
const OBEYED = /(?![\t\n])\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u;
const NASTY = '\u001b]52;c;ZXZpbA==\u0007\u009b2J\u007f\u202e\r\nFORGED all is well';

const folder = mkdtempSync(path.join(tmpdir(), 'magnet-gate-'));
const tools = [
  {
    name: `lend${NASTY}`,
    description: `Lends a boat. ${NASTY}`,
    inputSchema: {
      type: 'object',
      properties: { [`boat_id${NASTY}`]: { type: `str${NASTY}ing`, description: NASTY, enum: [NASTY] } },
      required: [`boat_id${NASTY}`, `no${NASTY}`],
    },
    outputSchema: { type: 'object', properties: { [`loan_id${NASTY}`]: { type: 'string', description: NASTY } } },
  },
  {
    name: 'give_back',
    description: 'Takes a boat back.',
    inputSchema: { type: 'object', properties: { [`loan_id${NASTY}`]: { type: 'string' } } },
  },
];
const FILE = process.platform === 'win32' ? 'boats.tools.json' : 'boats\u001b[2J\nFORGED.tools.json';

const endpoint = createServer((_request, response) => {
  const call = { id: 'c', type: 'function', function: { name: `x${NASTY}`, arguments: `{"a":"${'\\u001b'}"}` } };
  const message = { role: 'assistant', content: NASTY, tool_calls: [call] };
  response.setHeader('content-type', 'application/json');
  response.end(
    JSON.stringify({ data: [{ id: `m${NASTY}` }], choices: [{ message, finish_reason: 'tool_calls' }], model: NASTY }),
  );
});

beforeAll(async () => {
  writeFileSync(path.join(folder, FILE), JSON.stringify({ tools }));
  writeFileSync(path.join(folder, 'magnet.graph.json'), JSON.stringify({ version: 1, edges: [{ from: NASTY }] }));
  writeFileSync(path.join(folder, 'records.jsonl'), `{"id": "${'\\u001b'}[2J", "kind": "${'\\n'}FORGED"}\n`);
  await new Promise<void>((resolve) => endpoint.listen(0, '127.0.0.1', resolve));
});
afterAll(() => endpoint.close());

/** Everything that a command writes to a terminal, its failure as the program words it included. */
async function written(register: RegisterCommand, args: readonly string[]): Promise<string> {
  const streams = { out: new PassThrough(), err: new PassThrough() };
  const terminal = createTerminal(streams.out, streams.err);
  const write = (text: string) => streams.err.write(printable(text));
  const program = new Command().exitOverride().configureOutput({ writeErr: write, writeOut: write });
  const context = { cwd: folder, signal: new AbortController().signal, exit: () => {}, terminal };
  register(program as unknown as Parameters<RegisterCommand>[0], context);
  await program
    .parseAsync(['node', 'magnet', ...args])
    .catch((error: Error & { details?: string[] }) =>
      [error.message, ...(error.details ?? [])].map((line) => terminal.message(line)),
    );
  return `${streams.out.read() ?? ''}${streams.err.read() ?? ''}`;
}

const RUNS: readonly (readonly [RegisterCommand, readonly string[]])[] = [
  [registerCheck, ['check', '.', '--severity', 'hint']],
  [registerCheck, ['check', '.', '--format', 'json']],
  [registerCheck, ['check', '.', '--format', 'sarif']],
  [registerCheck, ['check', `missing${NASTY}`]],
  [registerGraph, ['graph', '.', '--all']],
  [registerGraph, ['graph', '.', '--format', 'json']],
  [registerGraph, ['graph', '.', '--format', 'dot']],
  [registerGraph, ['graph', '.', '--format', 'mermaid']],
  [registerDomain, ['domain', '.']],
  [registerDomain, ['domain', '.', '--plans']],
  [registerPaths, ['paths', '.', '--count', '3']],
  [registerPaths, ['paths', '.', '--count', '1', '--format', 'json']],
  [registerConvert, ['convert', '.', '--to', 'fsig']],
  [registerConvert, ['convert', '.', '--to', 'openai-chat']],
  [registerConvert, ['convert', '.', '--to', 'gemini', '--format', 'json']],
  [registerGenerate, ['generate', '.', '--count', '2', '--out', 'run', '--force']],
  [registerExport, ['export', 'records.jsonl', '--as', 'trl-sft', '--out', 'rows.jsonl']],
];

it.each(RUNS)('nothing that a terminal obeys, and no forged line: %#', async (register, args) => {
  const text = await written(register, args);
  expect(text.length).toBeGreaterThan(20);
  expect(text.match(OBEYED)).toBeNull();
  expect(text).not.toMatch(/^FORGED/m);
});

const TEACHER = ['--teacher', 'openai', '--model', 'm', '--price', '0/0'] as const;
const url = () => `http://127.0.0.1:${(endpoint.address() as AddressInfo).port}/v1`;

it.each([
  [registerDescribe, ['describe', '.', '--below', '1', ...TEACHER]],
  [registerDomain, ['domain', '.', ...TEACHER]],
  [registerPhrase, ['phrase', '.', '--out', 'phrases.jsonc', ...TEACHER]],
] as const)('functions that a teacher gave no use of are named on one line each: %#', async (register, args) => {
  const text = await written(register, [...args, '--base-url', url()]);
  expect(text).toContain('give_back');
  expect(text.match(OBEYED)).toBeNull();
  expect(text).not.toMatch(/^FORGED/m);
});

it('tasks of a benchmark that are not right are named on one line each', async () => {
  mkdirSync(path.join(folder, 'bench', 'possible_answer'), { recursive: true });
  const tool = { name: 'lend', description: NASTY, parameters: { type: 'dict', properties: {}, required: [] } };
  const task = { id: `simple_python_0${NASTY}`, question: [[{ role: 'user', content: NASTY }]], function: [tool] };
  const answer = { id: task.id, ground_truth: [{ lend: {} }] };
  writeFileSync(path.join(folder, 'bench', 'BFCL_v4_simple_python.json'), `${JSON.stringify(task)}\n`);
  writeFileSync(
    path.join(folder, 'bench', 'possible_answer', 'BFCL_v4_simple_python.json'),
    `${JSON.stringify(answer)}\n`,
  );
  writeFileSync(path.join(folder, 'results.jsonl'), `${JSON.stringify({ id: task.id, result: NASTY })}\n`);
  const text = await written(registerScore, ['score', 'bfcl', '--data', 'bench', '--results', 'results.jsonl']);
  expect(text).toContain('not right:');
  expect(text.match(OBEYED)).toBeNull();
  expect(text).not.toMatch(/^FORGED/m);
});

it('an MCP server that refuses to list its tools is quoted on one line, as no fault of ours', async () => {
  const server = path.join(folder, 'server.mjs');
  writeFileSync(
    server,
    `import { createInterface } from 'node:readline';
const answers = {
  initialize: { result: { protocolVersion: '2025-06-18', capabilities: { tools: {} }, serverInfo: { name: 's', version: '1' } } },
  'tools/list': { error: { code: 1, message: ${JSON.stringify(NASTY)} } },
};
createInterface({ input: process.stdin }).on('line', (line) => {
  const { id, method } = JSON.parse(line);
  if (answers[method] !== undefined) console.log(JSON.stringify({ jsonrpc: '2.0', id, ...answers[method] }));
});
`,
  );
  const text = await written(registerImport, ['import', 'mcp', '--yes', '--', process.execPath, server]);
  expect(text).toContain('no list of tools: ');
  expect(text.match(OBEYED)).toBeNull();
  expect(text).not.toMatch(/^FORGED/m);
});

it('a model that answers with control characters is shown, not obeyed', async () => {
  const args = ['call', 'give_back', '.', '--url', url(), '--ask', 'Take it back.'];
  const text = await written(registerCall, args);
  expect(text).toContain('\\u001b]52');
  expect(text.match(OBEYED)).toBeNull();
  expect(text).not.toMatch(/^FORGED/m);
});

it('what passes the gate is the same JSON as before', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.parse(printable(JSON.stringify(value, null, 2)))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
  const value = { [NASTY]: [NASTY, '\u009b', '\u2028'] };
  expect(JSON.parse(printable(JSON.stringify(value)))).toEqual(value);
});

it('one line stays one line', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => !/[\n\r]/.test(oneLine(text))));
});
