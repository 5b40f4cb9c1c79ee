import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { applyEdits, TestClient, type TextEdit } from './client.ts';
import { LIBRARY, OPENAI } from './texts.ts';

interface Item {
  readonly label: string;
  readonly textEdit: TextEdit;
  readonly additionalTextEdits?: readonly TextEdit[];
  readonly sortText: string;
  readonly filterText: string;
  readonly documentation?: { readonly value: string };
  readonly insertTextFormat: number;
  readonly data: unknown;
}

describe('completion', () => {
  let client: TestClient;
  beforeAll(async () => {
    client = await TestClient.start({
      files: { 'types.fsig': '/** Key of a shelf. */\ntype ShelfId = string;\ninterface Shelf { id: ShelfId }\n' },
    });
  });
  afterAll(() => client.stop());

  async function complete(
    file: string,
    content: string,
  ): Promise<{ labels: string[]; applied(label: string): string; items: Item[] }> {
    const { text, ...at } = client.openAt(file, content);
    const list = await client.rpc.request<{ items: Item[] } | null>('textDocument/completion', at);
    const items = list?.items ?? [];
    return {
      items,
      labels: items.map(({ label }) => label),
      applied: (label) => {
        const item = items.find((each) => each.label === label);
        if (item === undefined) throw new Error(`no ${label} among ${items.map((each) => each.label).join(', ')}`);
        return applyEdits(text, [item.textEdit, ...(item.additionalTextEdits ?? [])]);
      },
    };
  }

  test('types after a colon: the file’s own first, then the built-in ones', async () => {
    const { labels, applied } = await complete('a.fsig', LIBRARY.replace('reader: string', 'reader: Bo|'));
    expect(labels).toEqual(expect.arrayContaining(['Book', 'BookId', 'string', 'integer', 'boolean']));
    expect(labels).not.toContain('ShelfId');
    expect(applied('BookId')).toContain('reader: BookId)');
  });

  test('types after = of an alias and after extends', async () => {
    expect((await complete('a.fsig', 'interface Base { a: string }\ntype T = |')).labels).toContain('Base');
    expect(
      (await complete('a.fsig', 'interface Base { a: string }\ninterface More extends | { b: string }')).labels,
    ).toContain('Base');
  });

  test('tags of a function after @', async () => {
    const { labels, applied } = await complete('a.fsig', LIBRARY.replace('@requires find_books', '@re|'));
    expect(labels).toEqual(expect.arrayContaining(['@requires', '@returns', '@readonly', '@throws']));
    expect(applied('@readonly')).toContain('   * @readonly\n');
  });

  test('functions after @requires, without the function itself', async () => {
    const { labels, applied } = await complete('a.fsig', LIBRARY.replace('@requires find_books', '@requires |'));
    expect(labels).toEqual(['find_books']);
    expect(applied('find_books')).toContain('@requires find_books');
  });

  test('functions after @requires: what feeds this one, then the file’s own, then the others; odd names in quotes', async () => {
    const others =
      'namespace aaa {\n  /** Asks. */\n  function ask(): string;\n}\n/** Odd. */\nfunction "a b"(): string;\n';
    client.open('others.fsig', others);
    const text = `${LIBRARY.replace('@requires find_books', '@requires |')}/** Apart. */\nfunction apart(): string;\n`;
    const { items, applied } = await complete('a.fsig', text);
    const sorted = [...items].sort((a, b) => (a.sortText < b.sortText ? -1 : 1)).map(({ label }) => label);
    expect(sorted).toEqual(['find_books', 'apart', 'a b', 'aaa.ask']);
    expect(applied('a b')).toContain('@requires "a b"');
    client.close('others.fsig');
  });

  test('parameters that are not described yet after @param', async () => {
    const text = LIBRARY.replace('@param reader Name of the reader.', '@param |');
    expect((await complete('a.fsig', text)).labels).toEqual(['reader']);
  });

  test('labels in use after @category', async () => {
    expect(
      (await complete('a.fsig', LIBRARY.replace('@category Books\n   * @requires', '@category |\n   * @requires')))
        .labels,
    ).toContain('Books');
  });

  test('in half-written code: a parameter, a result, a field, an argument of a generic', async () => {
    const head = 'type Ride = string;\n/** Goes. */\n';
    for (const text of [
      'function go(a: Ri|',
      'function go(a: string, b?: |',
      'function go(a: string): |',
      'function go(a: Record<string, |',
      'function go(a: Array<|',
      'function go(a: string): { id: |',
      'interface Trip { id: string; ride: |',
    ])
      expect((await complete('half.fsig', head + text)).labels, text).toContain('Ride');
  });

  test('after space. only what is in the namespace; from outside by its whole name', async () => {
    const inside = await complete('a.fsig', `${LIBRARY}function open(a: library.|): string;`);
    expect(inside.labels.sort()).toEqual(['Book', 'BookId']);
    expect(inside.applied('BookId')).toContain('open(a: library.BookId)');
    expect((await complete('a.fsig', `${LIBRARY}function open(a: |): string;`)).labels).toContain('library.BookId');
  });

  test('an imported namespace: its name, and its types behind it, without importing it again', async () => {
    client.open('space.fsig', LIBRARY);
    const head = 'import { library } from "./space.fsig";\n/** Opens. */\n';
    const { labels, applied } = await complete('b.fsig', `${head}function open(a: Boo|): string;`);
    expect(labels).toEqual(expect.arrayContaining(['library', 'library.Book', 'library.BookId']));
    expect(applied('library.BookId')).toBe(`${head}function open(a: library.BookId): string;`);
    const renamed = head.replace('library', 'library as l');
    const other = await complete('b.fsig', `${renamed}function open(a: |): string;`);
    expect(other.applied('l.BookId')).toBe(`${renamed}function open(a: l.BookId): string;`);
    client.close('space.fsig');
  });

  test('a type of another file comes with its import', async () => {
    const text = '/** Opens. */\nfunction open(shelf: Shel|): string;\n';
    const { applied } = await complete('b.fsig', text);
    expect(applied('ShelfId')).toBe(`import { ShelfId } from "./types.fsig";\n\n${text.replace('Shel|', 'ShelfId')}`);
    const begun = await complete('b.fsig', `import { Shelf } from "./types.fsig";\n${text}`);
    expect(begun.applied('ShelfId')).toBe(
      `import { Shelf, ShelfId } from "./types.fsig";\n${text.replace('Shel|', 'ShelfId')}`,
    );
    const other = await complete('b.fsig', `import { X } from "./x.fsig";\n${text}`);
    expect(other.applied('ShelfId')).toContain('"./x.fsig";\nimport { ShelfId } from "./types.fsig";\n/** Opens');
    const own = begun.items.filter(({ label }) => label.startsWith('Shelf'));
    expect(own.sort((a, b) => (a.sortText < b.sortText ? -1 : 1)).map(({ label }) => label)).toEqual([
      'Shelf',
      'ShelfId',
    ]);
  });

  test('an import whose file is not written yet', async () => {
    for (const text of ['import { Sh|', 'import { Sh| }', 'import { Sh| };\n/** Opens. */\nfunction open(): string;'])
      expect((await complete('b.fsig', text)).applied('ShelfId'), text).toContain(
        'import { ShelfId } from "./types.fsig";',
      );
  });

  test('a whole comment above a function, whether the editor has closed it or not', async () => {
    const written = `/**\n * \${1:What it does.}\n * @param a \${2:What it is.}\n * @param b \${3:What it is.}\n */`;
    for (const open of ['/**|', '/**| */']) {
      const { items, applied } = await complete('b.fsig', `${open}\nfunction go(a: string, b: string): string;`);
      expect(applied('/** … */')).toBe(`${written}\nfunction go(a: string, b: string): string;`);
      expect(items.map(({ filterText }) => filterText)).toEqual(['/**']);
    }
    expect((await complete('b.fsig', '/** Goes a| way. */\nfunction go(): string;')).labels).toEqual([]);
  });

  test('literals of the type as a default', async () => {
    const { labels, applied } = await complete('a.fsig', 'function f(on: boolean = |): string;');
    expect(labels).toEqual(['true', 'false']);
    expect(applied('true')).toBe('function f(on: boolean = true): string;');
    const types = 'type Cabin = "economy" | "business";\nenum Meal { None = "none", Full = "full" }\n';
    const named = await complete('a.fsig', `${types}function f(c: Cabin = ‸): string;`);
    expect(named.labels).toEqual(['"economy"', '"business"']);
    const half = await complete('a.fsig', `${types}function f(c: "a" | "b" | null = "‸`);
    expect(half.labels).toEqual(['"a"', '"b"', 'null']);
    expect(half.applied('"b"')).toContain('c: "a" | "b" | null = "b"');
    const quoted = await complete('a.fsig', `${types}function f(m: Meal = "‸"): string;`);
    expect(quoted.applied('"full"')).toContain('f(m: Meal = "full"): string;');
    expect(quoted.items.map(({ filterText }) => filterText)).toEqual(['"none"', '"full"']);
  });

  test('declarations at the start of a file', async () => {
    const { labels, applied } = await complete('a.fsig', '|');
    expect(labels).toEqual(['function', 'type', 'interface', 'enum', 'namespace', 'import']);
    expect(applied('namespace')).toMatch(/^namespace \$\{1:name\} \{/);
  });

  test('names and files of an import', async () => {
    const names = await complete('a.fsig', 'import { | } from "./types.fsig";');
    expect(names.labels).toEqual(['ShelfId', 'Shelf']);
    client.open('space.fsig', LIBRARY);
    expect((await complete('a.fsig', 'import { | } from "./space.fsig";')).labels).toEqual(['library']);
    client.close('space.fsig');
    expect((await complete('a.fsig', 'import { ShelfId } from "|";')).labels).toContain('./types.fsig');
  });

  test('imported types', async () => {
    const text = 'import { ShelfId } from "./types.fsig";\n/** Opens. */\nfunction open(shelf: |): string;';
    expect((await complete('a.fsig', text)).labels).toContain('ShelfId');
  });

  test('nothing inside a name that is being declared', async () => {
    expect((await complete('a.fsig', 'function |')).labels).toEqual([]);
  });

  test('keys of a function by dialect, without those that are there', async () => {
    const { labels, applied } = await complete(
      'a.tools.json',
      OPENAI.replace('"description": "Finds', '|\n      "description": "Finds'),
    );
    expect(labels).toContain('strict');
    expect(labels).not.toContain('name');
    expect(applied('strict')).toContain('"strict": true');
    const mcp = '{"tools": [{"name": "a", "description": "b", "inputSchema": {"type": "object"}, |}]}';
    expect((await complete('b.tools.json', mcp)).labels).toEqual(
      expect.arrayContaining(['outputSchema', 'annotations', 'title']),
    );
  });

  test('keys of every dialect while none can be told', async () => {
    const first = await complete('n.tools.json', '[{|}]');
    expect(first.labels).toEqual([
      'name',
      'description',
      'inputSchema',
      'input_schema',
      'parameters',
      'type',
      'function',
    ]);
    const named = await complete('n.tools.json', '{"tools": [{"name": "x", |}]}');
    expect(named.labels).toEqual(['description', 'inputSchema', 'input_schema', 'parameters']);
    const wrapped = await complete('n.tools.json', '[{"function": {|}}]');
    expect(wrapped.labels).toEqual(['name', 'description', 'parameters', 'strict', 'x-returns']);
    // Other tools of the file tell.
    const told = await complete(
      'n.tools.json',
      '[{"name": "a", "input_schema": {"type": "object"}}, {"name": "b", |}]',
    );
    expect(told.labels).toEqual(['description', 'input_schema']);
  });

  test('type names as the file writes them', async () => {
    const gemini = (type: string) =>
      `{"functionDeclarations": [{"name": "a", "parameters": {"type": "${type}", "properties": {"x": {"type": "|"}}}}]}`;
    expect((await complete('g.tools.json', gemini('OBJECT'))).labels).toContain('STRING');
    expect((await complete('g.tools.json', gemini('object'))).labels).toContain('string');
  });

  test('keys and values of a schema', async () => {
    const keys = await complete(
      'a.tools.json',
      OPENAI.replace('"type": "string", "description": "Words', '"type": "string", |"description": "Words'),
    );
    expect(keys.labels).toEqual(expect.arrayContaining(['enum', 'format', 'minLength']));
    expect(keys.labels).not.toContain('type');
    const types = await complete(
      'a.tools.json',
      OPENAI.replace('"words": { "type": "string"', '"words": { "type": "|"'),
    );
    expect(types.labels).toEqual(['string', 'number', 'integer', 'boolean', 'array', 'object', 'null']);
    expect(types.applied('integer')).toContain('"words": { "type": "integer"');
  });

  test('in half-written JSON: behind the last comma of the file, behind a colon, in the middle of a list', async () => {
    const head = '{"tools": [{"name": "a", "description": "b", "inputSchema": {"type": "object", ';
    const keys = await complete('h.tools.json', `${head}|`);
    expect(keys.labels).toContain('properties');
    expect(keys.labels).not.toContain('type');
    const next = await complete('h.tools.json', `${head}"properties": {"x": {"enum": ["p", "q"], "default": |`);
    expect(next.labels).toEqual(['"p"', '"q"']);
    const types = await complete('h.tools.json', `${head}"properties": {"x": {"type": "|`);
    expect(types.items.sort((a, b) => (a.sortText < b.sortText ? -1 : 1))[0]?.label).toBe('string');
    const behind = await complete('h.tools.json', '[{"name": "a", "input_schema": {"type": "object"}}, |]');
    expect(behind.labels).toEqual(['new tool (anthropic)']);
  });

  test('type names of BFCL', async () => {
    const text =
      '[{"name": "a", "description": "b", "parameters": {"type": "dict", "properties": {"x": {"type": "|"}}}}]';
    expect((await complete('c.tools.json', text)).labels).toEqual(expect.arrayContaining(['dict', 'float', 'tuple']));
  });

  test('property names in required, definitions in $ref', async () => {
    const required = await complete('a.tools.json', OPENAI.replace('["words"]', '["words", "|"]'));
    expect(required.labels).toEqual(['language']);
    expect(required.applied('language')).toContain('["words", "language"]');
    const ref = await complete('a.tools.json', OPENAI.replace('"#/$defs/Language"', '"|"'));
    expect(ref.labels).toEqual(['#/$defs/Language']);
  });

  test('a whole new tool in an empty file', async () => {
    const { labels, applied } = await complete('d.tools.json', '|');
    expect(labels).toContain('new tool (mcp)');
    expect(applied('new tool (mcp)')).toContain('"inputSchema"');
  });

  test('documentation comes when an item is looked at', async () => {
    const { items } = await complete('a.fsig', LIBRARY.replace('reader: string', 'reader: Bo|'));
    const item = items.find(({ label }) => label === 'Book');
    expect(item?.documentation).toBeUndefined();
    const resolved = await client.rpc.request<Item>('completionItem/resolve', item);
    expect(resolved.documentation?.value).toContain('interface Book');
  });
});
