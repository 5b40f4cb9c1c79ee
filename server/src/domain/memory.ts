import type { DomainFunction } from './draft.ts';
import { LexiconBasis, type WordCounts } from './lexicon.ts';
import { knownProfile, type Profile, profileOf } from './profile.ts';
import type { Statements } from './statements.ts';
import type { Domain, FunctionReading } from './types.ts';

export interface ReadResult {
  readonly domain: Domain;
  /**
   * Reads the function at one place again, of which nothing but its own text is another; undefined where other readings
   * could change with it: then what was read is of no more use.
   */
  readonly retell: (at: number, id: string, profile: Profile) => FunctionReading | undefined;
  readonly counts: WordCounts;
}

interface Memory {
  domain: Domain;
  functions: readonly DomainFunction[];
  readonly retell: ReadResult['retell'];
  readonly lexicons: LexiconBasis;
  readonly statements: Statements;
}

/**
 * Two catalogs, the newest first: the same functions are read in the order of their files and in that of their ids, and
 * neither reading is to push the other out.
 */
let memories: readonly Memory[] = [];
const MAX_KEPT = 2;
/** More edits at once are read anew. */
const MAX_CHANGED = 8;

/** The domain read before, with the functions that are others since read again; undefined where that is not enough. */
export function recall(functions: readonly DomainFunction[], statements: Statements): Domain | undefined {
  for (const memory of memories) {
    const changed = changesSince(memory, functions, statements);
    if (changed === undefined) continue;
    if (!changed.every((at) => retold(memory, at, functions[at] as DomainFunction))) {
      memories = memories.filter((one) => one !== memory);
      continue;
    }
    if (changed.length > 0) memory.functions = [...functions];
    if (memory !== memories[0]) memories = [memory, ...memories.filter((one) => one !== memory)];
    return memory.domain;
  }
  return undefined;
}

/** Places of the functions whose signatures are others than before; undefined where there are others, or too many. */
function changesSince(
  memory: Memory,
  functions: readonly DomainFunction[],
  statements: Statements,
): readonly number[] | undefined {
  if (memory.statements !== statements || memory.functions.length !== functions.length) return undefined;
  const changed: number[] = [];
  for (let at = 0; at < functions.length; at++) {
    const [before, now] = [memory.functions[at] as DomainFunction, functions[at] as DomainFunction];
    if (before.id !== now.id) return undefined;
    if (before.signature === now.signature) continue;
    changed.push(at);
    if (changed.length > MAX_CHANGED) return undefined;
  }
  return changed;
}

/** Brings one function of a memory up to date. @returns false where the catalog is to be read anew */
function retold(memory: Memory, at: number, now: DomainFunction): boolean {
  const before = memory.functions[at] as DomainFunction;
  const [a, b] = [before.signature, now.signature];
  if (a.name !== b.name || a.namespace !== b.namespace || a.source.uri !== b.source.uri) return false;
  // The word that names the service depends on names alone, and those are the same; short forms on texts as well.
  const known = knownProfile(a);
  if (known === undefined || !memory.lexicons.holds(a, b)) return false;
  const reading = memory.retell(at, now.id, profileOf(b, known.lexicon));
  if (reading === undefined) return false;
  const { entities, functions } = memory.domain;
  if (JSON.stringify(functions[at]) !== JSON.stringify(reading))
    memory.domain = { entities, functions: functions.with(at, reading) };
  memory.functions = memory.functions.with(at, now);
  return true;
}

/** Keeps a reading; one of the same functions as they were before goes. */
export function remember(functions: readonly DomainFunction[], statements: Statements, result: ReadResult): Domain {
  const { domain, retell, counts } = result;
  const memory: Memory = {
    domain,
    retell,
    lexicons: new LexiconBasis(
      functions.map(({ signature }) => signature),
      counts,
    ),
    functions: [...functions],
    statements,
  };
  memories = [memory, ...memories.filter((one) => !isOfSame(one, memory))].slice(0, MAX_KEPT);
  return result.domain;
}

/** Whether two readings are of the same functions in the same order, whatever these say: the older is of no use then. */
function isOfSame(before: Memory, now: Memory): boolean {
  return (
    before.statements === now.statements &&
    before.functions.length === now.functions.length &&
    before.functions.every(({ id }, at) => id === now.functions[at]?.id)
  );
}

/** Forgets the catalogs read; they are read anew when needed. */
export function forgetDomain(): void {
  memories = [];
}
