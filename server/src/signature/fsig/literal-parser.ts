import type { Json } from '../../json/index.ts';
import type { LiteralNode } from './ast.ts';
import { unquote } from './quote.ts';
import { EOF, NUMBER, STRING } from './scanner.ts';
import { SegmentParser } from './segment-parser.ts';

/** Types nested deeper are read over and reported: no real tool comes near, and every later stage may recurse. */
export const MAX_TYPE_DEPTH = 128;

/** Values that stand in a file: literal types, defaults, members of an enum. */
export class LiteralParser extends SegmentParser {
  protected literal(): LiteralNode {
    const { scanner } = this;
    const start = scanner.start;
    const value = this.scalar();
    return { kind: 'literal', start, end: scanner.previousEnd, value };
  }

  /** One string, number, true, false or null. */
  private scalar(): Json {
    const { scanner } = this;
    const negative = this.take('-');
    const token = scanner.value();
    let value: Json = null;
    if (scanner.kind === NUMBER) {
      const digits = Number(token.replaceAll('_', ''));
      if (!Number.isFinite(digits)) this.error(`'${token.slice(0, 40)}' is no number`);
      else value = negative ? -digits : digits;
    } else if (negative) this.error('a number was expected');
    else if (scanner.kind === STRING) {
      this.checkClosed();
      value = unquote(token);
    } else if (token === 'true' || token === 'false') value = token === 'true';
    else if (token !== 'null') {
      this.error('a value was expected');
      return null;
    }
    scanner.next();
    return value;
  }

  /** A default or an enum member's value: any JSON value, keys quoted or plain. */
  protected literalValue(): LiteralNode {
    const start = this.scanner.start;
    const value = this.json(0);
    return { kind: 'literal', start, end: Math.max(start, this.scanner.previousEnd), value };
  }

  private json(depth: number): Json {
    const { scanner } = this;
    if (depth >= MAX_TYPE_DEPTH) {
      this.error('nested too deep');
      this.skipBalanced();
      return null;
    }
    if (this.take('[')) {
      const items: Json[] = [];
      while (!this.isCode(']') && scanner.kind !== EOF) {
        items.push(this.json(depth + 1));
        if (!this.take(',')) break;
      }
      this.expect(']');
      return items;
    }
    if (this.take('{')) {
      const entries: [string, Json][] = [];
      while (!this.isCode('}') && scanner.kind !== EOF) {
        const key = this.name('a key');
        if (!this.expect(':')) break;
        entries.push([key.text, this.json(depth + 1)]);
        if (!this.take(',')) break;
      }
      this.expect('}');
      return Object.fromEntries(entries);
    }
    return this.scalar();
  }
}
