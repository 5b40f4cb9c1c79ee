import type { Json } from '../../json/index.ts';
import type { Span } from '../types.ts';
import type { LiteralNode, MemberNode, NameNode, ParseError, TupleElement, TypeNode } from './ast.ts';
import { unquote } from './quote.ts';
import { ARROW, ELLIPSIS, EOF, IDENTIFIER, NUMBER, PUNCTUATION, Scanner, STRING } from './scanner.ts';

/** Types nested deeper are read over and reported: no real tool comes near, and every later stage may recurse. */
export const MAX_TYPE_DEPTH = 128;

const CODES = new Map([
  ['...', ELLIPSIS],
  ['=>', ARROW],
]);
const codeOf = (sign: string): number => CODES.get(sign) ?? sign.charCodeAt(0);

const UNSUPPORTED_OPERATORS = new Set(['keyof', 'typeof', 'infer', 'unique', 'asserts', 'abstract', 'new']);

/** Recursive descent over the types of one segment, with the error handling all declarations share. */
export class TypeParser {
  protected readonly scanner: Scanner;
  protected readonly errors: ParseError[] = [];
  private readonly text: string;
  private readonly commentOffsets: number[] = [];
  private depth = 0;

  constructor(text: string) {
    this.text = text;
    this.scanner = new Scanner(text);
    this.scanner.comments = this.commentOffsets;
  }

  /** The documentation before the current token. */
  protected doc(): Span | undefined {
    const { docStart, docEnd } = this.scanner;
    return docStart < 0 ? undefined : { start: docStart, end: docEnd };
  }

  protected commentSpans(): Span[] {
    const spans: Span[] = [];
    for (let index = 0; index + 1 < this.commentOffsets.length; index += 2) {
      spans.push({ start: this.commentOffsets[index] as number, end: this.commentOffsets[index + 1] as number });
    }
    return spans;
  }

  /** Only the last comment of a text can be without its end. */
  protected checkClosedComment(span: Span | undefined): void {
    if (span === undefined || !this.text.startsWith('/*', span.start)) return;
    if (span.end - span.start >= 4 && this.text.slice(span.end - 2, span.end) === '*/') return;
    this.error('this comment is never closed', { start: span.start, end: span.start + 2 });
  }

  protected isCode(sign: string): boolean {
    return this.scanner.kind === PUNCTUATION && this.scanner.code === codeOf(sign);
  }

  protected take(sign: string): boolean {
    if (!this.isCode(sign)) return false;
    this.scanner.next();
    return true;
  }

  protected expect(sign: string): boolean {
    if (this.take(sign)) return true;
    this.error(`'${sign}' expected`);
    return false;
  }

  protected expectWord(word: string): void {
    if (this.scanner.isWord(word)) this.scanner.next();
    else this.error(`'${word}' expected`);
  }

  /** Reports at the current token, once a place: a second error there says nothing new. */
  protected error(message: string, span: Span = this.here()): void {
    this.report('syntax-error', message, span);
  }

  protected unsupported(message: string, span: Span = this.here()): void {
    this.report('unsupported-construct', message, span);
  }

  private report(code: ParseError['code'], message: string, span: Span): void {
    if (this.errors.at(-1)?.start === span.start || this.errors.length >= 50) return;
    this.errors.push({ code, message, start: span.start, end: span.end });
  }

  /** The current token, or, at the end, the last character read. */
  private here(): Span {
    const { scanner } = this;
    if (scanner.kind !== EOF) return { start: scanner.start, end: scanner.end };
    return { start: Math.max(0, scanner.previousEnd - 1), end: scanner.previousEnd };
  }

  /** A plain or quoted name; an empty one where there is none. */
  protected name(what: string): NameNode {
    const { scanner } = this;
    const { start, end } = scanner;
    if (scanner.kind === IDENTIFIER || scanner.kind === STRING) {
      const text = scanner.kind === STRING ? unquote(scanner.value()) : scanner.value();
      if (scanner.kind === STRING) this.checkClosed();
      scanner.next();
      return { text, start, end };
    }
    this.error(`${what} was expected`);
    return { text: '', start: scanner.previousEnd, end: scanner.previousEnd };
  }

  private checkClosed(): void {
    const token = this.scanner.value();
    if (token.length < 2 || token.at(-1) !== token[0]) this.error('this string is not closed');
  }

  protected untyped(what: string): TypeNode {
    const at = this.scanner.previousEnd;
    this.error(`${what} was expected`, { start: Math.max(0, at - 1), end: at });
    return { kind: 'missing', start: at, end: at };
  }

  /** A whole type: unions bind looser than intersections. */
  protected type(): TypeNode {
    if (this.depth >= MAX_TYPE_DEPTH) return this.tooDeep();
    this.depth++;
    const type = this.combined('|', 'union', () => this.combined('&', 'intersection', () => this.postfix()));
    this.depth--;
    return type;
  }

