import { type Json, parsedJson } from '../json/index.ts';
import type { Observation } from './rule.ts';

/** Answers taken from one file; more add nothing to what the rule can say. */
const MAX_OBSERVATIONS = 20_000;

/**
 * Recorded answers in JSON Lines: records of a Magnet run or any line with `messages` that hold `tool` messages; lines
 * `{name, result}`; lists of `{call, result}` with a call written as `name(…)`. Lines of another shape are passed over.
 * @param source Name of the file, for messages.
 */
export function readObservations(text: string, source: string): Observation[] {
  const found: Observation[] = [];
  let line = 0;
  for (const content of lines(text)) {
    line++;
    const value = parsedJson(content);
    if (value !== undefined) collect(value, `${source}:${line}`, found, 0);
    if (found.length >= MAX_OBSERVATIONS) break;
  }
  return found;
}

function* lines(text: string): Iterable<string> {
  let start = 0;
  while (start < text.length) {
    const end = text.indexOf('\n', start);
    yield text.slice(start, end < 0 ? text.length : end);
    start = end < 0 ? text.length : end + 1;
  }
}

function collect(value: Json, source: string, found: Observation[], depth: number): void {
  if (typeof value !== 'object' || value === null || depth > 8 || found.length >= MAX_OBSERVATIONS) return;
  if (Array.isArray(value)) {
    for (const item of value) collect(item, source, found, depth + 1);
    return;
  }
  const one = observation(value);
  if (one !== undefined) {
    found.push({ ...one, source });
    return;
  }
  for (const key of ['messages', 'executed', 'calls', 'results', 'negative']) {
    if (Object.hasOwn(value, key)) collect(value[key] ?? null, source, found, depth + 1);
  }
}

function observation(value: { [key: string]: Json }): Omit<Observation, 'source'> | undefined {
  if (value.role !== undefined) {
    const { role, name, content } = value;
    return role === 'tool' && typeof name === 'string'
      ? { function: name, response: unpack(content ?? null) }
      : undefined;
  }
  const answer = value.result ?? value.output ?? value.response;
  if (answer === undefined) return undefined;
  const name = value.function ?? value.name ?? value.tool ?? callee(value.call);
  return typeof name === 'string' ? { function: name, response: unpack(answer) } : undefined;
}

/** `cd` of `cd(folder='x')`. */
function callee(call: Json | undefined): string | undefined {
  return typeof call === 'string' ? /^\s*([\w.]+)\s*\(/.exec(call)?.[1] : undefined;
}

/** Answers are often written as JSON in a text. */
function unpack(value: Json): Json {
  if (typeof value !== 'string' || !/^\s*[[{"\d]|^\s*(?:true|false|null)/.test(value)) return value;
  return parsedJson(value) ?? value;
}
