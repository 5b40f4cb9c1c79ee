import {
  fromGerund,
  isAlsoNoun,
  isPhrasal,
  isPlural,
  isVerb,
  PREPOSITIONS,
  singular,
  splitWords,
  spoken,
  verbClassOf,
} from '../../../english/index.ts';
import { GIVE_VERBS, SHOW_VERBS, TELL_VERBS, WORK_OUT_VERBS } from '../../phrases/book.ts';
import type { TeacherFunction } from '../../types.ts';
import { actionOf } from '../action.ts';

/** What a function does in a person's words: "set" "due date"; "move" "" "to" "milestone". */
export interface Deed {
  readonly verb: string;
  /** What it is about, without article; '' where the name does not say. */
  readonly object: string;
  /** A preposition in the name and what follows: `move_to_milestone`. */
  readonly preposition?: string;
  readonly target?: string;
  /** `look` asks to be told or shown, `list` for several things, `make` for a new one, `do` changes what is there. */
  readonly kind: 'look' | 'list' | 'make' | 'do';
  /** The name says nothing: only the description tells. */
  readonly opaque: boolean;
  /** What follows the verb in a short description, where the name says nothing. */
  readonly words?: string;
}

const known = new WeakMap<TeacherFunction, Deed>();

/** The deed of a function, by its name where that is verb and noun, else by its description. */
export function deedOf(tool: TeacherFunction): Deed {
  let deed = known.get(tool);
  if (deed === undefined) {
    deed = read(tool);
    known.set(tool, deed);
  }
  return deed;
}

const CLAUSE = /^(?:when|where|how|what|who|whom|whose|which|whether|why)\b/i;

/** Characters of a name that are read: nobody says more of it, and patterns are made of its words. */
const MAX_NAME = 200;

function read(tool: TeacherFunction): Deed {
  const words = withoutConstants(splitWords(tool.signature.name.slice(0, MAX_NAME)), tool)
    .filter((word) => !/^(?:api|v\d+|tool|fn|func|function|the|a|an|\d+)$/.test(word) || isThingHere(word, tool))
    .map((word) => (Object.hasOwn(SHORT_VERBS, word) ? (SHORT_VERBS[word] as string) : word));
  // The name of the service says nothing of what is done with it.
  if (words.length > 1 && words[0] === tool.reading?.service) words.shift();
  const described = actionOf(tool.signature);
  const mine = ofMine(tool, described);
  if (mine !== undefined) return mine;
  // `contacts_search`, `pipelines_stages`: the resource comes first, and what is done to it or looked at of it behind.
  // `place_order`, "Order breads for pickup": an order is placed, and no place is ordered.
  if (words[0] === 'place' && /^(?:order|bid|bet|hold)$/.test(words.at(-1) ?? ''))
    return { verb: 'place', ...split(words.slice(1)), kind: 'make', opaque: false };
  const resource = ofResource(words, tool);
  if (resource !== undefined) return resource;
  const told = toldVerb(words, tool.signature.description);
  if (told !== undefined) return told;
  // `throw_away(jar_id)`: two words that are one verb are one, known to other tools or not.
  const [start = '', particle = ''] = words;
  if (isPhrasal(start, particle) && words.length === 2) return ofTwoWords(`${start} ${particle}`, [], [], tool);
  const at = verbAt(words, described.verb, tool.reading?.writes !== false, tool.signature);
  // `move_pickup`, "Change when an order is picked up": a clause of the description is no thing.
  const [deed = '', ...about] = words;
  if (at < 0 && CLAUSE.test(described.rest) && about.length > 0 && isVerb(deed))
    return { verb: deed, ...split(about), kind: kindOf(deed, tool), opaque: false };
  if (at < 0) return byLabel(words, tool, described);
  const own = words[at] as string;
  // `check_in(reservation_id)`, `use_up(item_id)`: the second word belongs to the verb; `check_in_stock` looks.
  const next = words[at + 1] ?? '';
  if (isPhrasal(own, next) && !(own === 'check' && words[at + 2] === 'stock'))
    return ofTwoWords(`${own} ${next}`, words.slice(at + 2), beforeVerb(words.slice(0, at), tool), tool);
  // The methods of HTTP say less than the description does.
  const vague = /^(?:post|put|patch)$/.test(own) && isVerb(described.verb) && described.verb !== 'do';
  // `post_to_forum`, "Starts a thread in a course's forum": what is started is no course.
  if (vague && own !== described.verb && PREPOSITIONS.has(next)) return { ...fromText(tool, described), opaque: false };
  // `post_updates_destroy`, "Permanently delete a status update": the address ends in the deed.
  if (vague && words.length > at + 2 && isVerb(words.at(-1) as string))
    return { ...fromText(tool, described), opaque: false };
  const verb = parted(vague ? described.verb : own);
  if (verb === 'mark') {
    const marked = markedAs(described);
    if (marked !== undefined) return fromText(tool, { verb, rest: marked });
  }
  // `order(order_id)`, `quote(symbol)`: what only reads is called after what one gets.
  const noun = readsAs(tool, verb) && isAlsoNoun(own) && !(FETCHES.test(own) && words.length > 1);
  if (noun) return { verb: 'get', ...split(words.slice(at)), kind: 'look', opaque: false };
  // `browser_take_screenshot`: what stands before the verb says where; `repo_create`: what.
  const behind = words.slice(at + 1);
  const before = behind.length > 0 ? [] : beforeVerb(words.slice(0, at), tool);
  // `interviews.reschedule` is done to one of them.
  const one = LIST_VERBS.has(verb)
    ? before
    : [...before.slice(0, -1), ...before.slice(-1).map((word) => singular(word))];
  const rest = behind.length > 0 ? behind : one;
  const parts = split(rest);
  if (parts.object === '' && parts.target === undefined && rest.length === 0) {
    const fromText = objectOf(described.rest);
    const kind = kindOf(verb, tool);
    // "Tilt the mirror.": there is one of it.
    const only = /^the (\p{Ll}+(?: \p{Ll}+)?)\.?$/u.exec(described.rest)?.[1];
    const object = kind === 'do' ? (described.verb === verb ? (only ?? '') : '') : fromText;
    return { verb, object, kind, opaque: object === '' || kind === 'do' };
  }
  if (VAGUE.test(parts.object)) return fromText(tool, described);
  const kind = kindOf(verb, tool);
  const whole = described.rest.replace(/^(?:the|an?) /, '');
  // What is worked out is named better by a short description: "the monthly payment of a loan".
  const object =
    WORK_OUT_VERBS.has(verb) &&
    WORK_OUT_VERBS.has(described.verb) &&
    whole.split(' ').length <= 6 &&
    // "Calculate what a ticket will cost": a clause is no thing, the name has it.
    !CLAUSE.test(whole) &&
    !/ of (?:an?|the) .*\b(?:file|thing|item|record)\b/.test(whole)
      ? whole
      : parts.object;
  return { verb, ...parts, object, kind, opaque: false };
}

