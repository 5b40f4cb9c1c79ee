import type { Span } from '../types.ts';
import type { MemberNode, NameNode, TupleElement, TypeNode } from './ast.ts';
import { LiteralParser, MAX_TYPE_DEPTH } from './literal-parser.ts';
import { EOF, IDENTIFIER, NUMBER, STRING } from './scanner.ts';

const UNSUPPORTED_OPERATORS = new Set(['keyof', 'typeof', 'infer', 'unique', 'asserts', 'abstract', 'new']);

/** Recursive descent over the types of one segment. */
export class TypeParser extends LiteralParser {
  private depth = 0;

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
}
