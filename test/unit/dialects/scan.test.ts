import process from 'node:process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  buildCatalog,
  editDocument,
  parseDocument,
  type SignatureDocument,
  segmentStart,
  segmentText,
} from '../../../server/src/signature/index.ts';
import { ElementScanner } from '../../../server/src/signature/json-text/scan.ts';

/** Texts of the elements found, one a line where they are short. */
function elements(text: string): string[] {
  const scanner = new ElementScanner(text);
  const found: string[] = [];
  for (let element = scanner.next(); element !== undefined; element = scanner.next()) {
    found.push(text.slice(element.start, element.end));
  }
  return found;
}

function problems(text: string): string[] {
  const scanner = new ElementScanner(text);
  while (scanner.next() !== undefined);
  return scanner.problems.map(({ message }) => message);
}

const A = '{"name":"a"}';
const B = '{"name":"b","parameters":{"type":"object"}}';

describe('where the elements of a text lie', () => {
  it.each([
    ['a single object', A, [A]],
    ['an array', `[${A}, ${B}]`, [A, B]],
    ['JSON Lines', `${A}\n${B}\n`, [A, B]],
    ['JSON Lines with CRLF', `${A}\r\n${B}\r\n`, [A, B]],
    ['concatenated objects', `${A}${B}`, [A, B]],
    ['an MCP answer', `{"tools":[${A},${B}],"nextCursor":"x"}`, [A, B]],
    ['an MCP answer in JSON-RPC', `{"jsonrpc":"2.0","id":1,"result":{"tools":[${A},${B}]}}`, [A, B]],
    ['a request body', `{"model":"m","messages":[{"role":"user"}],"tools":[${A}],"stream":true}`, [A]],
    ['Gemini', `{"functionDeclarations":[${A},${B}]}`, [A, B]],
    ['Gemini in a list', `[{"functionDeclarations":[${A}]},{"functionDeclarations":[${B}]}]`, [A, B]],
    ['Gemini in a request', `{"contents":[],"tools":[{"function_declarations":[${A}]}]}`, [A]],
    ['a byte order mark', `\uFEFF[${A}]`, [A]],
    ['comments', `// head\n[ /* one */ ${A}, // two\n ${B} ]`, [A, B]],
    ['trailing commas', `[${A},${B},]`, [A, B]],
    ['brackets in strings', '[{"name":"a]}{["},{"name":"\\"}"}]', ['{"name":"a]}{["}', '{"name":"\\"}"}']],
    [
      'rows of a data set',
      `{"id":1,"function":[${A}]}\n{"id":2,"function":[${B}]}`,
      [`{"id":1,"function":[${A}]}`, `{"id":2,"function":[${B}]}`],
    ],
    ['an empty list', '[]', []],
    ['nothing', '', []],
  ])('%s', (_name, text, expected) => {
    expect(elements(text)).toEqual(expected);
  });

  it('reports nothing about well-formed text', () => {
    expect(problems(`[${A}, ${B}]`)).toEqual([]);
    expect(problems(`{"result":{"tools":[${A}]}}`)).toEqual([]);
    expect(problems(`${A}\n${B}`)).toEqual([]);
  });

  it.each([
    ['half a file', `[${A},${B}`, 'the file ends before its last bracket is closed'],
    ['a missing comma', `[${A} ${B}]`, 'a comma is missing before this element'],
    ['one bracket too many', `[${A}]]`, 'a closing bracket without an opening one'],
  ])('reports %s', (_name, text, message) => {
    expect(problems(text)).toEqual([message]);
  });
});