/** `borrow_tool(tool)`, "Borrow a tool": elsewhere the word only says that the function is one. */
function isThingHere(word: string, { signature }: TeacherFunction): boolean {
  if (word !== 'tool' && word !== 'function') return false;
  const named = Object.keys(signature.parameters.properties ?? {}).some((name) => splitWords(name)[0] === word);
  return named || new RegExp(`^\\p{L}+ (?:an?|the) (?:\\p{L}+ )?${word}\\b`, 'iu').test(signature.description);
}

/** Words of a parameter that has only one value, where a name was made from an address: `get_profiles_media_type`. */
function withoutConstants(words: string[], { signature }: TeacherFunction): string[] {
  return Object.entries(signature.parameters.properties ?? {}).reduce((kept, [name, schema]) => {
    if (typeof schema !== 'object' || !Array.isArray(schema.enum) || schema.enum.length !== 1) return kept;
    const own = splitWords(name);
    const at = kept.findIndex((_, from) => own.every((word, index) => kept[from + index] === word));
    return at < 0 || own.length >= kept.length ? kept : [...kept.slice(0, at), ...kept.slice(at + own.length)];
  }, words);
}

/** `contacts_search`, "Search over contacts": a plural, and a verb that is as often a noun, where contacts are searched. */
function ofResource(words: readonly string[], tool: TeacherFunction): Deed | undefined {
  const [first = '', verb = ''] = words;
  const { reading } = tool;
  const about = reading?.entity?.split('_').at(-1);
  if (words.length !== 2 || about === undefined || about !== singular(first)) return undefined;
  if (reading?.operation === 'list' && isPlural(first) && (LIST_VERBS.has(verb) || PREPOSITIONS.has(verb)))
    return { verb: LIST_VERBS.has(verb) ? verb : 'list', object: first, kind: 'list', opaque: false };
  // `invoice-pay`, `visit-cancel`: what is done to it stands last, though the first word is a verb elsewhere.
  if (isPlural(first) || !isAlsoNoun(first) || !(isVerb(verb) || verbClassOf(verb) !== undefined)) return undefined;
  if (PREPOSITIONS.has(verb) || reading?.writes !== true) return undefined;
  return { verb: parted(verb), object: first, kind: kindOf(verb, tool), opaque: false };
}

