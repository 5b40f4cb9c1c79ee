import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  buildCatalog,
  editDocument,
  httpOperation,
  locate,
  parseDocument,
  rawOf,
  schemaFields,
  writeSignatures,
} from '../../../server/src/signature/index.ts';
import { DATA, filesBelow, hasData } from './support.ts';

const URI = 'file:///api.yaml';

function read(text: string | object, uri = URI) {
  const written = typeof text === 'string' ? text : JSON.stringify(text, null, 2);
  const catalog = buildCatalog([parseDocument(uri, written, { kind: 'openapi' })]);
  const byName = new Map(catalog.entries.map((entry) => [entry.signature.name, entry]));
  return { text: written, catalog, problems: catalog.problems(uri), entry: (name: string) => byName.get(name) };
}

const LIBRARY = `
openapi: 3.0.3
info: { title: Library, version: "1" }
servers:
  - url: https://{region}.example.com/v1
    variables: { region: { default: eu } }
paths:
  /books/{book_id}:
    parameters:
      - $ref: '#/components/parameters/BookId'
    get:
      operationId: getBook
      summary: Shows a book
      description: Shows a book and where it stands.
      tags: [books, reading]
      parameters:
        - { name: lang, in: query, schema: { type: string, nullable: true, example: en } }
        - { name: Authorization, in: header, schema: { type: string } }
      responses:
        '200':
          content:
            application/json: { schema: { $ref: '#/components/schemas/Book' } }
        '404': { description: No such book. }
    delete:
      deprecated: true
      responses: { '204': { description: Gone. } }
  /books:
    post:
      operationId: addBook
      requestBody:
        required: true
        content:
          application/json:
            schema:
              allOf:
                - { type: object, properties: { title: { type: string }, id: { type: string, readOnly: true } } }
                - { type: object, required: [title], properties: { parent: { $ref: '#/components/schemas/Book' } } }
      responses:
        '201': { content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Book' } } } } }
    put:
      requestBody: { content: { application/json: { schema: { type: array, items: { type: integer } } } } }
      responses: { default: { description: whatever } }
components:
  parameters:
    BookId: { name: book_id, in: path, required: true, description: Key of the book., schema: { type: string, format: uuid } }
  schemas:
    Book:
      type: object
      properties:
        title: { type: string }
        size: { type: integer, minimum: 0, exclusiveMinimum: true }
        sequel: { $ref: '#/components/schemas/Book' }
`;

