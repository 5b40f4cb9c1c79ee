import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import {
  buildCatalog,
  type DialectId,
  editDocument,
  locate,
  parseDocument,
  rawOf,
  writeSignatures,
} from '../../../server/src/signature/index.ts';

/** Shapes in which tools are met in the wild, each with what must be read of it. */
const SCHEMA = {
  type: 'object',
  properties: { lane: { type: 'string', description: 'Lane to sweep.' }, times: { type: 'integer' } },
  required: ['lane'],
};
const FLAT = { lane: { type: 'str', description: 'Lane to sweep.', required: true }, times: { type: 'int' } };

interface Shape {
  readonly name: string;
  readonly value: unknown;
  readonly dialect: DialectId;
}

const SHAPES: readonly Shape[] = [
  {
    name: 'a plugin of Semantic Kernel, whose parameters say `is_required`',
    dialect: 'xlam',
    value: {
      plugins: [
        {
          name: 'brooms',
          functions: [
            {
              name: 'sweep',
              description: 'Sweeps.',
              parameters: [
                { name: 'lane', description: 'Lane to sweep.', type: 'string', is_required: true },
                { name: 'times', type: 'integer', is_required: false },
              ],
            },
          ],
        },
      ],
    },
  },
  {
    name: 'a prompt of Granite, whose parameters stand under `arguments`',
    dialect: 'xlam',
    value: { tools: [{ name: 'sweep', description: 'Sweeps.', arguments: FLAT }] },
  },
  {
    name: 'a definition of Llama Stack',
    dialect: 'xlam',
    value: {
      tool_name: 'sweep',
      description: 'Sweeps.',
      parameters: {
        lane: { param_type: 'string', description: 'Lane to sweep.', required: true },
        times: { param_type: 'integer', required: false },
      },
    },
  },
  {
    name: "a tool of OpenAI's SDK for agents",
    dialect: 'openai-responses',
    value: [{ type: 'function', name: 'sweep', description: 'Sweeps.', params_json_schema: SCHEMA }],
  },
  {
    name: 'a request to Bedrock with a cache point',
    dialect: 'bedrock',
    value: {
      modelId: 'm',
      toolConfig: {
        tools: [
          { toolSpec: { name: 'sweep', description: 'Sweeps.', inputSchema: { json: SCHEMA } } },
          { cachePoint: { type: 'default' } },
        ],
      },
    },
  },
  {
    name: 'a list of toolSpec',
    dialect: 'bedrock',
    value: [{ toolSpec: { name: 'sweep', description: 'Sweeps.', inputSchema: { json: SCHEMA } } }],
  },
  {
    name: "Cohere's first chat API",
    dialect: 'cohere',
    value: [{ name: 'sweep', description: 'Sweeps.', parameter_definitions: FLAT }],
  },
  {
    name: 'the manifest of an extension of VS Code',
    dialect: 'vscode',
    value: {
      name: 'brooms',
      version: '1.0.0',
      contributes: {
        commands: [{ command: 'a', title: 'b' }],
        languageModelTools: [
          { name: 'sweep', displayName: 'Sweep', modelDescription: 'Sweeps.', inputSchema: SCHEMA, tags: ['x'] },
        ],
      },
    },
  },
  {
    name: 'what a LangChain tool prints of itself',
    dialect: 'langchain',
    value: [
      {
        name: 'sweep',
        description: 'Sweeps.',
        args: { lane: { title: 'Lane', type: 'string' }, times: { type: 'integer', default: 1 } },
      },
    ],
  },
  {
    name: 'parameters as a list, each with its name and whether it must be given',
    dialect: 'xlam',
    value: [
      {
        name: 'sweep',
        description: 'Sweeps.',
        parameters: [
          { name: 'lane', type: 'string', description: 'Lane to sweep.', required: true },
          { name: 'times', type: 'integer', required: false },
        ],
      },
    ],
  },
  {
    name: 'a list of parameters in which only the required ones say so',
    dialect: 'xlam',
    value: [
      {
        name: 'sweep',
        description: 'Sweeps.',
        parameters: [
          { name: 'lane', type: 'string', description: 'Lane to sweep.', required: true },
          { name: 'times', type: 'integer' },
        ],
      },
    ],
  },
  {
    name: 'an action group of a Bedrock agent, whose parameters say of themselves that they may be left out',
    dialect: 'xlam',
    value: {
      actionGroupName: 'brooms',
      functionSchema: {
        functions: [
          {
            name: 'sweep',
            description: 'Sweeps.',
            parameters: {
              lane: { type: 'string', description: 'Lane to sweep.', required: true },
              times: { type: 'integer', required: false },
            },
          },
        ],
      },
    },
  },
  {
    name: 'what a tool of smolagents prints of itself',
    dialect: 'xlam',
    value: {
      name: 'sweep',
      description: 'Sweeps.',
      inputs: { lane: { type: 'string', description: 'Lane to sweep.' }, times: { type: 'integer', nullable: true } },
      output_type: 'string',
    },
  },
  {
    name: "a request of Google's client for Python, and of Pydantic AI",
    dialect: 'gemini',
    value: {
      function_tools: [{ name: 'sweep', description: 'Sweeps.', parameters_json_schema: SCHEMA, kind: 'function' }],
    },
  },
  {
    name: 'a map of tools of the AI SDK',
    dialect: 'ai-sdk',
    value: { sweep: { description: 'Sweeps.', inputSchema: { jsonSchema: SCHEMA } } },
  },
  {
    name: 'OpenRPC',
    dialect: 'openrpc',
    value: {
      openrpc: '1.3.2',
      methods: [
        {
          name: 'sweep',
          summary: 'Sweeps.',
          params: [
            { name: 'lane', required: true, schema: { type: 'string' } },
            { name: 'times', schema: { type: 'integer' } },
          ],
          result: { name: 'swept', schema: { type: 'boolean' } },
        },
      ],
    },
  },
  {
    name: 'a list in the system text',
    dialect: 'bfcl',
    value: [
      {
        system: `Tools:\n[${JSON.stringify({ name: 'sweep', description: 'Sweeps.', parameters: { ...SCHEMA, type: 'dict' } })}]\nAnswer with calls.`,
        conversations: [{ from: 'user', value: 'Sweep lane b.' }],
      },
    ],
  },
  {
    name: 'tags in the first message',
    dialect: 'openai-chat',
    value: [
      {
        conversations: [
          {
            from: 'system',
            value: `You may call these. <tools>${JSON.stringify({ type: 'function', function: { name: 'sweep', description: 'Sweeps.', parameters: SCHEMA } })}\n</tools> Use XML.`,
          },
          { from: 'human', value: 'Sweep.' },
        ],
      },
    ],
  },
  {
    name: 'a tool of Dify',
    dialect: 'dify',
    value: {
      identity: { name: 'sweep', author: 'a', label: { en_US: 'Sweep' } },
      description: { human: { en_US: 'A broom.' }, llm: 'Sweeps.' },
      parameters: [
        { name: 'lane', type: 'string', required: true, llm_description: 'Lane to sweep.', form: 'llm' },
        { name: 'times', type: 'number', required: true, form: 'form', default: 1 },
      ],
    },
  },
  {
    name: 'a wrapper of a name of its own',
    dialect: 'mcp',
    value: { agent: { skills: { list: [{ name: 'sweep', description: 'Sweeps.', inputSchema: SCHEMA }] } } },
  },
];

