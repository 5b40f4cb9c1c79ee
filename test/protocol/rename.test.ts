import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { applyEdits, type Range, TestClient, textIn, type WorkspaceEdit } from './client.ts';
import { LIBRARY, OPENAI } from './texts.ts';

const CURATION = `{
  "version": 1,
  "edges": [{ "from": "library.find_books", "to": "library.lend_book", "verdict": "accepted", "note": "find_books first" }]
}
`;
const OTHER = `/** Returns a book. @requires library.lend_book */
function return_book(): string;
`;

describe('rename', () => {
  let client: TestClient;
  beforeAll(async () => {
    client = await TestClient.start({ files: { 'magnet.graph.json': CURATION, 'other.fsig': OTHER } });
  });
  afterAll(() => client.stop());

  async function rename(
    file: string,
    content: string,
    newName: string,
  ): Promise<{ files: Record<string, string>; edit: WorkspaceEdit }> {
    const { text, ...at } = client.openAt(file, content);
    const edit = await client.rpc.request<WorkspaceEdit>('textDocument/rename', { ...at, newName });
    const texts: Record<string, string> = { [file]: text, 'magnet.graph.json': CURATION, 'other.fsig': OTHER };
    const files: Record<string, string> = {};
    for (const { textDocument, edits } of edit.documentChanges ?? []) {
      const name = textDocument.uri.slice(textDocument.uri.lastIndexOf('/') + 1);
      files[name] = applyEdits(texts[name] ?? client.text(name), edits);
    }
    return { files, edit };
  }

  test('a function: its declaration, premises of all files and the curated edges', async () => {
    const { files } = await rename('a.fsig', LIBRARY.replace('function lend_b', 'function lend|_b'), 'borrow_book');
    expect(files['a.fsig']).toBe(LIBRARY.replace('function lend_book', 'function borrow_book'));
    expect(files['other.fsig']).toContain('@requires library.borrow_book');
    expect(files['magnet.graph.json']).toBe(CURATION.replace('library.lend_book', 'library.borrow_book'));
  });

  test('it says that recorded datasets keep the old name', async () => {
    const { edit } = await rename('a.fsig', LIBRARY.replace('function lend_b', 'function lend|_b'), 'borrow_book');
    const [annotation] = Object.values(edit.changeAnnotations ?? {});
    expect(annotation?.description).toMatch(/[Dd]atasets that were recorded already keep the old name/);
    const ids = edit.documentChanges?.flatMap(({ edits }) => edits.map(({ annotationId }) => annotationId));
    expect(ids?.every((id) => id !== undefined && edit.changeAnnotations?.[id] !== undefined)).toBe(true);
  });

  test('a type: every place that names it', async () => {
    const { files } = await rename('a.fsig', LIBRARY.replace('type BookId', 'type Book|Id'), 'BookKey');
    expect(files['a.fsig']).toBe(LIBRARY.replaceAll('BookId', 'BookKey'));
  });

  test('a parameter and the tag that describes it', async () => {
    const { files } = await rename('a.fsig', LIBRARY.replace('(words: string', '(wo|rds: string'), 'terms');
    expect(files['a.fsig']).toBe(LIBRARY.replace('@param words', '@param terms').replace('(words:', '(terms:'));
  });

  const IMPORTING = `import { library } from "./a.fsig";

/** Reserves a book. @requires library.find_books, library.lend_book */
function reserve(book: library.BookId): library.Book[];
`;

  test('a namespace: wherever it is opened, imported, or written in front of a type or a premise', async () => {
    const text = IMPORTING;
    client.open('a.fsig', LIBRARY);
    const places = [
      text.replace('{ library', '{ lib|rary'),
      text.replace('book: library', 'book: lib|rary'),
      text.replace('@requires library', '@requires lib|rary'),
    ];
    for (const content of places) {
      const { files } = await rename('b.fsig', content, 'books');
      expect(files['b.fsig'], content).toBe(text.replaceAll('library', 'books'));
      expect(files['other.fsig']).toBe(OTHER.replace('library', 'books'));
      expect(files['magnet.graph.json']).toBe(CURATION.replaceAll('library.', 'books.'));
    }
    client.close('b.fsig');
    const { files } = await rename('a.fsig', LIBRARY.replace('namespace lib', 'namespace l|ib'), 'books');
    expect(files['a.fsig']).toBe(LIBRARY.replace('namespace library', 'namespace books'));
  });

  test('one part of a dotted namespace, and not the name an import gave it', async () => {
    const text = 'namespace shop.till {\n  type Sum = number;\n}\nnamespace shop {\n  type Item = till.Sum;\n}\n';
    const inner = await rename('shop.fsig', text.replace('Item = till', 'Item = ti|ll'), 'desk');
    expect(inner.files['shop.fsig']).toBe(text.replace('shop.till', 'shop.desk').replace('= till', '= desk'));
    const outer = await rename('shop.fsig', text.replace('shop.till', 'sh|op.till'), 'store');
    expect(outer.files['shop.fsig']).toBe(text.replaceAll('shop', 'store'));
    const user = 'import { shop as s } from "./shop.fsig";\ntype T = s.till.Sum;\n';
    const { text: _text, ...at } = client.openAt('user.fsig', user.replace('T = s', 'T = s|'));
    expect(await client.rpc.request('textDocument/prepareRename', at)).toBeNull();
    client.close('user.fsig');
    client.close('shop.fsig');
  });

  test('a field of a type and a member of an enum, which nothing else names', async () => {
    const text = 'interface Ride { goal: string; "due at": string }\nenum Meal { None, Full }\n';
    const field = await rename('c.fsig', text.replace('goal', 'go|al'), 'end');
    expect(field.files['c.fsig']).toBe(text.replace('goal', 'end'));
    const quoted = await rename('c.fsig', text.replace('"due at"', '"due| at"'), 'due');
    expect(quoted.files['c.fsig']).toBe(text.replace('"due at"', 'due'));
    const member = await rename('c.fsig', text.replace('Full', 'Fu|ll'), 'Whole');
    expect(member.files['c.fsig']).toBe(text.replace('Full', 'Whole'));
    client.close('c.fsig');
  });

  test('a name that needs quotes gets them, and keeps its namespace where it is a premise', async () => {
    const { files } = await rename('a.fsig', LIBRARY.replace('function lend_b', 'function lend|_b'), 'lend a book');
    expect(files['a.fsig']).toContain('function "lend a book"(');
    expect(files['other.fsig']).toContain('@requires "library.lend a book" */');
    const described = LIBRARY.replace('(words: string', '(wo|rds: string');
    const parameter = await rename('a.fsig', described, 'some words');
    expect(parameter.files['a.fsig']).toContain('("some words": string)');
    expect(parameter.files['a.fsig']).toContain('@param "some words" Words');
  });

  test('from magnet.graph.json, where a function is named', async () => {
    client.open('a.fsig', LIBRARY);
    const { files } = await rename('magnet.graph.json', CURATION.replace('.lend_book', '.lend|_book'), 'borrow');
    expect(files['a.fsig']).toBe(LIBRARY.replace('function lend_book', 'function borrow'));
    expect(files['magnet.graph.json']).toBe(CURATION.replace('library.lend_book', 'library.borrow'));
    const { text, ...at } = client.openAt('magnet.graph.json', CURATION.replace('.lend_book', '.lend|_book'));
    const offered = await client.rpc.request<{ range: Range; placeholder: string }>('textDocument/prepareRename', at);
    expect([textIn(text, offered.range), offered.placeholder]).toEqual(['lend_book', 'lend_book']);
    client.close('magnet.graph.json');
  });

  test('magnet.graph.json as it is in the editor, not as it was saved', async () => {
    client.open('magnet.graph.json', CURATION);
    client.edit('magnet.graph.json', 0, 0, '// mine\n');
    const { edit } = await rename('a.fsig', LIBRARY.replace('function lend_b', 'function lend|_b'), 'borrow_book');
    const change = edit.documentChanges?.find(({ textDocument: { uri } }) => uri.endsWith('magnet.graph.json'));
    expect(change?.textDocument.version).toBe(2);
    const after = applyEdits(client.text('magnet.graph.json'), change?.edits ?? []);
    expect(after).toBe(`// mine\n${CURATION.replace('library.lend_book', 'library.borrow_book')}`);
    client.close('magnet.graph.json');
  });

  test('a JSON function, a property with its mention in required, a definition with its $refs', async () => {
    const name = await rename('a.tools.json', OPENAI.replace('"find_books"', '"find|_books"'), 'search');
    expect(name.files['a.tools.json']).toBe(OPENAI.replace('"find_books"', '"search"'));
    const property = await rename('a.tools.json', OPENAI.replace('"words": {', '"wo|rds": {'), 'terms');
    expect(property.files['a.tools.json']).toBe(OPENAI.replaceAll('"words"', '"terms"'));
    const definition = await rename('a.tools.json', OPENAI.replace('"Language": {', '"Lang|uage": {'), 'Tongue');
    expect(definition.files['a.tools.json']).toBe(
      OPENAI.replace('#/$defs/Language', '#/$defs/Tongue').replace('"Language": {', '"Tongue": {'),
    );
  });

  test('the range offered is the bare name', async () => {
    const { text: _text, ...at } = client.openAt('a.tools.json', OPENAI.replace('"find_books"', '"find|_books"'));
    const range = await client.rpc.request<{
      placeholder: string;
      range: { start: { character: number }; end: { character: number } };
    }>('textDocument/prepareRename', at);
    expect(range.placeholder).toBe('find_books');
    expect(range.range.end.character - range.range.start.character).toBe('find_books'.length);
  });

  test('refused with a reason: an empty name, a name that is taken', async () => {
    const text = LIBRARY.replace('function lend_b', 'function lend|_b');
    await expect(rename('a.fsig', text, ' ')).rejects.toThrow(/at least one character/);
    await expect(rename('a.fsig', text, 'find_books')).rejects.toThrow(/already a function named "find_books"/);
    await expect(rename('a.fsig', LIBRARY.replace('type BookId', 'type Book|Id'), 'two words')).rejects.toThrow(
      /no name for a type/,
    );
  });

  test('refused: two things in one place would have the name', async () => {
    const refused = async (file: string, content: string, name: string, what: string) =>
      expect(rename(file, content, name), content).rejects.toThrow(`There is already a ${what} named "${name}".`);
    const type = LIBRARY.replace('type BookId', 'type Book|Id');
    await refused('a.fsig', type, 'Book', 'type');
    await refused('a.fsig', type, 'string', 'built-in type');
    // It is free where it is declared, but not in a file that imports it.
    client.open('user.fsig', 'import { Key } from "./key.fsig";\ntype Door = Key;\n');
    await refused('key.fsig', 'type K|ey = string;\n', 'Door', 'type');
    client.close('user.fsig');
    client.close('key.fsig');
    await refused('a.fsig', LIBRARY.replace('reader: string', 'read|er: string'), 'book_id', 'parameter');
    await refused('c.fsig', 'interface A { |id: string; name: string }', 'name', 'member');
    client.close('c.fsig');
    await refused('a.tools.json', OPENAI.replace('"language": {', '"langu|age": {'), 'words', 'parameter');
    client.open('d.fsig', 'namespace attic {\n  type Box = string;\n}\n');
    await refused('a.fsig', LIBRARY.replace('namespace lib', 'namespace l|ib'), 'attic', 'namespace');
    client.close('d.fsig');
  });

  test('the same name again changes nothing and is no clash', async () => {
    const { files } = await rename('a.fsig', LIBRARY.replace('type BookId', 'type Book|Id'), 'BookId');
    expect(files['a.fsig']).toBe(LIBRARY);
  });

  test('nothing to rename in a comment', async () => {
    const { text: _text, ...at } = client.openAt('a.fsig', LIBRARY.replace('Finds books', 'Finds bo|oks'));
    expect(await client.rpc.request('textDocument/prepareRename', at)).toBeNull();
  });
});
