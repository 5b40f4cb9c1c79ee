import { createGapFinder, type PathTurn, type PossibleGap, type SignaturePath } from '../path/index.ts';
import { createRandom } from '../random/index.ts';
import type { GenerationContext } from './session.ts';

const finders = new WeakMap<GenerationContext['graph'], ReturnType<typeof createGapFinder>>();

function gapsOf(turns: readonly PathTurn[], { graph, functions }: GenerationContext): readonly PossibleGap[] {
  let finder = finders.get(graph);
  if (finder === undefined) {
    finder = createGapFinder(graph, functions.values());
    finders.set(graph, finder);
  }
  return finder(turns);
}

export function gapIn(turns: readonly PathTurn[]): PathTurn | undefined {
  return turns.find(({ kind }) => kind !== 'call');
}

/** A path with its Split, as it is made. */
interface Split {
  readonly path: SignaturePath;
  readonly turns: readonly PathTurn[];
}

/**
 * Another Split where the one that was planned did not hold: the same label before another turn, of a function that none was
 * tried with. What pairs prefer hangs on how many gaps come out, and not on which. Undefined where there is no other.
 */
export function otherGap(
  path: SignaturePath,
  turns: readonly PathTurn[],
  lost: PathTurn,
  tried: ReadonlySet<string>,
  seed: string,
  context: GenerationContext,
): Split | undefined {
  const asks = lost.kind === 'miss_params';
  const fitting = gapsOf(turns, context).filter(
    ({ turn, function: id, withhold, parameters }) =>
      !tried.has(id) && (asks ? parameters.length > 0 : withhold) && turns[turn]?.origins[0] !== 'insert',
  );
  const random = createRandom(`${seed}/gap/${tried.size}`);
  const chosen = random.pick(fitting);
  if (chosen === undefined) return undefined;
  const parameter = asks ? random.pick(chosen.parameters) : undefined;
  const missing = { function: chosen.function, ...(parameter === undefined ? {} : { parameter }) };
  const gap: PathTurn = { kind: lost.kind, functions: [], origins: [], missing };
  const label = asks ? ('miss_params' as const) : ('miss_func' as const);
  const operations = [
    ...path.operations.filter(({ op }) => op !== 'split'),
    { op: 'split' as const, turn: chosen.turn, label, ...missing },
  ];
  return {
    path: { ...path, operations },
    turns: [...turns.slice(0, chosen.turn), gap, ...turns.slice(chosen.turn)],
  };
}
