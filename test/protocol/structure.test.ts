import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { marked, positionAt, type Range, TestClient, textIn } from './client.ts';
import { LIBRARY, OPENAI } from './texts.ts';

interface DocumentSymbol {
  readonly name: string;
  readonly kind: number;
  readonly range: Range;
  readonly selectionRange: Range;
  readonly children: readonly DocumentSymbol[];
}
interface SelectionRange {
  readonly range: Range;
  readonly parent?: SelectionRange;
}

describe('outline, search, folding, selection, colours', () => {
  let client: TestClient;
  beforeAll(async () => {
    client = await TestClient.start();
    client.open('a.fsig', LIBRARY);
    client.open('a.tools.json', OPENAI);
  });
  afterAll(() => client.stop());

  const ask = <T>(method: string, file: string, extra: object = {}) =>
    client.rpc.request<T>(`textDocument/${method}`, { textDocument: { uri: client.uri(file) }, ...extra });

  function outline(symbols: readonly DocumentSymbol[], text: string): unknown[] {
    return symbols.map(({ name, selectionRange, range, children }) => {
      expect(textIn(text, selectionRange)).toContain(name);
      expect(textIn(text, range)).toContain(textIn(text, selectionRange));
      return children.length === 0 ? name : [name, outline(children, text)];
    });
  }

  test('the outline of .fsig nests namespaces, types and parameters', async () => {
    expect(outline(await ask<DocumentSymbol[]>('documentSymbol', 'a.fsig'), LIBRARY)).toEqual([
      [
        'library',
        ['BookId', ['Book', ['id', 'title']], ['find_books', ['words']], ['lend_book', ['book_id', 'reader']]],
      ],
    ]);
  });

  test('the outline shows types beside names, and the members of enums', async () => {
    const text = 'enum Meal { None = "none", Full = "full" }\n/** Eats. */\nfunction eat(meal?: Meal): Meal[];\n';
    client.open('meals.fsig', text);
    const [meal, eat] = await ask<(DocumentSymbol & { readonly detail: string })[]>('documentSymbol', 'meals.fsig');
    client.close('meals.fsig');
    // Enum, its members, and the type of a parameter: kinds 10, 22 and 13 of the protocol.
    expect([meal?.kind, meal?.children.map(({ name, kind }) => [name, kind])]).toEqual([
      10,
      [
        ['None', 22],
        ['Full', 22],
      ],
    ]);
    expect(eat?.children).toMatchObject([{ name: 'meal', kind: 13, detail: 'Meal' }]);
  });

  test('the outline of JSON lists functions and parameters', async () => {
    expect(outline(await ask<DocumentSymbol[]>('documentSymbol', 'a.tools.json'), OPENAI)).toEqual([
      ['find_books', ['words', 'language']],
    ]);
  });

  test('functions and types are found by scattered letters', async () => {
    const found = await client.rpc.request<{ name: string }[]>('workspace/symbol', { query: 'lndbk' });
    expect(found.map(({ name }) => name)).toEqual(['lend_book']);
    const all = await client.rpc.request<{ name: string }[]>('workspace/symbol', { query: '' });
    expect(all.map(({ name }) => name)).toEqual(['find_books', 'lend_book', 'find_books', 'BookId', 'Book']);
    const types = await client.rpc.request<{ name: string; containerName: string; location: { range: Range } }[]>(
      'workspace/symbol',
      { query: 'bookid' },
    );
    expect(types.map(({ name, containerName }) => [name, containerName])).toEqual([['BookId', 'library']]);
    expect(textIn(LIBRARY, types[0]?.location.range as Range)).toBe('BookId');
  });

  test('nothing is edited in two places at once: linked editing is not offered', () => {
    expect(client.capabilities).not.toHaveProperty('linkedEditingRangeProvider');
  });

  test('comments, functions and namespaces fold', async () => {
    const folds = await ask<{ startLine: number; endLine: number; kind: string }[]>('foldingRange', 'a.fsig');
    expect(folds).toContainEqual({ startLine: 1, endLine: 22, kind: 'region' });
    expect(folds).toContainEqual({ startLine: 7, endLine: 12, kind: 'comment' });
    expect(await ask<unknown[]>('foldingRange', 'a.tools.json')).toContainEqual({
      startLine: 8,
      endLine: 10,
      kind: 'region',
    });
  });

  test('selection grows from the name to the file', async () => {
    const { text, offset } = marked(LIBRARY.replace('reader: string', 'rea|der: string'));
    const [first] = await ask<SelectionRange[]>('selectionRange', 'a.fsig', { positions: [positionAt(text, offset)] });
    const texts: string[] = [];
    for (let at: SelectionRange | undefined = first; at !== undefined; at = at.parent)
      texts.push(textIn(text, at.range));
    expect(texts.slice(0, 2)).toEqual(['reader', 'reader: string']);
    expect(texts.at(-1)).toBe(text);
  });

  interface Tokens {
    readonly resultId?: string;
    readonly data: number[];
  }

  function decode(data: readonly number[], text: string): string[] {
    const legend = (client.capabilities.semanticTokensProvider as { legend: { tokenTypes: string[] } }).legend
      .tokenTypes;
    const lines = text.split('\n');
    let line = 0;
    let character = 0;
    const found: string[] = [];
    for (let at = 0; at < data.length; at += 5) {
      const [down = 0, right = 0, length = 0, type = 0] = data.slice(at, at + 4);
      line += down;
      character = down === 0 ? character + right : right;
      found.push(`${legend[type]} ${lines[line]?.slice(character, character + length)}`);
    }
    return found;
  }

  test('names have their colours, in a range and by difference', async () => {
    const full = await ask<Tokens>('semanticTokens/full', 'a.fsig');
    const names = decode(full.data, LIBRARY);
    expect(names).toEqual(
      expect.arrayContaining([
        'namespace library',
        'type BookId',
        'interface Book',
        'function lend_book',
        'parameter reader',
        'property title',
        'decorator @requires',
        'type string',
      ]),
    );
    const range = { start: { line: 3, character: 0 }, end: { line: 4, character: 0 } };
    const part = await ask<Tokens>('semanticTokens/range', 'a.fsig', { range });
    expect(decode(part.data, LIBRARY)).toContain('type BookId');
    expect(part.data.length).toBeLessThan(full.data.length);
    client.edit('a.fsig', LIBRARY.indexOf('reader:'), LIBRARY.indexOf('reader:'), 'a: string, ');
    const delta = await ask<{ edits: { data?: number[] }[] }>('semanticTokens/full/delta', 'a.fsig', {
      previousResultId: full.resultId,
    });
    expect(delta.edits.length).toBeGreaterThan(0);
    expect(delta.edits.flatMap(({ data }) => data ?? []).length).toBeLessThan(full.data.length / 2);
  });
});
