import type { MemberNode, SegmentTree, TypeNode } from './ast.ts';
import { EOF, IDENTIFIER, NUMBER, PUNCTUATION, Scanner, STRING } from './scanner.ts';

/** A token or a comment of one declaration, with what stands before it. */
export interface StreamItem {
  readonly kind: 'token' | 'line-comment' | 'block-comment';
  readonly text: string;
  /** Sign of punctuation, '' for names and literals. */
  readonly sign: string;
  /** A name or literal. */
  readonly word: boolean;
  /** Line breaks in the white space before it. */
  readonly breaks: number;
  /** A member, parameter or element begins here. */
  readonly starts: boolean;
}

/** Everything in a segment but its white space, in order. */
export function streamOf(text: string, tree: SegmentTree): StreamItem[] {
  const starts = itemStarts(tree);
  const scanner = new Scanner(text);
  const items: StreamItem[] = [];
  let last = 0;
  let comment = 0;
  const addComments = (before: number): void => {
    for (
      let span = tree.comments[comment];
      span !== undefined && span.start < before;
      span = tree.comments[++comment]
    ) {
      const kind = text.startsWith('//', span.start) ? 'line-comment' : 'block-comment';
      const body = text.slice(span.start, span.end);
      items.push({ kind, text: body, sign: '', word: false, breaks: breaksIn(text, last, span.start), starts: false });
      last = span.end;
    }
  };
  for (scanner.next(); scanner.kind !== EOF; scanner.next()) {
    addComments(scanner.start);
    items.push({
      kind: 'token',
      text: scanner.value(),
      sign: scanner.kind === PUNCTUATION ? scanner.value() : '',
      word: scanner.kind === IDENTIFIER || scanner.kind === STRING || scanner.kind === NUMBER,
      breaks: breaksIn(text, last, scanner.start),
      starts: starts.has(scanner.start),
    });
    last = scanner.end;
  }
  addComments(text.length + 1);
  return items;
}

function breaksIn(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 10 || (unit === 13 && text.charCodeAt(at + 1) !== 10)) count++;
  }
  return count;
}

/** Offsets at which the members, parameters and elements of a declaration begin. */
function itemStarts({ declaration }: SegmentTree): Set<number> {
  const starts = new Set<number>();
  const visit = (node: TypeNode): void => {
    switch (node.kind) {
      case 'object':
        visitMembers(node.members);
        break;
      case 'tuple':
        for (const element of node.elements) {
          starts.add(element.start);
          visit(element.type);
        }
        break;
      case 'array':
        visit(node.element);
        break;
      case 'parenthesized':
        visit(node.type);
        break;
      case 'union':
      case 'intersection':
        node.types.forEach(visit);
        break;
      case 'reference':
        node.args.forEach(visit);
        break;
    }
  };
  const visitMembers = (members: readonly MemberNode[]): void => {
    for (const member of members) {
      starts.add(member.start);
      visit(member.type);
    }
  };
  switch (declaration.kind) {
    case 'alias':
      visit(declaration.type);
      break;
    case 'interface':
      visitMembers(declaration.members);
      break;
    case 'enum':
      for (const member of declaration.members) starts.add(member.start);
      break;
    case 'import':
      for (const name of declaration.names) starts.add(name.start);
      break;
    case 'function':
      for (const parameter of declaration.parameters) {
        starts.add(parameter.start);
        visit(parameter.type);
      }
      if (declaration.result !== undefined) visit(declaration.result);
      break;
  }
  return starts;
}