/** `who_am_i`, "Return the profile of the current member": what needs no value and gives what is one's own. */
function ofMine(
  { signature, reading }: TeacherFunction,
  { verb, rest }: { verb: string; rest: string },
): Deed | undefined {
  const tells = GIVE_VERBS.has(verb) || SHOW_VERBS.has(verb) || TELL_VERBS.has(verb);
  if (!tells || (signature.parameters.required ?? []).length > 0 || reading?.operation === 'list') return undefined;
  const own = MINE.exec(rest)?.[1];
  return own === undefined
    ? undefined
    : { verb: 'get', object: `my ${own.toLowerCase()}`, kind: 'look', opaque: false };
}

const MINE =
  /^(?:the )?(\p{L}+(?: \p{L}+)?) (?:of|for|about) the (?:current|logged-in|signed-in|authenticated|calling)(?: \p{Ll}+)?\b/iu;

/** "check in", "roll back deployment": a verb of two words with what it is done to. */
function ofTwoWords(verb: string, behind: readonly string[], before: readonly string[], tool: TeacherFunction): Deed {
  const one = [...before.slice(0, -1), ...before.slice(-1).map((word) => singular(word))];
  const parts = split(behind.length > 0 ? behind : one);
  return { verb, ...parts, kind: kindOf(verb, tool), opaque: parts.object === '' && parts.target === undefined };
}

/** The function only reads, and the verb of its name would do something. */
function readsAs(tool: TeacherFunction, verb: string): boolean {
  const { reading } = tool;
  if (reading === undefined || reading.writes || !/^(?:get|list)$/.test(reading.operation)) return false;
  return /^(?:do|make)$/.test(kindOf(verb, tool));
}

/** `slew`, "Slew the telescope.": a name of one word that the description begins with is a verb, known or not. */
function toldVerb(words: readonly string[], description: string): Deed | undefined {
  const [verb = ''] = words;
  if (words.length !== 1 || isVerb(verb) || verbClassOf(verb) !== undefined || isAlsoNoun(verb)) return undefined;
  if (!description.toLowerCase().startsWith(verb)) return undefined;
  const behind = description.slice(verb.length);
  const rest = /^s? ((?:the |an? )?\p{Ll}+)(?: (?:to|from|by|for|in|on|at)\b|[.,]|$)/iu.exec(behind)?.[1];
  return rest === undefined
    ? undefined
    : { verb, object: rest.replace(/^(?:the|an?) /, ''), kind: 'do', opaque: false };
}

/** "checkout" as a verb is two words: check out. */
function parted(verb: string): string {
  const match =
    /^(check|log|sign|set|shut|back|roll|pick|drop|clean|hand|phase|look|opt|clock)(in|out|on|off|up|down|back|over)$/.exec(
      verb,
    );
  return match === null ? verb : `${match[1]} ${match[2]}`;
}

/** Things that are searched, not found. */
const SEARCHED =
  /(?:^| )(?:catalog|catalogue|database|index|archive|inventory|library|registry|web|internet|history|documentation|docs|knowledge base|directory|repository|collection)$/;

/** What a deed is about is where it looks: "search the catalog". */
export function searchesIn({ kind, verb, object }: Deed): boolean {
  return kind === 'list' && verb === 'search' && SEARCHED.test(object);
}

const SHORT_VERBS: Readonly<Record<string, string>> = {
  calc: 'calculate',
  del: 'delete',
  rm: 'remove',
  upd: 'update',
  gen: 'generate',
  mk: 'make',
  cp: 'copy',
  mv: 'move',
  dl: 'download',
  ls: 'list',
  chk: 'check',
  stat: 'inspect',
  init: 'initialize',
};
/** Nouns that say nothing: only the description tells what is meant. */
const VAGUE = /^(?:things?|stuff|proc|process|op|operation|action|func|handler|request|call|main|execute|it|job \d*)$/;

/** The deed in the description's own words, where they are few. */
function fromText(tool: TeacherFunction, { verb, rest }: { verb: string; rest: string }): Deed {
  const plain = rest.replace(/\b(?:specified|given|provided|particular|certain|specific|requested) /g, '');
  const kind = kindOf(verb, tool);
  const short = plain.split(' ').length <= 9 && plain !== '';
  return { verb, object: objectOf(rest), kind, opaque: true, ...(short ? { words: plain } : {}) };
}

