import { describe, expect, it } from 'vitest';
import { buildCatalog, parseDocument } from '../../../server/src/signature/index.ts';

const parameters = {
  type: 'object',
  properties: { pond: { type: 'string', description: 'Pond to look into.' } },
  required: ['pond'],
};
const tool = { name: 'count_frogs', description: 'Counts the frogs of one pond.', parameters };

function read(value: unknown) {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const document = parseDocument('file:///ponds.json', text);
  const catalog = buildCatalog([document]);
  return {
    names: catalog.entries.map(({ signature }) => signature.name),
    schemas: catalog.entries.map(({ signature }) => signature.parameters),
    responses: catalog.entries.map(({ signature }) => signature.response),
    problems: catalog.problems(document.uri).map(({ code }) => code),
  };
}

describe('tools in what is around them', () => {
  it.each([
    ['deep in a log', { log: { entries: [{ request: { postData: { json: { tools: [tool] } } } }] } }],
    ['in a request that is kept as text', { sent: { body: JSON.stringify({ model: 'm', tools: [tool] }) } }],
    ['in a prompt', { prompt: `You may call:\n${JSON.stringify([tool])}\nAnswer in JSON.`, answer: 'x' }],
    [
      'one by one in a system text, without a list',
      { system: `Functions -\n${JSON.stringify(tool, null, 2)}\n`, chat: 'USER: How many?' },
    ],
    [
      'of LangChain, with the whole schema',
      { name: tool.name, description: tool.description, args_schema: parameters },
    ],
    [
      "as Cohere's client for Java writes them",
      {
        name: tool.name,
        description: tool.description,
        parameterDefinitions: { pond: { type: 'str', description: 'Pond.', isRequired: true } },
      },
    ],
    [
      'with the schema one level deeper',
      [{ name: tool.name, description: tool.description, input_schema: { json: parameters } }],
    ],
  ])('are found %s', (_where, value) => {
    const { names, schemas, problems } = read(value);
    expect(names).toEqual(['count_frogs']);
    expect(schemas).toMatchObject([{ properties: { pond: { type: 'string' } }, required: ['pond'] }]);
    expect(problems).toEqual([]);
  });

  it('calls and answers in a text are no tools', () => {
    expect(read({ prompt: 'Answer {"name": "count_frogs", "arguments": {}}.', answer: 'x' }).names).toEqual([]);
  });

  it('a parameter of the name `json` stays one', () => {
    const own = { type: 'object', properties: { json: { type: 'object', properties: {} } } };
    expect(read([{ ...tool, parameters: own }]).schemas).toMatchObject([own]);
  });

  it("a provider's own tool that is switched on by its name alone is none of ours", () => {
    const { names, problems } = read({ tools: [{ functionDeclarations: [tool] }, { some_new_search: {} }] });
    expect(names).toEqual(['count_frogs']);
    expect(problems).toEqual(['provider-tool']);
  });

  it('an answer that is told in words is kept as such', () => {
    expect(read([{ ...tool, returns: 'How many there are.' }]).responses).toEqual([
      { description: 'How many there are.' },
    ]);
  });
});
