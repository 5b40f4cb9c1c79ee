import fc from 'fast-check';

/** Pieces that texts and edits are made of: legal, half legal and hostile, so that borders move in every way. */
export const PIECES = [
  '/** Tools. @category Travel */\nnamespace airline {\n',
  'namespace a.b {',
  '}\n',
  '/** Key. @pattern ^[A-Z]+$ */\ntype FlightId = string;\n',
  "type Cabin = 'economy' | 'business';\n",
  'interface Flight extends Base { id: FlightId; price?: number /* eur */ }\n',
  'enum Level { low, high = "h" }\n',
  '/**\n * Finds flights.\n * @param from Airport. @example "SFO"\n */\nfunction find_flights(from: string, n: integer = 3): Flight[];\n',
  'function book(flight: FlightId): { id: string }\n',
  'function f(a: [string, number?], b: Record<string, Flight>): void;',
  'import { FlightId as Id } from "./types.fsig";\n',
  'export declare function g(): Partial<Flight>;\n',
  'function',
  'type ',
  'interface',
  ' x',
  '{',
  '(',
  '[',
  ']',
  ')',
  ';',
  '\n',
  '\r\n',
  '/*',
  '*/',
  '/**',
  '//',
  '"',
  "'",
  '\\',
  ' | ',
  '...',
  '=>',
  '@',
  '\t',
  '\ufeff',
  '\ud83d\ude00',
  '\ud800',
  'עברית',
  '__proto__',
  '0x1e+',
];

export const anyPiece = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...PIECES) },
  { weight: 1, arbitrary: fc.string({ maxLength: 6 }) },
);

/** A text of up to 30 pieces. */
export const anyText = fc.array(anyPiece, { maxLength: 30 }).map((pieces) => pieces.join(''));

/** An edit by place in thousandths of the text, so that it fits a text of any length. */
export const anyEdit = fc.record({
  at: fc.nat(1000),
  remove: fc.oneof(fc.constant(0), fc.nat(8), fc.nat(120)),
  insert: fc.oneof(fc.constant(''), anyPiece),
});
export type AnyEdit = typeof anyEdit extends fc.Arbitrary<infer Edit> ? Edit : never;

export function toChange(text: string, edit: AnyEdit) {
  const start = Math.floor((edit.at / 1000) * text.length);
  return { span: { start, end: Math.min(text.length, start + edit.remove) }, text: edit.insert };
}
