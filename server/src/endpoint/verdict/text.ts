import type { Message, ToolDefinition } from '../../chat/index.ts';
import { jsonOrText } from '../../json/index.ts';
import { inventedFacts, leavesOf } from '../../trajectory/index.ts';
import type { Outcome } from '../../world/index.ts';
import type { Fault } from './labels.ts';
import { admits } from './manner.ts';

/** The words an agent ends a turn with, and what they are judged by. */
export interface ClosingText {
  readonly text: string;
  /** What the record says instead. */
  readonly reference: string;
  /** The conversation before the text. */
  readonly messages: readonly Message[];
  readonly tools: readonly ToolDefinition[];
  /** Outcomes of the calls of this turn, in order. */
  readonly outcomes: readonly Outcome[];
}

const MAX_FACTS = 5;

/**
 * What is wrong with a closing text: a fact that nothing said or returned holds, a value turned into another one in
 * otherwise the same words, a failed call that it does not speak of. A text that is the reference's is right.
 */
export function textFaults(closing: ClosingText): Fault[] {
  const { text, reference, messages, tools } = closing;
  if (text.trim() === reference.trim() || text.trim() === '') return [];
  const words = tools.map((tool) => JSON.stringify(tool.function));
  const invented = inventedFacts(text, { messages, facts: [reference], words }).slice(0, MAX_FACTS);
  const faults = invented.map(({ kind, said }) => fault(`no output says the ${kind} ${JSON.stringify(said.trim())}`));
  if (faults.length > 0) return faults;
  const turned = turnedClaim(closing);
  if (turned !== undefined) return [fault(turned)];
  return claimsSuccess(closing) ? [fault('the last call failed, and the text does not say so')] : [];
}

function fault(text: string): Fault {
  return { label: 'wrong-text', text };
}

function claimsSuccess({ text, outcomes, messages }: ClosingText): boolean {
  return outcomes.at(-1)?.ok === false && !admits(text, lastQuery(messages));
}

/** What the user said last. */
export function lastQuery(messages: readonly Message[]): string {
  return messages.findLast((message) => message.role === 'user')?.content ?? '';
}

const TURNS_ROUND = new Set(['yes', 'no', 'not', 'never', 'true', 'false', "n't", 'none']);
/** A text of which more than this share of words differs was written anew: only its facts are judged. */
const MAX_DIFFERENT = 0.35;

/** The claim that differs where a text says in the reference's words another value of an output, or its opposite. */
function turnedClaim({ text, reference, messages }: ClosingText): string | undefined {
  const [said, right] = [wordsOf(text), wordsOf(reference)];
  const lost = without(right, said);
  const gained = without(said, right);
  if (lost.length + gained.length === 0) return undefined;
  const oneWord = lost.length <= 1 && gained.length <= 1;
  if (!oneWord && lost.length + gained.length > MAX_DIFFERENT * (said.length + right.length)) return undefined;
  const differs = `the text says ${shown(gained)} where the outputs say ${shown(lost)}`;
  if ([...lost, ...gained].some((word) => TURNS_ROUND.has(word))) return differs;
  const values = statedValues(reference, messages);
  return lost.some((word) => values.has(word)) ? differs : undefined;
}

function shown(words: readonly string[]): string {
  return words.length === 0 ? 'nothing' : JSON.stringify(words.join(' '));
}

/** Words of the outputs' values that a text states whole. */
function statedValues(text: string, messages: readonly Message[]): ReadonlySet<string> {
  const said = text.toLowerCase();
  const words = new Set<string>();
  for (const message of messages) {
    if (message.role !== 'tool') continue;
    for (const { value } of leavesOf(jsonOrText(message.content))) {
      if (typeof value !== 'string' && typeof value !== 'number') continue;
      const stated = String(value).toLowerCase();
      if (stated !== '' && said.includes(stated)) for (const word of wordsOf(stated)) words.add(word);
    }
  }
  return words;
}

function wordsOf(text: string): string[] {
  return (
    text
      .toLowerCase()
      .replaceAll('’', "'")
      .replace(/n't\b/g, " n't")
      .match(/n't|[\p{L}\p{N}](?:[\p{L}\p{N}.,:@/_'-]*[\p{L}\p{N}])?/gu) ?? []
  );
}

/** Items of the first list that the second does not have, counted. */
function without(list: readonly string[], other: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const word of other) left.set(word, (left.get(word) ?? 0) + 1);
  return list.filter((word) => {
    const count = left.get(word) ?? 0;
    if (count > 0) left.set(word, count - 1);
    return count === 0;
  });
}