/** What is marked, and as what: "Mark a deal as won"; "Mark an order as ready" of "… for pickup and notify the customer". */
function markedAs({ verb, rest }: { verb: string; rest: string }): string | undefined {
  return verb === 'mark' ? /^[^.,;]*? as (?:an? )?\p{Ll}+/u.exec(rest)?.[0] : undefined;
}

/** "browser cookie" before "get": the entity, without what only says where. */
function beforeVerb(words: readonly string[], { reading }: TeacherFunction): readonly string[] {
  const entity = reading?.entity?.split('_') ?? [];
  const tail = words.slice(-entity.length);
  return entity.length > 0 && tail.join('_') === entity.join('_') ? tail : words;
}

/** Place of the verb in a name; -1 where there is none. */
function verbAt(
  words: readonly string[],
  described: string,
  writes: boolean,
  { description: text, parameters }: TeacherFunction['signature'],
): number {
  const things = new Set(
    Object.keys(parameters.properties ?? {}).flatMap((name) => splitWords(name).slice(0, -1).slice(-1)),
  );
  // "Start a backup of a database": what the description gives an article is a noun there.
  const isNoun = (word: string) => new RegExp(`\\b(?:an?|the|this|one) ${word}s?\\b`, 'i').test(text);
  const isVerbal = (word: string) => isVerb(word) || verbClassOf(word) !== undefined;
  // `report_card`, "Produce the report card of …": the whole name is a thing.
  if (
    words.length === 2 &&
    words[0] !== described &&
    new RegExp(`\\b(?:an?|the|of) ${words.join(' ')}s?\\b`, 'i').test(text)
  )
    return -1;
  const [first = ''] = words;
  // `seat_map`, "Gives the seats that are free": what only reads is not the first word's deed.
  // `download_page_scan`: nobody looks up a download, a page scan is downloaded.
  if (words.length > 1 && FETCHES.test(first) && !writes && !NOUN_TAIL.has(words.at(-1) as string)) return 0;
  const tells =
    GIVE_VERBS.has(described) || SHOW_VERBS.has(described) || TELL_VERBS.has(described) || LIST_VERBS.has(described);
  if (
    tells &&
    !writes &&
    isVerbal(first) &&
    words.length > 1 &&
    !LOOKS.has(verbClassOf(first) ?? '') &&
    !WORK_OUT_VERBS.has(first)
  )
    return -1;
  if (isVerbal(first) && (!isAlsoNoun(first) || first === described || words.length === 1)) return 0;
  // `glaze_pot`, "Glaze a pot": what the description begins with is a verb, known to other tools or not.
  if (first === described && words.length > 1 && !isAlsoNoun(first)) return 0;

  // `excuse_delay(delay_id)`: what a parameter names is no deed.
  const later = words.findIndex(
    (word, at) => at > 0 && isVerbal(word) && !things.has(word) && (!isAlsoNoun(word) || word === described),
  );
  if (later > 0 && isVerb(first) && later === words.length - 1 && isNoun(words[later] as string)) return 0;
  if (later < 0 && isVerbal(first) && things.has(words[1] ?? '')) return 0;
  if (later > 0) return later;
  return isVerbal(first) && words.length > 1 && !NOUN_TAIL.has(words.at(-1) as string) ? 0 : -1;
}

/** Verbs that bring a thing to where one can use it, and change nothing. */
const FETCHES = /^(?:download|export|print|stream)$/;

/** Classes of verbs that only look. */
const LOOKS: ReadonlySet<string> = new Set(['get', 'list', 'check', 'compute', 'run', 'session']);

/** Words that make of what stands before them a thing to be looked up: `order_status`. */
const NOUN_TAIL: ReadonlySet<string> = new Set(
  'status details detail info information history report summary list tree count total rate price balance forecast stats statistics overview time number state name content contents metadata'.split(
    ' ',
  ),
);

