import { describe, expect, it } from 'vitest';
import { locate, TARGET_DIALECTS, type TargetDialect, writeSignatures } from '../../../server/src/signature/index.ts';
import { entriesOf } from './support.ts';

const BOOK = {
  name: 'find_book',
  title: 'Find a book',
  description: 'Finds a book.',
  inputSchema: {
    type: 'object',
    $defs: { Shelf: { type: 'string', minLength: 2 } },
    properties: {
      title: { type: 'string', description: 'Its title.', pattern: '^.', format: 'email' },
      shelf: { $ref: '#/$defs/Shelf', description: 'Where it stands.' },
      size: { type: ['integer', 'null'], exclusiveMinimum: 0, default: 5 },
    },
    required: ['title'],
    additionalProperties: false,
  },
  outputSchema: { type: 'object', properties: { id: { type: 'string' } } },
  annotations: { readOnlyHint: true },
};

function written(to: TargetDialect, tool: object = BOOK) {
  const { text, losses } = writeSignatures(entriesOf({ tools: [tool] }), to);
  return { text, lost: losses.map(({ part, message }) => `${part.join('.')}: ${message}`) };
}

describe('writing a function of another dialect', () => {
  it('openai-chat', () => {
    const anthropic = { name: BOOK.name, description: BOOK.description, input_schema: BOOK.inputSchema };
    const { text, lost } = written('openai-chat', anthropic);
    expect(JSON.parse(text)).toEqual([
      { type: 'function', function: { name: BOOK.name, description: BOOK.description, parameters: BOOK.inputSchema } },
    ]);
    expect(lost).toEqual([]);
  });

  it('anthropic', () => {
    const { text, lost } = written('anthropic');
    expect(JSON.parse(text)).toEqual([
      { name: BOOK.name, description: BOOK.description, input_schema: BOOK.inputSchema },
    ]);
    expect(lost).toEqual([
      'annotations.title: the dialect has no word for "title"',
      'annotations.readOnly: the dialect has no word for "readOnly"',
      'response: the dialect describes no response',
    ]);
  });

  it('gemini: references written out, upper-case types, nullable', () => {
    const { text, lost } = written('gemini');
    expect(JSON.parse(text).functionDeclarations[0].parameters).toEqual({
      type: 'OBJECT',
      properties: {
        title: { type: 'STRING', description: 'Its title.', pattern: '^.' },
        shelf: { type: 'STRING', minLength: 2, description: 'Where it stands.' },
        size: { type: 'INTEGER', nullable: true, default: 5 },
      },
      required: ['title'],
    });
    expect(lost).toEqual(
      expect.arrayContaining([
        'parameters.properties.title.format: the format "email" is not one of Gemini\'s',
        'parameters.properties.shelf: the named type Shelf is written out; its name is not expressible',
        'parameters.properties.size.exclusiveMinimum: "exclusiveMinimum" is not expressible',
        'parameters.additionalProperties: "additionalProperties" is not expressible',
      ]),
    );
  });

  it('bfcl: its own type names', () => {
    const { text } = written('bfcl');
    const { parameters, response } = JSON.parse(text);
    expect(parameters.type).toBe('dict');
    expect(parameters.properties.shelf).toEqual({ type: 'string', minLength: 2, description: 'Where it stands.' });
    expect(response).toEqual({ type: 'dict', properties: { id: { type: 'string' } } });
  });

  it('toolbench', () => {
    expect(JSON.parse(written('toolbench').text)).toEqual({
      category_name: '',
      tool_name: '',
      api_name: 'find_book',
      api_description: 'Finds a book.',
      required_parameters: [{ name: 'title', type: 'STRING', description: 'Its title.', default: '' }],
      optional_parameters: [
        { name: 'shelf', type: 'STRING', description: 'Where it stands.', default: '' },
        { name: 'size', type: 'ANY', description: '', default: 5 },
      ],
      template_response: { id: 'str' },
    });
  });

  it('seal-tools', () => {
    expect(JSON.parse(written('seal-tools').text)).toMatchObject({
      api_name: 'find_book',
      parameters: { title: { type: 'str', description: 'Its title.' }, shelf: { type: 'str' } },
      required: ['title'],
      responses: { id: { type: 'str', description: '' } },
    });
  });

  it('xlam: types as Python names them', () => {
    const tool = {
      ...BOOK,
      inputSchema: {
        type: 'object',
        properties: {
          list: { type: 'array', items: { type: 'array', items: { type: 'integer' } } },
          kind: { enum: ['a', 'b'] },
          either: { type: ['string', 'number'] },
          map: { type: 'object', additionalProperties: { type: 'boolean' } },
        },
        required: ['list'],
      },
    };
    const [{ parameters }] = JSON.parse(written('xlam', tool).text);
    expect(Object.values(parameters).map((parameter) => (parameter as { type: string }).type)).toEqual([
      'List[List[int]]',
      "Literal['a', 'b'], optional",
      'Union[str, float], optional',
      'Dict[str, bool], optional',
    ]);
  });

  it('mcp: what the protocol has no word for goes into _meta', () => {
    const toolbench = {
      category_name: 'Books',
      tool_name: 'Library',
      api_name: 'find',
      api_description: 'Finds.',
      required_parameters: [],
      optional_parameters: [],
      template_response: ['str'],
    };
    const { text } = written('mcp', toolbench);
    expect(JSON.parse(text).tools[0]).toEqual({
      name: 'Library.find',
      description: 'Finds.',
      inputSchema: { type: 'object', properties: {}, required: [] },
      _meta: {
        'magnet/signature': {
          category: 'Books',
          toolClass: 'Library',
          response: { type: 'array', items: { type: 'string' } },
        },
      },
    });
  });

  it.each(TARGET_DIALECTS.filter((id) => id !== 'fsig'))('%s: no note of ours reaches a provider', (to) => {
    const tool = {
      ...BOOK,
      inputSchema: {
        type: 'object',
        'x-magnet-note': 1,
        properties: { a: { type: 'string', 'x-magnet-note': { deep: 1 } } },
      },
    };
    const { text } = written(to, { name: 'f', description: 'd', input_schema: tool.inputSchema });
    expect(text).not.toContain('x-magnet');
  });

  it.each(TARGET_DIALECTS.filter((id) => id !== 'fsig'))(
    '%s: what an author states stays with us, and is listed',
    (to) => {
      const stated = {
        name: 'f',
        description: 'd',
        'x-magnet': { operation: 'act', entity: 'Book' },
        input_schema: { type: 'object', properties: { a: { type: 'string', 'x-magnet': { key: true } } } },
      };
      const { text, lost } = written(to, stated);
      expect(text).not.toContain('x-magnet');
      expect(lost).toContainEqual(expect.stringContaining('(x-magnet) is left out'));
    },
  );

  it('a parameter of the name of a note is no note; a file of MCP keeps its own', () => {
    const properties = { 'x-magnet': { type: 'string' }, a: { type: 'string', 'x-magnet': { key: true } } };
    const { text } = written('openai-chat', {
      name: 'f',
      description: 'd',
      inputSchema: { type: 'object', properties },
    });
    expect(JSON.parse(text)[0].function.parameters.properties).toEqual({
      'x-magnet': { type: 'string' },
      a: { type: 'string' },
    });
    const kept = written('mcp', { name: 'f', description: 'd', inputSchema: { type: 'object', properties } });
    expect(JSON.parse(kept.text).tools[0].inputSchema.properties).toEqual(properties);
    expect(kept.lost).toEqual([]);
  });

  it('a type that contains itself is cut where references are not known', () => {
    const tool = {
      ...BOOK,
      inputSchema: {
        type: 'object',
        $defs: { Node: { type: 'object', properties: { next: { $ref: '#/$defs/Node' } } } },
        properties: { head: { $ref: '#/$defs/Node' } },
      },
    };
    const { text, lost } = written('gemini', tool);
    expect(JSON.parse(text).functionDeclarations[0].parameters.properties.head.properties.next).toEqual({
      type: 'OBJECT',
    });
    expect(lost.join('\n')).toContain('the type Node contains itself; cut here');
  });
});

