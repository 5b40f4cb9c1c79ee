import type { Message } from '../chat/index.ts';
import { splitWords } from '../english/index.ts';
import { equalJson } from '../json/index.ts';
import { type ErrorType, scalarsOf, type WrittenCall } from '../teacher/index.ts';
import { canonicalCall, type SignatureOf, sameCalls } from './equivalence.ts';
import { passesOver } from './errors/seen.ts';
import { occurrences, sourceOf, turnsOf } from './trace.ts';

/** One turn told twice, from the first difference on. */
export interface TurnComparison {
  /** Messages that both sides share; the first difference follows. */
  readonly prefix: readonly Message[];
  /** The rest of the turn, as it should be and as it is. */
  readonly reference: readonly Message[];
  readonly actual: readonly Message[];
  readonly signatureOf: SignatureOf;
}

/**
 * The error type of a turn (sec. 3.5), read from the messages alone: what was called, where the right values stand in
 * the conversation, what the closing text says. It knows nothing of how the wrong side came about. 0 where no error of
 * the five is found.
 */
export function classifyError(turn: TurnComparison): ErrorType | 0 {
  const wanted = callsOf(turn.reference);
  const made = callsOf(turn.actual);
  // A claim of success after an error (core notes, negatives of type 4).
  if (made.length === 0 && passesOver(lastText(turn.actual), turn.prefix) !== undefined) return 4;
  if (wanted.length === 0) return withoutReferenceCalls(turn, made);
  if (made.length === 0) return withoutCalls(turn, wanted);
  return differentCalls(turn, wanted, made);
}

export function callsOf(messages: readonly Message[]): WrittenCall[] {
  return messages.flatMap((message) =>
    message.role === 'assistant'
      ? (message.tool_calls ?? []).map((call) => ({ name: call.function.name, arguments: call.function.arguments }))
      : [],
  );
}

/** Calls of the turn in work that both sides share. */
function callsBefore(turn: TurnComparison): WrittenCall[] {
  const start = turn.prefix.findLastIndex((message) => message.role === 'user');
  return callsOf(turn.prefix.slice(start));
}

function withoutReferenceCalls(turn: TurnComparison, made: readonly WrittenCall[]): ErrorType | 0 {
  const acted = callsBefore(turn).length > 0;
  if (made.length > 0) return acted ? 0 : 5;
  if (!acted) return isRequest(lastText(turn.actual)) === isRequest(lastText(turn.reference)) ? 0 : 5;
  return sameClaims(turn) ? 0 : 4;
}

/** Scalars of this turn's outputs that a text states. */
function sameClaims(turn: TurnComparison): boolean {
  const stated = (text: string) => new Set(text.match(/[\p{L}\p{N}][\p{L}\p{N}.,:@/_-]*/gu) ?? []);
  const right = stated(lastText(turn.reference));
  const said = stated(lastText(turn.actual));
  return right.size === said.size && [...right].every((word) => said.has(word));
}

function lastText(messages: readonly Message[]): string {
  const message = messages.findLast((item) => item.role === 'assistant');
  return message?.content ?? '';
}

/** Asks the user for something, or says that it cannot be done. */
function isRequest(text: string): boolean {
  return /\?\s*$|\?\s|\b(?:can't|cannot|can not|unable|no tools?|none of (?:the|my) tools|not something I can|don't have|do not have|missing|kann ich (?:hier |im moment )?(?:leider )?nicht|fehlt mir|kein werkzeug|fehlt noch)\b/i.test(
    text,
  );
}

function withoutCalls(turn: TurnComparison, wanted: readonly WrittenCall[]): ErrorType | 0 {
  const text = lastText(turn.actual);
  if (!isRequest(text)) return callsBefore(turn).length > 0 ? 1 : 5;
  const [first] = wanted;
  if (first === undefined) return 5;
  const words = new Set(splitWords(text));
  const asked = Object.entries(first.arguments).filter(([name]) =>
    splitWords(name).some((word) => word.length > 2 && words.has(word)),
  );
  const distances = asked.map(([, value]) => distanceOf(turn, value)).filter((distance) => distance !== undefined);
  return distances.some((distance) => distance >= 2) ? 3 : 5;
}

/** Turns since an output gave the value; undefined where the user said it or nobody did. */
function distanceOf(
  turn: TurnComparison,
  value: WrittenCall['arguments'][string],
  more: readonly Message[] = [],
): number | undefined {
  const messages = more.length === 0 ? turn.prefix : [...turn.prefix, ...more];
  const now = turnsOf(turn.prefix).at(-1) ?? 0;
  const sources = scalarsOf(value).map((scalar) => sourceOf(scalar, messages, messages.length));
  const outputs = sources.filter((source) => source?.from === 'output');
  if (outputs.length === 0) return undefined;
  return Math.max(...outputs.map((source) => now - (source?.turn ?? now)));
}

function differentCalls(
  turn: TurnComparison,
  wanted: readonly WrittenCall[],
  made: readonly WrittenCall[],
): ErrorType | 0 {
  if (sameCalls(wanted, made, turn.signatureOf)) return sameClaims(turn) ? 0 : 4;
  const right = new Set(wanted.map((call) => canonicalCall(call, turn.signatureOf)));
  const wrong = made.find((call) => !right.has(canonicalCall(call, turn.signatureOf)));
  if (wrong === undefined) return 1;
  const match = wanted.find(
    (call) =>
      call.name === wrong.name &&
      !made.some((other) => canonicalCall(other, turn.signatureOf) === canonicalCall(call, turn.signatureOf)),
  );
  if (match === undefined) return 5;
  if (skippedProducer(turn, match, wanted, made)) return 1;
  const until = turn.reference.findIndex(
    (message) =>
      message.role === 'assistant' &&
      message.tool_calls?.some(
        (call) => call.function.name === match.name && equalJson(call.function.arguments, match.arguments),
      ),
  );
  const distances = Object.entries(match.arguments)
    .filter(
      ([name, value]) => !Object.hasOwn(wrong.arguments, name) || !equalJson(wrong.arguments[name] ?? null, value),
    )
    .map(([, value]) => distanceOf(turn, value, turn.reference.slice(0, Math.max(0, until))));
  const known = distances.filter((distance) => distance !== undefined);
  if (known.length === 0) return 5;
  return Math.max(...known) >= 2 ? 3 : 2;
}

/** A value of the right call comes out of a reference call of this turn that the other side never made. */
function skippedProducer(
  turn: TurnComparison,
  match: WrittenCall,
  wanted: readonly WrittenCall[],
  made: readonly WrittenCall[],
): boolean {
  const names = new Set(made.map((call) => call.name));
  const missing = wanted.filter((call) => call !== match && !names.has(call.name));
  if (missing.length === 0) return false;
  return Object.values(match.arguments).some((value) =>
    scalarsOf(value).some((scalar) => {
      const before = occurrences(scalar, turn.prefix).some((place) => place.from !== 'agent');
      const inside = turn.reference.some(
        (message) =>
          message.role === 'tool' &&
          missing.some((call) => call.name === message.name) &&
          occurrences(scalar, [message]).length > 0,
      );
      return inside && !before;
    }),
  );
}