function split(words: readonly string[]): Pick<Deed, 'object' | 'preposition' | 'target'> {
  const kept = words.filter(
    (word) => !/^(?:ids?|uuid|all|every|single|specific|given|multiple|current|currently|async|bulk|batch)$/.test(word),
  );
  // `arrivals_today`: when they are shown is when one asks.
  while (kept.length > 1 && /^(?:today|now|nearby|here)$/.test(kept.at(-1) as string)) kept.pop();
  const at = kept.findIndex((word) => PREPOSITIONS.has(word) || word === 'using' || word === 'via');
  if (at < 0) return { object: said(kept) };
  const preposition = kept[at] as string;
  const behind = said(kept.slice(at + 1));
  const object = said(kept.slice(0, at));
  // "by email" is how it is found: the value says that.
  if (/^(?:by|using|via|as)$/.test(preposition) || behind === '') return { object };
  return { object, preposition, target: behind };
}

function said(words: readonly string[]): string {
  // `profiles_updates` is a path: what is meant are the updates of a profile.
  return spoken(
    words.map((word, at) =>
      at < words.length - 1 && isPlural(word) && !KEPT_PLURAL.test(word) && !PREPOSITIONS.has(words[at + 1] as string)
        ? singular(word)
        : word,
    ),
  );
}

function byLabel(words: readonly string[], tool: TeacherFunction, described: { verb: string; rest: string }): Deed {
  const short = words.length >= 1 && words.length <= 4 && words.every((word) => word.length > 2 && !/\d/.test(word));
  const [first = '', second = ''] = words;
  // `quote_shipment`, "Get a quote for …": the first word is what one gets, the second what it is for.
  const gets = words.length === 2 && isAlsoNoun(first) && !NOUN_TAIL.has(second);
  if (gets && new RegExp(`\\b${first}s? (?:for|of|on)\\b`, 'i').test(tool.signature.description))
    return {
      verb: 'get',
      object: spoken([first]),
      preposition: 'for',
      target: spoken([second]),
      kind: 'look',
      opaque: false,
    };
  // `interviews.feedback`, "Give feedback on an interview": one gives it, and gets nothing.
  if (
    described.verb === 'give' &&
    /^(?:feedback|permission|consent|notice|access|approval|credit)\b/.test(described.rest)
  )
    return { verb: 'give', ...split(words.slice(-1)), kind: 'do', opaque: false };
  // `frames_list`: the frames, listed.
  if (words.length > 1 && words.at(-1) === 'list' && isPlural(words.at(-2) as string))
    return { verb: 'list', ...split(words.slice(0, -1)), kind: 'list', opaque: false };
  const reads = tool.reading?.writes !== true && /^(?:get|list|compute|other)$/.test(tool.reading?.operation ?? 'get');
  if (short && reads && words.length > 1) return { verb: 'get', ...split(words), kind: 'look', opaque: false };
  return fromText(tool, described);
}

/** Plurals that stand before another noun. */
const KEPT_PLURAL =
  /^(?:sales|goods|news|savings|sports|customs|series|species|arms|earnings|operations|communications|analytics|logistics|statistics|savings|systems|human|times|points|terms|awards|status|address|access|process|business|wireless)$|ss$|us$|is$/;

const LIST_VERBS = new Set([
  ...'search find list browse discover filter query enumerate grep explore suggest recommend locate lookup scan'.split(
    ' ',
  ),
  'look up',
]);
const MAKE_VERBS = new Set('create make generate register open add draft new build schedule issue compose'.split(' '));

function kindOf(verb: string, { reading, signature }: TeacherFunction): Deed['kind'] {
  const changes = reading?.writes === true || signature.annotations.destructive === true;
  // `suggest_film(title)` that makes a suggestion shows none.
  if (LIST_VERBS.has(verb) && reading?.operation !== 'create') return 'list';
  if (!changes && (GIVE_VERBS.has(verb) || SHOW_VERBS.has(verb) || TELL_VERBS.has(verb) || WORK_OUT_VERBS.has(verb)))
    return 'look';
  if (!changes && /^(?:check|verify|count|view|track|monitor|inspect|load|measure)$/.test(verb)) return 'look';
  return MAKE_VERBS.has(verb) ? 'make' : 'do';
}

/** The head of a description's object: "complete contents" of "the complete contents of a file as text". */
function objectOf(rest: string): string {
  const match =
    /^(?:for |through |all |every |each |the |my |your |its |a |an |one |any |list of |new |detailed |complete |full |given )*([\p{L}-]+(?: [\p{L}-]+){0,2}?)(?= (?:of|for|between|in|from|to|at|on|by|that|with|about|based|near|matching|into|as|and|or|using|within|below|under|inside|across|among|behind)\b|[,.]|$)/iu.exec(
      rest,
    );
  const head = match?.[1]?.toLowerCase() ?? '';
  return isVerb(head) || fromGerund(head) !== undefined ? '' : head;
}
