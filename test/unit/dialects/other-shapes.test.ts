import { describe, expect, it } from 'vitest';
import { entriesOf, problemsOf } from './support.ts';

/** Tools as agent platforms keep them, each in the shape of its public documentation; the ferries are ours. */

const DAY = { type: 'object', properties: { day: { type: 'string', description: 'Day.' } }, required: ['day'] };
const FERRY = { name: 'find_ferry', description: 'Finds a ferry.' };
const chat = { type: 'function', function: { ...FERRY, parameters: DAY } };

describe('shapes that are read', () => {
  it.each<[string, object]>([
    [
      'a voice assistant with servers and messages',
      { model: { tools: [{ ...chat, async: false, server: { url: 'https://x' }, messages: [] }] } },
    ],
    [
      'general tools of a voice agent, one of them its own',
      {
        general_tools: [
          { type: 'custom', url: 'https://x', ...FERRY, parameters: DAY },
          { type: 'end_call', name: 'end_call' },
        ],
      },
    ],
    ['a client tool with its timeouts', { type: 'client', expects_response: false, ...FERRY, parameters: DAY }],
    [
      'an assistant with tools of the provider',
      { id: 'a', object: 'assistant', tools: [{ type: 'code_interpreter' }, chat] },
    ],
    [
      'a plugin whose parameters are a list',
      {
        plugin_name: 'Ferries',
        ...FERRY,
        parameters: [{ name: 'day', type: 'string', description: 'Day.', required: true }],
      },
    ],
    [
      'a tool as a pipeline serialises it',
      { type: 'x.tools.tool.Tool', data: { ...FERRY, parameters: DAY, function: 'x.y' } },
    ],
    ['a tool with an `args_schema`', { ...FERRY, args_schema: { title: 'S', ...DAY } }],
    [
      'a catalog entry with bindings',
      { ...FERRY, permission: 'read_only', input_schema: DAY, binding: { python: { function: 'f' } } },
    ],
    [
      'functions of a plugin manifest',
      { schema_version: 'v2.2', functions: [{ ...FERRY, parameters: DAY, returns: { type: 'string' } }], runtimes: [] },
    ],
    [
      'an answer to tools/list with notes of a host',
      { jsonrpc: '2.0', id: 1, result: { tools: [{ ...FERRY, inputSchema: DAY, _meta: { 'x/y': 'ui://z' } }] } },
    ],
    ['tools by name, each naming itself', { find_ferry: { ...FERRY, parameters: DAY } }],
    ['tools by name, the schema under `json`', { find_ferry: { ...FERRY, inputSchema: { json: DAY } } }],
    [
      'a stored tool with its source',
      { name: 'find_ferry', source_code: 'def f(): pass', json_schema: { ...FERRY, parameters: DAY } },
    ],
    [
      'a module with its specifications',
      [{ id: 'ferries', name: 'Ferries', specs: [{ ...FERRY, parameters: DAY }], content: 'class Tools: pass' }],
    ],
    [
      'an action group',
      {
        actionGroups: [
          { functionSchema: { functions: [{ ...FERRY, parameters: { day: { type: 'string', required: true } } }] } },
        ],
      },
    ],
    ['a page of a REST answer', { data: [{ id: 1, attributes: { tool: { ...FERRY, input_schema: DAY } } }] }],
  ])('%s', (_shape, file) => {
    const read = entriesOf(file).map(({ signature }) => [
      signature.name,
      Object.keys(signature.parameters.properties ?? {}),
      signature.parameters.required,
    ]);
    expect(read).toEqual([['find_ferry', ['day'], ['day']]]);
  });

  it('a schema that is written as text is read, and said: no client takes it', () => {
    const file = { tools: [{ ...FERRY, inputSchema: JSON.stringify(DAY) }] };
    expect(entriesOf(file)[0]?.signature.parameters.required).toEqual(['day']);
    expect(problemsOf(file).map(({ code }) => code)).toEqual(['schema-invalid']);
  });
});

describe('shapes that are known and not read: named, with the way here, and no function without its parameters', () => {
  const node = (type: string, parameters: object) => ({
    nodes: [{ parameters, type, name: 'find_ferry', id: 'a' }],
    connections: {},
  });
  it.each<[string, object, RegExp]>([
    [
      'n8n, a request with placeholders',
      node('@n8n/n8n-nodes-langchain.toolHttpRequest', {
        url: 'https://x/{day}',
        placeholderDefinitions: { values: [{ name: 'day', type: 'string' }] },
      }),
      /n8n.*import mcp/,
    ],
    [
      'n8n, values from the model',
      node('n8n-nodes-base.gmailTool', { sendTo: "={{ $fromAI('To', 'Who', 'string') }}" }),
      /n8n.*import mcp/,
    ],
    [
      'n8n, a node that was copied',
      node('@n8n/n8n-nodes-langchain.toolCode', { jsCode: '' }).nodes[0] ?? {},
      /n8n.*import mcp/,
    ],
    [
      'Flowise',
      { ...FERRY, schema: '[{"property": "day", "type": "string", "required": true}]', func: 'return 1' },
      /Flowise.*JSON Schema/,
    ],
    [
      'ElevenLabs, a webhook',
      {
        tool_config: {
          type: 'webhook',
          ...FERRY,
          api_schema: { url: 'https://x/{line}', path_params_schema: { line: { type: 'string' } } },
        },
      },
      /ElevenLabs.*OpenAPI/,
    ],
    ['Pydantic', { title: 'FindFerry', description: 'Finds.', ...DAY }, /Pydantic.*input_schema/],
  ])('%s', (_shape, file, told) => {
    expect(entriesOf(file)).toEqual([]);
    const [problem, ...more] = problemsOf(file);
    expect(more).toEqual([]);
    expect(problem?.code).toBe('unknown-dialect');
    expect(Object.values(problem?.data ?? {}).join(' ')).toMatch(told);
  });
});
