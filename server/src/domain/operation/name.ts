import { baseForm, isAlsoNoun, isPlural, isVerb, splitWords, verbClassOf } from '../../english/index.ts';
import type { FunctionSignature } from '../../signature/index.ts';
import type { Lexicon } from '../lexicon.ts';
import { nounWords } from '../nouns.ts';
import {
  isQuestion,
  leadOfText,
  NO_PHRASE,
  objectOf,
  ownText,
  type Phrase,
  phraseOfName,
  wordsOfFunction,
} from '../phrase.ts';
import { stemOf } from '../stems.ts';
import type { Leaf } from '../values.ts';
import { ATTRIBUTE_NOUNS } from '../vocabulary.ts';
import {
  ARTICLES,
  isChange,
  isDoneBy,
  isImperative,
  isReading,
  isSureReading,
  opensWith,
  opensWithPlural,
  opensWithReport,
  PARTICLES,
  SURE_VERBS,
  says,
  verbFirst,
} from './commands.ts';
import { objectOfReading } from './facts.ts';

/** Verbs of requests that say less than the description does. */
const VAGUE = new Set('post put patch process handle manage do run execute perform submit use make'.split(' '));

/** What a name would say that says nothing: only the description's thing where that has no verb either. */
export function nameFromText(description: string, text: Phrase): Phrase {
  if (text.verb !== '') return { ...text };
  if (isQuestion(description)) return NO_PHRASE;
  const lead = leadOfText(description);
  return { ...NO_PHRASE, object: lead.object, many: lead.many };
}

/** Things that a name calls anything by: `handle_request`, `run_query`. */
const OPAQUE = new Set(
  'request query data action task operation tool job lookup command function call step'.split(' '),
);

/** The name without a thing that says nothing, where the description names one: `fetch_data`, "Returns the free rooms". */
export function withoutOpaque(name: Phrase, text: Phrase): Phrase {
  if (name.object.length === 0 || !name.object.every((word) => OPAQUE.has(word))) return name;
  if (
    text.verbClass === undefined ||
    text.object.length === 0 ||
    name.object.some((word) => text.object.includes(word))
  )
    return name;
  return { ...name, object: [], many: text.many };
}

/** Verbs that say less than a description's where no thing is named: `apply`, "Takes a charge off the bill". */
const VAGUE_ALONE = new Set('apply submit dispatch evaluate invoke trigger call'.split(' '));

/** Verbs that say nothing without a noun that could be a verb itself. */
const PLACED =
  /^(?:place (?:\w+ )?(?:order|bid|bet|hold|call)|(?:file|lodge|raise) (?:\w+ )?(?:claim|complaint|report|appeal|dispute))$/;

/** Verbs that read in one interface and move something in the next. */
const TWOFOLD = new Set('load take pull track'.split(' '));

/**
 * The phrase of the name, where the description decides between verb and noun: `past_orders`, "Orders of the last year",
 * orders nothing, and `irrigate_zone`, "Irrigate one zone", has a verb that no list needs to know.
 */
