import {
  baseForm,
  isAlsoNoun,
  isPlural,
  isUncounted,
  isVerb,
  splitWords,
  unitOf,
  type VerbClass,
  verbClassOf,
} from '../english/index.ts';
import { type FunctionSignature, typesOf } from '../signature/index.ts';
import { type Lexicon, PLAIN_LEXICON } from './lexicon.ts';
import { fieldName, nounWords } from './nouns.ts';
import {
  DETERMINERS,
  isQuestion,
  isThing,
  leadOfText,
  NO_PHRASE,
  objectOf,
  ownText,
  type Phrase,
  phraseOfName,
  phraseOfText,
  wordsOfFunction,
} from './phrase.ts';
import { stemOf } from './stems.ts';
import type { Operation, ReadingEvidence } from './types.ts';
import type { Leaf } from './values.ts';
import {
  ATTRIBUTE_NOUNS,
  COMPUTED_NOUNS,
  FREE_TEXT,
  PAGING,
  PLURAL_OF_ONE,
  QUERY_TEXT,
  SERIES_NOUNS,
  TIME_NOUNS,
} from './vocabulary.ts';

/** What one signature alone tells of its operation; the catalog may still turn it (`settle` in entity.ts). */
export interface OperationReading {
  readonly operation: Operation;
  readonly verb: string;
  readonly verbClass: VerbClass | undefined;
  readonly certainty: number;
  readonly name: Phrase;
  readonly text: Phrase;
  readonly evidence: readonly ReadingEvidence[];
}

interface Draft {
  readonly operation: Operation;
  readonly certainty: number;
  readonly because: string;
}

/** Reads the operation from the verb of the name, else of the description, and from what goes in and comes out. */
export function readOperation(
  signature: FunctionSignature,
  inputs: readonly Leaf[],
  outputs: readonly Leaf[],
  lexicon = PLAIN_LEXICON,
): OperationReading {
  const text = phraseOfText(signature.description);
  const name = lexicon.foreign
    ? nameFromText(signature.description, text)
    : withoutOpaque(readName(signature, lexicon, text, inputs), text);
  const chosen = lexicon.foreign && text.verb !== '' ? text : choosePhrase(name, text);
  const facts: Facts = { signature, inputs, outputs, name, text, phrase: chosen };
  const draft = readOnlyCheck(questionCheck(draftOf(facts), facts), facts);
  return {
    operation: draft.operation,
    verb: chosen.verb,
    verbClass: chosen.verbClass,
    certainty: draft.certainty,
    name,
    text,
    evidence: [{ source: 'prose', because: draft.because }],
  };
}

interface Facts {
  readonly signature: FunctionSignature;
  readonly inputs: readonly Leaf[];
  readonly outputs: readonly Leaf[];
  readonly name: Phrase;
  readonly text: Phrase;
  /** The phrase whose verb counts. */
  readonly phrase: Phrase;
}

/** Verbs of requests that say less than the description does. */
const VAGUE = new Set('post put patch process handle manage do run execute perform submit use make'.split(' '));

