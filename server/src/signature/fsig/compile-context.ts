import type { JsonSchema } from '../../json/index.ts';
import type { SignatureProblem, Span } from '../types.ts';

/** What compiling one segment needs from, and leaves to, the linker. */
export interface CompileContext {
  readonly text: string;
  /**
   * The named type a written name means; undefined is reported as `unknown-type`. Called for every use: one that
   * becomes a `$ref`, or one whose properties are taken over (`extends`, `Partial`).
   */
  resolve(name: string, use: TypeUse): NamedType | undefined;
  problem(code: SignatureProblem['code'], span: Span, data?: Record<string, string>): void;
}

export type TypeUse = 'reference' | 'shape';

/** A named type as compiling sees it. */
export interface NamedType {
  /** Key under `$defs`. */
  readonly key: string;
  /** Properties of an interface or object alias, flattened; undefined for other types. */
  object(): ObjectShape | undefined;
}

export interface ObjectShape {
  readonly properties: Iterable<readonly [string, JsonSchema]>;
  readonly required: readonly string[];
  readonly additionalProperties?: boolean | JsonSchema;
}
