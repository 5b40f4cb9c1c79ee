import { describe, expect, it } from 'vitest';
import {
  buildCatalog,
  editDocument,
  locate,
  parseDocument,
  rawOf,
  resolveSchema,
  type SignatureDocument,
} from '../../../server/src/signature/index.ts';
import { catalogOf, entriesOf, problemsOf, signatureOf, URI } from './support.ts';

const SCHEMA = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] };
const HEAD = { name: 'get_weather', description: 'Weather of a city.' };

/** The same function, as each dialect writes it. */
const WEATHER = {
  'openai-chat': { type: 'function', function: { ...HEAD, parameters: SCHEMA, strict: true } },
  'openai-responses': { type: 'function', ...HEAD, parameters: SCHEMA, strict: true },
  anthropic: { ...HEAD, input_schema: SCHEMA },
  gemini: {
    functionDeclarations: [
      { ...HEAD, parameters: { type: 'OBJECT', properties: { city: { type: 'STRING' } }, required: ['city'] } },
    ],
  },
  mcp: { ...HEAD, inputSchema: SCHEMA, outputSchema: { type: 'object' }, annotations: { readOnlyHint: true } },
  bfcl: { ...HEAD, parameters: { type: 'dict', properties: { city: { type: 'string' } }, required: ['city'] } },
  toolbench: {
    category_name: 'Weather',
    tool_name: 'Open Weather',
    api_name: 'get_weather',
    api_description: HEAD.description,
    required_parameters: [{ name: 'city', type: 'STRING', description: '', default: '' }],
    optional_parameters: [],
    method: 'GET',
  },
  'seal-tools': {
    api_name: 'get_weather',
    api_description: HEAD.description,
    field: 'Earth/Weather',
    parameters: { city: { type: 'str' } },
    required: ['city'],
  },
  xlam: { ...HEAD, parameters: { city: { type: 'str', description: 'Which city.' } } },
} as const;

describe('recognising a dialect', () => {
  it.each(Object.entries(WEATHER))('%s', (dialect, element) => {
    const signature = signatureOf(element);
    expect(signature.source.dialect).toBe(dialect);
    expect(signature.name).toBe('get_weather');
    expect(signature.description).toBe(HEAD.description);
    expect(signature.parameters.type).toBe('object');
    expect(signature.parameters.properties?.city?.type).toBe('string');
    expect(signature.parameters.required).toEqual(['city']);
    expect(problemsOf(element)).toEqual([]);
  });

  it('goes by element, not by file', () => {
    const mixed = [WEATHER.mcp, WEATHER.anthropic, WEATHER.bfcl, WEATHER['openai-chat']];
    const dialects = entriesOf(mixed).map((entry) => entry.signature.source.dialect);
    expect(dialects).toEqual(['mcp', 'anthropic', 'bfcl', 'openai-chat']);
  });

  it('can be forced', () => {
    const bare = { ...HEAD, parameters: SCHEMA };
    expect(signatureOf(bare).source.dialect).toBe('bfcl');
    expect(signatureOf(bare, 'openai-responses').source.dialect).toBe('openai-responses');
  });

  it('says what it found and what it expected where there is none', () => {
    const [problem] = problemsOf([{ colour: 'red', size: 4 }]);
    expect(problem?.code).toBe('unknown-dialect');
    expect(problem?.data.found).toContain('colour');
    expect(problem?.data.expected).toContain('name');
  });

  it('passes over tools that providers define themselves', () => {
    const tools = [{ type: 'web_search' }, { googleSearch: {} }, WEATHER['openai-responses']];
    expect(entriesOf(tools)).toHaveLength(1);
    expect(problemsOf(tools).map(({ code }) => code)).toEqual(['provider-tool', 'provider-tool']);
  });

  it('takes no package.json for a function', () => {
    expect(entriesOf({ name: 'left-pad', description: 'Pads.', version: '1.0.0', main: 'index.js' })).toHaveLength(0);
  });
});