describe('finding the next element again after a forgotten bracket', () => {
  const pretty = (body: string): string =>
    `[\n  {\n    "name": "a"${body}\n  },\n  {\n    "name": "b"\n  },\n  {\n    "name": "c"\n  }\n]`;

  it.each([
    ['a brace', pretty(',\n    "parameters": {')],
    ['a bracket', pretty(',\n    "required": ["x"')],
    ['a quote', pretty(',\n    "description": "half')],
    ['three of them', pretty(',\n    "parameters": { "properties": { "x": {')],
  ])('%s, one key a line', (_name, text) => {
    expect(
      elements(text).filter((element) => /^\{\s*"name": "[bc]"\s*\}$/.test(element)).length,
    ).toBeGreaterThanOrEqual(1);
    expect(elements(text).at(-1)).toMatch(/"c"/);
  });

  it('one element a line', () => {
    const text = `[\n{"name":"a","parameters":{"type":"object"},\n${B},\n{"name":"c"}\n]`;
    expect(elements(text)).toEqual(['{"name":"a","parameters":{"type":"object"}', B, '{"name":"c"}']);
  });

  it('all on one line', () => {
    const text = `[{"name":"a","parameters":{"type":"object"},${B},{"name":"c"}]`;
    expect(elements(text)).toEqual(['{"name":"a","parameters":{"type":"object"}', B, '{"name":"c"}']);
  });

  it('JSON Lines', () => {
    const text = `{"name":"a","parameters":\n${B}\n{"name":"c"}\n`;
    expect(elements(text)).toEqual(['{"name":"a","parameters":', B, '{"name":"c"}']);
  });

  it('does not cut a nested object in two', () => {
    const text = '[{"name":"a","list":[{"name":"x"},{"name":"y"}],"deep":{"name":"z"}}]';
    expect(elements(text)).toHaveLength(1);
  });
});

/** All that a document says of its text, for comparing. */
function shape(document: SignatureDocument) {
  const segments = document.segments.map((segment, index) => ({
    start: segmentStart(document, index),
    hash: segment.hash,
    text: segmentText(document, index),
  }));
  return { segments, problems: buildCatalog([document]).problems(document.uri) };
}

const URI = 'file:///edited.tools.json';

describe('an edit', () => {
  const pieces = fc.constantFrom(
    A,
    B,
    '{',
    '}',
    '[',
    ']',
    ',',
    '"',
    ':',
    '\n',
    ' ',
    '"tools":[',
    '"result":{',
    'true',
    '//',
    '/*',
    '*/',
    '\\',
    '\r\n',
    'x',
    '{"name":',
    '\uFEFF',
    '🙂',
  );
  const bases = fc.constantFrom(
    `[${A}, ${B}, ${A}]`,
    `{"tools": [\n  ${A},\n  ${B}\n], "x": 1}`,
    `${A}\n${B}\n${A}\n`,
    `[{"functionDeclarations": [${A}, ${B}]}, {"functionDeclarations": [${A}]}]`,
    `{"result":{"tools":[${A},${B}]}}\n${A}`,
    `[\n  {\n    "name": "a"\n  },\n  {\n    "name": "b"\n  }\n]\n`,
    '',
  );
  const edit = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    remove: fc.nat({ max: 12 }),
    insert: fc.array(pieces, { maxLength: 3 }).map((list) => list.join('')),
  });

  it('gives the same cut as reading the new text', () => {
    fc.assert(
      fc.property(bases, fc.array(edit, { minLength: 1, maxLength: 6 }), (base, edits) => {
        let document = parseDocument(URI, base, { kind: 'json' });
        for (const { at, remove, insert } of edits) {
          const start = Math.floor(at * document.text.length);
          const end = Math.min(document.text.length, start + remove);
          document = editDocument(document, [{ span: { start, end }, text: insert }]);
          expect(shape(document)).toEqual(shape(parseDocument(URI, document.text, { kind: 'json' })));
        }
      }),
      { numRuns: Math.min(10_000, Number(process.env.FUZZ_EDITS ?? 300)) },
    );
  }, 600_000);

  it('keeps the segments it does not touch', () => {
    const text = `[${Array.from({ length: 100 }, (_, index) => `{"name":"f${index}"}`).join(',\n')}]`;
    const before = parseDocument(URI, text);
    const at = text.indexOf('f50') + 3;
    const after = editDocument(before, [{ span: { start: at, end: at }, text: 'x' }]);
    const kept = after.segments.filter((segment) => before.segments.includes(segment));
    expect(kept).toHaveLength(99);
  });
});
