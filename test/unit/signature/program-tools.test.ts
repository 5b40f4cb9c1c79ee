import { describe, expect, test } from 'vitest';
import { lookForTools } from '../../../server/src/language/index.ts';
import { toolsOfProgram } from '../../../server/src/signature/index.ts';

const read = (text: string) => JSON.parse(toolsOfProgram(text) ?? 'null') as unknown;

const PYTHON = `"""An agent of a marina. [not a list]"""
import os  # {"name": "comment", "parameters": {}}

BERTH = {"type": "string", "description": 'Berth, e.g. "A12".'}
TOOLS = [
    {
        "type": "function",
        "function": {
            "name": "find_berth",
            "description": (
                "Finds a free berth. "
                "Says its length."
            ),
            "parameters": {
                "type": "object",
                "properties": {"metres": {"type": "number", "minimum": 0.5, "default": None}},
                "required": ["metres"],
                "additionalProperties": False,
            },
        },
    },
    {"type": "function", "function": {"name": "free_berth", "description": r"Frees \\d.", "parameters": {"type": "object", "properties": {"berth": BERTH}}}},
]

def run(client):
    sizes = [n * 2 for n in range(10)]
    return client.chat(tools=TOOLS, **{"a": sizes[0]})
`;

const TYPESCRIPT = `import { Type } from '@google/genai';
// const old = { name: 'old', inputSchema: {} };
const server = new Server({ name: 'marina', version: '1.0.0' }, { capabilities: { tools: {} } });
server.setRequestHandler(ListToolsRequestSchema, async () => ({
  tools: [
    {
      name: 'moor',
      description: \`Moors a boat
at a berth.\`,
      inputSchema: {
        type: 'object' as const,
        properties: { berth: { type: 'string', pattern: '^[A-Z]\\\\d+$' }, boat: z.string().describe('{x}') },
        required: ['berth',],
      },
    },
    { name: 'cast_off', description: 'Casts ' + "off.", inputSchema: { type: 'object', properties: {}, ...common } },
  ] satisfies Tool[],
}));
const declarations = [{ name: 'tide', description: 'Tells the tide.', parameters: { type: Type.OBJECT, properties: { day: { type: Type.STRING } } } }];
export function f(x: number[]) { if (x[0] > 1) { return { name: 'no tool' }; } }
`;

describe('schemas that a program writes down', () => {
  test('in Python: texts in pieces, None and False, what is computed is left out', () => {
    expect(read(PYTHON)).toMatchObject([
      {
        function: {
          name: 'find_berth',
          description: 'Finds a free berth. Says its length.',
          parameters: { properties: { metres: { minimum: 0.5, default: null } }, additionalProperties: false },
        },
      },
      { function: { name: 'free_berth', parameters: { properties: {} } } },
    ]);
  });

  test('in TypeScript: inside of calls, with constants of a library, joined texts and casts', () => {
    expect(read(TYPESCRIPT)).toEqual([
      {
        name: 'moor',
        description: 'Moors a boat\nat a berth.',
        inputSchema: {
          type: 'object',
          properties: { berth: { type: 'string', pattern: '^[A-Z]\\d+$' } },
          required: ['berth'],
        },
      },
      { name: 'cast_off', description: 'Casts off.', inputSchema: { type: 'object', properties: {} } },
      {
        name: 'tide',
        description: 'Tells the tide.',
        parameters: { type: 'object', properties: { day: { type: 'string' } } },
      },
    ]);
  });

  test('they are found in a file that nobody calls tool schemas', () => {
    expect(lookForTools('file:///marina/agent.py', PYTHON).functions).toBe(2);
    expect(lookForTools('file:///marina/server.ts', TYPESCRIPT).functions).toBe(3);
  });
});

test.each([
  ['def f(x):\n    return {"name": x, "parameters": [1, 2]}\n'],
  ['const config = { name: "marina", parameters: 7, scripts: { test: "x" } };'],
  ['export default { name: "Card", props: { title: String } }'],
  ['x = {"a": [1, 2'],
  ["'unclosed [ {"],
  [''],
])('a program without any: %s', (text) => {
  expect(toolsOfProgram(text)).toBeUndefined();
});

test('brackets that lead nowhere are read in bounded time', () => {
  const started = process.cpuUsage();
  toolsOfProgram('[{"a":'.repeat(20_000));
  toolsOfProgram('{('.repeat(30_000));
  toolsOfProgram('/*'.repeat(30_000));
  toolsOfProgram('"""'.repeat(30_001));
  expect(process.cpuUsage(started).user / 1000).toBeLessThan(3_000);
});
