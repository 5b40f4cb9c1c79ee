import { type Deed, headOf } from '../../../domain/index.ts';
import type { KnownValue } from '../concepts.ts';
import type { KeyedList } from '../keys.ts';
import type { Output } from '../outputs.ts';
import {
  type Identifier,
  type Identifying,
  identifierKeys,
  identifierOf,
  knownBy,
  sameIdentifier,
} from '../reading.ts';
import { inEnvelope } from './envelope.ts';
import { MAX_ISSUED } from './value.ts';

/** An identifier of another record, met in passing. */
const REFERRED = 0.9;

/** A name by which a record can be found again. */
const KNOWN = 0.8;

/** An identifier that a change answers with and was not told. */
const ISSUED = 0.95;

/** An identifier by what the domain says it identifies. The caller's own is no answer, but a list of others is. */
export function offerIdentifier(
  offers: KeyedList,
  output: Output,
  position: number,
  deed: Deed,
  given: readonly Identifier[],
  issues: boolean,
): void {
  const issued = identifierOf(asOfDeed(output, deed));
  const identifier = issued ?? knownBy(output);
  if (
    identifier === undefined ||
    inEnvelope(output) ||
    isOfPart(output, identifier, deed) ||
    output.type === 'boolean' ||
    output.composite
  )
    return;
  const key = output.reading?.role === 'key';
  // A name that the caller chose is no answer, an identifier that was issued anew is.
  const anew = deed.action === 'create' && key && identifier.role === 'id';
  if (given.some((one) => sameIdentifier(one, identifier)) && !(key && output.many) && !anew) return;
  // What is made answers with what names it, a number or a code as well; so does an upsert, which was told no name.
  const own =
    key &&
    output.holder === '' &&
    ((deed.action === 'create' && !CHOSEN.has(identifier.role)) ||
      (deed.action === 'update' && (identifier.role === 'id' || identifier.role === '')));
  const worth = MAKING.has(deed.action)
    ? (issues || own) && !output.many
      ? ISSUED
      : 0
    : key
      ? 1
      : issued === undefined
        ? KNOWN
        : REFERRED;
  if (worth === 0) return;
  for (const { key, share, partial } of identifierKeys(identifier)) {
    offers.add(key, worth * share * output.certainty, 'id', 'reference', position, partial);
  }
}

/** Names that a caller chooses. */
const CHOSEN: ReadonlySet<string> = new Set(['name', 'title', 'email', 'phone', 'username']);

/** `tags[].id` of one pet is a tag's, whatever the record is about. */
function isOfPart({ concept, many, holderWords }: KnownValue, { entity }: Identifier, deed: Deed): boolean {
  if (!many || concept === undefined || concept.entity.length > 0 || deed.action === 'list') return false;
  const part = holderWords.at(-1);
  return part !== undefined && part !== headOf(entity);
}

/** A bare `id` is of what the function is about, its number too: `create_thing7` gives the id of a `thing7`. */
export function asOfDeed({ reading, number, concept }: KnownValue, deed: Deed): Identifying {
  const bare = reading?.role === 'key' && concept?.entity.length === 0;
  return { reading, number: number === '' && bare ? deed.number : number };
}

/** Deeds that answer with a receipt: beside one or two identifiers that are new, it shows what was there. */
const MAKING: ReadonlySet<string> = new Set(['create', 'update', 'delete', 'send', 'select']);

/** Identifiers that a caller has already. */
export function givenIdentifiers(inputs: readonly KnownValue[], deed: Deed): readonly Identifier[] {
  // A change confirms what it was told, a reading answers what need not be asked.
  const all = MAKING.has(deed.action);
  return inputs.flatMap((input) => (all || input.required ? (identifierOf(input) ?? []) : []));
}

/** Whether a change answers with identifiers of its own: one or two that nobody gave it, and no record of others. */
export function issuesIdentifiers(outputs: readonly Output[], given: readonly Identifier[]): boolean {
  const found = new Set<string>();
  for (const output of outputs) {
    const identifier = identifierOf(output);
    if (identifier !== undefined && !given.some((one) => sameIdentifier(one, identifier))) found.add(identifier.entity);
  }
  return found.size <= MAX_ISSUED;
}
