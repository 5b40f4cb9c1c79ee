import { capitalize, splitWords, spoken } from '../../english/index.ts';
import type { JsonSchema } from '../../json/index.ts';
import { resolveSchema } from '../../signature/index.ts';
import { ENGLISH, type PhraseBook } from '../phrases/book.ts';
import { WRAPPERS } from '../phrases/slots.ts';
import type { PlannedCall, WriteQueryTask } from '../types.ts';
import { actionOf } from './action.ts';
import { Choices } from './choose.ts';
import { attach, slotsOf } from './clause.ts';
import { be, type WordedCall, wordCall } from './fill.ts';
import { sameAgainFor } from './parallel.ts';
import { parameterWords, valueKind } from './parameter.ts';
import type { Known } from './reference.ts';
import { sayValue } from './values.ts';

/** The user's query of one turn, in plain English (method §5, Backward). */
export function writeQuery(task: WriteQueryTask, book: PhraseBook = ENGLISH): string {
  const choices = new Choices(task.seed);
  const { intent } = task;
  if (intent.kind === 'supply_func') return choices.pick('supply', book.supplyFunction);
  if (intent.kind === 'supply_params') return supplyValue(task, intent.call, intent.parameter, choices, book);
  return ask(task, choices, book);
}

function supplyValue(
  task: WriteQueryTask,
  index: number,
  parameter: string,
  choices: Choices,
  book: PhraseBook,
): string {
  const call = task.calls[index];
  const argument = call?.arguments.find((item) => item.parameter === parameter);
  if (call === undefined || argument === undefined) return choices.pick('supply', book.supplyFunction);
  const words = parameterWords(call.tool.signature, parameter);
  const kind = valueKind(words, argument.value);
  const value = sayValue(argument.value, { label: kind === 'label', quote: kind === 'prose' });
  const frames =
    kind === 'prose' || kind === 'boolean' || kind === 'object'
      ? ['The {noun} is {value}.', '{noun}: {value}.']
      : book.supplyValue.filter((template) => !template.startsWith('{value}') || /^[\p{Lu}\d]/u.test(value));
  const sentence = frame(choices.pick('supply', frames), { noun: words.noun, value });
  return sentence;
}

function knownOf(task: WriteQueryTask): Known {
  return { past: task.past, calls: task.calls, turn: task.turn };
}

function ask(task: WriteQueryTask, choices: Choices, book: PhraseBook): string {
  const known = knownOf(task);
  const asked: WordedCall[] = [];
  const goals: string[] = [];
  task.calls.forEach((call, index) => {
    const own = new Choices(`${task.seed}/${index}`);
    const leaveOut =
      task.intent.kind === 'miss_params' && task.intent.call === index ? task.intent.parameter : undefined;
    if (call.role === 'implied') goals.push(...goalOf(call, known, own, book));
    else asked.push(wordCall(call, known, own, leaveOut));
  });
  // Nobody says "I'm in a hurry. Hi, …": the greeting comes first or not at all.
  const opens = task.turn === 0 && choices.chance('small', 0.12);
  const followsUp = task.turn > 0 && choices.chance('follow-up', 0.55);
  const frames = followsUp ? book.askNext : task.turn === 0 && !opens ? book.askFirst : book.ask;
  const again = task.intent.kind === 'miss_params' ? undefined : sameAgainFor(task.calls);
  const body =
    again === undefined ? sentenceOf(asked, choices, frames, book) : sameAgain(asked, again, choices, frames, book);
  const opening = opens ? `${choices.pick('small', book.small)} ` : '';
  return `${opening}${[body, ...goals].filter((part) => part !== '').join(' ')}`;
}

/** One request, and the same for other things. */
function sameAgain(
  asked: readonly WordedCall[],
  things: string,
  choices: Choices,
  frames: readonly string[],
  book: PhraseBook,
): string {
  const first = asked[0] as WordedCall;
  const joined = choices.pick('same-again', book.sameAgain).replace('{things}', () => things);
  if (first.sentences.length === 0) return frame(choices.pick('frame', frames), { clause: `${first.clause}${joined}` });
  const opening = frame(choices.pick('frame', frames), { clause: first.clause });
  return [opening, ...first.sentences, `${capitalize(joined.replace(/^,? ?(?:and )?/, ''))}, please.`].join(' ');
}

/** One sentence for all asked calls, and their extra sentences behind it. */
function sentenceOf(asked: readonly WordedCall[], choices: Choices, frames: readonly string[], book = ENGLISH): string {
  const [only, ...others] = asked;
  if (only === undefined) return '';
  const extras = asked.flatMap((call) => call.sentences);
  if (others.length === 0 && only.noun !== undefined && choices.chance('what-is', 0.4)) {
    const question = frame(choices.pick('what', book.whatIs), { noun: only.noun, be: be(only.noun) });
    return [question, ...extras].join(' ');
  }
  if (others.length > 0 && extras.length > 0) return oneByOne(only, others, choices, frames, book);
  const clause = joinClauses(
    asked.map((call) => call.clause),
    choices,
    book,
  );
  return [frame(choices.pick('frame', frames), { clause }), ...extras].join(' ');
}

