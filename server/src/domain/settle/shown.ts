import type { Subject } from '../about.ts';
import { identifiedBy, type Nouns } from '../noun-facts.ts';
import { withoutUnit } from '../nouns.ts';
import type { Profile } from '../profile.ts';
import { leadOf } from '../text-cache.ts';
import { isRecord, MAKING } from './records.ts';

/**
 * `record_weight(pet_id, weight_kg)` sets a field of the pet: what is recorded is a number of that name, of one thing that
 * others are about, and nothing reads such records.
 */
export function measuredOf(
  { reading, inputs, keys }: Profile,
  { noun, makes }: Subject,
  nouns: Nouns,
): { readonly noun: string; readonly because: string } | undefined {
  if (reading.operation !== 'create' || noun === undefined || makes === true || MAKING.has(reading.verb))
    return undefined;
  const facts = nouns.get(noun);
  if (facts !== undefined && facts.keyed + facts.read + facts.given > 0) return undefined;
  const value = inputs.find(
    ({ type, many, words }) => type === 'number' && !many && withoutUnit(words).join('_') === noun,
  );
  const [key, ...others] = keys.filter(({ required, identifies }) => required && identifies >= 0.6);
  const owner = key === undefined || others.length > 0 ? undefined : identifiedBy(key);
  if (value === undefined || owner === undefined || owner === noun || (nouns.get(owner)?.about ?? 0) === 0)
    return undefined;
  const more = inputs.some((input) => input.required && input !== value && input !== key);
  return more ? undefined : { noun: owner, because: `${value.name} is a value of the ${owner}` };
}

/**
 * What is listed where the name speaks of whose they are: `judge_calendar(judge_id)`, "Hearings before a judge", or a
 * documented answer of nothing but hearings, each with its identifier.
 */
export function shownBy(
  profile: Profile,
  { noun, attribute }: Subject,
  nouns: Nouns,
): { readonly noun: string; readonly because: string } | undefined {
  const { reading } = profile;
  if (reading.operation !== 'get' && reading.operation !== 'list') return undefined;
  const known = noun !== undefined && attribute === undefined && reading.operation === 'list' && isRecord(noun, nouns);
  if (known) return undefined;
  const asked = profile.keys.some((key) => key.required && (identifiedBy(key) === noun || key.owner?.length === 0));
  if (noun !== undefined && attribute === undefined && isRecord(noun, nouns) && !asked) return undefined;
  const explicit = reading.name.verbClass !== undefined && reading.name.verbClass !== 'check';
  // `list_merchant_stock` lists items, as its answer says.
  const viewed =
    (attribute !== undefined && reading.operation === 'list') || SHOWING.has(reading.name.object.at(-1) ?? '');
  const listed = explicit && !reading.name.many && !viewed ? undefined : listedRecord(profile);
  const one = profile.keys.some((key) => key.required && identifiedBy(key) === listed);
  if (listed !== undefined && (listed !== noun || reading.operation === 'get') && !one && isRecord(listed, nouns))
    return { noun: listed, because: `the answer is a list of ${listed} records` };
  if (profile.documented || reading.text.verbClass !== undefined) return undefined;
  const lead = leadOf(profile);
  const told = lead.object.at(-1) ?? '';
  const own = told === noun && attribute === undefined;
  if (!lead.many || !isRecord(told, nouns) || (own && reading.operation === 'list')) return undefined;
  return { noun: told, because: `the description speaks of several of ${told}` };
}

/** Things that show other things, one after the other. */
const SHOWING = new Set(
  'schedule history calendar agenda queue timeline log inventory lineup program feed trend'.split(' '),
);

/** `transfer_money(amount)` moves a value: an act, whatever its receipt is called. */
export function movesSum({ reading, inputs }: Profile): boolean {
  return reading.operation === 'act' && inputs.some(({ type, words }) => type === 'number' && words.includes('amount'));
}

/** The noun of the records that a documented answer lists and holds nothing beside but numbers: by their identifier, which comes first. */
function listedRecord({ outputs, reading }: Profile): string | undefined {
  const top = outputs.filter(({ path }) => !path.includes('.') && !path.endsWith('[]'));
  const lists = top.filter(({ composite, many }) => composite && many);
  const [list] = lists;
  if (list === undefined || lists.length > 1 || top.some((leaf) => leaf !== list && leaf.type === 'string'))
    return undefined;
  const first = outputs.find(({ path }) => path.startsWith(`${list.path}[].`));
  if (first === undefined || first.identifies < 0.6) return undefined;
  // `lab_results` → `results[].order_id`: what the name and the list are called.
  if (list.words.at(-1) === reading.name.object.at(-1)) return undefined;
  return identifiedBy(first) ?? (first.owner?.length === 0 ? list.words.join('_') : undefined);
}
