import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Checker, createChecker } from '../../../server/src/rules/index.ts';
import {
  buildCatalog,
  type Catalog,
  editDocument,
  parseDocument,
  type SignatureDocument,
} from '../../../server/src/signature/index.ts';

const FSIG = 'file:///a.fsig';
const TOOLS = 'file:///b.tools.json';

/** Functions whose findings hang together: premises, categories, responses, names and descriptions that are the same. */
const BITS = [
  'book_seat',
  'find_seat',
  '@requires find_seat',
  '@requires nothing_here',
  '@category Travel',
  '(): string',
  ')',
  'Books a seat.',
  '/** Finds a seat. */\nfunction find_seat(seat: Nope): string;\n',
  '/** Books a seat. @requires book_seat */\nfunction book_seat(seat_id: string);\n',
  ' {"name": "book_seat", "description": "", "inputSchema": {"type": "object"}},',
  '"outputSchema": {"type": "object", "properties": {}},',
  '// magnet-ignore category-missing\n',
  '\n',
];

const START: Readonly<Record<string, string>> = {
  [FSIG]: `/** Finds seats. @category Travel */
function find_seat(city: string): { seat_id: string };
/** Books a seat. @requires find_seat */
function book_seat(seat_id: string): boolean;
/** Pays. @requires book_seat */
function pay(booking: string): boolean;
`,
  [TOOLS]: `[
 {"name": "pay", "description": "Pays.", "inputSchema": {"type": "object", "properties": {"x": {"type": "String"}}}},
 {"name": "find_seat", "description": "Finds seats.", "inputSchema": {"type": "object", "properties": {}}, "outputSchema": {"type": "object"}}
]`,
};

const edits = fc.array(
  fc.record({
    uri: fc.constantFrom(FSIG, TOOLS),
    at: fc.nat(),
    removed: fc.nat({ max: 30 }),
    text: fc.oneof(fc.constantFrom(...BITS), fc.string({ maxLength: 3 })),
  }),
  { minLength: 1, maxLength: 12 },
);

function edited(document: SignatureDocument, at: number, removed: number, text: string): SignatureDocument {
  const start = at % (document.text.length + 1);
  const span = { start, end: Math.min(document.text.length, start + removed) };
  return editDocument(document, [{ span, text }]);
}

function all(checker: Checker, catalog: Catalog) {
  checker.update({ catalog });
  return [FSIG, TOOLS].map((uri) => checker.findings(uri));
}

test('after any edits a checker finds what one that never saw the file before finds', () => {
  fc.assert(
    fc.property(edits, (list) => {
      const documents = new Map(Object.entries(START).map(([uri, text]) => [uri, parseDocument(uri, text)]));
      const checker = createChecker();
      let catalog = buildCatalog(documents.values());
      all(checker, catalog);
      for (const { uri, at, removed, text } of list) {
        documents.set(uri, edited(documents.get(uri) as SignatureDocument, at, removed, text));
        catalog = buildCatalog(documents.values(), catalog);
        expect(all(checker, catalog)).toEqual(all(createChecker(), catalog));
        expect(checker.takeFailures()).toEqual([]);
      }
    }),
    { numRuns: 150 },
  );
});

test('functions that come, go and change places are counted right', () => {
  const one = (index: number) => `/** Does ${index}. */\nfunction do_${index}(x: string): string;\n`;
  const list = fc.uniqueArray(fc.nat({ max: 30 }), { maxLength: 20 });
  fc.assert(
    fc.property(fc.array(list, { minLength: 2, maxLength: 8 }), (versions) => {
      const checker = createChecker();
      let catalog: Catalog | undefined;
      let document = parseDocument(FSIG, '');
      for (const numbers of versions) {
        const span = { start: 0, end: document.text.length };
        document = editDocument(document, [{ span, text: numbers.map(one).join('') }]);
        catalog = buildCatalog([document], catalog);
        expect(all(checker, catalog)).toEqual(all(createChecker(), catalog));
      }
    }),
    { numRuns: 100 },
  );
});
