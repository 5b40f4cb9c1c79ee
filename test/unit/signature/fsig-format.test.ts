import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  buildCatalog,
  editDocument,
  formatFsig,
  formatFsigOnType,
  parseDocument,
  type TextChange,
} from '../../../server/src/signature/index.ts';
import { anyText, PIECES } from './edits.ts';

const OPTIONS = { tabSize: 2, insertSpaces: true };
const apply = (text: string, changes: readonly TextChange[]) =>
  editDocument(parseDocument('a.fsig', text), changes).text;
const format = (text: string) => apply(text, formatFsig(text, OPTIONS));

describe('formatting .fsig', () => {
  it('leaves the bundled example as it is', () => {
    const text = readFileSync('examples/airline/airline.fsig', 'utf8');
    expect(formatFsig(text, OPTIONS)).toEqual([]);
  });

  it('lays declarations out', () => {
    expect(
      format(`/** Tools. */   namespace   airline{
type  FlightId=string ;
      /**
   * Key.
       * @pattern ^[A-Z]+$
       */
  interface Flight  extends Base,Other{id:FlightId;price ?:number}


  enum Level{low,high="h"}   // levels
  function find( from : string,limit?:integer,opts:Record< string ,number[ ] > ) :( Flight|null )[ ] ;
}
import{A as B,C}from"./types.fsig";`),
    ).toBe(`/** Tools. */
namespace airline {
  type FlightId = string;
  /**
   * Key.
   * @pattern ^[A-Z]+$
   */
  interface Flight extends Base, Other { id: FlightId; price?: number }

  enum Level { low, high = "h" } // levels
  function find(from: string, limit?: integer, opts: Record<string, number[]>): (Flight | null)[];
}
import { A as B, C } from "./types.fsig";
`);
  });

  it('sets what opens behind a | of its own line in once more', () => {
    expect(
      format(`type T =
| { a: string
b: string }
| /**
* Doc.
*/ Record< /** Key. */ string,{
c: string }>;`),
    ).toBe(`type T =
  | {
      a: string
      b: string
    }
  | /**
     * Doc.
     */ Record</** Key. */ string, {
      c: string
    }>;
`);
  });

  it('gives each member a line where members are on several lines, and keeps comments', () => {
    expect(
      format(`function f(a: string, // first
b: { x: string
  y: number; /* why */ },
/** Doc. */ c: "one"
| "two" = "one",
): void;
type T =
| "a"
    | "b";
interface I {

  /** Doc. */
  a: string; // behind

  // before b
  b: string


  // last
}`),
    ).toBe(`function f(
  a: string, // first
  b: {
    x: string
    y: number; /* why */
  },
  /** Doc. */ c: "one"
    | "two" = "one",
): void;
type T =
  | "a"
  | "b";
interface I {
  /** Doc. */
  a: string; // behind

  // before b
  b: string

  // last
}
`);
  });

  it('indents a hundred levels and no more: each level more would be written before each of thousands of lines', () => {
    const nested = (levels: number) =>
      `${Array.from({ length: levels }, (_, level) => `namespace n${level} {`).join('\n')}\nfunction f(): string;\n${'}\n'.repeat(levels)}`;
    const once = format(nested(400));
    expect(Math.max(...once.split('\n').map((line) => line.search(/\S|$/)))).toBe(200);
    expect(once.length).toBeLessThan(2 * format(nested(200)).length + 100 * 400);
    expect(format(once)).toBe(once);
  });

  it('leaves a broken declaration alone and formats the others', () => {
    expect(format('function   f( : string;\ntype   A=string;\n')).toBe('function   f( : string;\ntype A = string;\n');
  });

  it('formats a range, and the declaration just ended', () => {
    const text = 'type  A=string;\ntype  B=string;\ntype  C=string;\n';
    expect(apply(text, formatFsig(text, { ...OPTIONS, range: { start: 20, end: 25 } }))).toBe(
      'type  A=string;\ntype B = string;\ntype  C=string;\n',
    );
    const typed = 'type  A=string;';
    expect(apply(typed, formatFsigOnType(typed, typed.length, OPTIONS))).toBe('type A = string;\n');
    expect(formatFsigOnType('interface A { a:string;', 23, OPTIONS)).toEqual([]);
  });

  it('keeps the line ends of the file and indents with tabs where asked', () => {
    const text = 'namespace a {\r\ntype A=string;\r\n}\r\n';
    expect(apply(text, formatFsig(text, { tabSize: 4, insertSpaces: false }))).toBe(
      'namespace a {\r\n\ttype A = string;\r\n}\r\n',
    );
  });

  const wellFormed = fc
    .array(fc.constantFrom(...PIECES.slice(0, 12), ' ', '\n', '\n\n\n', '  // note\n', '/* a\n   b */', '\t'), {
      maxLength: 25,
    })
    .map((pieces) => pieces.join(''));
  const said = (text: string) =>
    buildCatalog([parseDocument('a.fsig', text)]).entries.map(({ id, signature }) => ({ id, signature }));
  const bare = (text: string) => text.replace(/[\s\ufeff]/g, '');

  it.each([
    ['of declarations', wellFormed],
    ['of anything', anyText],
  ])(
    'is stable and loses nothing, for texts %s',
    (_name, texts) => {
      fc.assert(
        fc.property(texts, (text) => {
          const once = format(text);
          expect(bare(once)).toBe(bare(text));
          expect(format(once)).toBe(once);
          expect(said(once)).toEqual(said(text));
        }),
        { numRuns: Math.min(10_000, Number(process.env.FUZZ_EDITS ?? 500)) },
      );
    },
    600_000,
  );
});
