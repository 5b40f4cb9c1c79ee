import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { applyEdits, TestClient, type WorkspaceEdit } from './client.ts';
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
      files[name] = applyEdits(texts[name] ?? '', edits);
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

  test('nothing to rename in a comment', async () => {
    const { text: _text, ...at } = client.openAt('a.fsig', LIBRARY.replace('Finds books', 'Finds bo|oks'));
    expect(await client.rpc.request('textDocument/prepareRename', at)).toBeNull();
  });
});