export function readName(
  signature: FunctionSignature,
  lexicon: Lexicon,
  text: Phrase,
  inputs: readonly Leaf[],
): Phrase {
  const name = withResource(phraseOfName(signature.name, lexicon), signature.name, inputs);
  const words = wordsOfFunction(signature.name, lexicon);
  const [first = ''] = words;
  // `attendance.rate`, "Share of rehearsals …", among names that end in their verbs: here it is the thing.
  const lastVerb = lexicon.verbLast && words.length > 1 && name.verb === words.at(-1) && !SURE_VERBS.has(name.verb);
  const { description } = signature;
  if (
    lastVerb &&
    ATTRIBUTE_NOUNS.has(name.verb) &&
    text.verb === '' &&
    description !== '' &&
    !usesVerb(description, name.verb)
  )
    return { ...NO_PHRASE, ...objectOf(words) };
  // `place_order`, "Order breads": the description's verb is what the name calls the thing that is made.
  if (PLACED.test(words.join(' '))) return { ...objectOf(words.slice(1)), verb: first, verbClass: 'create' };
  if (name.verbClass === undefined) {
    const last = words.at(-1) ?? '';
    if (words.length > 1 && text.verb === last && isAlsoNoun(last))
      return { ...objectOf(words.slice(0, -1)), verb: last, verbClass: text.verbClass };
    const imperative = !isPlural(first) && isImperative(signature.description, first, words[1]);
    // `rest`, "Rest the party for the night"; `level_up`, "Raise a character by one level".
    if (imperative && words.length === 1) return verbFirst(words);
    if (words.length === 2 && PARTICLES.has(words[1] as string) && !isPlural(first)) {
      // `guest_off`, "Calls a guest's booking off": the first word is the thing, and the description has the verb.
      const thing = text.verbClass !== undefined && text.verb !== first && text.object.includes(first);
      return thing ? { ...NO_PHRASE, verb: text.verb, verbClass: text.verbClass } : verbFirst(words.slice(0, 1));
    }
    // `samples.dispose`, "Dispose of a sample": the deed stands behind the dot.
    const stated =
      isImperative(signature.description, last) ||
      (isVerb(last) && !isAlsoNoun(last) && (isPlural(first) || text.object.at(-1) === first));
    if (words.length === 2 && !imperative && stated && !isPlural(last))
      return { ...objectOf(words.slice(0, 1)), verb: last, verbClass: 'act' };
    if (imperative && words.length > 1) return verbFirst(words);
    if (isDeedBehindDot(signature, words, text))
      return { ...objectOf(words.slice(0, 1)), verb: last, verbClass: 'act' };
    return words.length > 1 && isVerb(first) && !isAlsoNoun(first) ? verbFirst(words) : name;
  }
  // `alert_off`, "Switches an alert off": the last word says what becomes of the thing before it.
  if (words.length === 2 && (words[1] === 'off' || words[1] === 'on') && isAlsoNoun(first))
    return { ...objectOf([first]), verb: words[1] === 'off' ? 'disable' : 'enable', verbClass: 'act' };
  // `register_search`, "Search the registers": the description tells which of two words is the verb.
  const end = words.at(-1) ?? '';
  if (
    words.length > 1 &&
    (isAlsoNoun(first) || text.object.includes(first)) &&
    text.verb === end &&
    end !== name.verb &&
    isAlsoNoun(end) &&
    !opensWith(signature.description, first)
  )
    return { ...objectOf(words.slice(0, -1)), verb: end, verbClass: text.verbClass };
  // `record_drop`, "Removes a record": the thing stands before its verb.
  if (isThingFirst(words, text, signature.description))
    return { ...objectOf([first]), verb: end, verbClass: verbClassOf(end) ?? text.verbClass ?? 'act' };
  const leads = name.verb === first && isAlsoNoun(first);
  if (!leads || SURE_VERBS.has(first) || signature.description === '') return name;
  const head = name.object.at(-1) ?? '';
  // `forecast`, "Daily forecast at a location", and `place_to_coordinates` have no object: the word is the thing.
  const likely =
    ATTRIBUTE_NOUNS.has(head) ||
    name.many ||
    text.object.includes(first) ||
    // `record_scan`, "Records that match".
    (text.verb === '' && leadOfText(signature.description, text).object.at(-1) === first) ||
    name.preposition === 'to' ||
    (words.length === 1 && text.verbClass === undefined && says(signature.description, first));
  // `like_title`, "Tell the recommender that a profile likes it": a command of which the verb is unknown.
  const reads =
    (text.verbClass === undefined && text.verb === '') || (text.verb !== name.verb && isReading(text.verbClass));
  const opens =
    opensWithReport(signature.description, first) ||
    isDoneBy(signature.description, first) ||
    (opensWith(signature.description, first) && !(text.verb === '' && opensWithPlural(signature.description)));
  return reads && likely && !isSureReading(name.verbClass) && !opens
    ? { verb: '', verbClass: undefined, ...objectOf(words) }
    : name;
}

/** `A singer leaves the choir`: the verb of the name is one of the description. */
function usesVerb(description: string, verb: string): boolean {
  return splitWords(ownText(description).slice(0, 120)).some((word) => baseForm(word) === verb);
}

