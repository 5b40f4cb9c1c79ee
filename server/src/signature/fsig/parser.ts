import type { Span } from '../types.ts';
import type {
  AliasNode,
  Declaration,
  EnumMember,
  EnumNode,
  FunctionNode,
  ImportName,
  ImportNode,
  InterfaceNode,
  MemberNode,
  NameNode,
  NamespaceNode,
  ParameterNode,
  SegmentTree,
  TypeNode,
} from './ast.ts';
import { EOF, IDENTIFIER, STRING } from './scanner.ts';
import { TypeParser } from './type-parser.ts';

/** Parses the text of one segment. Any text gives a tree; errors carry their places. */
export function parseSegment(text: string): SegmentTree {
  return new DeclarationParser(text).segment();
}

class DeclarationParser extends TypeParser {
  segment(): SegmentTree {
    this.scanner.next();
    const doc = this.doc();
    const start = this.scanner.start;
    const declaration = this.declaration(start, doc);
    if (this.scanner.isWord('extends') && declaration.kind === 'alias') {
      this.unsupportedBlock('a conditional type: a tool has one type for a value');
    } else if (this.scanner.kind !== EOF) {
      this.error(`';' expected before '${this.scanner.value().slice(0, 40)}'`);
    }
    const comments = this.commentSpans();
    this.checkClosedComment(comments.at(-1));
    return { declaration, errors: this.errors, comments };
  }

  private declaration(start: number, doc: Span | undefined): Declaration {
    const { scanner } = this;
    const head = { start, end: start, ...(doc === undefined ? {} : { doc }) };
    if (scanner.kind === EOF) return { ...head, kind: 'empty', end: scanner.end };
    while (scanner.isWord('export') || scanner.isWord('declare')) scanner.next();
    if (scanner.kind === IDENTIFIER) {
      switch (scanner.value()) {
        case 'namespace':
        case 'module':
          return this.namespace(head);
        case 'type':
          return this.alias(head);
        case 'interface':
          return this.interfaceDeclaration(head);
        case 'enum':
          return this.enumDeclaration(head);
        case 'function':
          return this.functionDeclaration(head);
        case 'import':
          return this.importDeclaration(head);
      }
    }
    if (this.isCode('}')) {
      scanner.next();
      return { ...head, kind: 'close', end: scanner.previousEnd };
    }
    return this.unknown(head);
  }

  private unknown(head: Head): Declaration {
    const { scanner } = this;
    if (this.isCode(';')) {
      scanner.next();
      return { ...head, kind: 'unknown', end: scanner.previousEnd };
    }
    this.error('a declaration was expected: namespace, type, interface, enum, function or import');
    while ((scanner.kind as number) !== EOF) scanner.next();
    return { ...head, kind: 'unknown', end: scanner.previousEnd };
  }

  private namespace(head: Head): NamespaceNode {
    const { scanner } = this;
    scanner.next();
    const parts = [this.name('a namespace name')];
    while (this.take('.')) parts.push(this.name('a name'));
    const opened = this.expect('{');
    return { ...head, kind: 'namespace', parts, opened, end: scanner.previousEnd };
  }

  private alias(head: Head): AliasNode {
    this.scanner.next();
    const name = this.name('a type name');
    this.typeParameters();
    this.expect('=');
    const type = this.type();
    this.endOfStatement();
    return { ...head, kind: 'alias', name, type, end: this.scanner.previousEnd };
  }

  private interfaceDeclaration(head: Head): InterfaceNode {
    const { scanner } = this;
    scanner.next();
    const name = this.name('an interface name');
    this.typeParameters();
    const bases: TypeNode[] = [];
    if (scanner.isWord('extends')) {
      do {
        scanner.next();
        bases.push(this.reference());
      } while (this.isCode(','));
    }
    const members: readonly MemberNode[] = this.members();
    this.take(';');
    return { ...head, kind: 'interface', name, bases, members, end: scanner.previousEnd };
  }

  private enumDeclaration(head: Head): EnumNode {
    const { scanner } = this;
    scanner.next();
    const name = this.name('an enum name');
    const members: EnumMember[] = [];
    if (this.expect('{')) {
      while (!this.isCode('}') && scanner.kind !== EOF) {
        const before = scanner.start;
        members.push(this.enumMember());
        if (!this.take(',')) break;
        if (scanner.start === before) scanner.next();
      }
      this.expect('}');
    }
    this.take(';');
    return { ...head, kind: 'enum', name, members, end: scanner.previousEnd };
  }

