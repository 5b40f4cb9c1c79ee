import { plural, splitWords, spoken } from '../english/index.ts';
import { equalJson, type JsonSchema } from '../json/index.ts';
import type { PlannedArgument, PlannedCall, QueryIntent, TeacherFunction, WriteQueryTask } from './types.ts';
import { Choices, parameterWords } from './wording/index.ts';

/** What a user says of a turn: the calls that are asked for, and a sentence that says how far they go. */
export interface SpokenTurn {
  readonly task: WriteQueryTask;
  readonly tail: string;
}

/**
 * The turn as its user sees it. An implicit call is no business of the user's: what it needs stands where what it gives
 * would have stood, so that flights "to Lisbon" are asked for and not an airport's code. Calls over the items of one list
 * are one wish: "for each of them".
 */
export function spokenTurn(task: WriteQueryTask): SpokenTurn {
  if (!task.calls.some(({ role }) => role === 'implied') && listRuns(task.calls).length === 0)
    return { task, tail: '' };
  const runs = listRuns(task.calls);
  const behindFirst = new Set(runs.flatMap(({ start, length }) => range(start + 1, start + length)));
  const said = task.calls.flatMap((call, index) => (call.role === 'asked' && !behindFirst.has(index) ? [index] : []));
  const folder = new Folder(task.calls, said, runs);
  const calls = said.map((index) => folder.fold(index));
  const choices = new Choices(`${task.seed}/spoken`);
  const [run] = runs;
  const first = folder.firsts > 0 && run === undefined ? choices.pick('first', FIRST_ONE) : '';
  const tail = run === undefined ? first : eachText(run, task.calls[run.start] as PlannedCall, choices);
  return { task: { ...task, calls, intent: folder.intent(task.intent) }, tail };
}

const FIRST_ONE = ['The first one will do.', 'Take the first one you find.', 'The top result is fine.'];

/** Consecutive calls of one function over the items of one list. */
interface ListRun {
  readonly start: number;
  readonly length: number;
  readonly parameter: string;
}

/** Runs of calls that differ in which item of a list they take, from the first item on. */
export function listRuns(calls: readonly PlannedCall[]): ListRun[] {
  const runs: ListRun[] = [];
  for (let start = 0; start < calls.length; start += 1) {
    const call = calls[start] as PlannedCall;
    const argument = call.role === 'asked' ? call.arguments.find((item) => itemOf(item)?.index === 0) : undefined;
    if (argument === undefined) continue;
    let length = 1;
    while (isNextItem(calls[start + length], call, argument, length)) length += 1;
    if (length > 1 && length === itemOf(argument)?.of) runs.push({ start, length, parameter: argument.parameter });
    start += length - 1;
  }
  return runs;
}

function itemOf({ origin }: PlannedArgument) {
  return origin.from === 'output' ? origin.item : undefined;
}

function isNextItem(
  next: PlannedCall | undefined,
  first: PlannedCall,
  { parameter, origin }: PlannedArgument,
  index: number,
): boolean {
  if (next === undefined || next.role !== 'asked' || next.tool.name !== first.tool.name) return false;
  const taken = next.arguments.find((item) => item.parameter === parameter)?.origin;
  return (
    taken?.from === 'output' &&
    origin.from === 'output' &&
    taken.call === origin.call &&
    taken.sameTurn === origin.sameTurn &&
    taken.field === origin.field &&
    taken.item?.index === index
  );
}

function eachText({ parameter }: ListRun, call: PlannedCall, choices: Choices): string {
  const { noun } = parameterWords(call.tool.signature, parameter);
  const things = `each of ${noun === 'value' ? 'them' : `those ${plural(noun)}`}`;
  return choices.pick('each', [
    `Do that for ${things}, please.`,
    `I need that for ${things}.`,
    `That goes for ${things}.`,
  ]);
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
}

/** A parameter of a call as the composed function has it. */
interface Part {
  readonly argument: PlannedArgument;
  readonly schema: JsonSchema;
}

/** Names of parameters that take an identifier: one says of what it is the identifier. */
const ISSUED = /(?:^|[_-]|[a-z0-9](?=[A-Z]))(?:id|ids|ref|reference|key|code|number|no|token)$/i;