/** A word that is as often a thing, then a verb, where the description does something to that very thing. */
function isThingFirst(words: readonly string[], text: Phrase, description: string): boolean {
  const [first = '', last = ''] = words;
  if (words.length !== 2 || !isAlsoNoun(first) || text.verb === '' || text.verb === first) return false;
  if (!(isVerb(last) || verbClassOf(last) !== undefined) || (isAlsoNoun(last) && text.verb !== last)) return false;
  const said = splitWords(ownText(description).slice(0, 60)).slice(1, 5);
  return said.some((word, at) => word === first && ARTICLES.has(said[at - 1] ?? ''));
}

/** `harbour.close`, "Nobody may enter": a verb of a deed behind a dot, which the description does not use as a thing. */
function isDeedBehindDot({ name, description }: FunctionSignature, words: readonly string[], text: Phrase): boolean {
  const last = words.at(-1) ?? '';
  if (words.length !== 2 || !name.includes('.') || verbClassOf(last) !== 'act' || text.verbClass !== undefined)
    return false;
  return !nounWords(description).includes(last);
}

/** `invoice.add_line(invoice_id)`: what stands before the dot is asked for, so it is what the function works on. */
function withResource(name: Phrase, written: string, inputs: readonly Leaf[]): Phrase {
  const resource = nounWords(written.split('.').at(-2) ?? '').join('_');
  if (resource === '' || name.object.length === 0 || name.object.includes(resource)) return name;
  const asked = inputs.some(
    ({ required, identifies, owner, words }) =>
      required && ((identifies >= 0.7 && owner?.join('_') === resource) || words.join('_') === resource),
  );
  return asked ? { ...name, object: [resource, ...name.object] } : name;
}

export function choosePhrase(name: Phrase, text: Phrase): Phrase {
  // `member_holds`, "Holds of a member": what the name calls a thing is no verb of the description, nor is the first half
  // of what it says the name's thing is: `pending_requests`, "Leave requests waiting for a manager".
  if (name.verbClass === undefined) {
    const thing = name.object.at(-1) ?? '';
    const compound = isAlsoNoun(text.verb) && thing !== '' && text.object[0] === thing && name.many;
    return text.verbClass === undefined || name.object.includes(text.verb) || compound ? name : text;
  }
  // `take_exposure`, "Expose a frame": a command of which the verb is unknown.
  if (TWOFOLD.has(name.verb) && text.verb !== '' && text.verbClass === undefined) return { ...name, verbClass: 'act' };
  if (text.verbClass === undefined || text.verbClass === 'run') return name;
  // `lay_down_take`, "Records a take": where the name's verb is none that interfaces use, the description says what it does;
  // `increase_fee`, "Raises the fee", says so itself.
  const unused = verbClassOf(name.verb) === undefined && !isVerb(name.verb);
  if (unused && !isReading(text.verbClass) && text.object.at(-1) === name.object.at(-1))
    return { ...text, object: name.object };
  const other = { ...text, object: objectOfReading({ name, text }) };
  // `remind`, "Set a reminder": what the verb is called as a thing is made.
  const thing = text.object.at(-1) ?? '';
  const makes = isChange(text.verbClass) || text.verbClass === 'set' || text.verb === 'start' || text.verb === 'open';
  if (
    makes &&
    text.verbClass !== 'delete' &&
    text.verbClass !== 'update' &&
    name.object.length === 0 &&
    stemOf(thing) === stemOf(name.verb)
  )
    return { ...text, verbClass: 'create' };
  if (VAGUE.has(name.verb) && text.verb !== name.verb) return other;
  if (name.object.length === 0 && VAGUE_ALONE.has(name.verb) && text.verb !== name.verb) return text;
  // `load_spool`, "Mount a spool on a printer".
  if (TWOFOLD.has(name.verb) && text.verb !== name.verb && !isReading(text.verbClass)) return other;
  // `plan_exhibition`, "Create a new exhibition": the description says what comes of it.
  const same = text.object.includes(name.object.at(-1) ?? '');
  if (name.verbClass === 'compute' && isChange(text.verbClass) && same) return other;
  // `plan_meal`, "Put a recipe on the meal plan": planning that puts something down makes it.
  if (name.verb === 'plan' && isChange(text.verbClass)) return { ...other, verbClass: 'create' };
  // `forecast(city)`, "Get the forecast": a single word that is as often a noun counts as the description uses it.
  if (name.object.length === 0 && isAlsoNoun(name.verb) && text.verb !== name.verb && isReading(text.verbClass))
    return text;
  return name;
}