describe('an operation is a function', () => {
  const { text, catalog, problems, entry } = read(LIBRARY);

  it('named by its operationId, else by method and path', () => {
    expect(catalog.entries.map(({ signature }) => signature.name)).toEqual([
      'getBook',
      'delete_books_book_id',
      'put_books',
      'addBook',
    ]);
    expect(problems).toEqual([]);
  });

  it('with parameters of path, query and path item merged, client headers left out', () => {
    const { parameters } = entry('getBook')?.signature ?? {};
    expect(parameters).toEqual({
      type: 'object',
      properties: {
        lang: { type: ['string', 'null'], examples: ['en'] },
        book_id: { type: 'string', format: 'uuid', description: 'Key of the book.' },
      },
      required: ['book_id'],
    });
  });

  it('with the request body merged, what the server sets left out', () => {
    const { parameters } = entry('addBook')?.signature ?? {};
    expect(Object.keys(parameters?.properties ?? {})).toEqual(['title', 'parent']);
    expect(parameters?.required).toEqual(['title']);
  });

  it('with a body that is no object as one parameter', () => {
    expect(entry('put_books')?.signature.parameters.properties).toEqual({
      body: { type: 'array', items: { type: 'integer' } },
    });
  });

  it('with its answer, self-contained, cycles and all', () => {
    expect(entry('getBook')?.signature.response).toEqual({
      $ref: '#/$defs/Book',
      $defs: {
        Book: {
          type: 'object',
          properties: {
            title: { type: 'string' },
            size: { type: 'integer', exclusiveMinimum: 0 },
            sequel: { $ref: '#/$defs/Book' },
          },
        },
      },
    });
    const response = entry('addBook')?.signature.response;
    expect(schemaFields(response ?? {}).length).toBeLessThan(400);
  });

  it('with category, title, errors and what it does', () => {
    expect(entry('getBook')?.signature).toMatchObject({
      description: 'Shows a book and where it stands.',
      category: 'books',
      annotations: { title: 'Shows a book', readOnly: true },
      throws: [{ name: 'Http404', description: 'No such book.' }],
    });
    expect(entry('delete_books_book_id')?.signature.annotations).toEqual({
      destructive: true,
      idempotent: true,
      deprecated: true,
    });
  });

  it('and leads back to its lines', () => {
    const at = (name: string, part: (string | number)[]): string => {
      const found = entry(name);
      const span = found === undefined ? undefined : locate(found, part);
      return text.slice(span?.start, span?.end);
    };
    expect(at('getBook', ['name'])).toBe('getBook');
    expect(at('getBook', ['category'])).toBe('books');
    expect(at('getBook', ['parameters', 'properties', 'lang', 'type'])).toBe('string');
    expect(at('getBook', ['parameters', 'properties', 'book_id'])).toContain('#/components/parameters/BookId');
    expect(at('delete_books_book_id', [])).toMatch(/^deprecated: true/);
    expect(rawOf(entry('delete_books_book_id') ?? (undefined as never))).toMatchObject({ deprecated: true });
  });

  it('and back to its request', () => {
    expect(httpOperation(entry('getBook') ?? (undefined as never))).toEqual({
      method: 'get',
      path: '/books/{book_id}',
      mediaType: '',
      servers: ['https://eu.example.com/v1'],
      places: [
        { property: 'lang', name: 'lang', in: 'query' },
        { property: 'book_id', name: 'book_id', in: 'path' },
      ],
    });
  });

  it('the same from JSON', () => {
    const json = read({
      swagger: '2.0',
      host: 'example.com',
      basePath: '/v2',
      schemes: ['https'],
      consumes: ['application/json'],
      definitions: {
        Pet: {
          type: 'object',
          required: ['name'],
          properties: { name: { type: 'string' }, tags: { type: 'array', items: { type: 'string' } } },
        },
      },
      paths: {
        '/pets': {
          post: {
            operationId: 'addPet',
            parameters: [
              { name: 'limit', in: 'query', type: 'integer', maximum: 9 },
              { name: 'pet', in: 'body', required: true, schema: { $ref: '#/definitions/Pet' } },
            ],
            responses: { 200: { description: 'ok', schema: { $ref: '#/definitions/Pet' } } },
          },
        },
      },
    });
    const found = json.entry('addPet') ?? (undefined as never);
    expect(found.signature.parameters).toEqual({
      type: 'object',
      properties: {
        limit: { type: 'integer', maximum: 9 },
        name: { type: 'string' },
        tags: { type: 'array', items: { type: 'string' } },
      },
      required: ['name'],
    });
    expect(found.signature.response?.$defs).toHaveProperty('Pet');
    const span = locate(found, ['parameters', 'properties', 'limit', 'maximum']);
    expect(json.text.slice(span?.start, span?.end)).toBe('9');
    expect(httpOperation(found)).toMatchObject({ servers: ['https://example.com/v2'], mediaType: 'application/json' });
  });

  it('3.1 and 3.2: type lists, the method QUERY and additional operations', () => {
    const { catalog: found } = read({
      openapi: '3.2.0',
      paths: {
        '/a': {
          query: { operationId: 'search', responses: {} },
          additionalOperations: {
            COPY: {
              operationId: 'copy',
              parameters: [{ name: 'x', in: 'query', schema: { type: ['string', 'null'] } }],
              responses: {},
            },
          },
        },
      },
    });
    expect(found.entries.map(({ signature }) => signature.name)).toEqual(['search', 'copy']);
    expect(found.entries[0]?.signature.annotations.readOnly).toBe(true);
    expect(found.entries[1]?.signature.parameters.properties?.x).toEqual({ type: ['string', 'null'] });
  });

  it('two parameters of one name are told apart', () => {
    const { entry: found } = read({
      openapi: '3.0.0',
      paths: {
        '/a/{id}': {
          put: {
            operationId: 'f',
            parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
            requestBody: {
              content: { 'application/json': { schema: { type: 'object', properties: { id: { type: 'integer' } } } } },
            },
            responses: {},
          },
        },
      },
    });
    expect(Object.keys(found('f')?.signature.parameters.properties ?? {})).toEqual(['id', 'body_id']);
  });
});

