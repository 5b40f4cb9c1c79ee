import { describe, expect, it } from 'vitest';
import {
  buildCatalog,
  type Catalog,
  catalogHash,
  declaredTypes,
  editDocument,
  namespaceAt,
  parseDocument,
  segmentsUsing,
  segmentText,
  typeMeant,
} from '../../../server/src/signature/index.ts';

/** Documents by file name, in one folder. */
const documents = (files: Record<string, string>) =>
  Object.entries(files).map(([name, text]) => parseDocument(`file:///tools/${name}`, text));
const catalogOf = (files: Record<string, string>) => buildCatalog(documents(files));

/** Problems of a file as `code "text" data`. */
function problems(catalog: Catalog, name: string): string[] {
  const uri = `file:///tools/${name}`;
  const text = catalog.documents.get(uri)?.text ?? '';
  return catalog.problems(uri).map(({ code, span, data }) => {
    const { message, ...names } = data;
    return [code, JSON.stringify(text.slice(span.start, span.end)), message ?? JSON.stringify(names)].join(' ');
  });
}

describe('names of types', () => {
  it('are looked for in the innermost namespace first', () => {
    const catalog = catalogOf({
      'a.fsig': `type Id = string;
namespace shop { type Id = integer; namespace orders { function get(id: Id): Id; } }
function top(id: Id, other: shop.Id): void;`,
    });
    expect(problems(catalog, 'a.fsig')).toEqual([]);
    expect(catalog.get('shop.orders.get')?.signature.parameters.$defs).toEqual({ Id: { type: 'integer' } });
    // Two types of one name in one schema go by their qualified names.
    expect(catalog.get('top')?.signature.parameters).toEqual({
      type: 'object',
      properties: { id: { $ref: '#/$defs/Id' }, other: { $ref: '#/$defs/shop.Id' } },
      required: ['id', 'other'],
      $defs: { Id: { type: 'string' }, 'shop.Id': { type: 'integer' } },
    });
  });

  it('that mean nothing are reported where they stand', () => {
    const catalog = catalogOf({ 'a.fsig': 'function f(a: Missing, b: x.Y[]): Record<string, Gone>;' });
    expect(problems(catalog, 'a.fsig')).toEqual([
      'unknown-type "Missing" {"name":"Missing"}',
      'unknown-type "x.Y" {"name":"x.Y"}',
      'unknown-type "Gone" {"name":"Gone"}',
    ]);
  });

  it('may be declared once', () => {
    const catalog = catalogOf({
      'a.fsig': 'type A = string; interface A { a: string }\nfunction f(a: string, a: A): A;',
    });
    expect(problems(catalog, 'a.fsig')).toEqual([
      'duplicate-type "A" {"name":"A"}',
      'duplicate-parameter "a" {"name":"a"}',
    ]);
  });

  it('may not be those of the language', () => {
    const catalog = catalogOf({ 'a.fsig': 'namespace a { type string = number; function f(b: string): void; }' });
    expect(problems(catalog, 'a.fsig')).toEqual(['duplicate-type "string" {"name":"string"}']);
    expect(catalog.get('a.f')?.signature.parameters.properties).toEqual({ b: { type: 'string' } });
  });

  it('must not stand for themselves, though values may contain their own type', () => {
    const catalog = catalogOf({
      'a.fsig': `type A = B; type B = A | null; interface C extends C { c: string }
interface Tree { children: Tree[]; parent?: Tree }
type List = [string, List?];
function f(a: A, t: Tree, l: List): C;`,
    });
    expect(problems(catalog, 'a.fsig')).toEqual([
      'cyclic-type "A" {"name":"A"}',
      'cyclic-type "B" {"name":"B"}',
      'cyclic-type "C" {"name":"C"}',
    ]);
    const parameters = catalog.get('f')?.signature.parameters;
    expect(parameters?.$defs?.A).toEqual({});
    expect(parameters?.$defs?.Tree?.properties?.children).toEqual({ type: 'array', items: { $ref: '#/$defs/Tree' } });
  });

  it('take over properties with extends and Partial', () => {
    const catalog = catalogOf({
      'a.fsig': `interface Base { /** Key. */ id: Id; note?: string }
interface Item extends Base { note: string; price: number }
type Id = string;
function update(changes: Partial<Item>): Item;`,
    });
    expect(problems(catalog, 'a.fsig')).toEqual([]);
    const { parameters, response } = catalog.get('update')?.signature ?? {};
    const properties = {
      id: { $ref: '#/$defs/Id', description: 'Key.' },
      note: { type: 'string' },
      price: { type: 'number' },
    };
    expect(parameters?.properties?.changes).toEqual({ type: 'object', properties });
    expect(parameters?.$defs).toEqual({ Id: { type: 'string' } });
    expect(response?.$defs?.Item).toEqual({ type: 'object', properties, required: ['id', 'note', 'price'] });
  });
});

