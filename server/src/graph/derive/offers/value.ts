import type { Deed, Value } from '../../../domain/index.ts';
import type { KnownValue } from '../concepts.ts';
import { LateSet } from '../key-set.ts';
import { type KeyedList, mainKey } from '../keys.ts';
import { COUNTS, FREE_TEXT, GEOGRAPHY, ISSUED_ROLES, OPAQUE, REPORTS, TIME_WORDS } from '../lexicon.ts';
import type { Output } from '../outputs.ts';
import { offerKinds } from './kinds.ts';

export function offerValue(
  offers: KeyedList,
  output: Output,
  position: number,
  deed: Deed,
  taken: ReadonlySet<string>,
  issues: boolean,
): void {
  if (output.composite) {
    if (output.entity !== undefined) {
      offers.add(`o:${output.entity}`, 0.85, '', 'nominal-type', position);
    }
    return;
  }
  const worth = carryWorth(output, deed) * output.certainty * byDeed(output, deed, issues);
  if (worth === 0) return;
  const { concepts } = output;
  const echoed = concepts.some((concept) => taken.has(mainKey(concept) ?? ''));
  const echo = echoed ? (output.many ? 0.3 : 0) : 1;
  if (output.nominal !== undefined && !taken.has(`t:${output.nominal}`)) {
    offers.add(`t:${output.nominal}`, 0.95, '', 'nominal-type', position);
  }
  if (echo === 0) return;
  for (const concept of concepts) {
    const { weight, source, role = '', shares } = concept;
    for (const { key, share, partial } of shares) {
      offers.add(key, weight * share * worth * echo, role, source, position, partial);
    }
  }
  offerKinds(offers, output, position, worth * echo);
}

/** Keys of what the caller already had: giving it back is no output. Arithmetic gives back something new. */
export function echoKeys(inputs: readonly KnownValue[], deed: Deed): ReadonlySet<string> {
  const keys = new LateSet();
  for (const input of inputs) {
    if (input.composite || (deed.action === 'create' && issuesOwn(input, deed))) continue;
    // Who may be asked without a key is asked for it: a key that need not be given is no echo.
    if (!input.required && !CONFIRMING.has(deed.action)) continue;
    if (input.nominal !== undefined && !(deed.action === 'compute' && input.type === 'number'))
      keys.add(`t:${input.nominal}`);
    if (deed.action === 'compute' && input.type === 'number') continue;
    for (const concept of input.concepts) {
      // A change confirms what it was told in its own words; a reading may well find out what its text only mentions.
      const told = concept.source !== 'description' || CONFIRMING.has(deed.action);
      const first = told ? mainKey(concept) : undefined;
      if (first !== undefined) keys.add(first);
    }
  }
  return keys.set;
}

/** Deeds whose answer repeats what was asked for. */
const CONFIRMING: ReadonlySet<string> = new Set(['create', 'update', 'delete', 'send', 'select']);

/** The identity of what is created: even where a caller may choose it, the answer is where it is learnt. */
function issuesOwn(input: Value, deed: Deed): boolean {
  const concept = input.concept;
  return (
    concept?.role === 'id' &&
    (concept.entity.length === 0 || concept.entity.at(-1) === deed.object.at(-1)) &&
    !input.required
  );
}

/** How much a caller would want to carry a value over, from the head of its name; in [0, 1]. */
function carryWorth(output: Output, deed: Deed): number {
  const concept = output.concept;
  if (output.nominal !== undefined) return 1;
  if (concept === undefined || concept.role !== undefined) return concept?.role === 'title' ? 0.7 : 1;
  const head = concept.entity.at(-1) ?? '';
  if (REPORTS.has(head)) return 0;
  if (COUNTS.has(head)) return 0.25;
  if (head === 'type' || head === 'kind' || head === 'class') return 0.15;
  if (head === 'category' || head === 'language' || head === 'locale') return 0.5;
  // `get_current_time` is called for the time; a record has many that nobody asked for.
  if (TIME_WORDS.has(head)) return deed.object.at(-1) === head && deed.by.length === 0 ? 1 : 0.4;
  if (OPAQUE.has(head)) return output.concepts.some((one) => one.role !== undefined) ? 1 : 0.7;
  if (FREE_TEXT.has(head)) return 0.5;
  return 0.9;
}

/**
 * What a changing call gives back beside the identity of the thing it made is mostly a record shown as a receipt: it can
 * be carried on, but the call is not where one would get it.
 */
function byDeed(output: Output, deed: Deed, issues: boolean): number {
  if (output.nominal !== undefined) return 1;
  if (deed.action === 'read' || deed.action === 'list') return inPassing(output, deed) ? IN_PASSING : 1;
  // What the caller gave is an echo and never gets here: an identity that is left was issued by this very call.
  if (CHANGING_WHAT_IS.has(deed.action)) return issues && isOnTop(output) ? 0.9 : 0.15;
  if (deed.action === 'check') return 0.5;
  if (deed.action !== 'create' && deed.action !== 'send') return 1;
  const concept = output.concept;
  const own = concept?.entity.length === 0 || concept?.entity.at(-1) === deed.object.at(-1);
  if (concept?.role !== undefined && own) return 1;
  return concept?.role === 'id' || concept?.role === 'token' || output.type === 'number' ? 0.9 : 0.3;
}

/** More identities than this in one answer are a record shown, not what the call issued. */
export const MAX_ISSUED = 2;

/** Whether a call issues identities: one or two stand on top of its answer that nobody gave it, and no record of others. */
export function issuesIdentity(outputs: readonly Output[], taken: ReadonlySet<string>): boolean {
  const found = outputs.filter(
    ({ concept, concepts }) =>
      ISSUED_ROLES.has(concept?.role ?? '') && !concepts.some((one) => taken.has(mainKey(one) ?? '')),
  );
  return found.length <= MAX_ISSUED && found.some(isOnTop);
}

function isOnTop(output: Output): boolean {
  return ISSUED_ROLES.has(output.concept?.role ?? '') && output.holder === '' && !output.many;
}

const CHANGING_WHAT_IS: ReadonlySet<string> = new Set(['update', 'delete', 'select']);

/** What is left of a name given in passing: the author's in a record of an article. */
const IN_PASSING = 0.55;

function inPassing(output: Output, deed: Deed): boolean {
  const concept = output.concept;
  const head = concept?.entity.at(-1);
  if (head === undefined || deed.object.length === 0) return false;
  if (concept?.role === 'name') return !deed.object.includes(head);
  if (concept?.role !== undefined || !GEOGRAPHY.has(head)) return false;
  return !deed.object.some((word) => GEOGRAPHY.has(word)) && !deed.by.some((word) => GEOGRAPHY.has(word));
}