describe('references', () => {
  const withSchema = (schema: object, components: object = {}) =>
    read({
      openapi: '3.1.0',
      components,
      paths: {
        '/a': { get: { operationId: 'f', responses: { 200: { content: { 'application/json': { schema } } } } } },
      },
    });

  it('to other files and servers are never fetched, but reported', () => {
    const { problems, entry } = withSchema({
      type: 'object',
      properties: { a: { $ref: 'https://example.com/x.json#/A' }, b: { $ref: 'other.yaml' } },
    });
    expect(problems.map(({ code }) => code)).toEqual(['unsupported-construct', 'unsupported-construct']);
    expect(entry('f')?.signature.response?.properties).toEqual({ a: {}, b: {} });
  });

  it('to nothing are reported', () => {
    expect(withSchema({ $ref: '#/components/schemas/None' }).problems).toHaveLength(1);
  });

  it('in a circle end', () => {
    const loop = { schemas: { A: { $ref: '#/components/schemas/B' }, B: { $ref: '#/components/schemas/A' } } };
    expect(withSchema({ $ref: '#/components/schemas/A' }, loop).entry('f')?.signature.response?.$defs).toEqual({
      A: { $ref: '#/$defs/B' },
      B: { $ref: '#/$defs/A' },
    });
    const items = { pathItems: { P: { $ref: '#/components/pathItems/P' } } };
    expect(
      read({ openapi: '3.1.0', components: items, paths: { '/a': { $ref: '#/components/pathItems/P' } } }).catalog
        .entries,
    ).toEqual([]);
  });

  it('to names with slashes, and two of one name', () => {
    const components = {
      schemas: { 'a/b': { type: 'string' }, Same: { type: 'integer' } },
      other: { Same: { type: 'boolean' } },
    };
    const { entry } = withSchema(
      {
        anyOf: [
          { $ref: '#/components/schemas/a~1b' },
          { $ref: '#/components/schemas/Same' },
          { $ref: '#/components/other/Same' },
        ],
      },
      components,
    );
    expect(entry('f')?.signature.response?.$defs).toEqual({
      'a/b': { type: 'string' },
      Same: { type: 'integer' },
      Same2: { type: 'boolean' },
    });
  });
});

describe('a document without a name that tells', () => {
  const paths = { '/a': { get: { operationId: 'f', responses: {} } } };

  it.each([
    ['the version first', { openapi: '3.1.0', paths }],
    [
      'keys sorted',
      {
        components: { schemas: { A: { type: 'string', description: 'x'.repeat(9_000) } } },
        info: {},
        openapi: '3.0.0',
        paths,
      },
    ],
    ['the version last', { basePath: '/', paths, swagger: '2.0' }],
  ])('is known with %s', (_name, document) => {
    expect(parseDocument('file:///api.json', JSON.stringify(document)).kind).toBe('openapi');
  });

  it('is none when it only speaks of one', () => {
    const tools = { info: 'not "openapi": "3.0.0"', tools: [] };
    expect(parseDocument('file:///a.json', JSON.stringify(tools)).kind).toBe('json');
  });
});

describe('hostile documents', () => {
  it.each([
    ['nothing', ''],
    ['binary', '\0\0\0'],
    ['a scalar', 'hello'],
    ['half a document', LIBRARY.slice(0, 700)],
    ['broken indentation', LIBRARY.replace('    get:', '  get:')],
    ['tabs', LIBRARY.replaceAll('  ', '\t')],
    ['a list of paths', 'openapi: 3.0.0\npaths: [1, 2]'],
    [
      'paths of every wrong shape',
      'openapi: 3.0.0\npaths: { /a: 1, /b: [], /c: { get: 1, post: [] }, /d: { get: { parameters: {}, responses: [] } }, /e: { get: { parameters: [1, { name: 2 }], requestBody: x, responses: { 200: y } } } }',
    ],
    ['half of JSON', '{"openapi":"3.0.0","paths":{"/a":{"get":{"responses":{'],
  ])('%s', (_name, text) => {
    expect(() => read(text)).not.toThrow();
  });

  it('cut anywhere: every place reported lies in the text', () => {
    const quoted =
      'openapi: 3.0.0\npaths:\n  /a:\n    get:\n      summary: "a\n        b"\n      tags: [x, \'y\'] # c\n';
    for (let end = 1; end <= quoted.length; end++) {
      for (const { span } of read(quoted.slice(0, end)).problems) {
        expect([end, span.start <= span.end && span.end <= end]).toEqual([end, true]);
      }
    }
  });

  it('a billion laughs', () => {
    const levels = Array.from(
      { length: 12 },
      (_, level) => `l${level + 1}: &l${level + 1} [${`*l${level},`.repeat(9)}*l${level}]`,
    );
    const { problems } = read(`openapi: 3.0.0\nl0: &l0 lol\n${levels.join('\n')}\npaths: {}\n`);
    expect(problems[0]?.code).toBe('syntax-error');
  });

  it('100,000 levels, in YAML and in JSON', () => {
    expect(read(`openapi: 3.0.0\npaths: ${'['.repeat(100_000)}`).problems.length).toBeGreaterThan(0);
    expect(read(`{"openapi":"3.0.0","paths":${'{"a":'.repeat(100_000)}`).problems.length).toBeGreaterThan(0);
  });

  it('anchors that name themselves', () => {
    expect(() => read('openapi: 3.0.0\npaths: &p\n  /a: *p\n')).not.toThrow();
  });

  it('a path called __proto__', () => {
    const { catalog } = read('{"openapi":"3.0.0","paths":{"__proto__":{"get":{"operationId":"f","responses":{}}}}}');
    expect(catalog.entries.length).toBeLessThanOrEqual(1);
    expect(({} as Record<string, unknown>).get).toBeUndefined();
  });
});

