import { createContext } from 'preact';
import type { Json, JsonObject, RecordEdit } from '../../../../server/src/lsp/protocol.ts';
import type { ToRun } from '../messages.ts';
import { parseJson } from './conversation.ts';

/** What is being edited: where it stands, and its text as it is now. */
export type EditTarget = {
  readonly side: 'right' | 'wrong';
  /** What is written is the wrong side of a new pair; the record stays as it is. */
  readonly pair?: true;
  readonly message: number;
} & (
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'call'; readonly call: number; readonly name: string; readonly arguments: JsonObject }
  | { readonly kind: 'value'; readonly call: number; readonly parameter: string; readonly value: Json }
);

export type EditAnswer =
  | Extract<ToRun, { type: 'edited' }>
  | { readonly type: 'editFailed'; readonly message: string }
  | undefined;

/** How the parts of a record are edited; undefined where they cannot be. */
export interface EditActions {
  readonly target: EditTarget | undefined;
  readonly answer: EditAnswer;
  /** What was edited before a person turned back. */
  readonly left: EditTarget | undefined;
  begin(target: EditTarget): void;
  cancel(): void;
  preview(edit: RecordEdit): void;
  save(edit: RecordEdit, reason: string): void;
  makePair(edit: RecordEdit, reason: string): void;
  /** Whether the record itself can be changed: rows of other tools cannot. */
  readonly isOurs: boolean;
  askAgain(turn: number, part: 'query' | 'closing'): void;
}

export const Editing = createContext<EditActions | undefined>(undefined);

export function sameTarget(left: EditTarget | undefined, right: EditTarget): boolean {
  if (
    left === undefined ||
    left.pair !== right.pair ||
    left.kind !== right.kind ||
    left.side !== right.side ||
    left.message !== right.message
  )
    return false;
  if (left.kind === 'text' || right.kind === 'text') return true;
  if (left.call !== right.call) return false;
  return left.kind !== 'value' || right.kind !== 'value' || left.parameter === right.parameter;
}

/** The edit that the fields say, or why they say none. */
export function editOf(target: EditTarget, text: string, name: string): RecordEdit | string {
  const { side, message } = target;
  if (target.kind === 'text') return { kind: 'text', side, message, content: text };
  const value = parseJson(text);
  if (value === undefined) return 'This is no JSON: a text stands in double quotes.';
  const { call } = target;
  if (target.kind === 'value') return { kind: 'value', side, message, call, parameter: target.parameter, value };
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'Arguments are an object: { … }.';
  return { kind: 'call', side, message, call, name, arguments: value };
}
