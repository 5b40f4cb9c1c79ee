import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { registerCheck } from '../../../server/src/cli/commands/check.ts';
import { registerConvert } from '../../../server/src/cli/commands/convert.ts';
import { registerGraph } from '../../../server/src/cli/commands/graph.ts';
import { lookForTools } from '../../../server/src/language/index.ts';
import { startCommand } from './run.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'magnet-programs-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Schemas as literals beside the functions that do the work. */
const AGENT_PY = `"""Desk of a ferry line."""
TOOLS = [
    {
        "name": "find_ferry",
        "description": """Finds the ferries
        that leave a harbour.""",
        "input_schema": {"type": "object", "properties": {"harbour_id": {"type": "string", "description": "Id of a harbour."}}},
    },
    {
        "name": "list_harbours",
        "input_schema": {"type": "object", "properties": {"days": {"type": "intger"}}},
    },
]

def find_ferry(harbour_id):
    return run(harbour_id)
`;

const SERVER_TS = `export const tools = [
  {
    name: 'moor_boat',
    description: 'Moors a boat at a berth.',
    inputSchema: { type: 'object', properties: { berth: { type: 'string' } } },
  },
] satisfies Tool[];
export function moor(berth: string): string { return berth; }
`;

const HELPERS_PY = 'def tide(day: str) -> str:\n    """Tells the tide of a day."""\n';

function run(register: typeof registerCheck, file: string, text: string, ...args: string[]) {
  writeFileSync(path.join(folder, file), text);
  return startCommand(register, args, folder).done;
}

const convert = async (file: string, text: string) => {
  const { out } = await run(registerConvert, file, text, 'convert', file, '--to', 'mcp');
  const { tools } = JSON.parse(out.join('')) as { tools: { name: string; description?: string }[] };
  return tools;
};

describe('a program that writes tool schemas down as literals', () => {
  test.each([
    ['agent.py', AGENT_PY, ['find_ferry', 'list_harbours']],
    ['server.ts', SERVER_TS, ['moor_boat']],
    ['server.mjs', SERVER_TS.replace(' satisfies Tool[]', ''), ['moor_boat']],
  ])('%s is converted by the same reading that the editor counts them with', async (file, text, names) => {
    const tools = await convert(file, text);
    expect(tools.map(({ name }) => name)).toEqual(names);
    expect(lookForTools(`file:///${file}`, text).functions).toBe(names.length);
  });

  test('a Python file without literals is read by its functions', async () => {
    expect(await convert('helpers.py', HELPERS_PY)).toMatchObject([{ name: 'tide' }]);
  });

  test('findings stand where the program has what they are about', async () => {
    const { out } = await run(registerCheck, 'agent.py', AGENT_PY, 'check', 'agent.py', '--format', 'json');
    const { diagnostics } = JSON.parse(out.join('')) as {
      diagnostics: { code: string; line: number; column: number; endColumn: number }[];
    };
    const lines = AGENT_PY.split('\n');
    const found = diagnostics.map(({ code, line, column, endColumn }) => [
      code,
      line,
      lines[line - 1]?.slice(column - 1, endColumn - 1),
    ]);
    expect(found).toContainEqual(['unknown-type', 11, '"intger"']);
    expect(found).toContainEqual(['description-missing', 10, '"list_harbours"']);
    const text = await startCommand(registerCheck, ['check', 'agent.py'], folder).done;
    expect(text.out.join('\n')).toMatch(/agent\.py:11:\d+[\s\S]*\{"days": \{"type": "intger"\}\}/);
  });

  test('its graph is derived', async () => {
    const { out } = await run(registerGraph, 'server.ts', SERVER_TS, 'graph', 'server.ts', '--format', 'json');
    expect(JSON.parse(out.join(''))).toMatchObject({ functions: [{ name: 'moor_boat', line: 3 }] });
  });
});

test('a program without any is told what it is', async () => {
  const text = 'export function moor(berth: string): string { return berth; }\n';
  await expect(run(registerConvert, 'plain.ts', text, 'convert', 'plain.ts', '--to', 'mcp')).rejects.toThrow(
    /TypeScript with code in it/,
  );
});