describe('an edit', () => {
  it('of one path leaves the readings of the others as they are', () => {
    const before = parseDocument(URI, LIBRARY, { kind: 'openapi' });
    const first = buildCatalog([before]);
    const at = LIBRARY.indexOf('operationId: addBook') + 'operationId: add'.length;
    const after = editDocument(before, [{ span: { start: at, end: at }, text: 'New' }]);
    const second = buildCatalog([after], first);
    expect(second.entries.map(({ signature }) => signature.name)).toContain('addNewBook');
    expect(second.entries[0]?.signature).toBe(first.entries[0]?.signature);
  });

  it('of a shared definition is seen in every path', () => {
    const before = parseDocument(URI, LIBRARY, { kind: 'openapi' });
    const at = LIBRARY.lastIndexOf('minimum: 0');
    const after = editDocument(before, [{ span: { start: at, end: at + 10 }, text: 'minimum: 5' }]);
    const second = buildCatalog([after], buildCatalog([before]));
    expect(second.entries[0]?.signature.response?.$defs?.Book?.properties?.size).toEqual({
      type: 'integer',
      exclusiveMinimum: 5,
    });
  });
});

describe.skipIf(!hasData)('documents of others (needs ../shared/data)', () => {
  const files = hasData ? filesBelow(path.join(DATA, 'openapi')).filter((file) => /\.(json|ya?ml)$/.test(file)) : [];

  it.each(files.map((file) => [path.relative(DATA, file), file] as const))('%s', (_name, file) => {
    const uri = `file://${file}`;
    const catalog = buildCatalog([parseDocument(uri, readFileSync(file, 'utf8'), { kind: 'openapi' })]);
    for (const entry of catalog.entries) {
      expect(entry.signature.parameters.type).toBe('object');
      expect(locate(entry, ['name'])).toBeDefined();
    }
    const there = writeSignatures(catalog.entries, 'mcp');
    expect(buildCatalog([parseDocument('file:///x.json', there.text)]).entries).toHaveLength(catalog.entries.length);
  });

  it('reads JSON and YAML of one document the same', () => {
    const pairs = files
      .filter((file) => file.endsWith('.json'))
      .map((file) => [file, file.replace('/json/', '/yaml/').replace(/\.json$/, '.yaml')] as const);
    let compared = 0;
    for (const [json, yaml] of pairs) {
      if (!files.includes(yaml)) continue;
      const [one, other] = [json, yaml].map((file) =>
        buildCatalog([parseDocument('file:///same', readFileSync(file, 'utf8'), { kind: 'openapi' })]).entries.map(
          (entry) => entry.signature,
        ),
      );
      expect(other?.map(({ name }) => name)).toEqual(one?.map(({ name }) => name));
      compared++;
    }
    expect(compared).toBeGreaterThan(8);
  });

  it("imports Notion's and Petstore's", () => {
    const count = (file: string): number => {
      const text = readFileSync(path.join(DATA, 'openapi', file), 'utf8');
      const catalog = buildCatalog([parseDocument(`file:///${file}`, text)]);
      expect(catalog.problems(`file:///${file}`)).toEqual([]);
      return catalog.entries.length;
    };
    expect(count('notion.openapi.json')).toBe(24);
    expect(count('petstore3.openapi.yaml')).toBe(19);
  });
});