  private combined(sign: '|' | '&', kind: 'union' | 'intersection', part: () => TypeNode): TypeNode {
    const start = this.scanner.start;
    const leading = this.take(sign);
    const first = part();
    if (!this.isCode(sign)) return leading ? { kind, start, end: first.end, types: [first] } : first;
    const types = [first];
    while (this.take(sign)) types.push(part());
    return { kind, start: leading ? start : first.start, end: this.scanner.previousEnd, types };
  }

  /** A type and the `[]` after it. */
  private postfix(): TypeNode {
    let type = this.primary();
    for (let nested = this.depth; this.isCode('[') && !this.scanner.afterNewline; nested++) {
      if (nested >= MAX_TYPE_DEPTH) return this.tooDeep();
      const { doc, ...element } = type;
      this.scanner.next();
      this.expect(']');
      type = {
        kind: 'array',
        start: type.start,
        end: this.scanner.previousEnd,
        element: element as TypeNode,
        ...(doc === undefined ? {} : { doc }),
      };
    }
    return type;
  }

  private primary(): TypeNode {
    const { scanner } = this;
    const doc = this.doc();
    const documented = <Node extends TypeNode>(node: Node): Node => (doc === undefined ? node : { ...node, doc });
    if (scanner.kind === STRING || scanner.kind === NUMBER || this.isCode('-')) return documented(this.literal());
    if (scanner.kind === IDENTIFIER) {
      if (scanner.isWord('true') || scanner.isWord('false')) return documented(this.literal());
      if (scanner.isWord('readonly')) {
        scanner.next();
        return this.primary();
      }
      if (UNSUPPORTED_OPERATORS.has(scanner.value())) {
        this.unsupported(`the type operator '${scanner.value()}'`);
        scanner.next();
      }
      return documented(this.reference());
    }
    if (this.isCode('{')) {
      const start = scanner.start;
      const members = this.members();
      return documented({ kind: 'object', start, end: scanner.previousEnd, members });
    }
    if (this.isCode('[')) return documented(this.tuple());
    if (this.isCode('(')) return documented(this.parenthesized());
    this.error('a type was expected');
    return { kind: 'missing', start: scanner.previousEnd, end: scanner.previousEnd };
  }

  protected reference(): TypeNode {
    const { scanner } = this;
    const start = scanner.start;
    if (scanner.kind !== IDENTIFIER) {
      this.error('a type name was expected');
      return { kind: 'missing', start: scanner.previousEnd, end: scanner.previousEnd };
    }
    const parts = [this.name('a type name')];
    while (this.take('.')) parts.push(this.name('a type name'));
    const args: TypeNode[] = [];
    if (this.take('<')) {
      if (!this.isCode('>')) {
        do args.push(this.type());
        while (this.take(','));
      }
      this.expect('>');
    }
    const name = parts.map((part) => part.text).join('.');
    return { kind: 'reference', start, end: scanner.previousEnd, parts, name, args };
  }

