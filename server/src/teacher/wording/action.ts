import { baseForm, fromGerund, isPlural, isThirdPerson, isVerb, splitWords } from '../../english/index.ts';
import type { FunctionSignature } from '../../signature/index.ts';

/** What a function does, as a person would ask for it: `{ verb: 'book', rest: 'one seat on a flight' }`. */
export interface Action {
  readonly verb: string;
  readonly rest: string;
}

const cache = new WeakMap<FunctionSignature, Action>();

/** The action that a signature's description names, else the one its name does. */
export function actionOf(signature: FunctionSignature): Action {
  let action = cache.get(signature);
  if (action === undefined) {
    action = fromDescription(signature.description) ?? quoted(signature.description) ?? fromName(signature);
    cache.set(signature, action);
  }
  return action;
}

const MAX_SENTENCES = 6;
const MAX_WORDS = 16;

function fromDescription(description: string): Action | undefined {
  const plain = description
    .slice(0, 1200)
    .replace(/```[\s\S]*?```/g, ' ')
    .replace(/\([^()]*\)/g, ' ')
    .replace(/(?<![\p{L}\d])[`*_#]{1,3}(?=\S)|(?<=\S)[`*_]{1,3}(?![\p{L}\d])/gu, '')
    // What other function goes before or beside this one is not for a person to say.
    .replace(OTHER_FUNCTION, '')
    .replace(/\s+/g, ' ')
    .trim();
  const sentences = plain.split(/(?<=[.!?])\s+|\s[-–—]\s|\n/).slice(0, MAX_SENTENCES);
  // A label such as "Tool description:" announces the sentence that matters.
  const labelled = sentences.filter((sentence) => LABEL.test(sentence));
  for (const sentence of [...labelled, ...sentences]) {
    const action = fromSentence(sentence.replace(LABEL, ''));
    if (action !== undefined) return action;
  }
  return undefined;
}

const OTHER_FUNCTION =
  /\s(?:with|by|using|via|through|from|after|before|in|of|like|see|as|to)\s+(?:the\s+)?(?:[a-z][a-z\d]*(?:_[a-z\d]+)+|[a-z]+(?:[A-Z][a-z\d]+)+)(?=[\s.,;:!?]|$)/g;

const LABEL = /^(?:[A-Z][\w ]{0,30}\b)?(?:description|purpose|summary|function|usage)\s*:\s*/i;

/** Openings that only lead up to the verb: "This endpoint allows users to …". */
const OPENINGS = [
  /^(?:given|with|using|for|when given)\s[^,.]{1,60},\s*/i,
  /^(?:this|the|an?)\s+(?:\w+\s+){0,3}?(?:function|tool|api|endpoint|method|operation|service|command|call|request)\s+(?:is used to|is used for|can be used to|will|can|allows (?:you|users?|one|the user)? ?to|lets (?:you|users?|the user)|helps (?:you |users? )?(?:to )?|enables (?:you|users?|the user) to|to|for|that|which)?\s*/i,
  /^(?:it|this)\s+(?=\w+s\b)/i,
  /^(?:used|use this|use it|use|useful|designed|intended)\s+(?:to|for|when you (?:need|want) to)\s+/i,
  /^(?:allows?|lets?|enables?|helps?)\s+(?:you|users?|the user|one|clients?|developers?)\s+(?:to\s+)?/i,
  /^(?:a|an|the)?\s*(?:function|tool|api|endpoint|method|utility|helper|command)\s+(?:to|for|that|which)\s+/i,
  /^(?:asynchronously|quickly|simply|easily|automatically|securely|please|to)\s+/i,
];

function fromSentence(sentence: string): Action | undefined {
  let text = sentence.trim();
  for (const opening of OPENINGS) text = text.replace(opening, '');
  const match = /^([A-Za-z]+)(?:[-/ ]?(?:s\)|\(s\)))?\s+(.*)$/s.exec(text);
  if (match === null) return undefined;
  const first = (match[1] as string).toLowerCase();
  const rest = clause(match[2] as string);
  if (isVerb(first)) return { verb: first, rest };
  if (isThirdPerson(first) || (/[^s]s$/.test(first) && BEFORE_OBJECT.test(match[2] as string)))
    return { verb: baseForm(first), rest };
  const base = fromGerund(first);
  if (base !== undefined) return { verb: base, rest };
  // "Admit a patient": what opens a sentence and has an object with an article behind it is a verb.
  const opens = BEFORE_OBJECT.test(match[2] as string) && !NO_OPENING_VERB.has(first) && !first.endsWith('ing');
  return opens ? { verb: first, rest } : undefined;
}

