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

  test('a premise means the function that is nearest to it', async () => {
    const other = '/** Finds. */\nfunction find_books(): string;\n';
    client.open('other.fsig', other);
    expect(
      await places('definition', 'a.fsig', LIBRARY.replace('@requires find_books', '@requires find|_books')),
    ).toEqual(['a.fsig:14 find_books']);
    client.close('other.fsig');
  });

  test('a namespace in front of a type or a premise, or imported, leads to where it is opened', async () => {
    client.open('a.fsig', LIBRARY);
    const text = `import { library } from "./a.fsig";
/** Reserves. @requires library.find_books */
function reserve(book: library.BookId): string;
`;
    for (const content of [
      text.replace('{ library', '{ lib|rary'),
      text.replace('@requires library', '@requires lib|rary'),
      text.replace('book: library', 'book: lib|rary'),
    ])
      expect(await opened(content), content).toEqual(['namespace library {']);
    const found = await places('references', 'b.fsig', text.replace('{ library', '{ lib|rary'), {
      context: { includeDeclaration: false },
    });
    expect(found.sort()).toEqual(['b.fsig:1 library', 'b.fsig:2 library', 'b.fsig:3 library']);
    client.close('b.fsig');

    async function opened(content: string): Promise<(string | undefined)[]> {
      const { text: _text, ...at } = client.openAt('b.fsig', content);
      const targets = await client.rpc.request<Location[]>('textDocument/definition', at);
      return targets.map(({ range }) => LIBRARY.split('\n')[range.start.line]);
    }
  });

  test('a function named in magnet.graph.json leads to it, has its hover, and is completed', async () => {
    client.open('a.fsig', LIBRARY);
    const text = '{ "version": 1, "edges": [{ "from": "library.find|_books", "to": "" }] }';
    const { text: plain, ...at } = client.openAt('magnet.graph.json', text);
    const [target] = await client.rpc.request<Location[]>('textDocument/definition', at);
    expect([target?.uri, textIn(LIBRARY, target?.range as Range)]).toEqual([client.uri('a.fsig'), 'find_books']);
    const hover = await client.rpc.request<{ contents: { value: string }; range: Range }>('textDocument/hover', at);
    expect(hover.contents.value).toContain('function library.find_books(');
    expect(textIn(plain, hover.range)).toBe('"library.find_books"');
    const { text: _text, ...empty } = client.openAt('magnet.graph.json', text.replace('|', '').replace('""', '"|"'));
    const list = await client.rpc.request<{ items: { label: string; textEdit: { newText: string } }[] }>(
      'textDocument/completion',
      empty,
    );
    expect(list.items.map(({ textEdit }) => textEdit.newText)).toContain('"library.lend_book"');
    client.close('magnet.graph.json');
  });

  test('a client that takes links is told what leads there, and the whole of what it leads to', async () => {
    const linking = await TestClient.start({
      capabilities: { textDocument: { definition: { linkSupport: true } } },
    });
    const { text, ...at } = linking.openAt('a.tools.json', OPENAI.replace('#/$defs/Lang', '#/$de|fs/Lang'));
    const [link] = await linking.rpc.request<
      { targetRange: Range; targetSelectionRange: Range; originSelectionRange: Range }[]
    >('textDocument/definition', at);
    expect(textIn(text, link?.originSelectionRange as Range)).toBe('"#/$defs/Language"');
    expect(textIn(text, link?.targetSelectionRange as Range)).toBe('"Language"');
    expect(textIn(text, link?.targetRange as Range)).toMatch(/^"Language": \{ "type": "string".*\}$/);
    await linking.stop();
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
