import { expect, it } from 'vitest';
import { buildCatalog, parseDocument } from '../../signature/index.ts';
import { writeDescriptions } from './describe-edit.ts';
import { applyChanges } from './editor.ts';

const entryOf = (text: string, file = 'file:///a.fsig') => {
  const [entry] = buildCatalog([parseDocument(file, text)]).entries;
  if (entry === undefined) throw new Error('no function');
  return entry;
};

/** The text with the descriptions in it. */
function write(text: string, description: string, parameters: Record<string, string> = {}): string {
  const edits = writeDescriptions(entryOf(text), description, parameters) ?? [];
  return applyChanges(
    text,
    edits.flatMap(({ changes }) => changes),
  );
}

it.each([
  [
    'makes a comment where there is none',
    'function a(b: string);\n',
    '/**\n * Does it.\n * @param b What.\n */\nfunction a(b: string);\n',
  ],
  [
    'writes into one line',
    '/** Old. */\nfunction a(b: string);\n',
    '/**\n * Does it.\n * @param b What.\n */\nfunction a(b: string);\n',
  ],
  [
    'keeps tags and their order',
    'namespace n {\n  /**\n   * Old\n   * words.\n   * @creates Thing\n   * @param b Old. @format date\n   * @param c Other.\n   */\n  function a(b: string, c: string);\n}\n',
    'namespace n {\n  /**\n   * Does it.\n   * @creates Thing\n   * @param b What. @format date\n   * @param c Other.\n   */\n  function a(b: string, c: string);\n}\n',
  ],
  [
    'leaves comments of parameters',
    'function a(\n  /** In. */ b: string);\n',
    '/**\n * Does it.\n * @param b What.\n */\nfunction a(\n  /** In. */ b: string);\n',
  ],
])('%s', (_, before, after) => {
  expect(write(before, 'Does it.', { b: 'What.' })).toBe(after);
});

it.each(['Ends */ here, mails @home and a\\b.', `${'long words '.repeat(30)}end.`])(
  'is read back as it was written: %s',
  (words) => {
    const text = write('/** Old. @creates Thing */\nfunction a(b: string);\n', words, { b: `of ${words}` });
    const { signature } = entryOf(text);
    expect(signature.description).toBe(words);
    expect(signature.parameters.properties?.b).toMatchObject({ description: `of ${words}` });
  },
);

it('writes into JSON where each dialect keeps it', () => {
  const before = '{"tools":[{"name":"a","inputSchema":{"type":"object","properties":{"b":{"type":"string"}}}}]}';
  const entry = entryOf(before, 'file:///a.tools.json');
  const edits = writeDescriptions(entry, 'Does "it".', { b: 'What.' }) ?? [];
  expect(
    JSON.parse(
      applyChanges(
        before,
        edits.flatMap(({ changes }) => changes),
      ),
    ),
  ).toEqual({
    tools: [
      {
        name: 'a',
        description: 'Does "it".',
        inputSchema: { type: 'object', properties: { b: { type: 'string', description: 'What.' } } },
      },
    ],
  });
});