describe('keys that a signature has no place for', () => {
  it('are listed, with their place', () => {
    const tool = { ...BOOK, execution: { taskSupport: 'forbidden' }, _meta: { 'example.com/x': 1 } };
    expect(written('gemini', tool).lost).toEqual(
      expect.arrayContaining([
        'execution: the key "execution" is known to its own dialect alone',
        '_meta: the key "_meta" is known to its own dialect alone',
      ]),
    );
    const text = JSON.stringify([
      { type: 'function', 'x-outer': 1, function: { name: 'f', description: 'd', 'x-inner': 2 } },
    ]);
    const entries = entriesOf(text);
    for (const to of TARGET_DIALECTS.filter((id) => id !== 'openai-chat')) {
      const losses = writeSignatures(entries, to).losses.filter(({ part }) => String(part[0]).startsWith('x-'));
      const places = losses.map(({ part }) => locate(entries[0] ?? (undefined as never), part, 'whole'));
      expect(places.map((span) => text.slice(span?.start, span?.end))).toEqual(['"x-outer":1', '"x-inner":2']);
    }
  });
});

describe('writing a function of the same dialect', () => {
  it('keeps keys that nobody knows, and the way numbers and names are written', () => {
    const tool = {
      ...BOOK,
      name: 'odd name!',
      'x-vendor': { a: [1, null] },
      execution: { taskSupport: 'forbidden' },
      inputSchema: { ...BOOK.inputSchema, $schema: 'http://json-schema.org/draft-07/schema#', definitions: {} },
    };
    expect(JSON.parse(written('mcp', tool).text).tools).toEqual([tool]);
  });
});