const read = (value: unknown, dialect?: DialectId) =>
  buildCatalog([
    parseDocument('file:///a.json', JSON.stringify(value, null, 1), dialect === undefined ? {} : { dialect }),
  ]);

describe('shapes of tool definitions in the wild', () => {
  it.each(SHAPES)('$name', ({ value, dialect }) => {
    const catalog = read(value);
    expect(catalog.entries.map(({ id }) => id)).toEqual(['sweep']);
    const [entry] = catalog.entries;
    if (entry === undefined) return;
    const { parameters, source } = entry.signature;
    expect(source.dialect).toBe(dialect);
    expect(Object.keys(parameters.properties ?? {})).toEqual(['lane', 'times']);
    expect(parameters.required).toEqual(['lane']);
    expect(entry.signature.description).toBe('Sweeps.');
    const problems = catalog.problems('file:///a.json').filter(({ code }) => code !== 'provider-tool');
    expect(problems).toEqual([]);
    expect(rawOf(entry)).toBeTypeOf('object');
    const span = locate(entry, ['parameters', 'properties', 'lane', 'type']);
    expect(entry.document.text.slice(span?.start, span?.end)).toContain('str');
  });

  it.each(SHAPES)('$name, in YAML, is the same function in the same places', ({ value, dialect }) => {
    const uri = 'file:///a.yaml';
    const catalog = buildCatalog([parseDocument(uri, stringify(value))]);
    const [entry] = catalog.entries;
    const [json] = read(value).entries;
    expect(catalog.entries.map(({ id }) => id)).toEqual(['sweep']);
    if (entry === undefined || json === undefined) return;
    expect(entry.signature).toEqual({ ...json.signature, source: { uri, dialect } });
    expect(catalog.problems(uri).filter(({ code }) => code !== 'provider-tool')).toEqual([]);
    expect(rawOf(entry)).toEqual(rawOf(json));
    const span = locate(entry, ['parameters', 'properties', 'lane', 'type']);
    expect(entry.document.text.slice(span?.start, span?.end)).toContain('str');
  });

  it('reads what a form offers in Dify as choices, and asks no model for it', () => {
    const text = `identity:
  name: tide
description:
  human: {en_US: Looks up.}
  llm: Tells the tide.
parameters:
  - name: unit
    type: select
    required: true
    options: [{value: m, label: {en_US: Metres}}, {value: ft}]
    default: m
    form: form
`;
    const [entry] = buildCatalog([parseDocument('file:///t.yaml', text)]).entries;
    expect(entry?.signature.parameters).toEqual({
      type: 'object',
      properties: { unit: { type: 'string', enum: ['m', 'ft'], default: 'm' } },
      required: [],
    });
    expect(entry?.signature.description).toBe('Tells the tide.');
  });

  it.each(SHAPES)('$name, written as MCP, keeps its parameters', ({ value }) => {
    const { text } = writeSignatures(read(value).entries, 'mcp');
    expect(JSON.parse(text).tools[0].inputSchema.required).toEqual(['lane']);
  });

  it.each(SHAPES)('$name, forced to another dialect, never becomes a function without name', ({ value }) => {
    for (const dialect of ['openai-chat', 'anthropic', 'mcp', 'gemini'] as const) {
      for (const { signature } of read(value, dialect).entries) expect(signature.name).toBe('sweep');
    }
  });

  it('reads two tools of a map, each under its key', () => {
    const catalog = read({ tide: { parameters: SCHEMA }, alarm: { inputSchema: SCHEMA } });
    expect(catalog.entries.map(({ id }) => id)).toEqual(['tide', 'alarm']);
  });

  it('takes the tools of a bundle, of which the manifest says a name alone', () => {
    const catalog = read({
      manifest_version: '0.3',
      name: 'k',
      tools: [{ name: 'add', description: 'Adds.' }, { name: 'find' }],
    });
    expect(catalog.entries.map(({ id, signature }) => [id, signature.source.dialect])).toEqual([
      ['add', 'bundle'],
      ['find', 'bundle'],
    ]);
    expect(catalog.problems('file:///a.json')).toEqual([]);
  });

  it('keeps the answer under every key that is known for it', () => {
    for (const key of ['returns', 'response', 'output_schema']) {
      const [entry] = read([
        { name: 'sweep', description: 'S.', parameters: SCHEMA, [key]: { type: 'object', properties: { done: {} } } },
      ]).entries;
      expect(Object.keys(entry?.signature.response?.properties ?? {}), key).toEqual(['done']);
    }
    const [nested] = read([
      {
        input: 'q',
        tools: JSON.stringify([
          {
            name: 'plus',
            description: 'P.',
            parameters: { a: { type: 'int or float' } },
            output_parameter: { result: { type: 'int or float' } },
          },
        ]),
      },
    ]).entries;
    expect(nested?.signature.response?.properties?.result?.type).toEqual(['integer', 'number']);
  });

  it("reads Vertex AI's own words for references", () => {
    const declaration = {
      name: 'save',
      description: 'S.',
      parameters: {
        type: 'OBJECT',
        properties: { root: { ref: '#/defs/Node' } },
        defs: { Node: { type: 'OBJECT', properties: { inner: { type: 'ARRAY', items: { ref: '#/defs/Node' } } } } },
      },
    };
    const [entry] = read({ functionDeclarations: [declaration] }).entries;
    expect(entry?.signature.parameters.properties?.root).toEqual({ $ref: '#/$defs/Node' });
    expect(entry?.signature.parameters.$defs?.Node?.properties?.inner?.items).toEqual({ $ref: '#/$defs/Node' });
  });

  it('makes no parameter of a keyword among the properties', () => {
    const properties = { page: { type: 'string' }, type: 'object', required: ['page'] };
    const catalog = read([
      { type: 'function', function: { name: 'f', description: 'F.', parameters: { type: 'object', properties } } },
    ]);
    expect(Object.keys(catalog.entries[0]?.signature.parameters.properties ?? {})).toEqual(['page']);
    expect(catalog.problems('file:///a.json').map(({ code, data }) => [code, data.keyword])).toEqual([
      ['schema-invalid', 'type'],
      ['schema-invalid', 'required'],
    ]);
  });

  const FARM = {
    openrpc: '1.3.2',
    methods: [
      {
        name: 'move_goat',
        params: [
          { $ref: '#/components/contentDescriptors/Pen' },
          { name: 'goat', schema: { $ref: '#/components/schemas/Goat' } },
        ],
        result: { $ref: '#/components/contentDescriptors/Moved' },
      },
    ],
    components: {
      contentDescriptors: {
        Pen: { name: 'pen', description: 'Pen to move to.', required: true, schema: { enum: ['north', 'south'] } },
        Moved: { name: 'moved', schema: { $ref: '#/components/schemas/Goat' } },
      },
      schemas: {
        Goat: {
          type: 'object',
          properties: { age: { type: 'integer' }, mother: { $ref: '#/components/schemas/Goat' } },
        },
      },
    },
  };

  it.each([
    ['JSON', JSON.stringify(FARM), 'farm.json'],
    [
      'JSON with the version last',
      JSON.stringify({ components: FARM.components, methods: FARM.methods, openrpc: '1.3.2' }),
      'farm.json',
    ],
    ['YAML', stringify(FARM), 'farm.yaml'],
  ])('follows the references of OpenRPC in %s', (_form, text, name) => {
    const catalog = buildCatalog([parseDocument(`file:///${name}`, text)]);
    const { parameters, response } = catalog.entries[0]?.signature ?? {};
    const goat = { type: 'object', properties: { age: { type: 'integer' }, mother: { $ref: '#/$defs/Goat' } } };
    expect(parameters).toMatchObject({
      properties: { pen: { enum: ['north', 'south'], description: 'Pen to move to.' }, goat: { $ref: '#/$defs/Goat' } },
      required: ['pen'],
      $defs: { Goat: goat },
    });
    expect(response).toMatchObject({ $ref: '#/$defs/Goat', $defs: { Goat: goat } });
    expect(catalog.problems(`file:///${name}`)).toEqual([]);
  });

  it('says which reference of OpenRPC leads to nothing', () => {
    const text = JSON.stringify({ ...FARM, components: {} });
    const catalog = buildCatalog([parseDocument('file:///farm.json', text)]);
    expect(
      catalog
        .problems('file:///farm.json')
        .map(({ data }) => String(data.construct))
        .sort(),
    ).toEqual([
      '#/components/contentDescriptors/Moved',
      '#/components/contentDescriptors/Pen',
      '#/components/schemas/Goat',
    ]);
  });

  it('reads the methods of OpenRPC again where a definition changes', () => {
    const text = JSON.stringify(FARM);
    const document = parseDocument('file:///farm.json', text);
    buildCatalog([document]);
    const at = text.indexOf('"integer"');
    const edited = editDocument(document, [{ span: { start: at, end: at + 9 }, text: '"number"' }]);
    const [entry] = buildCatalog([edited]).entries;
    expect(entry?.signature.parameters.$defs?.Goat?.properties?.age).toEqual({ type: 'number' });
  });

  it.each([
    ['a.py', 'def tide(harbour: str):\n    "Tells the tide."\n', 'magnet import python'],
    ['a.js', 'export function tide(harbour) { return 1; }', 'JavaScript'],
    ['a.ts', 'export class Tide { tell(harbour: string): number { return 1; } }', 'TypeScript with code'],
    ['provider.yaml', 'identity:\n  name: sea\ntools:\n  - tools/tide.yaml\n', 'provider of Dify'],
    ['notes.yaml', 'title: Notes\nlist:\n  - one\n', 'a document without a version'],
  ])('says once, and kindly, what %s is', (name, text, words) => {
    const catalog = buildCatalog([parseDocument(`file:///${name}`, text)]);
    const problems = catalog.problems(`file:///${name}`);
    expect(catalog.entries).toEqual([]);
    expect(problems).toHaveLength(1);
    expect(JSON.stringify(problems[0]?.data)).toContain(words);
  });

  it('reads declarations of TypeScript as .fsig', () => {
    const catalog = buildCatalog([parseDocument('file:///a.d.ts', 'declare function tide(harbour: string): number;')]);
    expect(catalog.entries.map(({ id }) => id)).toEqual(['tide']);
  });

  it('says of any other JSON that it holds no tools', () => {
    const catalog = read({
      name: 'a',
      version: '1',
      scripts: { build: 'x' },
      list: [{ name: 'b', description: 'c', size: 3 }],
    });
    expect(catalog.entries).toEqual([]);
    expect(catalog.problems('file:///a.json').map(({ code }) => code)).toEqual(['unknown-dialect']);
  });
});
