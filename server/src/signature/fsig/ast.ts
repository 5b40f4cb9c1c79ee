/**
 * The syntax tree of one segment of `.fsig`. Offsets are UTF-16, relative to the segment's start. A tree exists for any
 * text: what could not be read is a `missing` type or an `unknown` declaration, and an error beside it.
 */

import type { Json } from '../../json/index.ts';
import type { Span } from '../types.ts';

export interface NameNode extends Span {
  /** Unquoted. */
  readonly text: string;
}

export interface LiteralNode extends Span {
  readonly kind: 'literal';
  readonly value: Json;
  readonly doc?: Span;
}

/** `Flight`, `airline.Flight`, `Record<string, Flight>`, and the built-in names. */
export interface ReferenceNode extends Span {
  readonly kind: 'reference';
  /** Dotted parts, at least one. */
  readonly parts: readonly NameNode[];
  readonly name: string;
  readonly args: readonly TypeNode[];
  readonly doc?: Span;
}

export interface ArrayNode extends Span {
  readonly kind: 'array';
  readonly element: TypeNode;
  readonly doc?: Span;
}

export interface TupleElement extends Span {
  readonly type: TypeNode;
  readonly name?: NameNode;
  readonly optional: boolean;
  readonly rest: boolean;
}

export interface TupleNode extends Span {
  readonly kind: 'tuple';
  readonly elements: readonly TupleElement[];
  readonly doc?: Span;
}

/** `A | B` or `A & B`. */
export interface CombinedNode extends Span {
  readonly kind: 'union' | 'intersection';
  readonly types: readonly TypeNode[];
  readonly doc?: Span;
}

export interface ParenthesizedNode extends Span {
  readonly kind: 'parenthesized';
  readonly type: TypeNode;
  readonly doc?: Span;
}

export interface ObjectNode extends Span {
  readonly kind: 'object';
  readonly members: readonly MemberNode[];
  readonly doc?: Span;
}

/** Stands where a type was expected, or where one is nested too deep to be read. */
export interface MissingNode extends Span {
  readonly kind: 'missing';
  readonly doc?: Span;
}

export type TypeNode =
  | LiteralNode
  | ReferenceNode
  | ArrayNode
  | TupleNode
  | CombinedNode
  | ParenthesizedNode
  | ObjectNode
  | MissingNode;

export interface PropertyNode extends Span {
  readonly kind: 'property';
  readonly name: NameNode;
  readonly optional: boolean;
  readonly readonly: boolean;
  readonly type: TypeNode;
  readonly doc?: Span;
}

/** `[key: string]: T`. */
export interface IndexNode extends Span {
  readonly kind: 'index';
  readonly key: NameNode;
  readonly keyType: TypeNode;
  readonly type: TypeNode;
  readonly doc?: Span;
}

export type MemberNode = PropertyNode | IndexNode;

export interface ParameterNode extends Span {
  readonly kind: 'parameter';
  readonly name: NameNode;
  readonly optional: boolean;
  readonly type: TypeNode;
  readonly default?: LiteralNode;
  readonly doc?: Span;
}

interface Declared extends Span {
  readonly doc?: Span;
}

/** `namespace a.b {`; its `}` is a `close` declaration in a later segment. */
export interface NamespaceNode extends Declared {
  readonly kind: 'namespace';
  readonly parts: readonly NameNode[];
  /** The brace is there. */
  readonly opened: boolean;
}

export interface CloseNode extends Declared {
  readonly kind: 'close';
}

export interface AliasNode extends Declared {
  readonly kind: 'alias';
  readonly name: NameNode;
  readonly type: TypeNode;
}

export interface InterfaceNode extends Declared {
  readonly kind: 'interface';
  readonly name: NameNode;
  readonly bases: readonly TypeNode[];
  readonly members: readonly MemberNode[];
}

export interface EnumMember extends Span {
  readonly name: NameNode;
  readonly value?: LiteralNode;
  readonly doc?: Span;
}

export interface EnumNode extends Declared {
  readonly kind: 'enum';
  readonly name: NameNode;
  readonly members: readonly EnumMember[];
}

export interface FunctionNode extends Declared {
  readonly kind: 'function';
  readonly name: NameNode;
  readonly parameters: readonly ParameterNode[];
  readonly result?: TypeNode;
}

export interface ImportName extends Span {
  /** Name in the other file. */
  readonly name: NameNode;
  /** Name here. */
  readonly local: NameNode;
}

export interface ImportNode extends Declared {
  readonly kind: 'import';
  readonly names: readonly ImportName[];
  /** `* as local`. */
  readonly all?: NameNode;
  /** The file named, unquoted; absent in a broken import. */
  readonly from?: NameNode;
}

/** Text that begins no declaration. */
export interface UnknownNode extends Declared {
  readonly kind: 'unknown';
}

/** Only white space and comments. */
export interface EmptyNode extends Declared {
  readonly kind: 'empty';
}

export type Declaration =
  | NamespaceNode
  | CloseNode
  | AliasNode
  | InterfaceNode
  | EnumNode
  | FunctionNode
  | ImportNode
  | UnknownNode
  | EmptyNode;

export interface ParseError extends Span {
  readonly code: 'syntax-error' | 'unsupported-construct';
  readonly message: string;
}

/** One segment, parsed. */
export interface SegmentTree {
  readonly declaration: Declaration;
  readonly errors: readonly ParseError[];
  /** Every comment, in order. */
  readonly comments: readonly Span[];
}
