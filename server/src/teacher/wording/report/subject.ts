import { singular, splitWords, spoken } from '../../../english/index.ts';
import type { Json } from '../../../json/index.ts';
import type { PastCall } from '../../types.ts';
import { isDate, isMoment, sayValue } from '../values.ts';
import { deedOf } from '../wish/deed.ts';
import { bareNoun, named, subject } from '../wish/noun.ts';
import { namedByCall } from './done.ts';
import { isNameLike } from './entries.ts';
import { type Entries, isReference } from './fields/field.ts';
import { nounOfKey } from './nouns.ts';

/** What an answer tells of. */
export interface AnswerSubject {
  /** "order 7"; '' where nothing names it. */
  readonly text: string;
  /** The field that names it. */
  readonly key: string;
  /** The call did not say so itself. */
  readonly fresh: boolean;
}

/** What the answer is about: the record that its key names, the argument that named it, or nothing. */
export function subjectOfAnswer(call: PastCall, entries: Entries): AnswerSubject {
  const noun = subject(call.tool) ?? '';
  const deed = deedOf(call.tool);
  const changes = deed.kind === 'do' || deed.kind === 'make';
  const own = entries.find(([key, value]) => isOwn(call, noun, key, value));
  const only = entries.filter(([key, value]) => isReference(splitWords(key)) && typeof value !== 'object');
  const name = entries.find(([key, value]) => /^(?:name|title)$/.test(key) && typeof value === 'string');
  // What plays now has a title, and a device on which it does: it is told of by the title.
  const aside = own === undefined && name !== undefined && !changes && namesOther(call, only[0]?.[0] ?? '');
  const chosen = own ?? (only.length === 1 && !aside ? only[0] : undefined);
  if (chosen !== undefined) {
    const [key, value] = chosen;
    const about = shownBy(call, key) ?? (noun.length <= 2 ? singular(deed.object) : noun);
    const said = nounOfKey(key, bareNoun(key), about, isOwnKey(call, key));
    const object = singular(deed.object);
    // "guest code" where the deed says so and the key says "code".
    const whole = changes && object.endsWith(` ${said}`) && object.split(' ').length === 2 ? object : said;
    return { text: named(whole, sayValue(value)), key, fresh: !isEcho(call, key, value) };
  }
  // What was done to a thing is told by the deed, and not by the title that the thing has.
  if (name !== undefined && changes) return { text: namedByCall(call), key: name[0], fresh: false };
  if (name !== undefined && entries.length > 1) return { text: `"${String(name[1])}"`, key: name[0], fresh: true };
  return { text: namedByCall(call), key: '', fresh: false };
}

function isOwn({ tool: { reading } }: PastCall, noun: string, key: string, value: Json): boolean {
  if (typeof value === 'object' || typeof value === 'boolean' || isDate(value) || isMoment(value)) return false;
  const isKey = reading?.outputs.some(
    ({ path, role }) => path.replace(/^.*\./, '') === key && (role === 'key' || role === 'echo'),
  );
  const words = splitWords(key);
  return (
    (isKey === true && isNameLike(key, value)) ||
    key === 'id' ||
    (noun !== '' && words.length > 1 && isReference(words) && spoken(words.slice(0, -1)) === noun)
  );
}

/** A field that names another record than the function is about. */
function namesOther({ tool: { reading } }: PastCall, key: string): boolean {
  return (
    reading?.outputs.some(
      ({ path, role, of }) => path === key && role === 'reference' && of !== undefined && of.entity !== reading.entity,
    ) === true
  );
}

/** The catalog keeps records of what the function is about under this key. */
function isOwnKey({ tool: { reading } }: PastCall, key: string): boolean {
  const own = (of: { readonly entity: string } | undefined) => of !== undefined && of.entity === reading?.entity;
  return (
    reading?.outputs.some(({ path, role, of }) => path.replace(/^.*\./, '') === key && role === 'key' && own(of)) ===
      true || reading?.inputs.some(({ parameter, role, of }) => parameter === key && role === 'key' && own(of)) === true
  );
}

/** `get_lyrics(uri)` tells of the track that was asked for: what the argument names is known by its own noun. */
function shownBy({ tool: { reading } }: PastCall, key: string): string | undefined {
  const asked = reading?.inputs.find(({ parameter, role }) => parameter === key && role === 'reference');
  const entity = asked?.of?.entity;
  return entity === undefined ? undefined : spoken(splitWords(entity));
}

/** A field that only repeats an argument says nothing new. */
export function isEcho({ arguments: given }: PastCall, key: string, value: Json): boolean {
  if (Object.hasOwn(given, key) && JSON.stringify(given[key]) === JSON.stringify(value)) return true;
  const scalar = typeof value === 'string' || typeof value === 'number';
  // `new_volume_l` 40 was asked for: that the volume is 40 now goes without saying.
  const asked = (name: string) =>
    splitWords(name)
      .filter((word) => word !== 'new')
      .join(' ');
  if (scalar && Object.entries(given).some(([name, own]) => own === value && asked(name) === splitWords(key).join(' ')))
    return true;
  return scalar && isReference(splitWords(key)) && Object.values(given).flat().includes(value);
}
