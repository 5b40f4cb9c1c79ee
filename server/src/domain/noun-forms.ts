import { identifiedBy, isKeyed, type Nouns } from './noun-facts.ts';
import { nounOf, nounWords } from './nouns.ts';
import { objectOfReading } from './operation/facts.ts';
import type { Profile } from './profile.ts';
import { ATTRIBUTE_NOUNS, ISSUED_ROLES } from './vocabulary.ts';
import { type Votes, vote } from './votes.ts';

/** People of whom a catalog keeps records, the most general first. */
const PERSONS = ['user', 'employee', 'member', 'person', 'contact', 'agent', 'account'];
/** What such a person is to something: an `assignee_id` is a user's. */
const PERSON_ROLES = `assignee owner author manager creator reporter reviewer requester organizer referrer approver
  supervisor inviter`.split(/\s+/);

/**
 * Nouns that only parameters use, by the noun of what functions are about: `pull_number` names a pull request.
 */
export function shortNouns(
  nouns: Nouns,
  aliases: ReadonlyMap<string, string> = NO_ALIASES,
): ReadonlyMap<string, string> {
  const byLead = new Map<string, string>();
  for (const [noun, { made, read, keyed }] of nouns) {
    const cut = noun.indexOf('_');
    if (
      cut < 0 ||
      cut !== noun.lastIndexOf('_') ||
      keyed > 0 ||
      made + read < 2 ||
      ISSUED_ROLES.has(noun.slice(noun.lastIndexOf('_') + 1))
    )
      continue;
    const lead = noun.slice(0, cut);
    // `spreadsheet_row`, where rows have an identifier of their own: the lead is what holds them.
    if ((nouns.get(noun.slice(cut + 1))?.keyed ?? 0) > 0) continue;
    const other = byLead.get(lead);
    if (other === undefined || other.length > noun.length) byLead.set(lead, noun);
  }
  const short = new Map<string, string>();
  for (const [lead, full] of byLead) {
    const facts = nouns.get(lead);
    if (facts !== undefined && facts.keyed > 0 && facts.made + facts.read === 0) short.set(lead, full);
  }
  for (const [noun, full] of aliases) if (!short.has(noun)) short.set(noun, full);
  const person = PERSONS.find((noun) => (nouns.get(noun)?.about ?? 0) > 0);
  if (person !== undefined)
    for (const role of PERSON_ROLES) if ((nouns.get(role)?.about ?? 0) === 0) short.set(role, person);
  // `home_folder_id` names a folder, where functions are about folders and none about home folders.
  for (const [noun, { keyed, about }] of nouns) {
    const head = noun.slice(noun.lastIndexOf('_') + 1);
    if (keyed > 0 && about === 0 && head !== noun && !short.has(noun) && (nouns.get(head)?.about ?? 0) > 0)
      short.set(noun, head);
  }
  return short;
}

const NO_ALIASES: ReadonlyMap<string, string> = new Map();

/**
 * Nouns that no function is about, by what the functions that take their identifiers are about: `rx_number` of
 * `refill_prescription` and `transfer_prescription` names a prescription.
 */
export function aliasesOf(profiles: readonly Profile[], nouns: Nouns): ReadonlyMap<string, string> {
  const votes: Votes = new Map();
  const foreign = profiles.some(({ lexicon }) => lexicon.foreign);
  for (const { keys, reading, outputs } of profiles) {
    for (const leaf of outputs) {
      const noun = leaf.path.includes('[]') && leaf.identifies >= 0.9 ? identifiedBy(leaf) : undefined;
      const held = nounOf(nounWords(leaf.holder));
      if (noun !== undefined && isShortFor(noun, held) && (nouns.get(noun)?.about ?? 0) === 0) vote(votes, noun, held);
    }
    // `leser_anlegen`, "Creates a reader", answers with a `leser_nr`.
    const issued =
      foreign && reading.operation === 'create' ? outputs.find((leaf) => !leaf.path.includes('[]')) : undefined;
    const own = issued === undefined ? undefined : identifiedBy(issued);
    if (own !== undefined && (nouns.get(own)?.about ?? 0) === 0) vote(votes, own, reading.name.object.join('_'));
    const named = keys.filter((key) => key.required && !key.many && identifiedBy(key) !== undefined);
    const noun = named.length === 1 && named[0] !== undefined ? identifiedBy(named[0]) : undefined;
    const { operation } = reading;
    if (noun === undefined || operation === 'list' || operation === 'create' || operation === 'send') continue;
    if ((nouns.get(noun)?.about ?? 0) > 0) continue;
    const about = objectOfReading(reading)
      .filter((word) => !ATTRIBUTE_NOUNS.has(word))
      .join('_');
    if (about === '' || isKeyed(about, nouns) || about.endsWith(`_${noun}`)) continue;
    vote(votes, noun, about);
  }
  const aliases = new Map<string, string>();
  for (const [noun, own] of votes) {
    // `eid`: of the events, invitations and reminders that its functions speak of it can only be the event's.
    const written = [...own].filter(([about]) => isShortFor(noun, about));
    const counted = written.length > 0 ? written : [...own];
    const total = counted.reduce((sum, [, count]) => sum + count, 0);
    const best = counted.sort((a, b) => b[1] - a[1])[0];
    const least = written.length > 0 || foreign ? 1 : 2;
    if (best !== undefined && best[1] >= least && best[1] * 2 > total) aliases.set(noun, best[0]);
  }
  return aliases;
}

const MAX_SHORT = 3;

/** Whether a few letters stand for a noun: `e` for event, `wo` for work order. */
function isShortFor(letters: string, noun: string): boolean {
  if (letters.length > MAX_SHORT || noun.length <= letters.length) return false;
  return noun.startsWith(letters) || initialsOf(noun) === letters;
}

function initialsOf(noun: string): string {
  return noun
    .split('_')
    .map((word) => word.charAt(0))
    .join('');
}

/** Counts the identifiers of such nouns for those that functions are about. */
export function withFullNouns(nouns: Nouns, short: ReadonlyMap<string, string>): Nouns {
  if (short.size === 0) return nouns;
  const all = new Map(nouns);
  for (const [lead, full] of short) {
    const [part, whole] = [nouns.get(lead), nouns.get(full)];
    if (part === undefined || whole === undefined) continue;
    all.set(full, { ...whole, keyed: whole.keyed + part.keyed, taken: whole.taken + part.taken });
    all.delete(lead);
  }
  return all;
}
