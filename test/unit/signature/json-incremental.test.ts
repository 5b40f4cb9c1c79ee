import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  buildCatalog,
  editDocument,
  parseDocument,
  type SignatureDocument,
} from '../../../server/src/signature/index.ts';
import { anyEdit, toChange } from './edits.ts';

const RUNS = Math.ceil(Number(process.env.FUZZ_EDITS ?? 600) / 6);

/** What tool files in JSON, JSON Lines and YAML are made of, whole and broken. */
const PIECES = [
  '{"name":"f","description":"d","input_schema":{"type":"object","properties":{"a":{"type":"string"}}}}',
  '{"type":"function","function":{"name":"g","parameters":{"type":"object","properties":{}}}}',
  '{"name":"b","description":"","parameters":{"type":"dict","properties":{"x":{"type":"integer"}},"required":["x"]}}\n',
  '{"tools":[',
  '{"tool_name":"T","api_list":[',
  '{"name":"h","description":"","required_parameters":[],"optional_parameters":[]}',
  'openapi: 3.0.0\npaths:\n  /a:\n    get: {operationId: a}\n',
  ...[
    ']}',
    '[',
    ']',
    '{',
    '}',
    ',',
    ':',
    '"',
    '\\',
    '\n',
    '\r\n',
    '// c\n',
    '/*',
    '*/',
    ' ',
    'null',
    '\ufeff',
    '\ud800',
  ],
];
const piece = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...PIECES) },
  { weight: 1, arbitrary: fc.string({ maxLength: 4 }) },
);
const text = fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join(''));
const edit = fc.record({ at: fc.nat(1000), remove: fc.oneof(fc.constant(0), fc.nat(8), fc.nat(100)), insert: piece });

const said = (document: SignatureDocument, catalog = buildCatalog([document])) => ({
  cut: document.segments.map(({ length, hash }) => ({ length, hash })),
  entries: catalog.entries.map(({ id, signature, segment, indexInSegment }) => ({
    id,
    signature,
    segment,
    indexInSegment,
  })),
  problems: catalog.problems(document.uri),
});

describe('an edited document of another kind', () => {
  it.each(['file:///a.json', 'file:///a.jsonl', 'file:///a.yaml'])(
    'equals the one parsed anew: %s',
    (uri) => {
      fc.assert(
        fc.property(text, fc.array(fc.oneof(edit, anyEdit), { minLength: 1, maxLength: 11 }), (start, edits) => {
          let document = parseDocument(uri, start);
          let catalog = buildCatalog([document]);
          for (const change of edits) {
            document = editDocument(document, [toChange(document.text, change)]);
            catalog = buildCatalog([document], catalog);
            const { kind } = document;
            expect(said(document, catalog)).toEqual(said(parseDocument(uri, document.text, { kind })));
          }
        }),
        { numRuns: RUNS },
      );
    },
    3_600_000,
  );
});
