import { nameWords } from '../../graph/index.ts';
import { createRandom } from '../../random/index.ts';
import type { Json, JsonObject } from '../../signature/index.ts';

/** Worth of units in one base unit a group, `value · factor + offset` giving the base; rates are ours and fixed. */
const UNITS: Readonly<Record<string, readonly [group: string, factor: number, offset?: number]>> = {
  usd: ['currency', 1],
  eur: ['currency', 1.08],
  gbp: ['currency', 1.27],
  jpy: ['currency', 0.0067],
  chf: ['currency', 1.12],
  cad: ['currency', 0.73],
  aud: ['currency', 0.66],
  nok: ['currency', 0.094],
  sek: ['currency', 0.095],
  dkk: ['currency', 0.145],
  inr: ['currency', 0.012],
  cny: ['currency', 0.14],
  rmb: ['currency', 0.14],
  sgd: ['currency', 0.74],
  kes: ['currency', 0.0077],
  clp: ['currency', 0.0011],
  czk: ['currency', 0.043],
  brl: ['currency', 0.19],
  mxn: ['currency', 0.058],
  meter: ['length', 1],
  m: ['length', 1],
  metre: ['length', 1],
  kilometer: ['length', 1000],
  kilometre: ['length', 1000],
  km: ['length', 1000],
  mile: ['length', 1609.344],
  mi: ['length', 1609.344],
  centimeter: ['length', 0.01],
  cm: ['length', 0.01],
  millimeter: ['length', 0.001],
  mm: ['length', 0.001],
  foot: ['length', 0.3048],
  feet: ['length', 0.3048],
  ft: ['length', 0.3048],
  inch: ['length', 0.0254],
  yard: ['length', 0.9144],
  gram: ['mass', 1],
  g: ['mass', 1],
  kilogram: ['mass', 1000],
  kg: ['mass', 1000],
  pound: ['mass', 453.59237],
  lb: ['mass', 453.59237],
  ounce: ['mass', 28.349523],
  oz: ['mass', 28.349523],
  liter: ['volume', 1],
  litre: ['volume', 1],
  l: ['volume', 1],
  gallon: ['volume', 3.785412],
  milliliter: ['volume', 0.001],
  ml: ['volume', 0.001],
  pint: ['volume', 0.473176],
  cup: ['volume', 0.236588],
  celsius: ['temperature', 1, 0],
  c: ['temperature', 1, 0],
  fahrenheit: ['temperature', 5 / 9, -160 / 9],
  f: ['temperature', 5 / 9, -160 / 9],
  kelvin: ['temperature', 1, -273.15],
  k: ['temperature', 1, -273.15],
  second: ['time', 1],
  sec: ['time', 1],
  minute: ['time', 60],
  hour: ['time', 3600],
  day: ['time', 86400],
  week: ['time', 604800],
  byte: ['data', 1],
  kilobyte: ['data', 1000],
  kb: ['data', 1000],
  megabyte: ['data', 1e6],
  mb: ['data', 1e6],
  gigabyte: ['data', 1e9],
  gb: ['data', 1e9],
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
  const entries = Object.entries(call);
  const amount = entries.find(([, value]) => typeof value === 'number')?.[1];
  if (typeof amount !== 'number') return undefined;
  const unit = (pattern: RegExp) =>
    entries.find(([name, value]) => typeof value === 'string' && pattern.test(nameWords(name).join(' ')))?.[1] as
      | string
      | undefined;
  const words = nameWords(functionName);
  const at = words.indexOf('to');
  const from = unit(/\b(?:from|in|source|base|input|origin|original)\b/) ?? (at > 0 ? words[at - 1] : undefined);
  const to = unit(/\b(?:to|out|target|quote|output|destination|desired|new)\b/) ?? (at > 0 ? words[at + 1] : undefined);
  return from === undefined || to === undefined ? undefined : { amount, from, to };
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

function unitOf(name: string, seed: string): { factor: number; offset: number } {
  const key = nameWords(name).join(' ') || name.toLowerCase();
  const known = Object.hasOwn(UNITS, key) ? UNITS[key] : undefined;
  if (known !== undefined) return { factor: known[1], offset: known[2] ?? 0 };
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
  const values = Object.values(call).flatMap((value: Json) => (Array.isArray(value) ? value : [value]));
  if (values.length === 0 || !values.every((value) => typeof value === 'number')) return undefined;
  const name = nameWords(functionName).join(' ');
  const result = REDUCERS.find(([pattern]) => pattern.test(name))?.[1](values as number[]);
  return result === undefined || Number.isNaN(result) ? undefined : Number(result.toPrecision(12));
}

const TOKEN = /\s*(?:(\d+(?:\.\d+)?(?:e[+-]?\d+)?)|(\*\*|[-+*/%^()]))/giy;
const BINDING: Readonly<Record<string, number>> = { '+': 1, '-': 1, '*': 2, '/': 2, '%': 2, '^': 3, '**': 3 };
const LONGEST_EXPRESSION = 500;

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
  if (text.length === 0 || text.length > LONGEST_EXPRESSION) return undefined;
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
