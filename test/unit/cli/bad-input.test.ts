import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RegisterCommand } from '../../../server/src/cli/command.ts';
import { registerCheck } from '../../../server/src/cli/commands/check.ts';
import { registerConvert } from '../../../server/src/cli/commands/convert.ts';
import { registerGenerate } from '../../../server/src/cli/commands/generate.ts';
import { registerGraph } from '../../../server/src/cli/commands/graph.ts';
import { registerPaths } from '../../../server/src/cli/commands/paths.ts';
import { startCommand } from './run.ts';

const GOOD = `/** Finds a free bed in a ward. */
function find_bed(ward: string): { bed_id: string };
/** Books a bed for a patient. */
function book_bed(bed_id: string, patient: string): { booking_id: string };
`;

/** Each file, what is said of it, and whether functions are left that the command serves. */
const BAD: readonly { name: string; content: string | Buffer; says: RegExp; serves: boolean }[] = [
  { name: 'empty.fsig', content: '', says: /empty\.fsig:1:1.*empty/, serves: false },
  { name: 'half.fsig', content: GOOD.slice(0, -40), says: /half\.fsig:4:\d+/, serves: true },
  {
    name: 'half.json',
    content: '[{"name":"find_bed","description":"Finds a bed.","inputSchema":{"type":"object"}},{"name":"bo',
    says: /half\.json:1:\d+/,
    serves: true,
  },
  { name: 'wrong.json', content: '{"version": 3, "dependencies": {}}', says: /wrong\.json:1:1/, serves: false },
  {
    name: 'binary.json',
    content: Buffer.from(Array.from({ length: 999 }, (_, at) => at % 256)),
    says: /binary\.json:1:1.*binary/,
    serves: false,
  },
  { name: 'line.json', content: `[${'x'.repeat(10_000_000)}`, says: /line\.json:1:2/, serves: false },
  { name: 'twice.fsig', content: `${GOOD}${GOOD}`, says: /twice\.fsig:6:10.*already declared/, serves: true },
  {
    name: 'cycle.fsig',
    content: `type A = B;\ntype B = A;\n${GOOD}`,
    says: /cycle\.fsig:1:6.*(?:cyclic|itself)/is,
    serves: true,
  },
  { name: 'folder.json', content: '', says: /the folder "folder\.json"/, serves: false },
];

const COMMANDS: readonly (readonly [string, RegisterCommand, readonly string[]])[] = [
  ['check', registerCheck, ['--format', 'json']],
  ['graph', registerGraph, ['--format', 'json']],
  ['paths', registerPaths, ['--count', '2', '--format', 'json']],
  ['generate', registerGenerate, ['--count', '2', '--out', 'run', '--force', '--format', 'json']],
  ['convert', registerConvert, ['--to', 'mcp']],
];

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'magnet-bad-'));
  for (const { name, content } of BAD) {
    if (name.startsWith('folder')) mkdirSync(path.join(folder, name));
    else writeFileSync(path.join(folder, name), content);
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** All that a person sees of a command, and the code it ends with. */
async function see(name: string, register: RegisterCommand, file: string, options: readonly string[]) {
  const started = startCommand(register, [name, file, ...options], folder);
  try {
    const { out, messages, code } = await started.done;
    return { out: out.join('\n'), said: messages.join('\n'), code };
  } catch (error) {
    return { out: started.out.join('\n'), said: (error as Error).message, code: 2 };
  }
}

describe.each(COMMANDS)('%s', (name, register, options) => {
  test.each(BAD)('tells what is wrong with $name and where', async ({ name: file, says, serves }) => {
    const { out, said, code } = await see(name, register, file, options);
    expect([1, 2]).toContain(code);
    if (name !== 'check') expect(said).toMatch(says);
    else if (said !== '') expect(said).toMatch(says);
    else expect(places(out)).toMatch(says);
    if (serves && name !== 'check') expect(out).toContain(name === 'generate' ? '"pairs": 2' : 'find_bed');
  });
});

/** `file:line:column message` of each diagnostic, as the other commands word a place. */
function places(json: string): string {
  const { diagnostics } = JSON.parse(json) as { diagnostics: { file: string; line: number; column: number }[] };
  return diagnostics.map((item) => `${item.file}:${item.line}:${item.column} ${JSON.stringify(item)}`).join('\n');
}
