import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  buildCatalog,
  type DocumentKind,
  locate,
  parseDocument,
  rawOf,
  schemaFields,
  TARGET_DIALECTS,
  writeSignatures,
} from '../../../server/src/signature/index.ts';
import { toolFiles } from './support.ts';

/** Everything one does with a text. Work that grows out of hand ends at the tests' time limit. */
function survives(text: string, kind?: DocumentKind, uri = 'file:///bad.tools.json') {
  const catalog = buildCatalog([parseDocument(uri, text, kind === undefined ? {} : { kind })]);
  for (const entry of catalog.entries.slice(0, 20)) {
    for (const part of [[], ['name'], ['parameters', 'properties'], ['response']]) {
      const span = locate(entry, part);
      if (span !== undefined) expect(0 <= span.start && span.start <= span.end && span.end <= text.length).toBe(true);
    }
    rawOf(entry);
    schemaFields(entry.signature.parameters);
  }
  for (const { span } of catalog.problems(uri)) {
    expect(0 <= span.start && span.start <= span.end && span.end <= text.length).toBe(true);
  }
  for (const to of TARGET_DIALECTS) writeSignatures(catalog.entries.slice(0, 20), to);
  return { catalog, problems: catalog.problems(uri) };
}

function tool(schema: string, name = 'f'): string {
  return `{"name":"${name}","description":"d","inputSchema":${schema}}`;
}

function nested(levels: number): string {
  return `${'{"type":"object","properties":{"a":'.repeat(levels)}{}${'}}'.repeat(levels)}`;
}

describe('texts that are no tool files', () => {
  it.each([
    ['nothing', ''],
    ['blanks', ' \n\t\r\n '],
    ['a byte order mark alone', '\uFEFF'],
    ['prose', 'Dear editor, this is no JSON at all.'],
    ['a number', '42'],
    ['a string', '"tools"'],
    ['null', 'null'],
    ['binary', '\u0089PNG\r\n\u001a\n\0\0\0\rIHDR'],
    ['brackets', '[[[[{{{{'],
    ['closers', ']]]]}}}}'],
    ['an unclosed comment', '/* {"name": "f"}'],
    ['an unclosed string', '{"name": "f'],
    ['keys without values', '{"name":,"description":}'],
    ['JavaScript', 'module.exports = { tools: [] };'],
    ['YAML', 'tools:\n  - name: f\n'],
    ['HTML', '<!doctype html><title>404</title>'],
    ['a package file', '{"name":"x","version":"1.0.0","dependencies":{}}'],
  ])('%s: a problem with a place, no function', (_name, text) => {
    const { catalog, problems } = survives(text, 'json');
    expect(catalog.entries).toHaveLength(0);
    expect(problems.length).toBeGreaterThan(0);
  });

  it('what lies too deep is left out, and nothing else is said to be wrong', () => {
    const { catalog, problems } = survives(`[${tool(nested(150))}]`);
    expect(problems.map(({ code }) => code)).toEqual(['unsupported-construct']);
    expect(JSON.stringify(catalog.entries[0]?.signature.parameters)).not.toContain('null');
  });

  it('half a file: what is whole is read', () => {
    const text = `{"tools":[${tool('{"type":"object"}', 'a')},${tool('{"type":"object"}', 'b')},{"name":"c","inputSch`;
    const { catalog, problems } = survives(text);
    expect(catalog.entries.map((entry) => entry.signature.name).slice(0, 2)).toEqual(['a', 'b']);
    expect(problems.length).toBeGreaterThan(0);
  });

  it('every beginning of a file', () => {
    const text = JSON.stringify(
      [
        {
          type: 'function',
          function: {
            name: 'f',
            description: 'é🙂',
            parameters: { type: 'object', properties: { a: { enum: ['x', null] } } },
          },
        },
      ],
      null,
      2,
    );
    for (let length = 0; length <= text.length; length++) survives(text.slice(0, length), 'json');
  });

  it('every end of a file', () => {
    const text = `{"tools":[${tool(nested(3))}]}\n${tool('{"type":"dict"}')}`;
    for (let start = 0; start <= text.length; start += 3) survives(text.slice(start), 'json');
  });
});

