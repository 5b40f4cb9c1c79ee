import { isRecord, type Json, type JsonObject } from '../../json/index.ts';
import type { Outcome } from '../types.ts';

/** An output that means failure, as an author names it: a key that is there and says something, or a key with this value. */
export interface FailureRule {
  readonly key: string;
  readonly value?: string;
}

/**
 * Reads `KEY` or `KEY=VALUE`.
 * @throws RangeError for a text without a key
 */
export function failureRule(text: string): FailureRule {
  const [key = '', ...rest] = text.split('=');
  if (key.trim() === '') throw new RangeError(`"${text}" names no key; write KEY or KEY=VALUE`);
  return rest.length === 0 ? { key: key.trim() } : { key: key.trim(), value: rest.join('=').trim() };
}

const MAX_MESSAGE = 4_000;
/** A tool's text that begins so is what went wrong; a longer one is a document that speaks of errors. */
const ERROR_TEXT = /^(?:error|exception|traceback)\b\s*[:(\n]/i;
const MAX_ERROR_TEXT = 400;
const NO = new Set(['error', 'failed', 'failure', 'fail']);

/**
 * An answer that is shaped like an error is a failure, however it came: `{"error": …}`, `{"success": false}`,
 * `{"status": "error"}`, a text that begins with "Error:", or what the author names. Anything else stays as it is.
 */
export function readOutcome(output: Json, rules: readonly FailureRule[] = []): Outcome {
  const message = failureIn(output, rules);
  return message === undefined ? { ok: true, output } : { ok: false, error: { code: 'tool_error', message } };
}

function failureIn(output: Json, rules: readonly FailureRule[]): string | undefined {
  if (typeof output === 'string') {
    const text = output.trim();
    return ERROR_TEXT.test(text) && text.length <= MAX_ERROR_TEXT ? text : undefined;
  }
  if (!isRecord(output)) return undefined;
  const named = rules.find((rule) => isNamed(output, rule));
  if (named !== undefined) return wordsOf(output, output[named.key] as Json);
  const { error, errors, success, ok, isError, status } = output;
  if (saysSomething(error)) return wordsOf(output, error);
  if (Array.isArray(errors) && errors.length > 0 && !saysSomething(output.data))
    return wordsOf(output, errors[0] ?? '');
  if (success === false || ok === false || isError === true) return wordsOf(output, undefined);
  return typeof status === 'string' && NO.has(status.toLowerCase()) ? wordsOf(output, undefined) : undefined;
}

function isNamed(output: JsonObject, { key, value }: FailureRule): boolean {
  if (!Object.hasOwn(output, key)) return false;
  const found = output[key] as Json;
  return value === undefined ? saysSomething(found) : String(found) === value;
}

function saysSomething(value: Json | undefined): value is Json {
  if (value === undefined || value === null || value === false || value === '') return false;
  return typeof value !== 'object' || Object.keys(value).length > 0;
}

/** The sentence of an error: its own, else one beside it, else all of it. */
function wordsOf(output: JsonObject, error: Json | undefined): string {
  const inner = isRecord(error) ? error : undefined;
  const candidates = [
    typeof error === 'string' ? error : undefined,
    ...[inner, output].flatMap((from) => [from?.message, from?.detail, from?.reason, from?.error]),
  ];
  const found = candidates.find((text): text is string => typeof text === 'string' && text.trim() !== '');
  return (found ?? JSON.stringify(output)).slice(0, MAX_MESSAGE);
}