describe('what a dialect adds', () => {
  it('MCP: title, hints, output', () => {
    const signature = signatureOf({ ...WEATHER.mcp, title: 'Weather', annotations: { destructiveHint: false } });
    expect(signature.annotations).toEqual({ title: 'Weather', destructive: false });
    expect(signature.response).toEqual({ type: 'object' });
  });

  it('OpenAI: strict, and a return schema under the keys in use', () => {
    const tool = {
      type: 'function',
      function: { ...HEAD, parameters: SCHEMA, strict: false, 'x-returns': { type: 'string' } },
    };
    expect(signatureOf(tool)).toMatchObject({ annotations: { strict: false }, response: { type: 'string' } });
  });

  it('ToolBench: category, tool as class and namespace, samples, response template', () => {
    const signature = signatureOf({
      ...WEATHER.toolbench,
      required_parameters: [{ name: 'days', type: 'NUMBER', description: 'How many.', default: '3' }],
      optional_parameters: [{ name: 'metric', type: 'BOOLEAN', description: '', default: 'true' }],
      template_response: { list: [{ _list_length: 4, temp: 'float' }], names: ['list of str with length 2'] },
    });
    expect(signature).toMatchObject({ category: 'Weather', toolClass: 'Open Weather', namespace: 'Open_Weather' });
    expect(signature.parameters.properties).toEqual({
      days: { type: 'number', description: 'How many.', examples: [3] },
      metric: { type: 'boolean', description: '', default: true },
    });
    expect(signature.response?.properties).toEqual({
      list: { type: 'array', items: { type: 'object', properties: { temp: { type: 'number' } } } },
      names: { type: 'array', items: { type: 'string' } },
    });
  });

  it('Seal-Tools: field as category and class, responses', () => {
    const signature = signatureOf({ ...WEATHER['seal-tools'], responses: { degrees: { type: 'float' } } });
    expect(signature).toMatchObject({ category: 'Earth', toolClass: 'Weather' });
    expect(signature.response?.properties).toEqual({ degrees: { type: 'number' } });
  });

  it('xLAM: a parameter with a default, or an optional type, may be left out', () => {
    const signature = signatureOf({
      ...HEAD,
      parameters: {
        city: { type: 'str', description: 'Which.' },
        days: { type: 'int', description: 'How many.', default: 3 },
        tags: { type: 'List[str], optional', description: 'Any.' },
      },
    });
    expect(signature.parameters.required).toEqual(['city']);
    expect(signature.parameters.properties?.tags).toEqual({
      type: 'array',
      items: { type: 'string' },
      description: 'Any.',
    });
  });

  it('the name of a ToolBench tool file stands before its list, and holds for every API in it', () => {
    const api = { name: 'hourly', description: 'By the hour.', required_parameters: [], optional_parameters: [] };
    const own = { ...api, name: 'daily', tool_name: 'Other' };
    const text = JSON.stringify({ tool_name: 'Weather "24/7"', title: 'x', api_list: [api, own] }, null, 2);
    const labels = (document: SignatureDocument) =>
      buildCatalog([document]).entries.map(({ id, signature }) => [id, signature.toolClass]);
    const document = parseDocument('file:///w.json', text);
    expect(labels(document)).toEqual([
      ['Weather_24_7.hourly', 'Weather "24/7"'],
      ['Other.daily', 'Other'],
    ]);
    const at = text.indexOf('Weather');
    const edited = editDocument(document, [{ span: { start: at, end: at + 7 }, text: 'Rain' }]);
    expect(labels(edited)[0]).toEqual(['Rain_24_7.hourly', 'Rain "24/7"']);
  });

  it('"required" written into a parameter is read, and taken out of its schema', () => {
    const seal = {
      ...WEATHER['seal-tools'],
      required: undefined,
      parameters: { city: { type: 'str', required: true }, days: { type: 'int', required: false } },
    };
    expect(signatureOf(seal).parameters).toEqual({
      type: 'object',
      properties: { city: { type: 'string' }, days: { type: 'integer' } },
      required: ['city'],
    });
    const toolbench = { ...WEATHER.toolbench, required_parameters: [{ name: 'city', type: 'STRING', required: true }] };
    expect(signatureOf(toolbench).parameters.properties).toEqual({ city: { type: 'string' } });
  });

  it('a type nobody knows is reported, and told by what the schema holds', () => {
    const parameters = {
      type: 'dict',
      properties: {
        a: { type: 'Sprocket', properties: {} },
        b: { type: 'Bag<Sprocket>', items: {} },
        c: { type: 'Sprocket' },
      },
    };
    const text = JSON.stringify({ ...HEAD, parameters });
    expect(Object.values(signatureOf(text).parameters.properties ?? {}).map(({ type }) => type)).toEqual([
      'object',
      'array',
      undefined,
    ]);
    expect(problemsOf(text).map(({ span }) => text.slice(span.start, span.end))).toEqual([
      '"Sprocket"',
      '"Bag<Sprocket>"',
      '"Sprocket"',
    ]);
  });

  it('xLAM: tools as JSON inside a string', () => {
    const row = { id: 1, query: 'q', tools: JSON.stringify([WEATHER.xlam, { ...WEATHER.xlam, name: 'second' }]) };
    expect(entriesOf([row]).map((entry) => entry.signature.name)).toEqual(['get_weather', 'second']);
  });

  it('BFCL rows: every function of the list; ACEBench writes "arguments"', () => {
    const row = { id: 'x_1', question: [], function: [WEATHER.bfcl, { ...HEAD, name: 'b', arguments: SCHEMA }] };
    expect(entriesOf([row]).map((entry) => entry.signature.name)).toEqual(['get_weather', 'b']);
    expect(entriesOf([row])[1]?.signature.parameters.required).toEqual(['city']);
  });

  it('Gemini: nullable, example, upper-case types at every level', () => {
    const parameters = {
      type: 'OBJECT',
      properties: { list: { type: 'ARRAY', items: { type: 'INTEGER', nullable: true, example: 4 } } },
    };
    const { properties } = signatureOf({ functionDeclarations: [{ ...HEAD, parameters }] }).parameters;
    expect(properties?.list?.items).toEqual({ type: ['integer', 'null'], examples: [4] });
  });
});

