import { segmentText } from '../document.ts';
import type { FunctionSignature, SignatureDocument } from '../types.ts';
import type { FunctionNode } from './ast.ts';
import { addDefs, uniqueKeys } from './defs.ts';
import { factsOf, type LinkedFunction, treeOf } from './facts.ts';
import { type StillHolds, stillMeans } from './link-types.ts';
import type { NamespaceScope } from './outline.ts';
import { type DraftFile, type LinkedFile, resolverOf } from './program.ts';
import { compileFunction } from './signature.ts';
import { type Resolve, recordingContext, type TypeSymbol } from './symbol.ts';

export interface TypeEnvironment {
  readonly now: object;
  readonly before: object | undefined;
  /** Undefined where no type changed. */
  readonly stillHolds: StillHolds | undefined;
}

/** Signatures of a file. Where no type changed, only changed segments need a look. */
export function linkFunctions(
  draft: DraftFile,
  drafts: ReadonlyMap<string, DraftFile>,
  before: LinkedFile | undefined,
  types: TypeEnvironment,
  most: number,
): readonly LinkedFunction[] {
  const { document, functions, changed } = draft.outline;
  const source = { uri: document.uri, dialect: 'fsig' } as const;
  const link = (at: number): LinkedFunction => {
    const index = functions.segments[at] as number;
    const scope = functions.scopes[at] as NamespaceScope;
    const facts = factsOf(document, index);
    const known = facts.linked;
    const resolve = (): Resolve => resolverOf(drafts, draft, scope.path);
    if (known !== undefined && holds(known, scope, document.uri) && stillLinked(known, types, resolve)) {
      known.environment = types.now;
      return known;
    }
    facts.linked = linkFunction(document, index, scope, resolve(), source, types.now);
    return facts.linked;
  };
  if (types.stillHolds !== undefined || before === undefined || changed?.since !== before.outline)
    return Array.from({ length: Math.min(most, functions.scopes.length) }, (_, at) => link(at));
  const linked = [...before.functions];
  for (const index of changed.segments) {
    const at = functions.segments.indexOf(index);
    if (at >= 0) linked[at] = link(at);
  }
  return linked;
}

/** Whether the types a function uses are the ones it was linked with, wherever that was. */
function stillLinked(known: LinkedFunction, types: TypeEnvironment, resolve: () => Resolve): boolean {
  if (known.environment === types.now) return true;
  if (known.environment === types.before && types.stillHolds !== undefined)
    return types.stillHolds(known.uses, resolve);
  return stillMeans(known.uses, resolve());
}

function holds(known: LinkedFunction, { path, labels }: NamespaceScope, uri: string): boolean {
  return (
    known.namespace === path &&
    known.uri === uri &&
    known.labels.category === labels.category &&
    known.labels.toolClass === labels.toolClass
  );
}

function linkFunction(
  document: SignatureDocument,
  index: number,
  { labels, path: namespace }: NamespaceScope,
  resolve: Resolve,
  source: FunctionSignature['source'],
  environment: object,
): LinkedFunction {
  const text = segmentText(document, index);
  const node = treeOf(document, index).declaration as FunctionNode;
  const compile = (keys?: Map<TypeSymbol, string>) => {
    const keyOf = keys === undefined ? undefined : (symbol: TypeSymbol) => keys.get(symbol) ?? symbol.name;
    const sides = {
      parameters: recordingContext(text, resolve, keyOf),
      response: recordingContext(text, resolve, keyOf),
    };
    const { resolve: meant, problem } = sides.parameters.context;
    const response = sides.response.context;
    const signature = compileFunction(node, {
      text,
      resolve: meant,
      problem,
      category: labels.category,
      toolClass: labels.toolClass,
      namespace,
      source,
      response,
      close: (schema, side) => addDefs(schema, sides[side].uses, keys),
    });
    return { signature, sides };
  };
  let { signature, sides } = compile();
  const problems = joined(sides.parameters.problems, sides.response.problems);
  const uses = joined(sides.parameters.uses, sides.response.uses);
  const keys = uniqueKeys(uses);
  if (keys !== undefined) ({ signature, sides } = compile(keys));
  return { signature, uri: source.uri, namespace, labels, uses, problems, environment };
}

const NOTHING: readonly never[] = [];

/** Both lists, without a new one where one would do. */
function joined<Item>(first: readonly Item[], second: readonly Item[]): readonly Item[] {
  if (first.length === 0) return second.length === 0 ? NOTHING : second;
  return second.length === 0 ? first : [...first, ...second];
}
