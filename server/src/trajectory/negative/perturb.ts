import { isRecord, type Json, type JsonSchema } from '../../json/index.ts';
import type { Random } from '../../random/index.ts';
import { otherOfItsKind } from '../../world/index.ts';

const DATE = /^(\d{4})-(\d{2})-(\d{2})/;

/** A value near the right one and wrong: what a model makes up. Undefined where none can be made. */
export function perturb(value: Json, schema: JsonSchema | undefined, random: Random): Json | undefined {
  const choices = schema?.enum?.filter((option) => option !== value) ?? [];
  if (schema?.enum !== undefined) return random.pick(choices);
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'number') return perturbNumber(value, schema, random);
  if (typeof value === 'string') return perturbText(value, random);
  if (Array.isArray(value)) return perturbList(value, schema, random);
  return perturbObject(value, random);
}

function perturbNumber(value: number, schema: JsonSchema | undefined, random: Random): number | undefined {
  const whole = Number.isInteger(value);
  const step = whole
    ? 1 + random.below(Math.max(2, Math.min(9, Math.abs(value))))
    : Math.max(0.5, Math.round(Math.abs(value) * (4 + random.below(12))) / 100);
  const digits = (String(value).split('.')[1] ?? '').length;
  const fits = (option: number) =>
    option !== value && option >= (schema?.minimum ?? -Infinity) && option <= (schema?.maximum ?? Infinity);
  const options = [value + step, value - step].map((option) => Number(option.toFixed(whole ? 0 : Math.max(1, digits))));
  const likely = options.filter((option) => fits(option) && (value < 0 || option >= 0));
  return random.pick(likely.length > 0 ? likely : options.filter(fits));
}

/** Another day, another thing of the same kind, other digits; one word less where nothing of it is known. */
function perturbText(value: string, random: Random): string | undefined {
  const date = DATE.exec(value);
  if (date !== null) return shiftDay(value, date, 1 + random.below(6));
  const other = otherOfItsKind(value, random);
  if (other !== undefined) return other;
  if (/\d/.test(value)) return otherDigits(value, random);
  if (CODE.test(value)) return otherLetters(value, random);
  const denied = value.replace(/\b(?:has|have) been\b|\b(?:is|are|was|were)\b/, '$& not');
  if (denied !== value) return denied.replace(' been not', ' not been');
  const words = value.split(' ');
  if (words.length > 2) return words.slice(0, -1).join(' ');
  return undefined;
}

function shiftDay(value: string, match: RegExpExecArray, days: number): string {
  const day = new Date(Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3]) + days));
  if (Number.isNaN(day.getTime())) return otherYear(value);
  return day.toISOString().slice(0, 10) + value.slice(10);
}

function otherYear(value: string): string {
  return `${Number(value.slice(0, 4)) + 1}${value.slice(4)}`;
}

/** The last two digits become others. */
function otherDigits(value: string, random: Random): string {
  const places = [...value].flatMap((letter, index) => (/\d/.test(letter) ? [index] : [])).slice(-2);
  const letters = [...value];
  for (const place of places) {
    letters[place] = String((Number(letters[place]) + 1 + random.below(8)) % 10);
  }
  return letters.join('');
}

/** `PL-KTXNH`, `LHR`: an identifier that no digit is in. */
const CODE = /^(?=.*[A-Z]{2})[A-Z]+(?:[-_.:][A-Z]+)*$/;

/** The last two letters become others. */
function otherLetters(value: string, random: Random): string {
  const letters = [...value];
  const places = letters.flatMap((letter, index) => (/[A-Z]/.test(letter) ? [index] : [])).slice(-2);
  for (const place of places) {
    const at = (letters[place] ?? 'A').charCodeAt(0) - FIRST;
    letters[place] = String.fromCharCode(FIRST + ((at + 1 + random.below(LETTERS - 1)) % LETTERS));
  }
  return letters.join('');
}

const FIRST = 'A'.charCodeAt(0);
const LETTERS = 26;

function perturbList(value: readonly Json[], schema: JsonSchema | undefined, random: Random): Json | undefined {
  if (value.length > 1 && random.chance(0.5)) return value.slice(0, -1);
  const items = typeof schema?.items === 'object' ? schema.items : undefined;
  const changed = value[0] === undefined ? undefined : perturb(value[0], items, random);
  return changed === undefined ? undefined : [changed, ...value.slice(1)];
}

function perturbObject(value: Json, random: Random): Json | undefined {
  if (!isRecord(value)) return undefined;
  const copy = Object.entries(value);
  for (const [index, [key, item]] of copy.entries()) {
    const changed = perturb(item, undefined, random);
    if (changed !== undefined) {
      copy[index] = [key, changed];
      return Object.fromEntries(copy);
    }
  }
  return undefined;
}
