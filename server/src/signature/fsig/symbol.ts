import type { JsonSchema } from '../../json/index.ts';
import { detach, segmentText } from '../document.ts';
import type { Segment, SignatureDocument, SignatureProblem } from '../types.ts';
import type { Declaration, SegmentTree } from './ast.ts';
import { compileDeclaration, declaredShape, directNames } from './compile.ts';
import type { CompileContext, NamedType, ObjectShape, TypeUse } from './compile-context.ts';
import { parseSegment } from './parser.ts';

/** One use of a type by its written name. */
export interface TypeUseRecord {
  readonly name: string;
  /** Undefined where the name means nothing. */
  readonly symbol: TypeSymbol | undefined;
  readonly use: TypeUse;
}

export type Resolve = (name: string) => TypeSymbol | undefined;

/** Bases of bases followed at most; further ones are left out. */
const MAX_BASE_DEPTH = 64;
let baseDepth = 0;

/**
 * A declared type. One object stands for one declaration under one resolution of the names in it: when its text or
 * any type it reaches changes, a new object takes its place, so that identity tells what must be linked again.
 */
export class TypeSymbol implements NamedType {
  /** As declared. */
  readonly name: string;
  /** With its namespace. */
  readonly qualified: string;
  readonly namespace: string;
  readonly segment: Segment;
  /** Text of its segment, a copy: a symbol outlives the version it was read from. */
  readonly text: string;
  schema: JsonSchema = {};
  uses: readonly TypeUseRecord[] = [];
  problems: readonly SignatureProblem[] = [];
  /** Names it stands for directly, resolved; see `directNames`. */
  direct: readonly TypeSymbol[] = [];
  private resolve: Resolve = () => undefined;
  private shape: ObjectShape | undefined | null = null;
  private computing = false;
  private tree: SegmentTree | undefined;

  constructor(
    document: SignatureDocument,
    index: number,
    namespace: string,
    name: string,
    tree: SegmentTree | undefined,
  ) {
    this.name = name;
    this.namespace = namespace;
    this.qualified = namespace === '' ? name : `${namespace}.${name}`;
    this.segment = document.segments[index] as Segment;
    this.text = detach(segmentText(document, index));
    this.tree = tree;
  }

  get key(): string {
    return this.name;
  }

  /** The declaration, parsed again once linking has dropped the tree. */
  declaration(): Declaration {
    return (this.tree ?? parseSegment(this.text)).declaration;
  }

  /** Lets go of the tree, when all is linked. */
  dropTree(): void {
    this.tree = undefined;
  }

  /** Resolves the names it stands for directly; the first step, before cycles are looked for. */
  bind(resolve: Resolve): void {
    this.resolve = resolve;
    const names = directNames(this.declaration());
    this.direct = names.flatMap((name) => resolve(name) ?? []);
  }

  /** Makes the schema. `cyclic` types have none, so that no later stage runs in circles. */
  compile(cyclic: boolean): void {
    const declaration = this.declaration();
    const { context, uses, problems } = recordingContext(this.text, this.resolve);
    if (cyclic) {
      const span = 'name' in declaration ? declaration.name : declaration;
      problems.push({
        code: 'cyclic-type',
        span: { start: span.start, end: span.end },
        data: { name: this.name },
      });
      for (const name of directNames(declaration)) uses.push({ name, symbol: this.resolve(name), use: 'shape' });
    } else this.schema = compileDeclaration(declaration, context);
    this.uses = uses;
    this.problems = problems;
    // What the names mean is in `uses` now; the resolver would keep this version of all files alive.
    this.resolve = (name) => uses.find((use) => use.name === name)?.symbol;
  }

  /** The schema with other keys for the types it names. */
  compileWithKeys(keyOf: (symbol: TypeSymbol) => string): JsonSchema {
    const { context } = recordingContext(this.text, this.resolve, keyOf);
    return compileDeclaration(this.declaration(), context);
  }

  object(keyOf?: (symbol: TypeSymbol) => string): ObjectShape | undefined {
    if (keyOf === undefined && this.shape !== null) return this.shape;
    if (this.computing || baseDepth >= MAX_BASE_DEPTH) return undefined;
    this.computing = true;
    baseDepth++;
    const { context } = recordingContext(this.text, this.resolve, keyOf);
    const shape = declaredShape(this.declaration(), context);
    baseDepth--;
    this.computing = false;
    if (keyOf === undefined) this.shape = shape;
    return shape;
  }
}

/** A context that records the types used and the problems found. `keyOf` renames keys of `$defs`. */
export function recordingContext(
  text: string,
  resolve: Resolve,
  keyOf?: (symbol: TypeSymbol) => string,
): { context: CompileContext; uses: TypeUseRecord[]; problems: SignatureProblem[] } {
  const uses: TypeUseRecord[] = [];
  const problems: SignatureProblem[] = [];
  const context: CompileContext = {
    text,
    resolve(name, use) {
      const symbol = resolve(name);
      if (!uses.some((known) => known.name === name && known.use === use)) uses.push({ name, symbol, use });
      if (symbol === undefined || keyOf === undefined) return symbol;
      return { key: keyOf(symbol), object: () => symbol.object(keyOf) };
    },
    problem(code, span, data = {}) {
      problems.push({ code, span: { start: span.start, end: span.end }, data });
    },
  };
  return { context, uses, problems };
}
