import { keyWords, unitOrSymbolOf } from '../../english/index.ts';
import type { Json, JsonObject } from '../../json/index.ts';
import { createRandom } from '../../random/index.ts';

/** Worth of one unit of a currency in US dollars; the rates are ours and fixed. */
const RATES: Readonly<Record<string, number>> = {
  USD: 1,
  EUR: 1.08,
  GBP: 1.27,
  JPY: 0.0067,
  CHF: 1.12,
  CAD: 0.73,
  AUD: 0.66,
  NOK: 0.094,
  SEK: 0.095,
  DKK: 0.145,
  INR: 0.012,
  CNY: 0.14,
  SGD: 0.74,
  KES: 0.0077,
  CLP: 0.0011,
  CZK: 0.043,
  BRL: 0.19,
  MXN: 0.058,
};

/** A number in one unit, asked for in another. */
export interface Conversion {
  readonly amount: number;
  readonly from: string;
  readonly to: string;
}

/**
 * Reads a conversion from a function's name and arguments: the number, and the two units from parameters named
 * `from…`/`to…` (`source`, `target`, `base`, `quote`), else from a name such as `gallon_to_liter`.
 */
export function readConversion(functionName: string, call: JsonObject): Conversion | undefined {
  let amount: number | undefined;
  let from: string | undefined;
  let to: string | undefined;
  for (const name of Object.keys(call)) {
    const value = call[name];
    if (typeof value === 'number') amount ??= value;
    else if (typeof value === 'string') {
      const side = sidesOf(name);
      if (side.from) from ??= value;
      if (side.to) to ??= value;
    }
  }
  if (amount === undefined) return undefined;
  if (from === undefined || to === undefined) {
    const words = keyWords(functionName);
    const at = words.indexOf('to');
    from ??= at > 0 ? words[at - 1] : undefined;
    to ??= at > 0 ? words[at + 1] : undefined;
  }
  return from === undefined || to === undefined ? undefined : { amount, from, to };
}

interface Sides {
  readonly from: boolean;
  readonly to: boolean;
}

const sides = new Map<string, Sides>();

/** Whether a parameter names the unit that an amount is in, or the one it is wanted in. */
function sidesOf(parameter: string): Sides {
  let known = sides.get(parameter);
  if (known === undefined) {
    const said = keyWords(parameter).join(' ');
    known = {
      from: /\b(?:from|in|source|base|input|origin|original)\b/.test(said),
      to: /\b(?:to|out|target|quote|output|destination|desired|new)\b/.test(said),
    };
    if (sides.size >= MAX_SCALES) sides.clear();
    sides.set(parameter, known);
  }
  return known;
}

/** The amount in the unit asked for; the same rate every time, and there and back gives the amount again. */
export function convert({ amount, from, to }: Conversion, seed: string): number {
  const [source, target] = [unitOf(from, seed), unitOf(to, seed)];
  const base = amount * source.factor + source.offset;
  return Number(((base - target.offset) / target.factor).toFixed(4));
}

/** What one unit of `from` is worth in `to`. */
export function rateOf({ from, to }: Conversion, seed: string): number {
  return Number((unitOf(from, seed).factor / unitOf(to, seed).factor).toPrecision(6));
}

interface Scale {
  readonly factor: number;
  readonly offset: number;
}

const scales = new Map<string, Scale | undefined>();
const MAX_SCALES = 2_000;

/** What is known of a unit in every world. */
function scaleOf(name: string): Scale | undefined {
  if (scales.has(name)) return scales.get(name);
  const unit = unitOrSymbolOf(wordsOf(name)) ?? unitOrSymbolOf(name.toLowerCase());
  const money = unit?.dimension === 'money' && Object.hasOwn(RATES, unit.said) ? RATES[unit.said] : undefined;
  const factor = unit?.factor ?? money;
  const scale =
    factor === undefined ? undefined : { factor, offset: unit?.factor === undefined ? 0 : (unit.offset ?? 0) };
  if (scales.size >= MAX_SCALES) scales.clear();
  scales.set(name, scale);
  return scale;
}

function wordsOf(name: string): string {
  return keyWords(name).join(' ') || name.toLowerCase();
}

function unitOf(name: string, seed: string): Scale {
  const known = scaleOf(name);
  if (known !== undefined) return known;
  const key = wordsOf(name);
  return { factor: Number((0.2 + createRandom(`${seed} unit ${key}`).next() * 3).toFixed(3)), offset: 0 };
}