  private enumMember(): EnumMember {
    const doc = this.doc();
    const start = this.scanner.start;
    const name = this.name('a member name');
    const value = this.take('=') ? this.literalValue() : undefined;
    return {
      start: Math.min(start, name.start),
      end: this.scanner.previousEnd,
      name,
      ...(value === undefined ? {} : { value }),
      ...(doc === undefined ? {} : { doc }),
    };
  }

  private functionDeclaration(head: Head): FunctionNode {
    const { scanner } = this;
    scanner.next();
    const name = this.name('a function name');
    this.typeParameters();
    const parameters = this.expect('(') ? this.parameters() : [];
    const result = this.take(':') ? this.type() : undefined;
    if (this.isCode('{')) this.unsupportedBlock('a function body: only the signature is declared');
    else this.endOfStatement();
    const { start, doc } = head;
    const node: Mutable<FunctionNode> = { kind: 'function', start, end: scanner.previousEnd, name, parameters };
    if (doc !== undefined) node.doc = doc;
    if (result !== undefined) node.result = result;
    return node;
  }

  private parameters(): ParameterNode[] {
    const { scanner } = this;
    const parameters: ParameterNode[] = [];
    while (!this.isCode(')') && scanner.kind !== EOF) {
      if (this.isCode(';') || this.isCode('{') || this.isCode(':')) break;
      const before = scanner.start;
      parameters.push(this.parameter());
      if (!this.take(',') && !this.isCode(')')) {
        if (scanner.kind !== IDENTIFIER && scanner.kind !== STRING) break;
        this.error("',' expected");
      }
      if (scanner.start === before) scanner.next();
    }
    this.expect(')');
    return parameters;
  }

  private parameter(): ParameterNode {
    const { scanner } = this;
    const doc = this.doc();
    const start = scanner.start;
    if (this.isCode('...')) {
      this.unsupported('a rest parameter: declare an array instead');
      scanner.next();
    }
    const name = this.name('a parameter name');
    const optional = this.take('?');
    const type = this.take(':') ? this.type() : this.untyped('the type of this parameter');
    const initial = this.take('=') ? this.literalValue() : undefined;
    // A name that is missing stands behind the token before, and the node must hold it.
    const from = Math.min(start, name.start);
    const end = scanner.previousEnd;
    const node: Mutable<ParameterNode> = { kind: 'parameter', start: from, end, name, optional, type };
    if (initial !== undefined) node.default = initial;
    if (doc !== undefined) node.doc = doc;
    return node;
  }

  private importDeclaration(head: Head): ImportNode {
    const { scanner } = this;
    scanner.next();
    if (scanner.isWord('type')) scanner.next();
    const names: ImportName[] = [];
    let all: NameNode | undefined;
    if (scanner.kind !== STRING) {
      if (this.take('*')) {
        this.expectWord('as');
        all = this.name('a name');
      } else if (this.expect('{')) {
        while (!this.isCode('}') && (scanner.kind as number) !== EOF) {
          names.push(this.importName());
          if (!this.take(',')) break;
        }
        this.expect('}');
      }
      this.expectWord('from');
    }
    const from = scanner.kind === STRING ? this.name('a file') : undefined;
    if (from === undefined) this.error('the file to import from was expected, in quotes');
    this.endOfStatement();
    return {
      ...head,
      kind: 'import',
      names,
      ...(all === undefined ? {} : { all }),
      ...(from === undefined ? {} : { from }),
      end: scanner.previousEnd,
    };
  }

  private importName(): ImportName {
    const { scanner } = this;
    const start = scanner.start;
    const name = this.name('a name to import');
    let local = name;
    if (scanner.isWord('as')) {
      scanner.next();
      local = this.name('a name');
    }
    return { start: Math.min(start, name.start), end: scanner.previousEnd, name, local };
  }

  /** `<T>` after a declared name: read over and reported, declared types take no parameters. */
  private typeParameters(): void {
    const { scanner } = this;
    if (!this.isCode('<')) return;
    this.unsupported('type parameters of a declaration: only Array, Record and Partial take types');
    while (scanner.kind !== EOF && !this.isCode('>') && !this.isCode('{') && !this.isCode('(') && !this.isCode('=')) {
      scanner.next();
    }
    this.take('>');
  }

  /** `;`, or a line end, or the segment's end, as in TypeScript. */
  private endOfStatement(): void {
    if (this.take(';') || this.scanner.kind === EOF) return;
    if (this.isCode('=>') || !this.scanner.afterNewline) return;
    this.error("';' expected");
  }
}

/** A node while it is made: conditional spreads cost too much here. */
type Mutable<Node> = { -readonly [Key in keyof Node]: Node[Key] };

interface Head extends Span {
  readonly doc?: Span;
}