/** Puts implicit calls into the calls they feed. */
class Folder {
  readonly #calls: readonly PlannedCall[];
  readonly #said: readonly number[];
  readonly #runs: readonly ListRun[];
  /** `call/parameter` of the turn → parameter of the composed function, by the asked call it went to. */
  readonly #places = new Map<string, { readonly call: number; readonly parameter: string }>();
  readonly #values = new Map<string, PlannedArgument>();
  /** Values taken from the first item of an implicit call's list. */
  firsts = 0;

  constructor(calls: readonly PlannedCall[], said: readonly number[], runs: readonly ListRun[]) {
    this.#calls = calls;
    this.#said = said;
    this.#runs = runs;
  }

  /** The asked call at `index`, composed with all implicit calls that feed it. */
  fold(index: number): PlannedCall {
    const call = this.#calls[index] as PlannedCall;
    const at = this.#said.indexOf(index);
    const used = new Set<string>();
    const parts = this.#partsOf(index, at, used, new Set());
    if (
      parts.every(({ argument }, part) => argument === call.arguments[part]) &&
      parts.length === call.arguments.length
    )
      return call;
    const mine = this.#mine(index);
    return {
      ...call,
      tool: composed(call.tool, parts, (text) => this.#described(text, index, mine)),
      arguments: parts.map(({ argument }) => argument),
    };
  }

  /** The intent, with the missing value where the composed calls have it. */
  intent(intent: QueryIntent): QueryIntent {
    if (intent.kind !== 'miss_params' && intent.kind !== 'supply_params') return intent;
    const place = this.#places.get(`${intent.call}/${intent.parameter}`);
    return place === undefined ? intent : { ...intent, ...place };
  }

  #partsOf(index: number, at: number, used: Set<string>, folded: Set<number>): Part[] {
    const call = this.#calls[index] as PlannedCall;
    const run = this.#runs.find(({ start }) => start === index);
    return call.arguments.flatMap((argument): Part[] => {
      const { origin, parameter } = argument;
      const helper = this.#helperOf(argument);
      if (helper !== undefined) {
        if ((itemOf(argument)?.of ?? 1) > 1) this.firsts += 1;
        if (folded.has(helper)) return [];
        folded.add(helper);
        const inner = this.#partsOf(helper, at, used, folded);
        return inner.length === 1 ? [this.#inPlace(call, argument, inner[0] as Part, used, helper, at)] : inner;
      }
      if (run?.parameter === parameter) return [];
      // One value for two calls of a chain is said once.
      const twin = [...this.#places.values()].find((place) => place.call === at && place.parameter === parameter);
      if (twin !== undefined && this.#saidAlready(at, argument)) return [];
      const same = this.#sameDay(at, argument);
      if (same !== undefined) {
        this.#places.set(`${index}/${parameter}`, { call: at, parameter: same });
        return [];
      }
      const name = freeName(parameter, used);
      this.#places.set(`${index}/${parameter}`, { call: at, parameter: name });
      const moved = origin.from === 'output' && origin.sameTurn ? this.#said.indexOf(origin.call) : undefined;
      const shifted =
        moved === undefined || origin.from !== 'output'
          ? argument
          : { ...argument, origin: { ...origin, call: moved } };
      const renamed = name === parameter ? shifted : { ...shifted, parameter: name };
      this.#values.set(`${at}/${name}`, argument);
      return [{ argument: renamed, schema: propertyOf(call.tool, parameter) }];
    });
  }

  /** The parameter that says the same day for another call of the chain: those who search from a day on stay from it on. */
  #sameDay(at: number, { value, origin }: PlannedArgument): string | undefined {
    if (origin.from !== 'user' || typeof value !== 'string' || !/^\d{4}-\d\d-\d\d/.test(value)) return undefined;
    for (const [key, said] of this.#values) {
      const [call, name = ''] = [Number(key.slice(0, key.indexOf('/'))), key.slice(key.indexOf('/') + 1)];
      if (call === at && said.origin.from === 'user' && said.value === value) return name;
    }
    return undefined;
  }

  #saidAlready(at: number, { parameter, value, origin }: PlannedArgument): boolean {
    const said = this.#values.get(`${at}/${parameter}`);
    return said !== undefined && origin.from === 'user' && said.origin.from === 'user' && equalJson(said.value, value);
  }

  #helperOf({ origin }: PlannedArgument): number | undefined {
    if (origin.from !== 'output' || !origin.sameTurn) return undefined;
    return this.#calls[origin.call]?.role === 'implied' ? origin.call : undefined;
  }

