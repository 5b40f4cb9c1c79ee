import type { FileLine } from '../../files/index.ts';
import { type Json, jsonOrText } from '../../json/index.ts';
import { readObservations } from '../../rules/index.ts';
import type { TrajectoryRecord } from '../../trajectory/index.ts';
import { readOutcome } from '../../world/index.ts';
import { readLine } from './run.ts';

/** An answer that a function gave when it really ran. */
export interface ObservedAnswer {
  /** Name as the file writes it. */
  readonly function: string;
  readonly output: Json;
}

/** The world whose answers are made from the signatures: they show nothing that was not predicted. */
const SIMULATED = 'simulated';

/**
 * The answers in a run of a real world, in conversations that were recorded elsewhere, or in lines `{name, result}`; see
 * `readObservations`. Answers of the simulated world and those that report an error are left out.
 */
export async function* observedAnswers(
  lines: AsyncIterable<FileLine>,
  signal?: AbortSignal,
): AsyncGenerator<ObservedAnswer> {
  for await (const { text, tooLong } of lines) {
    signal?.throwIfAborted();
    if (tooLong === true || text.trim() === '') continue;
    for (const answer of answersIn(text)) if (readOutcome(answer.output).ok) yield answer;
  }
}

function answersIn(text: string): readonly ObservedAnswer[] {
  const read = readLine(text, 0);
  if (typeof read !== 'string' && read.record.messages.some(({ role }) => role === 'tool'))
    return inRecord(read.record);
  return readObservations(text, '').map(({ function: name, response }) => ({ function: name, output: response }));
}

function inRecord({ messages, provenance }: TrajectoryRecord): readonly ObservedAnswer[] {
  if (provenance.world === SIMULATED) return [];
  return messages.flatMap((message) =>
    message.role === 'tool' ? [{ function: message.name, output: unpacked(message.content) }] : [],
  );
}

/** An answer as it came: most are JSON in a text. */
function unpacked(content: string): Json {
  if (!/^\s*(?:[[{"\d-]|true|false|null)/.test(content)) return content;
  return jsonOrText(content);
}
