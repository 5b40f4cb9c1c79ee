import { mkdtempSync, writeFileSync } from 'node:fs';
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
import { registerDomain } from '../../../server/src/cli/commands/domain.ts';
import { registerExport } from '../../../server/src/cli/commands/export.ts';
import { registerGenerate } from '../../../server/src/cli/commands/generate.ts';
import { registerGraph } from '../../../server/src/cli/commands/graph.ts';
import { registerPaths } from '../../../server/src/cli/commands/paths.ts';
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

it('a model that answers with control characters is shown, not obeyed', async () => {
  const url = `http://127.0.0.1:${(endpoint.address() as AddressInfo).port}/v1`;
  const args = ['call', 'give_back', '.', '--url', url, '--ask', 'Take it back.'];
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