describe('imports', () => {
  const types = 'type Id = string; namespace geo { type Code = string; }';

  it('bring names, all names under one, or a whole file', () => {
    const catalog = catalogOf({
      'types.fsig': types,
      'a.fsig': 'import { Id as Key, geo } from "./types.fsig";\nfunction a(id: Key, at: geo.Code): void;',
      'b.fsig': 'import * as t from "./types";\nfunction b(id: t.Id, at: t.geo.Code): void;',
      'c.fsig': 'import "../tools/types.fsig";\nfunction c(id: Id, at: geo.Code): void;',
    });
    for (const name of ['a', 'b', 'c']) {
      expect(problems(catalog, `${name}.fsig`)).toEqual([]);
      expect(catalog.get(name)?.signature.parameters.$defs).toEqual({
        Id: { type: 'string' },
        Code: { type: 'string' },
      });
    }
  });

  it('that lead nowhere are reported', () => {
    const catalog = catalogOf({
      'types.fsig': types,
      'a.fsig':
        'import { Id } from "./other.fsig";\nimport { Nothing } from "./types.fsig";\nfunction a(id: Id): void;',
    });
    expect(problems(catalog, 'a.fsig')).toEqual([
      'unknown-import "\\"./other.fsig\\"" {"name":"./other.fsig","file":"./other.fsig"}',
      'unknown-import "Nothing" {"name":"Nothing","file":"./types.fsig"}',
      'unknown-type "Id" {"name":"Id"}',
    ]);
  });

  it('in a circle are reported, and still give their types', () => {
    const catalog = catalogOf({
      'a.fsig': 'import { B } from "./b.fsig";\ntype A = string;\nfunction f(b: B): void;',
      'b.fsig': 'import { A } from "./a.fsig";\ninterface B { a: A }',
    });
    expect(problems(catalog, 'a.fsig')).toEqual(['cyclic-import "\\"./b.fsig\\"" {"file":"b.fsig"}']);
    expect(problems(catalog, 'b.fsig')).toEqual(['cyclic-import "\\"./a.fsig\\"" {"file":"a.fsig"}']);
    expect(Object.keys(catalog.get('f')?.signature.parameters.$defs ?? {})).toEqual(['B', 'A']);
  });
});

