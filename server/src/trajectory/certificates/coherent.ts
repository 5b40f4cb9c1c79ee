import { readDomain } from '../../domain/index.ts';
import { coherenceOf, type Readings, type Violation } from '../coherent/index.ts';
import type { Positive } from '../positive/types.ts';
import type { GenerationContext } from '../session.ts';
import type { Certificate } from '../types.ts';

const readings = new WeakMap<GenerationContext['functions'], Readings>();

/** What each tool of a run does, by the name it is offered under; read once. */
function readingsOfRun({ functions, names }: GenerationContext): Readings {
  let known = readings.get(functions);
  if (known === undefined) {
    const domain = readDomain([...functions.values()]);
    known = new Map(domain.functions.map((reading) => [names.nameOf(reading.function), reading]));
    readings.set(functions, known);
  }
  return known;
}

/** That the conversation does not contradict itself, as far as its own words allow to check. */
export function certifyCoherent(positive: Positive, context: GenerationContext): Certificate {
  const { checks, violations } = coherenceOf(positive, readingsOfRun(context));
  const [first] = violations;
  if (first !== undefined) {
    return {
      kind: 'coherent',
      turn: turnOf(positive, first),
      holds: false,
      detail: `law ${first.law}: ${first.reason}`,
    };
  }
  const detail = checks === 0 ? 'no two answers could be compared' : `${checks} comparisons, none contradicts`;
  return { kind: 'coherent', turn: 0, holds: true, detail };
}

function turnOf(positive: Positive, { message }: Violation): number {
  return Math.max(
    0,
    positive.turns.findIndex(({ messages: [start, end] }) => message >= start && message < end),
  );
}

/** The call whose answer contradicts what stands before it, and its turn. */
export function contradicting(
  positive: Positive,
  context: GenerationContext,
): { readonly turn: number; readonly function: string } | undefined {
  const [first] = coherenceOf(positive, readingsOfRun(context)).violations;
  const id = first === undefined ? undefined : context.names.idOf(first.function);
  return first === undefined || id === undefined ? undefined : { turn: turnOf(positive, first), function: id };
}
