import { carriedUnit, carriedUnitAmong, type Deed } from '../../../domain/index.ts';
import type { KnownValue } from '../concepts.ts';
import type { KeyedList } from '../keys.ts';
import { COUNTS, REPORTS, TEXT_OUTPUTS } from '../lexicon.ts';
import type { Output } from '../outputs.ts';
import { isMoney } from './kinds.ts';

/** A function with more numbers than this shows a record; none of them is *the* number it gives. */
const MAX_NUMBERS = 4;

interface Answer {
  readonly numbers: number;
  readonly leaves: number;
  readonly described: boolean;
  /** `get_file_info`: the answer is about the thing, not the thing. */
  readonly about: boolean;
  /** Pictures, sounds, bytes: written as a text it is none. */
  readonly binary: boolean;
  /** The function computes numbers from numbers alone. */
  readonly computed: boolean;
  /** It computes sums of money: it takes a currency. */
  readonly money: boolean;
}

/** Numbers and texts that any function working on numbers or texts can take. */
export function offerQuantity(offers: KeyedList, output: Output, position: number, deed: Deed, answer: Answer): void {
  const role = output.concept?.role;
  const head = output.concept?.entity.at(-1) ?? '';
  if (output.type === 'number' && role === undefined) {
    const unit = carriedUnit(head) ?? carriedUnitAmong(output.descriptionWords);
    if (unit !== undefined) {
      offers.add(`u:${unit.name}`, 0.6 * output.certainty, '', 'unit', position);
    }
    // Several counts are counts of unlike things: they make no list.
    const alike = answer.numbers === 1 || !COUNTS.has(head);
    const main = answer.numbers <= MAX_NUMBERS && answer.numbers * 2 >= answer.leaves && alike;
    if (main && !REPORTS.has(head) && !CHANGING.has(deed.action)) {
      const weight = COUNTS.has(head) ? 0.55 : 0.6;
      const key = numberKey(answer.computed, output.many || answer.numbers > 1);
      offers.add(key, weight, '', 'any-number', position);
      if (answer.money) offers.add('g:money', 0.7, '', 'kind', position);
      if (answer.computed && answer.numbers === 1) offers.add('v:figure', 0.7, '', 'any-text', position);
    }
  }
  if (output.type === 'number' && role === undefined && isMoney(output, head)) {
    offers.add('v:money', 0.7 * output.certainty, '', 'kind', position);
  }
  if (output.type !== 'number' && role === undefined && TEXT_OUTPUTS.has(head) && givesText(deed, output, answer)) {
    offers.add('v:text', 0.6 * output.certainty, '', 'any-text', position);
  }
}

/** A change answers with a receipt: its numbers were known or set, not found out. */
const CHANGING: ReadonlySet<string> = new Set(['create', 'update', 'delete', 'send', 'select', 'login', 'logout']);

/** One number feeds what takes a number, several feed what takes a list of them. */
export function numberKey(computed: boolean, many: boolean): string {
  return `v:${computed ? 'result' : 'number'}${many ? 's' : ''}`;
}

/** Arithmetic: numbers, lists of numbers and units of measure go in, numbers come out. */
export function isArithmetic(deed: Deed, inputs: readonly KnownValue[], outputs: readonly Output[]): boolean {
  if (SETTING.has(deed.action)) return false;
  const required = inputs.filter((input) => input.required && input.type !== 'boolean');
  const numeric = required.filter((input) => input.type === 'number' || (input.many && input.type === 'any'));
  const unit = required.filter((input) => input.words.some((word) => word === 'unit' || word === 'currency'));
  if (numeric.length === 0 || numeric.length + unit.length < required.length) return false;
  const answers = outputs.filter((output) => !output.composite && output.certainty === 1);
  return answers.length === 0 ? deed.action === 'compute' : answers.every((output) => output.type === 'number');
}

/** Deeds that take numbers as settings, not as something to compute with. */
const SETTING: ReadonlySet<string> = new Set(['create', 'update', 'delete', 'send', 'select']);

export const PICTURED = new Set(['media', 'image', 'photo', 'picture', 'screenshot', 'audio', 'video']);

/** What changing functions call `result` or `message` is a report; what listing ones call `content`, a wrapper. */
function givesText(deed: Deed, output: Output, answer: Answer): boolean {
  if (answer.binary) return false;
  if (!answer.described && WRAPPERS.has(output.name))
    return deed.action === 'read' && !answer.about && READABLE.has(deed.object.at(-1) ?? '');
  if (deed.action === 'read' || deed.action === 'compute' || deed.action === 'other') return true;
  return deed.action === 'list' && !WRAPPERS.has(output.name);
}

/** Names that wrap whatever a tool answers. */
const WRAPPERS = new Set(['content', 'result', 'text', 'output', 'response', 'data']);

/** Things whose content is text. */
const READABLE = new Set(
  'file page document text article note email message transcript post content readme markdown source log story'.split(
    ' ',
  ),
);
