import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Range, TestClient, textIn } from './client.ts';
import { LIBRARY, OPENAI } from './texts.ts';

interface Location {
  readonly uri: string;
  readonly range: Range;
}

const TYPES = '/** Key of a shelf. */\ntype ShelfId = string;\ninterface Shelf { id: ShelfId }\n';

describe('definition, references and links', () => {
  let client: TestClient;
  beforeAll(async () => {
    client = await TestClient.start({ files: { 'types.fsig': TYPES } });
  });
  afterAll(() => client.stop());

  /** Places as `file: text of the line, from the place on`. */
  async function places(method: string, file: string, content: string, extra: object = {}): Promise<string[]> {
    const { text, ...at } = client.openAt(file, content);
    const found = await client.rpc.request<Location[]>(`textDocument/${method}`, { ...at, ...extra });
    return found.map(({ uri, range }) => {
      const name = uri.slice(uri.lastIndexOf('/') + 1);
      const whole = name === file ? text : TYPES;
      return `${name}:${range.start.line + 1} ${textIn(whole, range)}`;
    });
  }

  test('a type leads to its declaration', async () => {
    expect(await places('definition', 'a.fsig', LIBRARY.replace('book_id: BookId', 'book_id: Book|Id'))).toEqual([
      'a.fsig:4 BookId',
    ]);
  });

  test('an imported type leads to the other file', async () => {
    const text = 'import { ShelfId } from "./types.fsig";\n/** Opens. */\nfunction open(shelf: Shelf|Id): string;\n';
    expect(await places('definition', 'b.fsig', text)).toEqual(['types.fsig:2 ShelfId']);
    expect(await places('definition', 'b.fsig', text.replace('|', '').replace('./types', './ty|pes'))).toEqual([
      'types.fsig:1 ',
    ]);
    expect(await places('definition', 'b.fsig', text.replace('|', '').replace('{ Shelf', '{ She|lf'))).toEqual([
      'types.fsig:2 ShelfId',
    ]);
  });

  test('a premise leads to its function', async () => {
    expect(
      await places('definition', 'a.fsig', LIBRARY.replace('@requires find_books', '@requires find|_books')),
    ).toEqual(['a.fsig:14 find_books']);
  });

  test('a $ref leads to its definition', async () => {
    expect(await places('definition', 'a.tools.json', OPENAI.replace('#/$defs/Lang', '#/$de|fs/Lang'))).toEqual([
      'a.tools.json:14 "Language"',
    ]);
  });

  test('the type of a parameter, and of what a function returns', async () => {
    expect(await places('typeDefinition', 'a.fsig', LIBRARY.replace('(book_id', '(book|_id'))).toEqual([
      'a.fsig:4 BookId',
    ]);
    expect(await places('typeDefinition', 'a.fsig', LIBRARY.replace('function find_b', 'function find|_b'))).toEqual([
      'a.fsig:6 Book',
    ]);
    expect(await places('typeDefinition', 'a.tools.json', OPENAI.replace('"language"', '"lang|uage"'))).toEqual([
      'a.tools.json:14 "Language"',
    ]);
  });

  test('references of a function: its name and the premises', async () => {
    const text = LIBRARY.replace('function find_b', 'function find|_b');
    const context = { context: { includeDeclaration: true } };
    expect(await places('references', 'a.fsig', text, context)).toEqual([
      'a.fsig:14 find_books',
      'a.fsig:21 find_books',
    ]);
    const without = { context: { includeDeclaration: false } };
    expect(await places('references', 'a.fsig', text, without)).toEqual(['a.fsig:21 find_books']);
  });

  test('references of a type, over files', async () => {
    const text = 'import { ShelfId } from "./types.fsig";\n/** Opens. */\nfunction open(shelf: Shelf|Id): ShelfId[];\n';
    const found = await places('references', 'b.fsig', text, { context: { includeDeclaration: true } });
    expect(found.sort()).toEqual([
      'b.fsig:1 ShelfId',
      'b.fsig:3 ShelfId',
      'b.fsig:3 ShelfId',
      'types.fsig:2 ShelfId',
      'types.fsig:3 ShelfId',
    ]);
  });

  test('highlights stay in the file', async () => {
    const { text: _text, ...at } = client.openAt('a.fsig', LIBRARY.replace('type BookId', 'type Book|Id'));
    const found = await client.rpc.request<{ kind: number }[]>('textDocument/documentHighlight', at);
    expect(found.map(({ kind }) => kind)).toEqual([3, 2, 2]);
  });

  test('links of imports and $refs', async () => {
    client.openAt('b.fsig', 'import { ShelfId } from "./types.fsig";|');
    const link = { textDocument: { uri: client.uri('b.fsig') } };
    const [found] = await client.rpc.request<{ target: string }[]>('textDocument/documentLink', link);
    expect(found?.target).toBe(client.uri('types.fsig'));
    client.openAt('a.tools.json', `${OPENAI}|`);
    const refs = await client.rpc.request<{ target: string }[]>('textDocument/documentLink', {
      textDocument: { uri: client.uri('a.tools.json') },
    });
    expect(refs.map(({ target }) => target)).toEqual([`${client.uri('a.tools.json')}#L14`]);
  });

  test('the parameters of the function being written', async () => {
    const { text: _text, ...at } = client.openAt('a.fsig', LIBRARY.replace('reader: string)', 'reader: str|ing)'));
    const help = await client.rpc.request<{
      signatures: { label: string; parameters: { label: [number, number]; documentation: { value: string } }[] }[];
      activeParameter: number;
    }>('textDocument/signatureHelp', at);
    const [signature] = help.signatures;
    expect(signature?.label).toBe('lend_book(book_id: BookId, reader: string): { due: string }');
    expect(help.activeParameter).toBe(1);
    expect(signature?.label.slice(...(signature.parameters[1]?.label ?? [0, 0]))).toBe('reader: string');
    expect(signature?.parameters[1]?.documentation.value).toContain('Name of the reader');
  });

  test('the parameters while the function is half written', async () => {
    const { text: _text, ...at } = client.openAt('half.fsig', 'type A = string;\nfunction f(a: A, b: Array<A>, |');
    const help = await client.rpc.request<{ signatures: { label: string }[]; activeParameter: number }>(
      'textDocument/signatureHelp',
      at,
    );
    expect(help.signatures[0]?.label).toContain('f(a: A, b: Array<A>');
    expect(help.activeParameter).toBe(1);
  });
});