describe('a catalog after an edit', () => {
  const files = {
    'types.fsig': 'type Id = string;\ntype Other = number;',
    'a.fsig':
      'import { Id } from "./types.fsig";\ninterface Item { id: Id }\nfunction get(): Item;\nfunction plain(a: string): void;',
    'b.fsig': 'function far(b: boolean): void;',
  };
  const edited = (name: string, find: string, replace: string) => {
    const before = documents(files);
    const first = buildCatalog(before);
    const after = before.map((document) => {
      if (!document.uri.endsWith(name)) return document;
      const at = document.text.indexOf(find);
      return editDocument(document, [{ span: { start: at, end: at + find.length }, text: replace }]);
    });
    const second = buildCatalog(after, first);
    const fresh = buildCatalog(after.map(({ uri, text }) => parseDocument(uri, text)));
    expect(second.entries.map((entry) => entry.signature)).toEqual(fresh.entries.map((entry) => entry.signature));
    for (const { uri } of after) expect(second.problems(uri)).toEqual(fresh.problems(uri));
    return second.entries.filter((entry, at) => entry.signature !== first.entries[at]?.signature).map(({ id }) => id);
  };

  it('links again what a changed type reaches, through files, and nothing else', () => {
    expect(edited('types.fsig', 'type Id = string', 'type Id = integer')).toEqual(['get']);
    expect(edited('types.fsig', 'type Other = number', 'type Other = string')).toEqual([]);
    expect(edited('types.fsig', 'type Id', 'type Key')).toEqual(['get']);
    expect(edited('a.fsig', 'id: Id', 'key: Id')).toEqual(['get']);
    expect(edited('a.fsig', 'a: string', 'a: number')).toEqual(['plain']);
    expect(edited('a.fsig', 'import { Id }', 'import { Other as Id }')).toEqual(['get']);
  });

  it('may be one of several that go on from the same version', () => {
    const [types, a, b] = documents(files) as [never, never, never];
    const first = buildCatalog([types, a, b]);
    const before = first.problems('file:///tools/a.fsig');
    const go = (find: string, replace: string) => {
      const at = files['types.fsig'].indexOf(find);
      const edited = editDocument(types, [{ span: { start: at, end: at + find.length }, text: replace }]);
      const next = buildCatalog([edited, a, b], first);
      const fresh = catalogOf({ ...files, 'types.fsig': edited.text });
      expect(next.entries.map(({ signature }) => signature)).toEqual(fresh.entries.map(({ signature }) => signature));
      expect(next.problems('file:///tools/a.fsig')).toEqual(fresh.problems('file:///tools/a.fsig'));
    };
    for (const replace of ['integer', 'boolean', 'string', 'Gone', 'string']) go('string', replace);
    go('type Id', 'type Key');
    go('string', 'integer');
    expect(first.problems('file:///tools/a.fsig')).toEqual(before);
  });

  it('keeps the entries of documents that are the same', () => {
    const [types, a, b] = documents(files) as [never, never, never];
    const first = buildCatalog([types, a, b]);
    const second = buildCatalog([types, a, b], first);
    expect(second.entries.every((entry, at) => entry === first.entries[at])).toBe(true);
  });

  it('numbers functions of one name, and finds them by any of their names', () => {
    const catalog = catalogOf({
      'a.fsig': 'namespace a { function get(): void; }\nfunction get(): void;',
      'b.fsig': 'function get(): void;\nnamespace "x" { function "get@2"(): void; }',
    });
    expect(catalog.entries.map(({ id }) => id)).toEqual(['a.get', 'get', 'get@2', 'x.get@2']);
    expect(catalog.lookup('get').map(({ id }) => id)).toEqual(['get', 'get@2']);
    expect(catalog.lookup('get', 'a').map(({ id }) => id)).toEqual(['a.get']);
    expect(catalog.lookup('constructor')).toEqual([]);
  });

  it('has a hash of what it says, not of where that stands', () => {
    const hash = (text: Record<string, string>) => catalogHash(catalogOf(text));
    expect(hash({ 'a.fsig': 'function a(): void;\nfunction b(): void;' })).toBe(
      hash({ 'x.fsig': '// moved\nfunction b(): void;', 'y.fsig': 'function a():void' }),
    );
    expect(hash({ 'a.fsig': 'function a(): void;' })).not.toBe(hash({ 'a.fsig': 'function a(): null;' }));
  });
});

describe('symbols', () => {
  it('lead from a use to the declaration and back', () => {
    const catalog = catalogOf({
      'types.fsig': 'namespace air { type Id = string; }',
      'a.fsig': 'import { air } from "./types.fsig";\nnamespace b { function f(a: air.Id): void; function g(): void; }',
    });
    const document = catalog.documents.get('file:///tools/a.fsig');
    const meant = document === undefined ? undefined : typeMeant(catalog, document, 2, 'air.Id');
    expect(meant).toMatchObject({ segment: 1, name: 'Id', namespace: 'air' });
    expect([...declaredTypes(catalog)]).toEqual([meant]);
    if (meant === undefined || document === undefined) return;
    const using = [...segmentsUsing(catalog, meant)].map((place) => segmentText(place.document, place.segment).trim());
    expect(using).toEqual(['function f(a: air.Id): void;']);
    expect([0, 1, 2, 3, 4].map((segment) => namespaceAt(document, segment))).toEqual(['', '', 'b', 'b', 'b']);
  });
});
