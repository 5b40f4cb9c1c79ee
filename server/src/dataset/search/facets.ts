import type { Certificate, Message, TrajectoryRecord } from '../../trajectory/index.ts';
import { checkCalls } from '../read/call-check.ts';
import { recordTitle } from '../read/run.ts';
import { type ReviewState, stateInRecord } from '../review/index.ts';

/** What is kept of a record in memory, so that lists and most of a search need not read it again. */
export interface RecordFacets {
  readonly id: string;
  readonly title: string;
  readonly kind: string;
  readonly turns: number;
  readonly calls: number;
  readonly pair: boolean;
  /** Undefined where there is no wrong side. */
  readonly errorType: number | undefined;
  /** Calls that its own tools refuse, and calls that nothing could be held against. */
  readonly invalid: number;
  readonly notChecked: number;
  /** Calls that were answered with an error. */
  readonly failed: number;
  /** Names of what both sides call, and of arguments, lower case, each once. */
  readonly tools: readonly string[];
  readonly args: readonly string[];
  /** `insert`, and `insert!` for one that does not hold. */
  readonly certificates: readonly string[];
  readonly edited: boolean;
  /** What the record says itself; a review beside it says more. */
  readonly review: ReviewState;
}

/** Texts that recur in many records are held once. */
export class Interner {
  readonly #texts = new Map<string, string>();
  readonly #lists = new Map<string, readonly string[]>();

  text(text: string): string {
    const known = this.#texts.get(text);
    if (known !== undefined) return known;
    if (this.#texts.size < MAX_KEPT) this.#texts.set(text, text);
    return text;
  }

  list(texts: Iterable<string>): readonly string[] {
    const sorted = [...new Set(texts)].sort();
    const key = sorted.join('\n');
    const known = this.#lists.get(key);
    if (known !== undefined) return known;
    const list = sorted.map((text) => this.text(text));
    if (this.#lists.size < MAX_KEPT) this.#lists.set(key, list);
    return list;
  }
}

const MAX_KEPT = 50_000;

export function recordFacets(record: TrajectoryRecord, interner: Interner): RecordFacets {
  const calls = [...callsOf(record.messages), ...callsOf(record.rejected ?? [])];
  const states = checkCalls(record).map(({ state }) => state);
  return {
    id: record.id,
    title: recordTitle(record),
    kind: interner.text(record.kind),
    turns: record.turns.length,
    calls: states.length,
    pair: record.rejected !== undefined,
    errorType: record.divergesAt?.errorType,
    invalid: states.filter((state) => state === 'invalid').length,
    notChecked: states.filter((state) => state === 'not-checked').length,
    failed: record.messages.filter(isFailure).length,
    tools: interner.list(calls.map(({ name }) => name.toLowerCase())),
    args: interner.list(calls.flatMap((call) => Object.keys(call.arguments ?? {}).map((key) => key.toLowerCase()))),
    certificates: interner.list((record.certificates as readonly Certificate[]).map(certificateName)),
    edited: record.review?.status === 'edited' || (record.review?.edits?.length ?? 0) > 0,
    review: stateInRecord(record),
  };
}

function callsOf(messages: readonly Message[]) {
  return messages.flatMap((message) =>
    message.role === 'assistant' ? (message.tool_calls ?? []).map((call) => call.function) : [],
  );
}

function certificateName({ kind, holds }: Certificate): string {
  return holds ? kind : `${kind}!`;
}

/** An output that is an object with an `error`, as the worlds and most APIs word it. */
function isFailure(message: Message): boolean {
  return message.role === 'tool' && /^\s*\{\s*"error"\s*:/.test(message.content.slice(0, 200));
}
