import { STATEMENT_KEYWORD } from '../signature/index.ts';
import { customaryFields } from './customary.ts';
import type { DomainFunction } from './draft.ts';
import { openWords, tellsTheSame, wordFactsOf } from './lexicon.ts';
import { nounOf } from './nouns.ts';
import { knownProfile, mentionsOf, type Nouns, type Profile, profileOf, searchedNouns } from './profile.ts';
import { toldFields } from './prose.ts';
import type { Compared } from './sources.ts';
import type { Statements } from './statements.ts';
import { transitionOf } from './states.ts';
import { stemsOf } from './stems.ts';
import { leadOf, secondDeeds } from './text-cache.ts';
import type { Domain, Operation } from './types.ts';
import type { Leaf } from './values.ts';

export interface ReadResult {
  readonly domain: Domain;
  /** Every noun that means an entity somewhere. */
  readonly nouns: ReadonlySet<string>;
  /** By scope, what texts were compared by, see `Orphans`. */
  readonly compared: ReadonlyMap<string, Compared>;
}

interface Memory {
  readonly domain: Domain;
  readonly nouns: Nouns;
  readonly compared: ReadResult['compared'];
  /** Words of names that may be short forms, see `lexiconsOf`. */
  readonly open: ReadonlySet<string>;
  readonly functions: readonly DomainFunction[];
  readonly statements: Statements;
}

/**
 * Two catalogs, the newest first: the same functions are read in the order of their files and in that of their ids, and
 * neither reading is to push the other out.
 */
let memories: readonly Memory[] = [];
const MOST_KEPT = 2;
/** More edits at once are read anew. */
const MAX_CHANGED = 8;

/** The domain read before, where these functions differ from those in nothing that a reading rests on. */
export function recall(functions: readonly DomainFunction[], statements: Statements): Domain | undefined {
  for (const memory of memories) {
    const changed = changesSince(memory, functions, statements);
    if (changed === undefined) continue;
    const now = changed === 0 ? memory : { ...memory, functions: [...functions] };
    if (now !== memories[0]) memories = [now, ...memories.filter((one) => one !== memory)];
    return memory.domain;
  }
  return undefined;
}

/** Functions that are others than before and say the same; undefined where something says anything else. */
function changesSince(
  memory: Memory,
  functions: readonly DomainFunction[],
  statements: Statements,
): number | undefined {
  if (memory.statements !== statements || memory.functions.length !== functions.length) return undefined;
  let changed = 0;
  for (let at = 0; at < functions.length; at++) {
    const [before, now] = [memory.functions[at] as DomainFunction, functions[at] as DomainFunction];
    if (before.id !== now.id) return undefined;
    if (before.signature === now.signature) continue;
    changed++;
    if (changed > MAX_CHANGED || !saysTheSame(before, now, memory)) return undefined;
  }
  return changed;
}

/** Keeps a reading; one of the same functions as they were before goes. */
export function remember(functions: readonly DomainFunction[], statements: Statements, result: ReadResult): Domain {
  const memory: Memory = {
    domain: result.domain,
    nouns: searchedNouns(result.nouns),
    compared: result.compared,
    open: openWords(functions.map(({ signature }) => signature)),
    functions: [...functions],
    statements,
  };
  memories = [memory, ...memories.filter((one) => !isOfSame(one, memory))].slice(0, MOST_KEPT);
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

function saysTheSame(before: DomainFunction, now: DomainFunction, memory: Memory): boolean {
  const [a, b] = [before.signature, now.signature];
  if (a.name !== b.name || a.namespace !== b.namespace || a.source.uri !== b.source.uri) return false;
  // The word that names the service depends on names alone, and those are the same; short forms on texts as well.
  if (!tellsTheSame(wordFactsOf(a), wordFactsOf(b), memory.open)) return false;
  const known = knownProfile(a);
  return (
    known !== undefined && essence(known, before.id, memory) === essence(profileOf(b, known.lexicon), now.id, memory)
  );
}

const READS: ReadonlySet<Operation> = new Set(['get', 'list']);

/** All of a profile that a reading, of this function or of another, can rest on. */
function essence(profile: Profile, id: string, { nouns, compared }: Memory): string {
  const { signature, reading, inputs, outputs, documented } = profile;
  return JSON.stringify([
    // What the description is about counts only where the name says nothing.
    reading.name.object.length > 0 ? { ...reading, text: null } : reading,
    inputs.map(leafEssence),
    outputs.map(leafEssence),
    documented ? signature.response : null,
    READS.has(reading.operation) ? [leadOf(profile), reading.text.verb] : secondDeeds(profile),
    mentionsOf(profile, nouns),
    comparedStems(profile, id, compared.get(profile.scope)),
    toldFields(signature.description),
    customaryFields(profile, 'list', nounOf(reading.name.object), true),
    transitionOf(profile, 'act'),
    signature.premises,
    signature.annotations,
    signature.parameters[STATEMENT_KEYWORD],
    Object.values(signature.parameters.properties ?? {}).map((schema) => schema?.[STATEMENT_KEYWORD]),
  ]);
}

/** What a text shares with others: of a function whose identifier has no known source with all, else with such functions. */
function comparedStems({ words }: Profile, id: string, compared: Compared | undefined): readonly string[] {
  if (compared === undefined) return [];
  const { takers, ofTakers, ofAll } = compared;
  const shared = takers.has(id) ? ofAll : ofTakers;
  return [...stemsOf(words)].filter((stem) => shared.has(stem)).sort();
}

/** Texts for people say nothing that a reading takes from a parameter. */
function leafEssence(leaf: Leaf): object {
  const { description: _description, title: _title, examples: _examples, default: _default, ...schema } = leaf.schema;
  return { ...leaf, schema: leaf.composite ? null : schema };
}