describe('texts made to hurt', () => {
  it('10,000 levels of schema: read to a depth, with a problem', () => {
    const { catalog, problems } = survives(`[${tool(nested(10_000))},${tool('{"type":"object"}', 'next')}]`);
    expect(catalog.entries.map((entry) => entry.signature.name)).toEqual(['f', 'next']);
    expect(problems.map(({ code }) => code)).toContain('unsupported-construct');
  });

  it('10,000 levels, and broken', () => {
    const { catalog } = survives(`[${tool('{"type":"object"}', 'first')},${tool(nested(10_000)).slice(0, 100_000)}`);
    expect(catalog.entries[0]?.signature.name).toBe('first');
  });

  it('100,000 brackets', () => {
    survives('['.repeat(100_000));
    survives('{"a":'.repeat(100_000));
    survives(`${'[{"tools":'.repeat(20_000)}`);
    survives(`${'{"a":'.repeat(100_000)}${']'.repeat(100_000)}`);
    survives(`[${'['.repeat(100_000)}${'}'.repeat(100_000)}`);
    survives(`${' '.repeat(500_000)}{${'"a":{'.repeat(50_000)}`);
    survives(`{"${'k'.repeat(500_000)}":1 ${'{'.repeat(50_000)}`);
  }, 60_000);

  it('types that contain themselves', () => {
    const schema =
      '{"type":"object","$defs":{"N":{"type":"object","properties":{"next":{"$ref":"#/$defs/N"},"all":{"type":"array","items":{"$ref":"#/$defs/N"}}}}},"properties":{"n":{"$ref":"#/$defs/N"}}}';
    const { catalog } = survives(tool(schema));
    expect(catalog.entries).toHaveLength(1);
  });

  it('$ref loops, $ref to nowhere, $ref elsewhere', () => {
    survives(tool('{"$ref":"#"}'));
    survives(tool('{"type":"object","properties":{"a":{"$ref":"#/properties/b"},"b":{"$ref":"#/properties/a"}}}'));
    survives(
      tool('{"type":"object","properties":{"a":{"$ref":"#/$defs/None"},"b":{"$ref":"https://example.com/s.json"}}}'),
    );
  });

  it('definitions that double twenty times over', () => {
    const defs = Array.from(
      { length: 25 },
      (_, level) =>
        `"D${level}":{"type":"object","properties":{"a":{"$ref":"#/$defs/D${level + 1}"},"b":{"$ref":"#/$defs/D${level + 1}"}}}`,
    );
    const { catalog } = survives(
      tool(
        `{"type":"object","$defs":{${defs.join(',')},"D25":{"type":"string"}},"properties":{"x":{"$ref":"#/$defs/D0"}}}`,
      ),
    );
    expect(catalog.entries).toHaveLength(1);
  });

  it('lone surrogates, right-to-left text and emoji: ranges in UTF-16', () => {
    const text = `[{"name":"\ud800🙂שלום","description":"🙂🙂","inputSchema":{"type":"object","properties":{"مرحبا":{"type":"string","description":"\udc00"}}}}]`;
    const { catalog } = survives(text);
    const [entry] = catalog.entries;
    const span = entry === undefined ? undefined : locate(entry, ['parameters', 'properties', 'مرحبا'], 'key');
    expect(text.slice(span?.start, span?.end)).toBe('"مرحبا"');
  });

  it.each([
    ['CRLF', '\r\n'],
    ['CR alone', '\r'],
  ])('%s, tabs and a byte order mark', (_name, eol) => {
    const text = `\uFEFF[${eol}\t${tool('{"type":"object"}', 'a')},${eol}\t${tool('{"type":"object"}', 'b')}${eol}]${eol}`;
    const { catalog, problems } = survives(text);
    expect(problems).toEqual([]);
    const places = catalog.entries.map((entry) => locate(entry, ['name']));
    expect(places.map((span) => text.slice(span?.start, span?.end))).toEqual(['"a"', '"b"']);
  });

  it('10 MB on one line', () => {
    const text = `{"tools":[${Array.from({ length: 50_000 }, (_, index) => tool('{"type":"object","properties":{"a":{"type":"string","description":"Some words to fill the line with."}}}', `f${index}`)).join(',')}]}`;
    expect(text.length).toBeGreaterThan(7_000_000);
    const { catalog } = survives(text);
    expect(catalog.entries).toHaveLength(50_000);
  }, 120_000);

  it('10 MB of one string, of commas, of junk', () => {
    survives(`{"name":"${'x'.repeat(10_000_000)}"}`, 'json');
    survives(','.repeat(10_000_000), 'json');
    survives('a]'.repeat(5_000_000), 'json');
    survives('{}'.repeat(60_000), 'json');
  }, 60_000);

  it('keywords of every wrong shape', () => {
    const wrong = [null, 1, 'x', true, [], {}, [null], { a: null }];
    const keys = [
      'type',
      'properties',
      'required',
      'items',
      'prefixItems',
      'enum',
      'anyOf',
      'allOf',
      '$defs',
      '$ref',
      'description',
      'minimum',
      'pattern',
      'examples',
      'additionalProperties',
      'default',
      'nullable',
      'not',
    ];
    for (const key of keys) {
      for (const value of wrong) {
        survives(
          tool(
            JSON.stringify({
              type: 'object',
              [key]: value,
              properties: key === 'properties' ? value : { a: { [key]: value } },
            }),
          ),
        );
        survives(
          JSON.stringify({
            name: 'f',
            description: 'd',
            parameters: { type: 'dict', properties: { a: { [key]: value } } },
          }),
        );
        survives(
          JSON.stringify({
            functionDeclarations: [
              { name: 'f', description: 'd', parameters: { type: 'OBJECT', properties: { a: { [key]: value } } } },
            ],
          }),
        );
      }
    }
  });

  it('parts of every wrong shape', () => {
    const wrong = [null, 1, 'x', true, [], [null], {}];
    for (const value of wrong) {
      survives(JSON.stringify({ type: 'function', function: value }));
      for (const key of ['name', 'description', 'inputSchema', 'outputSchema', 'annotations', 'title', '_meta'])
        survives(JSON.stringify({ ...JSON.parse(tool('{}')), [key]: value }));
      for (const key of [
        'api_name',
        'required_parameters',
        'optional_parameters',
        'template_response',
        'category_name',
        'tool_name',
      ])
        survives(JSON.stringify({ api_name: 'f', tool_name: 't', required_parameters: [], [key]: value }));
      for (const key of ['parameters', 'required', 'responses', 'field'])
        survives(JSON.stringify({ api_name: 'f', field: 'x', [key]: value }));
      for (const key of ['parameters', 'response', 'arguments', 'function', 'tools'])
        survives(JSON.stringify({ name: 'f', description: 'd', [key]: value }));
      survives(JSON.stringify({ _meta: { 'magnet/signature': value }, ...JSON.parse(tool('{}')) }));
      survives(
        JSON.stringify({
          ...JSON.parse(tool('{}')),
          _meta: { 'magnet/signature': { premises: value, examples: value, throws: value, response: value } },
        }),
      );
    }
  });

  it('any JSON at all', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 5 }), (text) => void survives(text, 'json')),
      { numRuns: 200 },
    );
  });

  it('any text at all', () => {
    const pieces = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      '"',
      ':',
      ',',
      '\\',
      '\n',
      'name',
      'tools',
      'type',
      '//',
      '/*',
      '*/',
      '0',
      'null',
      '🙂',
      '\ud800',
    );
    fc.assert(
      fc.property(fc.string({ unit: pieces, maxLength: 60 }), (text) => void survives(text, 'json')),
      { numRuns: 400 },
    );
  });

  it('real files with a piece cut out', () => {
    const [file] = toolFiles().filter(({ name }) => name.includes('retail'));
    for (let cut = 0; cut < 40 && file !== undefined; cut++) {
      const start = Math.floor((cut / 40) * file.text.length);
      survives(file.text.slice(0, start) + file.text.slice(start + 37));
    }
  });
});