describe('schemas become JSON Schema 2020-12', () => {
  const properties = (schema: object) =>
    signatureOf({ ...HEAD, inputSchema: { type: 'object', ...schema } }).parameters;

  it('older drafts', () => {
    expect(
      properties({
        $schema: 'http://json-schema.org/draft-07/schema#',
        definitions: { Id: { type: 'string' } },
        properties: {
          id: { $ref: '#/definitions/Id' },
          pair: { type: 'array', items: [{ type: 'string' }, { type: 'number' }], additionalItems: false },
          size: { type: 'number', minimum: 1, exclusiveMinimum: true },
        },
      }),
    ).toEqual({
      type: 'object',
      $defs: { Id: { type: 'string' } },
      properties: {
        id: { $ref: '#/$defs/Id' },
        pair: { type: 'array', prefixItems: [{ type: 'string' }, { type: 'number' }], items: false },
        size: { type: 'number', exclusiveMinimum: 1 },
      },
    });
  });

  it('keywords that must survive are left alone', () => {
    const kept = {
      propertyNames: { pattern: '^x' },
      properties: {
        a: { anyOf: [{ type: 'string', format: 'date' }, { type: 'null' }], default: null },
        b: { const: 4, 'x-vendor': { deep: [1] } },
        c: { type: ['string', 'integer'], pattern: '^a$' },
      },
      additionalProperties: false,
    };
    expect(properties(kept)).toEqual({ type: 'object', ...kept });
  });

  it('keywords of the wrong shape are dropped and reported where they stand', () => {
    const text = JSON.stringify({
      ...HEAD,
      inputSchema: { type: 'object', properties: { a: { type: 'string', minLength: 'two' } } },
    });
    const catalog = catalogOf(text);
    expect(catalog.entries[0]?.signature.parameters.properties?.a).toEqual({ type: 'string' });
    const [problem] = catalog.problems(URI);
    expect(text.slice(problem?.span.start, problem?.span.end)).toBe('"two"');
  });

  it('a foreign type in a strict dialect is mapped and reported', () => {
    const text = JSON.stringify({ ...HEAD, input_schema: { type: 'object', properties: { a: { type: 'dict' } } } });
    expect(signatureOf(text).parameters.properties?.a).toEqual({ type: 'object' });
    expect(problemsOf(text)[0]).toMatchObject({ code: 'unknown-type', data: { name: 'dict' } });
  });

  it('a $ref loop is left for readers that can stop', () => {
    const { parameters } = signatureOf({
      ...HEAD,
      inputSchema: { type: 'object', $defs: { A: { $ref: '#/$defs/A' } }, properties: { a: { $ref: '#/$defs/A' } } },
    });
    expect(resolveSchema(parameters, parameters.properties?.a ?? {}).schema).toBeDefined();
  });

  it('names such as __proto__ and constructor are names', () => {
    const text = `{"name":"f","description":"d","inputSchema":{"type":"object","properties":{"__proto__":{"type":"string"},"constructor":{"type":"dict"}}}}`;
    const { properties: found } = signatureOf(text).parameters;
    expect(Object.keys(found ?? {})).toEqual(['__proto__', 'constructor']);
    expect(({} as Record<string, unknown>).type).toBeUndefined();
  });
});

describe('leading back to the text', () => {
  const text = `// tools\n${JSON.stringify([WEATHER.mcp, WEATHER['openai-chat'], WEATHER.toolbench, WEATHER.xlam], null, 2)}`;
  const entries = entriesOf(text);
  const at = (index: number, part: (string | number)[], what?: 'value' | 'key' | 'whole'): string => {
    const entry = entries[index];
    const span = entry === undefined ? undefined : locate(entry, part, what);
    return text.slice(span?.start, span?.end);
  };

  it('finds names, types and keys', () => {
    for (const index of [0, 1, 2, 3]) expect(at(index, ['name'])).toBe('"get_weather"');
    expect(at(0, ['parameters', 'properties', 'city', 'type'])).toBe('"string"');
    expect(at(0, ['parameters', 'properties', 'city'], 'key')).toBe('"city"');
    expect(at(1, ['annotations', 'strict'], 'whole')).toBe('"strict": true');
    expect(at(2, ['parameters', 'properties', 'city', 'type'])).toBe('"STRING"');
    expect(at(0, ['annotations', 'readOnly'])).toBe('true');
  });

  it('falls back to the nearest parent', () => {
    expect(at(0, ['parameters', 'properties', 'city', 'pattern'])).toBe(at(0, ['parameters', 'properties', 'city']));
    expect(at(3, ['response'])).toBe(at(3, []));
  });

  it('gives the element as it was written', () => {
    expect(entries.map(rawOf)).toEqual([WEATHER.mcp, WEATHER['openai-chat'], WEATHER.toolbench, WEATHER.xlam]);
  });
});