/** Several requests with details of their own: each with its details behind it. */
function oneByOne(
  first: WordedCall,
  others: readonly WordedCall[],
  choices: Choices,
  frames: readonly string[],
  book: PhraseBook,
): string {
  const opening = [frame(choices.pick('frame', frames), { clause: first.clause }), ...first.sentences];
  const rest = others.flatMap((call, index) => [
    frame(choices.pick(`then-${index}`, index > 0 && index === others.length - 1 ? book.lastToDo : book.nextToDo), {
      clause: call.clause,
    }),
    ...call.sentences,
  ]);
  return [...opening, ...rest].join(' ');
}

function joinClauses(clauses: readonly string[], choices: Choices, book: PhraseBook): string {
  return clauses.reduce((first, second, index) => {
    const last = index === clauses.length - 1;
    const three = last ? '{first}, and finally {second}' : '{first}, then {second}';
    const joined = clauses.length > 2 ? three : choices.pick(`join-${index}`, book.joinTwo);
    return joined.replace('{first}', () => first).replace('{second}', () => second);
  });
}

/**
 * The goal of an inserted call: what it gives in the end, never what it is called (method §4, Insert). A call that
 * changes something is asked for by its effect.
 */
function goalOf(call: PlannedCall, known: Known, choices: Choices, book: PhraseBook): string[] {
  const worded = wordCall(call, known, choices);
  const output = outputNoun(call);
  const said = call.arguments.filter((argument) => argument.origin.from === 'user');
  if (output === undefined) {
    return [
      frame(choices.pick('goal-act', ['I also want you to {clause}.', 'And {clause}.']), { clause: worded.clause }),
      ...worded.sentences,
    ];
  }
  const slots = slotsOf({ ...call, arguments: said }, known, choices);
  const { phrases, sentences } = attach(slots, choices);
  const owner = slotsOf(call, known, choices).find((slot) => slot.referred)?.text;
  const turned =
    owner !== undefined &&
    phrases.length > 0 &&
    /^(?:convert|translate|transform)$/.test(actionOf(call.tool.signature).verb);
  const noun = [
    turned ? owner : `the ${output}`,
    ...(owner === undefined || turned ? [] : [`${slots.length > 0 ? 'for' : 'of'} ${owner}`]),
    ...phrases.map((phrase) => phrase.replace(/^to (?=[A-Z]{3}$)/, 'in ')),
  ].join(' ');
  return [frame(choices.pick('goal', book.goal), { noun }), ...sentences];
}

/** Verbs of calls that change something: such a call is asked for by its deed. */
const CHANGING_VERBS = new Set(
  'add append archive assign attach book buy cancel change close comment commit connect copy create delete deploy deposit disable edit enable exchange follow insert install invite like link lock log make mention modify move notify open order pay pin place post publish purchase push raise register remove rename reorder reply report reserve reset return retweet revoke save schedule send set share start stop submit subscribe transfer turn tweet unfollow unlock update upload withdraw write'.split(
    ' ',
  ),
);

const NO_GOAL = new Set([
  'success',
  'status',
  'message',
  'error',
  'ok',
  'result',
  'results',
  'state',
  'id',
  'data',
  'output',
  'response',
]);

/** Names of the fields of an output, wrappers and lists opened. */
function outputFields(response: JsonSchema | undefined): string[] {
  if (response === undefined) return [];
  const { schema } = resolveSchema(response, response);
  if (schema.type === 'array' && typeof schema.items === 'object')
    return Object.keys(resolveSchema(response, schema.items).schema.properties ?? {});
  const entries = Object.entries(schema.properties ?? {});
  const [only] = entries;
  if (only === undefined || entries.length > 1 || !WRAPPERS.has(only[0].toLowerCase()))
    return entries.map(([name]) => name);
  const inner = resolveSchema(response, only[1]).schema;
  return Object.keys((typeof inner.items === 'object' ? inner.items : inner).properties ?? {});
}

/** A field that somebody could be after: not whether it worked. */
function isGoal(name: string): boolean {
  return !NO_GOAL.has(splitWords(name).at(-1) ?? '');
}

/** What a call that only reads gives, by its response's main field; undefined where it changes something. */
function outputNoun(call: PlannedCall): string | undefined {
  const { signature } = call.tool;
  if (signature.annotations.readOnly === false || signature.annotations.destructive === true) return undefined;
  if (signature.annotations.readOnly !== true && CHANGING_VERBS.has(actionOf(signature).verb)) return undefined;
  const properties = outputFields(signature.response);
  const inputs = new Set(call.arguments.map((argument) => argument.parameter));
  const main = properties.find((name) => isGoal(name) && !inputs.has(name)) ?? properties.find((name) => isGoal(name));
  return main === undefined ? undefined : spoken(splitWords(main));
}

/** Fills a frame's slots; the first letter of the sentence becomes a capital. */
export function frame(template: string, slots: Readonly<Record<string, string>>): string {
  const text = template.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = Object.hasOwn(slots, name) ? slots[name] : undefined;
    return value ?? whole;
  });
  return tidy(capitalize(text));
}

/** Spaces, doubled full stops and the like that filling can leave. */
export function tidy(text: string): string {
  return text
    .replace(/[ \t]{2,}/g, ' ')
    .replace(/ ([,.?!])(?=\s|$)/g, '$1')
    .replace(/([.?!]["”]?)\.(?=\s|$)/g, '$1')
    .trim();
}