const BEFORE_OBJECT = /^(?:an?|the|one|all|any|every|each|this|your|its|their)\s/i;
/** Words that open a sentence before an article and are no verbs. */
const NO_OPENING_VERB = new Set(
  'all also after and as at based before both by during each every for from given half if in into is like of on once only or over per same since such than that then this through to under until upon use using was when where which while with within without not now here there about above against among around because between but it its'.split(
    ' ',
  ),
);

/** Where a request for the action itself ends and detail begins. */
const CUTS =
  /[.;:!?]|,?\s(?:(?<!\b(?:from|in|at|on|of|for|by|to) )which|where|whereas|when|while|unless|if (?!a\b|an\b|the\b)|so that|such as|will|including|e\.g|i\.e|given|using|based on|according to|by (?:providing|specifying|passing|using|its|their)|with the (?:given|specified|provided|following)|for the (?:given|specified|provided) (?:parameters|criteria|inputs?)|and (?:return|then|optionally)\w*)\b|,\s(?:then|with|optionally|and returns?|returning|sorted|ordered|cheapest|newest|either)\b|\swith (?:the|an?) optional\b|\son behalf of\b/i;

function clause(text: string): string {
  const cut = CUTS.exec(text);
  let kept = (cut === null ? text : text.slice(0, cut.index)).trim();
  kept = withoutSecondVerb(kept);
  const words = kept.split(' ');
  if (words.length > MAX_WORDS) kept = shorten(words);
  return kept.replace(DANGLING, '').replace(/[\s,]+$/, '');
}

/** Words that nothing can end with. */
const DANGLING = /(?:[\s,]+(?:and|or|as|the|an?|of|to|with|in|for|that|which|from|by|on|at|into|its|their))+$/i;

/** "a booking and starts the refund" → "a booking": the rest follows from the first. */
function withoutSecondVerb(text: string): string {
  const match = /,?\s(?:and|or|then)\s(?:then\s)?(\w+)\s/i.exec(text);
  if (match === null) return text;
  const word = match[1] as string;
  return isThirdPerson(word) || /^(?:returns?|also)$/i.test(word) ? text.slice(0, match.index) : text;
}

const BREAKS = new Set('from to at on in for by with about into between within and or of'.split(' '));

function shorten(words: readonly string[]): string {
  for (let end = MAX_WORDS; end > 4; end -= 1) {
    const word = (words[end] as string).toLowerCase();
    const before = words[end - 1] as string;
    if (before.endsWith(',') || (BREAKS.has(word) && !BREAKS.has(before.toLowerCase())))
      return words.slice(0, end).join(' ');
  }
  return words.slice(0, MAX_WORDS).join(' ');
}

const LOOK_UP_WORDS = new Set(['is', 'has', 'can', 'list', 'by']);

const ENGLISH = /\b(?:the|an?|of|for|to|in|and|with|by|from|all|is|are|on|that|your|this)\b/i;
const MAX_QUOTED = 160;

/** A description in another language cannot be put into an English sentence: it is said as it stands. */
function quoted(description: string): Action | undefined {
  const sentence = description.trim().split(/(?<=[.!?。])\s|\n/)[0] ?? '';
  const words = sentence.split(/\s+/);
  const foreign = /[^\p{ASCII}]/u.test(sentence) || words.length >= 4;
  if (!foreign || ENGLISH.test(sentence) || sentence.length > MAX_QUOTED || words.length < 2) return undefined;
  return { verb: 'do', rest: `this: "${sentence.replace(/[.!?。]+$/u, '')}"` };
}

/** From the name alone: `get_user_orders` → get the user orders; `absolute_value` → get the absolute value. */
function fromName(signature: FunctionSignature): Action {
  const words = splitWords(signature.name);
  const [first = 'value', ...others] = words;
  const rest = others.join(' ');
  // `list_screenings`: what is listed is no "list screening".
  if (first === 'list' && isPlural(others.at(-1) ?? '')) return { verb: 'list', rest: `the ${rest}` };
  if (isVerb(first) && !LOOK_UP_WORDS.has(first)) return { verb: first, rest: rest === '' ? 'it' : `the ${rest}` };
  if (isThirdPerson(first)) return { verb: baseForm(first), rest: rest === '' ? 'it' : `the ${rest}` };
  return { verb: 'get', rest: `the ${words.join(' ')}` };
}

/** The noun an action is about: "free seats" in "the free seats of a flight". */
export function objectNoun(rest: string): string | undefined {
  const match =
    /^(?:for |through |all |the |my |your |a list of |list of |available |a |an )*([a-z]+(?: [a-z]+)?)(?= (?:of|for|between|in|from|to|at|on|by|that|with|about|based|near|matching)\b|,|$)/i.exec(
      rest,
    );
  return match?.[1];
}