  private literal(): LiteralNode {
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

  private tuple(): TypeNode {
    const { scanner } = this;
    const start = scanner.start;
    scanner.next();
    const elements: TupleElement[] = [];
    while (!this.isCode(']') && scanner.kind !== EOF) {
      const before = scanner.start;
      elements.push(this.tupleElement());
      if (!this.take(',')) break;
      if (scanner.start === before) scanner.next();
    }
    this.expect(']');
    return { kind: 'tuple', start, end: scanner.previousEnd, elements };
  }

  private tupleElement(): TupleElement {
    const { scanner } = this;
    const start = scanner.start;
    const rest = this.take('...');
    let type = this.type();
    let optional = this.take('?');
    let name: NameNode | undefined;
    // `label: Type` and `label?: Type`: what was read as a reference is the label.
    if (this.isCode(':') && type.kind === 'reference' && type.args.length === 0) {
      name = { text: type.name, start: type.start, end: type.end };
      scanner.next();
      const { doc } = type;
      type = this.type();
      if (doc !== undefined && type.doc === undefined) type = { ...type, doc };
      optional = this.take('?') || optional;
    }
    const from = Math.min(start, type.start);
    return { start: from, end: scanner.previousEnd, type, optional, rest, ...(name === undefined ? {} : { name }) };
  }

  /** `(A | B)`; a function type is read over and reported. */
  private parenthesized(): TypeNode {
    const { scanner } = this;
    const start = scanner.start;
    scanner.next();
    const type = this.isCode(')') ? this.untyped('a type') : this.type();
    if (this.isCode(':') || this.isCode(',') || this.isCode('?')) {
      this.unsupported('a function type: a tool exchanges data only', { start, end: scanner.start });
      this.skipTo(')');
    }
    this.expect(')');
    if (this.take('=>')) {
      this.unsupported('a function type: a tool exchanges data only', { start, end: scanner.previousEnd });
      this.type();
    }
    return { kind: 'parenthesized', start, end: scanner.previousEnd, type };
  }

  /** `{ … }` of an interface or an object type, with `;`, `,` or a line end between members. */
  protected members(): MemberNode[] {
    const { scanner } = this;
    const members: MemberNode[] = [];
    if (!this.expect('{')) return members;
    while (!this.isCode('}') && scanner.kind !== EOF) {
      const before = scanner.start;
      const member = this.member();
      if (member !== undefined) members.push(member);
      if (!this.take(';') && !this.take(',') && !this.isCode('}') && scanner.kind !== EOF && !scanner.afterNewline) {
        this.error("';' expected");
      }
      if (scanner.start === before) scanner.next();
    }
    this.expect('}');
    return members;
  }

  private member(): MemberNode | undefined {
    const { scanner } = this;
    const doc = this.doc();
    const start = scanner.start;
    const documented = doc === undefined ? {} : { doc };
    let name: NameNode | undefined;
    let readonly = false;
    if (scanner.isWord('readonly')) {
      name = this.name('a property name');
      if (scanner.kind === IDENTIFIER || scanner.kind === STRING || this.isCode('[')) {
        readonly = true;
        name = undefined;
      }
    }
    if (this.isCode('[')) return this.indexSignature(start, documented);
    if (name === undefined && scanner.kind === NUMBER) {
      name = { text: scanner.value(), start: scanner.start, end: scanner.end };
      scanner.next();
    }
    if (name === undefined && scanner.kind !== IDENTIFIER && scanner.kind !== STRING) {
      this.error('a property name was expected');
      return undefined;
    }
    name ??= this.name('a property name');
    const optional = this.take('?');
    if (this.isCode('(') || this.isCode('<')) {
      this.unsupported(`the method '${name.text}': a tool exchanges data only`);
      this.skipTo(';', '}');
      return undefined;
    }
    const type = this.take(':') ? this.type() : this.untyped('the type of this property');
    return { kind: 'property', start, end: scanner.previousEnd, name, optional, readonly, type, ...documented };
  }

  private indexSignature(start: number, documented: { doc?: Span }): MemberNode {
    const { scanner } = this;
    scanner.next();
    const key = this.name('a key name');
    if (scanner.isWord('in')) {
      this.unsupported('a mapped type: Record names the keys');
      this.skipTo(']');
      const keyType: TypeNode = { kind: 'missing', start: key.end, end: key.end };
      this.expect(']');
      const type = this.take(':') ? this.type() : keyType;
      return { kind: 'index', start, end: scanner.previousEnd, key, keyType, type, ...documented };
    }
    const keyType = this.take(':') ? this.type() : this.untyped("the key's type");
    this.expect(']');
    const type = this.take(':') ? this.type() : this.untyped('the type of the values');
    return { kind: 'index', start, end: scanner.previousEnd, key, keyType, type, ...documented };
  }

  private tooDeep(): TypeNode {
    const start = this.scanner.start;
    this.unsupported(`types nested over ${MAX_TYPE_DEPTH} levels deep`);
    this.skipBalanced();
    return { kind: 'missing', start, end: Math.max(start, this.scanner.previousEnd) };
  }

  /** Passes tokens up to the bracket that closes what surrounds the current place, or to a separator there. */
  private skipBalanced(): void {
    const { scanner } = this;
    for (let open = 0; scanner.kind !== EOF; scanner.next()) {
      if (scanner.kind !== PUNCTUATION) continue;
      const sign = String.fromCharCode(scanner.code);
      if ('([{<'.includes(sign)) open++;
      else if (')]}>'.includes(sign)) {
        if (open === 0) return;
        open--;
      } else if (open === 0 && (sign === ',' || sign === ';')) return;
    }
  }

  private skipTo(...signs: string[]): void {
    const { scanner } = this;
    for (let open = 0; scanner.kind !== EOF; scanner.next()) {
      if (scanner.kind !== PUNCTUATION) continue;
      if (open === 0 && signs.some((sign) => this.isCode(sign))) return;
      const sign = String.fromCharCode(scanner.code);
      if ('([{'.includes(sign)) open++;
      else if (')]}'.includes(sign)) open = Math.max(0, open - 1);
    }
  }

  protected unsupportedBlock(message: string): void {
    this.unsupported(message);
    while (this.scanner.kind !== EOF) this.scanner.next();
  }

  protected slice(span: Span): string {
    return this.text.slice(span.start, span.end);
  }
}