/** What a name would say that says nothing: only the description's thing where that has no verb either. */
function nameFromText(description: string, text: Phrase): Phrase {
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
function withoutOpaque(name: Phrase, text: Phrase): Phrase {
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

/** Verbs that read in one interface and move something in the next. */
const TWOFOLD = new Set('load take pull track'.split(' '));

/**
 * The phrase of the name, where the description decides between verb and noun: `past_orders`, "Orders of the last year",
 * orders nothing, and `irrigate_zone`, "Irrigate one zone", has a verb that no list needs to know.
 */
function readName(signature: FunctionSignature, lexicon: Lexicon, text: Phrase, inputs: readonly Leaf[]): Phrase {
  const name = withResource(phraseOfName(signature.name, lexicon), signature.name, inputs);
  const words = wordsOfFunction(signature.name, lexicon);
  const [first = ''] = words;
  if (name.verbClass === undefined) {
    const last = words.at(-1) ?? '';
    if (words.length > 1 && text.verb === last && isAlsoNoun(last))
      return { ...objectOf(words.slice(0, -1)), verb: last, verbClass: text.verbClass };
    const imperative = !isPlural(first) && isImperative(signature.description, first, words[1]);
    // `rest`, "Rest the party for the night"; `level_up`, "Raise a character by one level".
    if (imperative && words.length === 1) return verbFirst(words);
    if (words.length === 2 && PARTICLES.has(words[1] as string) && !isPlural(first))
      return verbFirst(words.slice(0, 1));
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
    opensWith(signature.description, first) && !(text.verb === '' && opensWithPlural(signature.description));
  return reads && likely && !isSureReading(name.verbClass) && !opens
    ? { verb: '', verbClass: undefined, ...objectOf(words) }
    : name;
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

/** The description begins with the word as a command: `Irrigate one zone`. */
function isImperative(description: string, first: string, object = ''): boolean {
  const [said = '', next = '', third = ''] = splitWords(ownText(description).slice(0, 60));
  // `Tick off an item`.
  // `Tip on a bill` is no command.
  const apart = PARTICLES.has(next) && (next !== 'on' || (isVerb(said) && !isAlsoNoun(said)));
  if (said === first && apart && ARTICLES.has(third) && !isThing(said)) return true;
  // `pitch_yeast`, "Pitch yeast into a batch", but `order_status`, "Order status of an order".
  if (said === first && next === object && object !== '' && TOWARDS.has(third)) return true;
  // `Vaccinations a pet has had` is a plural, unless the word is known as a verb.
  const same = said === first || (isVerb(first) && baseForm(said) === first);
  return same
    ? DETERMINERS.has(next) &&
        (isVerb(first) || !(TOWARDS.has(next) || next === 'on' || next === 'in' || next === 'for'))
    : said === `${first}s` && ARTICLES.has(next) && !isThing(said);
}

const ARTICLES = new Set(['a', 'an', 'the', 'your', 'its']);

/** Words that lead a name as its verb, whatever else they may be. */
const SURE_VERBS = new Set(
  'set start stop lock search list filter find book post update upload download cancel'.split(' '),
);

/** Verbs of reading that are no things: `forecast` and `estimate` are. */
function isSureReading(which: VerbClass | undefined): boolean {
  return isReading(which) && which !== 'compute';
}

/** The first words of the description hold the word as it stands in the name. */
function says(description: string, word: string): boolean {
  return splitWords(ownText(description).slice(0, 60)).includes(word);
}

/** `Records that match`: what was found to be no verb is many of a thing. */
function opensWithPlural(description: string): boolean {
  return isPlural(splitWords(ownText(description).slice(0, 60))[0] ?? '');
}

function opensWith(description: string, verb: string): boolean {
  return baseForm(splitWords(ownText(description).slice(0, 60))[0] ?? '') === verb;
}

const TOWARDS = new Set(['into', 'onto', 'to', 'from', 'out']);

/** Words that make a verb of the one before them. */
const PARTICLES = new Set('up down off out in over back away on'.split(' '));

function verbFirst(words: readonly string[]): Phrase {
  const from = words.length > 2 && PARTICLES.has(words[1] as string) ? 2 : 1;
  return { ...objectOf(words.slice(from)), verb: words[0] as string, verbClass: 'act' };
}

function choosePhrase(name: Phrase, text: Phrase): Phrase {
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
  const other = { ...text, object: name.object.length > 0 ? name.object : text.object };
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

function isReading(which: VerbClass | undefined): boolean {
  return which === 'get' || which === 'list' || which === 'check' || which === 'compute';
}

function isChange(which: VerbClass | undefined): boolean {
  return which === 'create' || which === 'put-in' || which === 'update' || which === 'delete';
}

function draftOf(facts: Facts): Draft {
  const { phrase } = facts;
  const told = phrase === facts.text || phrase.verb !== facts.name.verb;
  const said = `the ${told ? 'description' : 'name'} says "${phrase.verb}"`;
  const sure = phrase === facts.name ? 0.9 : 0.7;
  switch (phrase.verbClass) {
    case undefined:
      return draftWithoutVerb(facts);
    case 'get':
    case 'list':
      return draftOfReading(facts, said, sure);
    case 'check':
      return { operation: isJudgement(facts) ? 'compute' : 'get', certainty: sure * 0.85, because: said };
    case 'set':
      return draftOfSetting(facts, said, sure);
    case 'put-in':
      return isArithmetic(facts)
        ? { operation: 'compute', certainty: 0.9, because: 'it takes numbers only' }
        : { operation: 'create', certainty: sure * 0.85, because: said };
    case 'take-out':
      return { operation: 'delete', certainty: sure * 0.85, because: said };
    case 'run':
      if (SHOWING.has(baseForm(splitWords(facts.signature.description.slice(0, 40))[0] ?? '')))
        return { operation: 'get', certainty: 0.6, because: 'the description tells what is shown' };
      return { operation: 'other', certainty: 0.5, because: said };
    case 'compute':
      // `reverse_payment(payment_no)` undoes; `reverse(text)` computes.
      if (phrase.verb === 'reverse' && facts.inputs.some((input) => input.required && input.identifies >= 0.7))
        return { operation: 'act', certainty: sure, because: `${said}, of a record` };
      return draftOfComputing(facts, said, sure);
    default:
      if (phrase.verb === 'mark' && !facts.inputs.some(({ identifies }) => identifies < 0.6))
        return { operation: 'act', certainty: sure, because: `${said}, and no value is given` };
      if (CHANGING.has(phrase.verb) && setsValue(facts)) return { operation: 'update', certainty: sure, because: said };
      return isArithmetic(facts)
        ? { operation: 'compute', certainty: 0.8, because: 'it takes numbers only' }
        : { operation: phrase.verbClass, certainty: sure, because: said };
  }
}

/** Verbs of a new value: where it is given, a field is set. */
const CHANGING = new Set('reschedule extend upgrade downgrade prolong shorten'.split(' '));

function setsValue({ inputs }: Facts): boolean {
  return inputs.some(({ identifies, composite, type, words }) => {
    const last = words.at(-1) ?? '';
    return !composite && identifies < 0.6 && type !== 'boolean' && !FREE_TEXT.has(last);
  });
}

/** `gallon_to_liter(gallon)`: numbers only, and a unit on either side. */
function isConversion({ name, inputs }: Facts): boolean {
  const units = unitOf(name.object.at(-1) ?? '') !== undefined || unitOf(name.behind.at(-1) ?? '') !== undefined;
  return name.preposition === 'to' && units && inputs.some(({ type }) => type === 'number');
}

/** What computing is called as a thing: `unit_conversion`. */
const COMPUTING = new Set('conversion calculation computation estimation calculator converter estimator'.split(' '));

/** `tip_amount(bill, percent)`, "What a pass would cost": a sum that follows from numbers, of no record. */
function isSumOfArguments({ name, signature, inputs }: Facts): boolean {
  if (inputs.some((input) => input.identifies >= 0.7 && input.required)) return false;
  const numbers = inputs.some(
    ({ type, required, words }) => type === 'number' && required && !TIME_NOUNS.has(words.at(-1) ?? ''),
  );
  const would = /\bwould\b/i.test(signature.description.slice(0, 120));
  return numbers && (MONEY.has(name.object.at(-1) ?? '') || would);
}

const MONEY = new Set(
  'amount price cost fee tax quote total premium tip interest charge fare vat duty discount'.split(' '),
);

/** `payment_methods`, `order_status`: a name that is only a noun reads what it names. */
function draftWithoutVerb(facts: Facts): Draft {
  const { name, signature } = facts;
  const head = name.object.at(-1) ?? '';
  if (name.object.length === 0 && isQuestion(signature.description))
    return { operation: 'get', certainty: 0.6, because: 'the description is a question' };
  if (name.object.length === 0 || isUntold(facts))
    return { operation: 'other', certainty: 0.3, because: 'neither name nor description has a known verb' };
  if (isConversion(facts))
    return { operation: 'compute', certainty: 0.9, because: 'it turns a number of one unit into another' };
  if (COMPUTING.has(head) || isSumOfArguments(facts))
    return { operation: 'compute', certainty: 0.75, because: `${head} follows from the arguments` };
  if (isUnknownDeed(facts)) return { operation: 'act', certainty: 0.5, because: 'the description begins with a deed' };
  const many = manyInAnswer(facts);
  const plural = name.many && !PLURAL_OF_ONE.has(head);
  if (many !== true && asksHowMuch(facts.signature.description))
    return { operation: 'get', certainty: 0.7, because: 'the description asks for one value' };
  if (isOnlyRecords(facts) || (many !== false && leadsWithMany(facts)))
    return { operation: 'list', certainty: 0.7, because: 'the description or the answer speaks of several' };
  if (
    many === true ||
    SERIES_NOUNS.has(head) ||
    (plural && many !== false) ||
    (saysMany(signature.description) && !PLURAL_OF_ONE.has(head))
  )
    return { operation: 'list', certainty: 0.75, because: 'the name is only a noun, in the plural' };
  return { operation: 'get', certainty: 0.75, because: 'the name is only a noun' };
}

/** Nothing beside the name tells what it does, nor does the name use a word of interfaces or of its own parameters. */
function isUntold({ name, signature, inputs }: Facts): boolean {
  if (signature.description !== '' || signature.response !== undefined) return false;
  const head = name.object.at(-1) ?? '';
  if (ATTRIBUTE_NOUNS.has(head) || SERIES_NOUNS.has(head) || PLURAL_OF_ONE.has(head) || name.preposition !== '')
    return false;
  return !inputs.some(({ identifies, owner }) => identifies > 0.4 && owner?.some((word) => name.object.includes(word)));
}

/** `agenda`, "Events on a day": a noun, and a description of several things. */
function leadsWithMany({ signature, name }: Facts): boolean {
  const lead = leadOfText(signature.description);
  const told = lead.object.at(-1) ?? '';
  // `Courses and grades of a student` tells what one record holds.
  if (/^\W*[\w-]+(?:\s+[\w-]+)?\s+and\s/.test(signature.description)) return false;
  const value = ATTRIBUTE_NOUNS.has(name.object.at(-1) ?? '') && !SERIES_NOUNS.has(name.object.at(-1) ?? '');
  return lead.many && told !== '' && !value && !PLURAL_OF_ONE.has(told) && !ATTRIBUTE_NOUNS.has(told);
}

/** The whole documented answer is one list of records. */
function isOnlyRecords({ signature, outputs }: Facts): boolean {
  if (signature.response === undefined) return false;
  const top = outputs.filter(({ path }) => !path.includes('.') && !path.includes('[]'));
  const [only] = top;
  return (
    only !== undefined &&
    top.length === 1 &&
    only.composite &&
    only.many &&
    outputs.some(({ path }) => path.startsWith(`${only.path}[].`))
  );
}

/** `stitch_map`, "Combine images into one map": a command of which nothing else is known. */
function isUnknownDeed({ signature, text }: Facts): boolean {
  const [said = '', next = ''] = splitWords(ownText(signature.description).slice(0, 60));
  const verb = baseForm(said);
  // `seek_to`, "Jump to a position".
  if (said !== '' && text.verb === said && text.verbClass === undefined && !SHOWING.has(said) && !isAlsoNoun(said))
    return true;
  return isVerb(verb) && !isAlsoNoun(verb) && verbClassOf(verb) === undefined && !SHOWING.has(verb) && next !== 'of';
}

const SHOWING = new Set(
  `give tell provide receive use visualize visualise chart access identify help allow detail outline expose surface
  reveal print dump render illustrate mirror reflect represent enable guide act contain expose consult`.split(/\s+/),
);

/** Verbs that always look for many. */
const MANY_VERBS = new Set(
  'list search browse discover filter ls grep enumerate explore suggest recommend query scan'.split(' '),
);

function draftOfReading(facts: Facts, said: string, sure: number): Draft {
  const { phrase, text, inputs, name } = facts;
  const list = (because: string, certainty = sure): Draft => ({ operation: 'list', certainty, because });
  const get = (because: string, certainty = sure): Draft => ({ operation: 'get', certainty, because });
  const head = facts.name.object.at(-1) ?? text.object.at(-1) ?? '';
  if (phrase.verb === 'query' && facts.name.object.length === 0 && text.verbClass === 'run') return list(said, 0.5);
  if (phrase.verb === 'count' && name.verb === 'count') return get('a count is one number');
  if (MANY_VERBS.has(phrase.verb)) return list(said);
  if (isComputedGetter(facts))
    return { operation: 'compute', certainty: 0.7, because: `${head} follows from the arguments` };
  if (NUMBER_TEXT.test(facts.signature.description.slice(0, 80))) return get('the description speaks of a number');
  const many = manyInAnswer(facts);
  if (many === true) return list('the answer is a list of records');
  if (SERIES_NOUNS.has(head)) return list(`${head} is a list of records`, sure * 0.85);
  const plural = facts.name.object.length > 0 ? facts.name.many : text.many;
  if (plural && !PLURAL_OF_ONE.has(head) && !isUncounted(head) && many !== false)
    return list(`${said} of several`, sure * 0.95);
  if (saysMany(facts.signature.description) && !PLURAL_OF_ONE.has(head) && many !== false)
    return list('the description speaks of a list', sure * 0.85);
  if (
    inputs.some(({ name }) => /^(?:page|page_?size|per_?page|cursor|offset|page_?token|limit)$/i.test(name)) &&
    many !== false
  )
    return list('it pages through results', sure * 0.75);
  if (phrase.verbClass === 'list') return isLookup(facts) ? get(said, sure * 0.8) : list(said, sure * 0.8);
  return get(said);
}

const MIN_NAMING = 0.45;

/** `find_customer(phone)`, `lookup_order(order_id)`: one record by what names it, not a search. */
function isLookup({ name, phrase, inputs, text }: Facts): boolean {
  if (name.many || text.many) return false;
  if (phrase.verb !== 'find' && phrase.verb !== 'lookup' && phrase.verb !== 'locate') return false;
  if (name.preposition === 'by') return true;
  if (inputs.some(({ name: input }) => QUERY_TEXT.has(fieldName(input)) || PAGING.has(fieldName(input)))) return false;
  if (text.verb === phrase.verb && name.object.length > 0 && text.object.length > 0) return true;
  return inputs.some(({ identifies, words }) => identifies >= MIN_NAMING || words.at(-1) === 'phone');
}

const LIST_TEXT =
  /^\W*(?:(?:get|gets|fetch|fetches|retrieve|retrieves|return|returns|show|shows|read|reads|view|views|load|loads)\s+)?(?:an?\s+|the\s+)?(?:(?:paginated|filtered|sorted|full|complete)\s+)*(?:lists?|arrays?|collections?)\s+(?:of|all)\b|^\W*lists?\s|^\W*(?:get|gets|fetch|fetches|retrieve|retrieves|return|returns|show|shows)\s+(?:all|every|multiple|several)\s/i;

/** `Gets the number of documents in a collection`. */
const NUMBER_TEXT =
  /^\W*(?:(?:get|fetch|retrieve|return|show|read|count|tell)s?\s+)?(?:the\s+)?(?:total\s+|current\s+)?(?:number|count|size|sum)\s+of\b/i;

function saysMany(description: string): boolean {
  const opening = description.slice(0, 160);
  return LIST_TEXT.test(opening) || (/^\W*all\s/i.test(opening) && leadOfText(opening).many);
}

/** Whether a documented answer is one list of records; undefined where none is documented or it does not tell. */
function manyInAnswer({ signature, outputs, name }: Facts): boolean | undefined {
  const { response } = signature;
  if (response === undefined) return undefined;
  if (typesOf(response).includes('array')) return true;
  const top = outputs.filter(({ path }) => !path.includes('.') && !path.includes('[]'));
  if (top.length === 0) return undefined;
  const lists = top.filter(({ composite, many }) => composite && many);
  const records = lists.filter(({ path }) => outputs.some((output) => output.path.startsWith(`${path}[].`)));
  const own = top.filter((output) => !lists.includes(output) && !isEnvelope(output.name));
  const head = name.object.at(-1) ?? '';
  // `get_menu` answers with the dishes of one menu.
  if (lists.length === 1 && own.length === 0)
    return name.many || head === '' || SERIES_NOUNS.has(head) || lists[0]?.words.at(-1) === head ? true : undefined;
  if (records.some((record) => record.words.at(-1) === head) && own.every(({ type }) => type === 'number')) return true;
  return own.length >= 2 ? false : undefined;
}

function isEnvelope(name: string): boolean {
  return /^(?:total|count|page|next|has_?more|cursor|limit|offset|success|status|message|ok|error|meta|pagination|links?)/i.test(
    name,
  );
}

/** `get_distance(from_lat, …)`: numbers in, a number of mathematics out. */
function isComputedGetter(facts: Facts): boolean {
  const { name, text, inputs } = facts;
  // `preview_order(symbol, quantity)`, "Calculates the cost": a symbol or a code is a value of the world, no record of ours.
  const least = text.verbClass === 'compute' ? 0.75 : 0.7;
  if (inputs.some((input) => input.identifies >= least && input.required)) return false;
  const head = name.object.at(-1) ?? '';
  const numbers = inputs.filter(({ type, required }) => type === 'number' && required).length;
  return (
    (COMPUTED_NOUNS.has(head) && numbers >= 1) ||
    isSumOfArguments(facts) ||
    (text.verbClass === 'compute' && text.verb !== 'extract' && inputs.length > 0)
  );
}

/** `is_prime(n)`, `validate_email(email)`: a judgement of the arguments alone. */
function isJudgement({ inputs, phrase, text }: Facts): boolean {
  if (inputs.length === 0) return false;
  if (text.verbClass === 'compute') return true;
  const words = inputs.filter(({ required }) => required);
  const issued = inputs.some((input) => input.identifies >= 0.6 || input.words.at(-1) === 'latitude');
  const numeric = words.length > 0 && words.every(({ type }) => type === 'number');
  return !issued && (numeric || (phrase.verb === 'is' && words.length === 1));
}

const SESSION_NOUNS = new Set(
  'directory workspace project user account context session branch tenant organization profile database folder tab window frame role'.split(
    ' ',
  ),
);

/** `set_budget_limit` sets a field; `set_working_directory` and `switch_workspace` are the session's. */
function draftOfSetting({ name, phrase, text, signature }: Facts, said: string, sure: number): Draft {
  const head = name.object.at(-1) ?? text.object.at(-1) ?? '';
  const current = /(?:^|_|\b)(?:current|working|active|default)(?:_|\b)/i.test(signature.name);
  if (SESSION_NOUNS.has(head) && (phrase.verb !== 'set' || current))
    return { operation: 'session', certainty: 0.65, because: said };
  return { operation: 'update', certainty: phrase.verb === 'set' ? sure : 0.6, because: said };
}

function isSameKind(one: Leaf, other: Leaf): boolean {
  return one.words.at(-1) === other.words.at(-1) && one.words.at(-2) === other.words.at(-2) && one.words.length > 2;
}

function draftOfComputing({ inputs, phrase, text }: Facts, said: string, sure: number): Draft {
  const keys = inputs.filter((input) => input.required && input.identifies >= 0.9 && !input.many);
  // `validate_ticket(ticket_id)`, "Stamp a ticket when boarding".
  if (keys.length > 0 && phrase.verb === 'validate' && text.verb !== '' && text.verbClass === undefined)
    return { operation: 'act', certainty: 0.6, because: `${said}, and the description tells a deed` };
  // Two records of one kind are compared, or are the ends of a way.
  const alike = keys.length > 1 && keys.some((key, at) => keys.some((other, to) => to > at && isSameKind(key, other)));
  const reads = keys.length > 0 && phrase.verb !== 'validate' && !alike;
  return reads
    ? { operation: 'get', certainty: 0.5, because: `${said}, of a record that it looks up` }
    : { operation: 'compute', certainty: sure, because: said };
}

/** `add(a, b)`: numbers only, and no thing that they are put into. */
const FIGURES = /\b(?:numbers?|integers?|values?|figures?|sums?|floats?)\b/i;

function isArithmetic({ inputs, name, signature }: Facts): boolean {
  return (
    inputs.length > 1 &&
    name.object.length === 0 &&
    (signature.description === '' || FIGURES.test(signature.description)) &&
    inputs.every(({ type, identifies }) => type === 'number' && identifies < 0.9)
  );
}

const READING: ReadonlySet<Operation> = new Set(['get', 'list', 'compute', 'session', 'other']);

/** `How much a client still has to pay`: one value answers it. */
function asksHowMuch(description: string): boolean {
  return /^\W*(?:how (?:much|far|long|old|big|high|often)|whether|what (?:an?|the) \w+ (?:has|have|had) \w+ed)\b/i.test(
    ownText(description).slice(0, 60),
  );
}

/** A description that asks is answered: `substitute_ingredient`, "What can be used instead of an ingredient". */
function questionCheck(draft: Draft, facts: Facts): Draft {
  if (READING.has(draft.operation) || !isQuestion(facts.signature.description)) return draft;
  const many = facts.name.many || manyInAnswer(facts) === true;
  return { operation: many ? 'list' : 'get', certainty: 0.7, because: 'the description is a question' };
}

/** What the author marks as reading only changes nothing, whatever the verb. */
function readOnlyCheck(draft: Draft, facts: Facts): Draft {
  if (facts.signature.annotations.readOnly !== true || READING.has(draft.operation)) return draft;
  const { text, name } = facts;
  const because = 'it is marked as reading only';
  if (text.verbClass === 'compute' || facts.phrase.verbClass === 'compute')
    return { operation: 'compute', certainty: 0.7, because };
  const many = name.many || manyInAnswer(facts) === true || text.verbClass === 'list';
  return { operation: many ? 'list' : 'get', certainty: 0.7, because };
}
