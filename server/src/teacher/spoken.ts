import { splitWords, spoken } from '../english/index.ts';
import { equalJson, type JsonSchema } from '../json/index.ts';
import type { PlannedArgument, PlannedCall, QueryIntent, TeacherFunction, WriteQueryTask } from './types.ts';
import { deedOf } from './wording/wish/deed.ts';

/**
 * The turn as its user sees it. An implicit call is no business of the user's: one that only turns a name into a code
 * goes, and the name stands where the code would have stood, so that flights "to Lisbon" are asked for; one that finds a
 * thing stays as what its thing is described by: "the first sprint of board 7". Calls over the items of one list are one
 * wish: "each of those zones".
 */
export function spokenTurn(task: WriteQueryTask): WriteQueryTask {
  const runs = listRuns(task.calls);
  if (runs.length === 0 && !task.calls.some(({ role }) => role === 'implied')) return task;
  const behindFirst = new Set(runs.flatMap(({ start, length }) => range(start + 1, start + length)));
  const folder = new Folder(task.calls, behindFirst, runs);
  return { ...task, calls: folder.calls(), intent: folder.intent(task.intent) };
}

/** Whether what a call gives can be described by what it takes: it looks, and nobody has to know that it does. */
function isDescribable({ tool }: PlannedCall): boolean {
  const { kind } = deedOf(tool);
  return kind === 'look' || kind === 'list';
}

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

/** What a thing goes by: its name, its place, its address. What else a search takes says what is looked for. */
const NAMES =
  /(?:^|[_-]|[a-z](?=[A-Z]))(?:name|title|city|town|place|location|address|airport|station|country|email|phone|username|symbol)$/i;

/** Puts implicit calls into the calls they feed, or leaves them there to be described. */
class Folder {
  readonly #calls: readonly PlannedCall[];
  /** Calls that are left: those asked for, and those whose result is described. */
  readonly #said: readonly number[];
  readonly #runs: readonly ListRun[];
  /** `call/parameter` of the turn → parameter of the composed function, by the call it went to. */
  readonly #places = new Map<string, { readonly call: number; readonly parameter: string }>();
  readonly #values = new Map<string, PlannedArgument>();

  constructor(calls: readonly PlannedCall[], behindFirst: ReadonlySet<number>, runs: readonly ListRun[]) {
    this.#calls = calls;
    this.#runs = runs;
    this.#said = calls.flatMap((call, index) => {
      const left = call.role === 'asked' || (call.role === 'implied' && !this.#isFolded(index));
      return left && !behindFirst.has(index) ? [index] : [];
    });
  }

  calls(): PlannedCall[] {
    const calls = this.#said.map((index) => this.fold(index));
    return calls.map((call, at) => this.#withoutTwins(call, at, calls));
  }

  /** Whether an implicit call only turns a name into what the calls behind it take, or cannot be described. */
  #isFolded(index: number): boolean {
    const call = this.#calls[index] as PlannedCall;
    if (!isDescribable(call)) return true;
    const uses = this.#calls.flatMap((other) =>
      other.arguments.filter(({ origin }) => origin.from === 'output' && origin.sameTurn && origin.call === index),
    );
    const oneOfMany = uses.some((argument) => (itemOf(argument)?.of ?? 1) > 1);
    if (call.arguments.length === 0) return !oneOfMany;
    const [only, ...others] = call.arguments;
    if (only === undefined || others.length > 0 || oneOfMany || uses.length > 1) return false;
    const named = only.origin.from === 'user' && typeof only.value === 'string' && !ISSUED.test(only.parameter);
    return (
      named &&
      NAMES.test(only.parameter) &&
      uses.every(({ value }) => typeof value === 'string' && /^\S{1,40}$/.test(value))
    );
  }

  /** A day or a number that the description says already is not said again for what is done with the thing. */
  #withoutTwins(call: PlannedCall, at: number, calls: readonly PlannedCall[]): PlannedCall {
    const helpers = feeding(calls, at);
    if (helpers.length === 0) return call;
    const twinOf = ({ parameter, value, origin }: PlannedArgument) =>
      origin.from !== 'user' || (typeof value === 'string' && !/^\d{4}-\d\d-\d\d/.test(value))
        ? undefined
        : helpers
            .flatMap((helper) => (calls[helper] as PlannedCall).arguments.map((argument) => ({ helper, argument })))
            .find(
              ({ argument }) =>
                argument.origin.from === 'user' &&
                equalJson(argument.value, value) &&
                (typeof value === 'string' || argument.parameter === parameter),
            );
    const kept = call.arguments.filter((argument) => {
      const twin = twinOf(argument);
      if (twin === undefined) return true;
      this.#places.set(`${this.#said[at]}/${argument.parameter}`, {
        call: twin.helper,
        parameter: twin.argument.parameter,
      });
      return false;
    });
    return kept.length === call.arguments.length ? call : { ...call, arguments: kept };
  }

  /** The call at `index`, composed with all folded calls that feed it. */
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
        if (folded.has(helper)) return [];
        folded.add(helper);
        const inner = this.#partsOf(helper, at, used, folded);
        return inner.length === 1 ? [this.#inPlace(call, argument, inner[0] as Part, used, helper, at)] : inner;
      }
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
      const named = name === parameter ? shifted : { ...shifted, parameter: name };
      const renamed: PlannedArgument = run?.parameter === parameter ? { ...named, each: true } : named;
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
    return this.#calls[origin.call]?.role === 'implied' && !this.#said.includes(origin.call) ? origin.call : undefined;
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

/** Positions of the calls that a call takes from, directly or through others, those that nobody asks for. */
function feeding(calls: readonly PlannedCall[], at: number): number[] {
  const found = new Set<number>();
  const visit = (position: number): void => {
    for (const { origin } of calls[position]?.arguments ?? []) {
      if (origin.from !== 'output' || !origin.sameTurn || found.has(origin.call)) continue;
      if (calls[origin.call]?.role !== 'implied') continue;
      found.add(origin.call);
      visit(origin.call);
    }
  };
  visit(at);
  return [...found];
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
  const name = (typeof $ref === 'string' ? $ref : '').split('/').at(-1) ?? '';
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
