import { describe, expect, it } from 'vitest';
import { convertSignatures } from '../../../server/src/rules/index.ts';
import { buildCatalog, parseDocument } from '../../../server/src/signature/index.ts';

const read = (text: string) => {
  const document = parseDocument('file:///tools.json', text);
  const catalog = buildCatalog([document]);
  return {
    entries: catalog.entries,
    parameters: catalog.entries[0]?.signature.parameters,
    problems: catalog.problems(document.uri).map(({ code, data }) => ({ code, ...data })),
  };
};

const tool = (parameters: unknown) =>
  JSON.stringify([
    { type: 'function', function: { name: 'weigh_parcel', description: 'Weighs one parcel.', parameters } },
  ]);

const parcel = { type: 'string', description: 'Key of the parcel.' };

describe('what stands where a schema belongs', () => {
  it.each([
    ['a list of parameters', [{ name: 'parcel', type: 'string' }]],
    ['a text for a property', { type: 'object', properties: { parcel: 'string' } }],
    ['nothing for a property', { type: 'object', properties: { parcel: null } }],
  ])('%s is an error', (_what, parameters) => {
    expect(read(tool(parameters)).problems).toMatchObject([{ code: 'schema-invalid', expected: 'a schema' }]);
  });

  it.each([
    ['enum', ['a', 'b']],
    ['additionalProperties', true],
    ['type', 'string'],
    ['minProperties', 1],
  ])('the keyword `%s` among properties becomes no parameter', (keyword, value) => {
    const { parameters, problems } = read(tool({ type: 'object', properties: { parcel, [keyword]: value } }));
    expect(Object.keys(parameters?.properties ?? {})).toEqual(['parcel']);
    expect(problems).toMatchObject([{ code: 'schema-invalid', keyword }]);
  });

  it('a parameter may have the name of a keyword', () => {
    const properties = { type: parcel, required: { type: 'boolean' }, enum: { type: 'array', items: parcel } };
    const { parameters, problems } = read(tool({ type: 'object', properties }));
    expect(Object.keys(parameters?.properties ?? {})).toEqual(['type', 'required', 'enum']);
    expect(problems).toEqual([]);
  });

  it('`required` beside the `json` of Bedrock is said', () => {
    const inputSchema = { json: { type: 'object', properties: { parcel } }, required: ['parcel'] };
    const { problems } = read(JSON.stringify([{ toolSpec: { name: 'weigh', description: 'Weighs.', inputSchema } }]));
    expect(problems).toMatchObject([{ code: 'unsupported-construct', construct: 'required' }]);
  });
});

describe('parameters that are a reference alone', () => {
  const referring = {
    $ref: '#/$defs/Parcel',
    $defs: { Parcel: { type: 'object', properties: { parcel }, required: ['parcel'] } },
  };

  it('have the properties of what it leads to', () => {
    expect(read(tool(referring)).parameters).toMatchObject({ properties: { parcel }, required: ['parcel'] });
  });

  it('that leads to itself end', () => {
    expect(read(tool({ $ref: '#' })).entries).toHaveLength(1);
  });

  it.each(['anthropic', 'gemini', 'openai-responses', 'bfcl'] as const)('are written out for %s', (to) => {
    const { text, losses } = convertSignatures(read(tool(referring)).entries, to);
    expect(text).toContain('Key of the parcel.');
    expect(losses.filter(({ message }) => message.includes('without parameters'))).toEqual([]);
  });
});

describe('a choice at the root', () => {
  it('keeps its parameters for Gemini, and says what goes together', () => {
    const by = (key: string) => ({ type: 'object', properties: { [key]: parcel }, required: [key] });
    const { entries } = read(tool({ type: 'object', anyOf: [by('parcel_id'), by('barcode')] }));
    const { text, losses } = convertSignatures(entries, 'gemini');
    const [declaration] = (JSON.parse(text) as { functionDeclarations: { parameters: unknown; description: string }[] })
      .functionDeclarations;
    expect(declaration).toMatchObject({
      parameters: { type: 'OBJECT', properties: { parcel_id: { type: 'STRING' }, barcode: { type: 'STRING' } } },
    });
    expect(declaration?.description).toContain('Give either `parcel_id`, or `barcode`.');
    expect(losses).toMatchObject([{ part: ['parameters', 'anyOf'] }]);
  });
});

describe('nothing is called lost-free that any reader refuses', () => {
  it.each(['openai-chat', 'mcp', 'anthropic'] as const)('a reference out of the schema, to %s', (to) => {
    const { entries } = read(tool({ type: 'object', properties: { parcel: { $ref: 'https://example.org/p.json' } } }));
    expect(
      convertSignatures(entries, to)
        .losses.map(({ message }) => message)
        .join(),
    ).toMatch(/refused as it is written/);
  });

  it('a stray keyword in a file that is written in its own dialect again', () => {
    const { entries } = read(tool({ type: 'object', properties: { parcel, required: ['parcel'] } }));
    expect(convertSignatures(entries, 'openai-chat').losses).toMatchObject([{ id: 'weigh_parcel' }]);
  });
});
