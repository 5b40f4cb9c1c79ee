import type { Message, ToolDefinition } from '../chat/index.ts';
import type { JsonObject } from '../json/index.ts';
import type { SignaturePath } from '../path/index.ts';
import type { ErrorType } from '../teacher/index.ts';

export type { Message, ToolCall, ToolDefinition } from '../chat/index.ts';
export { ERROR_TYPES, type ErrorType } from '../teacher/index.ts';

export type RecordKind = 'multi-turn' | 'single' | 'parallel' | 'multiple' | 'irrelevance';

/** What an agent's message does: runs something, asks for a value, says that it cannot be done, or answers. */
export type MoveKind = 'call' | 'ask' | 'decline' | 'answer';

/** Where an argument's value came from: what a reader sees as a badge beside it. */
export interface ArgumentSource {
  /** Parameter path as `formatFieldPath` writes it. */
  readonly parameter: string;
  readonly from: 'query' | 'output' | 'default' | 'invented';
  /** Turn (0-based) the value was said or issued in. */
  readonly turn?: number;
  /** For `output`: the message that holds it and the field. */
  readonly message?: number;
  readonly field?: string;
}

/** One turn of a record: which messages it spans and what it tests. */
export interface TurnInfo {
  readonly index: number;
  readonly kind: 'call' | 'miss_func' | 'miss_params';
  /** Half-open range of message indices. */
  readonly messages: readonly [start: number, end: number];
  /** The reference calls with their sources, in order. */
  readonly calls: readonly {
    readonly message: number;
    readonly call: number;
    readonly sources: readonly ArgumentSource[];
  }[];
  /** Short notes for a reader: `inserted: convert_price, not named`, `recalls turn 1 · distance 4`. */
  readonly notes: readonly string[];
}

/** A claim about a record that replaying it has proved (design, "certificates by replay"). */
export interface Certificate {
  readonly kind:
    | 'insert'
    | 'miss_func'
    | 'miss_params'
    | 'negative'
    | 'long-dependency'
    | 'replay'
    | 'coherent'
    | 'error';
  readonly turn: number;
  readonly holds: boolean;
  readonly detail: string;
}

/** Canonical record: one JSON line. Every export is a pure function of it. */
export interface TrajectoryRecord {
  readonly id: string;
  readonly index: number;
  readonly kind: RecordKind;
  readonly catalogHash: string;
  readonly path: SignaturePath;
  /** In the shuffled order the system prompt offers them. */
  readonly tools: readonly ToolDefinition[];
  /** For miss_func turns: names withheld until the given message index. */
  readonly withheld?: readonly { readonly name: string; readonly until: number }[];
  readonly messages: readonly Message[];
  readonly turns: readonly TurnInfo[];
  /** The other side of a pair: a whole conversation sharing `messages[0 … divergesAt.message)`. */
  readonly rejected?: readonly Message[];
  /** `errorType` is 0 in a pair read from a file that does not say. */
  readonly divergesAt?: {
    readonly message: number;
    readonly errorType: ErrorType | 0;
    readonly reason: string;
    /** What the preferred side does at this message, and what the rejected one does instead. */
    readonly preferred?: MoveKind;
    readonly avoided?: MoveKind;
    /** The value that is wrong and the one that is right, as text, where the error is one value. */
    readonly wrong?: string;
    readonly right?: string;
    /** The wrong value stands in no message and no output before it: nobody gave it. */
    readonly madeUp?: boolean;
  };
  readonly certificates: readonly Certificate[];
  readonly provenance: {
    readonly teacher: string;
    readonly model: string;
    readonly parameters: JsonObject;
    readonly promptHash: string;
    readonly tokens: { readonly input: number; readonly output: number };
    readonly costUsd: number;
    readonly seed: string;
    readonly world: string;
    /** Id of the function whose first call finds its service down, where one does: a part of the world's start. */
    readonly outage?: string;
    readonly codeVersion: string;
    /** The wrong call is one that a student made itself, and which model it was; else a typed mutation of the right one. */
    readonly negative?: 'student';
    readonly student?: string;
    /** Model that took the student's turn for wrong as well. */
    readonly judge?: string;
    /** The record that stood here before its signatures changed. */
    readonly replaces?: { readonly id: string; readonly catalogHash: string; readonly why: readonly string[] };
  };
  readonly review: {
    readonly status: 'unreviewed' | 'accepted' | 'rejected' | 'edited';
    readonly edits: readonly string[];
  };
}