/** Reducers over the numbers of a call, by a word of the function's name. */
const REDUCERS: readonly (readonly [RegExp, (numbers: readonly number[]) => number])[] = [
  [/\b(?:add|sum|plus)\b/, (numbers) => numbers.reduce((sum, value) => sum + value, 0)],
  [/\b(?:subtract|minus|difference)\b/, ([first = 0, ...rest]) => rest.reduce((left, value) => left - value, first)],
  [/\bmultiply\b/, (numbers) => numbers.reduce((product, value) => product * value, 1)],
  [/\b(?:divide|quotient|ratio)\b/, ([first = 0, ...rest]) => rest.reduce((left, value) => left / value, first)],
  [/\b(?:power|pow|exponent)\b/, ([base = 0, exponent = 1]) => base ** exponent],
  [/\b(?:modulo|mod|remainder)\b/, ([first = 0, second = 1]) => first % second],
  [/\b(?:mean|average)\b/, (numbers) => numbers.reduce((sum, value) => sum + value, 0) / numbers.length],
  [/\b(?:square root|sqrt)\b/, ([first = 0]) => Math.sqrt(first)],
  [/\bround\b/, ([first = 0]) => Math.round(first)],
  [/\b(?:absolute|abs)\b/, ([first = 0]) => Math.abs(first)],
  [/\b(?:maximum|max|largest|highest)\b/, (numbers) => Math.max(...numbers)],
  [/\b(?:minimum|min|smallest|lowest)\b/, (numbers) => Math.min(...numbers)],
  [/\b(?:percent)\b/, ([part = 0, whole = 1]) => (part / whole) * 100],
];

/**
 * The result of an arithmetic function whose arguments are nothing but numbers; undefined where it is none, or where the
 * result is no number (a division by zero is `Infinity` and left to the caller).
 */
export function compute(functionName: string, call: JsonObject): number | undefined {
  const expression = Object.values(call);
  if (expression.length === 1 && typeof expression[0] === 'string') return evaluate(expression[0]);
  if (expression.some((value) => typeof value !== 'number' && !Array.isArray(value))) return undefined;
  const values = expression.flatMap((value: Json) => (Array.isArray(value) ? value : [value]));
  if (values.length === 0 || !values.every((value) => typeof value === 'number')) return undefined;
  const name = keyWords(functionName).join(' ');
  const result = REDUCERS.find(([pattern]) => pattern.test(name))?.[1](values as number[]);
  return result === undefined || Number.isNaN(result) ? undefined : Number(result.toPrecision(12));
}

const TOKEN = /\s*(?:(\d+(?:\.\d+)?(?:e[+-]?\d+)?)|(\*\*|[-+*/%^()]))/giy;
const BINDING: Readonly<Record<string, number>> = { '+': 1, '-': 1, '*': 2, '/': 2, '%': 2, '^': 3, '**': 3 };
const MAX_EXPRESSION = 500;

/** The value of an arithmetic expression of numbers, `+ - * / % ^` and brackets; undefined where it is none. */
export function evaluate(expression: string): number | undefined {
  const tokens = tokenize(expression);
  if (tokens === undefined) return undefined;
  let at = 0;
  const operand = (): number => {
    const token = tokens[at];
    at += 1;
    if (token === '-') return -operand();
    if (token === '+') return operand();
    if (token === '(') {
      const inner = level(1);
      return tokens[at++] === ')' ? inner : Number.NaN;
    }
    return typeof token === 'number' ? token : Number.NaN;
  };
  const level = (least: number): number => {
    let left = operand();
    for (;;) {
      const operator = tokens[at];
      const binding = typeof operator === 'string' ? (BINDING[operator] ?? 0) : 0;
      if (binding < least) return left;
      at += 1;
      left = apply(operator as string, left, level(binding === 3 ? 3 : binding + 1));
    }
  };
  const value = level(1);
  return at === tokens.length && Number.isFinite(value) ? Number(value.toPrecision(12)) : undefined;
}

function tokenize(expression: string): (number | string)[] | undefined {
  const text = expression.trimEnd();
  if (text.length === 0 || text.length > MAX_EXPRESSION) return undefined;
  const tokens: (number | string)[] = [];
  const pattern = new RegExp(TOKEN);
  while (pattern.lastIndex < text.length) {
    const match = pattern.exec(text);
    if (match === null) return undefined;
    tokens.push(match[1] === undefined ? (match[2] as string) : Number(match[1]));
  }
  return tokens;
}

function apply(operator: string, left: number, right: number): number {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
    case '%':
      return left % right;
    default:
      return left ** right;
  }
}