  /** What a helper takes, under the name of what it gives: flights *to* Lisbon, the booking *of passenger* Ana Ruiz. */
  #inPlace(
    call: PlannedCall,
    given: PlannedArgument,
    inner: Part,
    used: Set<string>,
    helper: number,
    at: number,
  ): Part {
    const words = typeof given.value === 'string' && typeof inner.argument.value === 'string';
    if (!words || inner.argument.origin.from !== 'user' || ISSUED.test(inner.argument.parameter)) return inner;
    used.delete(inner.argument.parameter);
    const name = freeName(given.parameter, used);
    this.#moved(helper, inner.argument.parameter, at, name);
    const { description } = propertyOf(call.tool, given.parameter);
    const schema: JsonSchema = { type: 'string', ...(description === undefined ? {} : { description }) };
    return { argument: { ...inner.argument, parameter: name }, schema };
  }

  #moved(helper: number, parameter: string, at: number, name: string): void {
    for (const [key, place] of this.#places) {
      const own = place.call === at && place.parameter === parameter;
      if (own && Number(key.split('/')[0]) <= helper) this.#places.set(key, { call: at, parameter: name });
    }
  }

  /** The description, where it speaks of a value that nobody says. */
  #described(text: string, index: number, mine: string | undefined): string {
    const number = (this.#calls[index] as PlannedCall).arguments.find(
      (argument) => typeof argument.value === 'number' && this.#helperOf(argument) !== undefined,
    );
    const field = number?.origin.from === 'output' ? spoken(splitWords(lastField(number.origin.field))) : '';
    const named = field === '' ? text : text.replace(AMOUNT, `the ${field}`);
    return mine === undefined ? named : asMine(named, mine);
  }

  /** A parameter that a call without arguments gives: the user's own. */
  #mine(index: number): string | undefined {
    return (this.#calls[index] as PlannedCall).arguments.find((argument) => {
      const helper = this.#helperOf(argument);
      return helper !== undefined && this.#calls[helper]?.arguments.length === 0;
    })?.parameter;
  }
}

function freeName(wanted: string, used: Set<string>): string {
  let name = wanted;
  for (let number = 2; used.has(name); number += 1) name = `${wanted}_${number}`;
  used.add(name);
  return name;
}

function propertyOf(tool: TeacherFunction, parameter: string): JsonSchema {
  const { properties = {}, $defs } = tool.signature.parameters;
  const property = Object.hasOwn(properties, parameter) ? (properties[parameter] as JsonSchema) : {};
  return $defs === undefined || property.$ref === undefined
    ? property
    : { ...property, ...resolvedIn($defs, property) };
}

function resolvedIn($defs: Readonly<Record<string, JsonSchema>>, { $ref, description }: JsonSchema): JsonSchema {
  const name = ($ref ?? '').split('/').at(-1) ?? '';
  const found = Object.hasOwn($defs, name) ? $defs[name] : undefined;
  return { ...found, ...(description === undefined ? {} : { description }) };
}

/** The function that the user believes in: the asked one, taking what the implicit ones take. */
function composed(tool: TeacherFunction, parts: readonly Part[], described: (text: string) => string): TeacherFunction {
  const { signature } = tool;
  const properties = Object.fromEntries(parts.map(({ argument, schema }) => [argument.parameter, schema]));
  const { $defs } = signature.parameters;
  return {
    ...tool,
    signature: {
      ...signature,
      description: described(signature.description),
      parameters: {
        type: 'object',
        properties,
        required: Object.keys(properties),
        ...($defs === undefined ? {} : { $defs }),
      },
    },
  };
}

/** "an amount of money", "a number": what a description says of a value that a composed function does not take. */
const AMOUNT = /\b(?:an?|the) (?:amount|sum|number|value|price|quantity)(?: of [a-z]+)?\b/;

function lastField(path: string): string {
  return path.replace(/\[\]/g, '').split('.').at(-1) ?? '';
}

/** "Lists the orders of a customer" → "Lists my orders". */
function asMine(description: string, parameter: string): string {
  const noun = parameter.replace(/_?(?:id|Id|ID|name|key)$/, '').replace(/[_-]/g, ' ');
  const whose = new RegExp(
    `\\b(?:the |all |an? )*([a-z]+(?: [a-z]+)?) (?:of|for) (?:the|an?|one|this) (?:given |specific |specified )?${noun.replace(/[^\p{L}\p{N} ]/gu, '.')}\\b`,
    'iu',
  );
  return whose.test(description) ? description.replace(whose, 'my $1') : description;
}
