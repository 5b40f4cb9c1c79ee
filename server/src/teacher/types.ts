import type { Message, ToolDefinition, Usage } from '../chat/index.ts';
import type { FunctionReading } from '../domain/index.ts';
import type { Json, JsonObject } from '../json/index.ts';
import type { Load } from '../openai-wire/index.ts';
import type { FunctionSignature } from '../signature/index.ts';
import type { WrittenDescription } from './descriptions/check.ts';
import type { Language } from './language.ts';
import type { Troubles } from './models/troubles.ts';
import type { Phrasings } from './phrasings/types.ts';
import type { WrittenReadings } from './readings/types.ts';

/** The five error types of sec. 3.5, 1 to 5. */
export const ERROR_TYPES = {
  1: 'nested call missed',
  2: 'short dependency',
  3: 'long dependency',
  4: 'wrong summary',
  5: 'missed function or parameters',
} as const;
export type ErrorType = keyof typeof ERROR_TYPES;

/** What any teacher answers: the parsed value, and the raw reply kept beside it. */
export interface TeacherReply<T> {
  readonly value: T;
  readonly raw: string;
  readonly usage: Usage;
  readonly finishReason: string;
}

/** Where an OpenAI-compatible teacher is asked when no address is named. */
export const DEFAULT_OPENAI_ADDRESS = 'http://127.0.0.1:8000/v1';

/** Ids of the teachers a run can use; `editor` exists only inside VS Code. */
export const TEACHERS = ['offline', 'gemini', 'openai', 'editor', 'replay'] as const;
export type TeacherId = (typeof TEACHERS)[number];

/** One function as a teacher sees it: the name the model calls it by, and its whole signature. */
export interface TeacherFunction {
  /** Name on the wire, as in `ToolDefinition`. */
  readonly name: string;
  readonly signature: FunctionSignature;
  /** What the domain of the catalog says of it, where that was read. */
  readonly reading?: FunctionReading;
  /** Ways to wish for it that come with it, from the verb on, with `{parameter}` for values. */
  readonly wishes?: readonly string[];
}

/** A call that has run, with what it gave back. */
export interface PastCall {
  readonly tool: TeacherFunction;
  /** 0-based turn it ran in. */
  readonly turn: number;
  readonly arguments: JsonObject;
  readonly ok: boolean;
  /** The output, or `{ error: … }` where `ok` is false. */
  readonly output: Json;
}

/** Where a planned value comes from: decides how a user words it (core notes, "Translation"). */
export type ValueOrigin =
  | { readonly from: 'user' }
  | { readonly from: 'default' }
  | {
      readonly from: 'output';
      /** Index into the task's `past`, or into its `calls` when `sameTurn`. */
      readonly call: number;
      readonly sameTurn: boolean;
      /** Field of that output as `formatFieldPath` writes it, list indices as `[]`. */
      readonly field: string;
      /** For a value out of a list: which item, of how many. */
      readonly item?: { readonly index: number; readonly of: number };
      /** Turns between issue and use; 0 in the same turn. */
      readonly distance: number;
    };

/** One argument of a reference call: the value, and where it came from. */
export interface PlannedArgument {
  /** Name of a top-level property of the parameters. */
  readonly parameter: string;
  readonly value: Json;
  readonly origin: ValueOrigin;
  /** The call stands for as many as its list has items: "each of them". Set for wording alone. */
  readonly each?: true;
}

/** A reference call fc of one turn, before it is put into words. */
export interface PlannedCall {
  readonly tool: TeacherFunction;
  readonly arguments: readonly PlannedArgument[];
  /**
   * `implied`: put in by Insert; the query gives the goal and never the call. `failed`: a first try, which the world
   * refused; the same call is made again later in the turn, and that one is worded.
   */
  readonly role: 'asked' | 'implied' | 'failed';
}

/** What a query has to do: ask for calls, or play one of the two halves of a Split (sec. 3.4). */
export type QueryIntent =
  | { readonly kind: 'calls' }
  /** Asks for calls of which one function is withheld, or for something no offered function does. */
  | { readonly kind: 'miss_func' }
  /** Asks, leaving the value of one parameter out. */
  | { readonly kind: 'miss_params'; readonly call: number; readonly parameter: string }
  /** Says that the withheld function is there now. */
  | { readonly kind: 'supply_func' }
  /** Gives the value left out; `corrects`: the one that was wrong in the message before. */
  | { readonly kind: 'supply_params'; readonly call: number; readonly parameter: string; readonly corrects?: true };

interface TaskBase {
  /** All variation of wording follows from it. */
  readonly seed: string;
  /** Why an earlier answer to this very task was refused. */
  readonly repair?: string;
}

/** Backward translation q_h = M_b(f_h), sec. 3.3. */
export interface WriteQueryTask extends TaskBase {
  readonly kind: 'write_query';
  readonly turn: number;
  readonly conversation: readonly Message[];
  readonly past: readonly PastCall[];
  readonly calls: readonly PlannedCall[];
  readonly intent: QueryIntent;
}

export interface WrittenCall {
  readonly name: string;
  readonly arguments: JsonObject;
}

/** Forward translation fc_h = M_f(q_h, f_h, t_{h-1}), sec. 3.3. */
export interface WriteCallsTask extends TaskBase {
  readonly kind: 'write_calls';
  readonly conversation: readonly Message[];
  /** The turn's functions, in order. */
  readonly functions: readonly TeacherFunction[];
  /** Calls of this turn that have run. */
  readonly done: readonly PastCall[];
  /** What the offline teacher answers with; a prompted teacher never sees it. */
  readonly plan: readonly WrittenCall[];
}

/** What the `[Hint]` tells the acting model (sec. 3.5). It never reaches the record. */
export type ActHint =
  | { readonly kind: 'calls'; readonly calls: readonly WrittenCall[] }
  /** `unknown`: the call failed for this value, so the text says so and asks for the right one. */
  | { readonly kind: 'summarize'; readonly unknown?: { readonly wanted: TeacherFunction; readonly parameter: string } }
  | { readonly kind: 'miss_func'; readonly wanted: TeacherFunction }
  | { readonly kind: 'miss_params'; readonly wanted: TeacherFunction; readonly parameter: string };

/** The agent's next message of a positive trajectory, by hint (sec. 3.5, context distillation). */
export interface ActTask extends TaskBase {
  readonly kind: 'act';
  /** Ends with the user's query or with outputs. */
  readonly conversation: readonly Message[];
  readonly tools: readonly ToolDefinition[];
  readonly past: readonly PastCall[];
  /** Calls of this turn that have run, which a closing text sums up. */
  readonly done: readonly PastCall[];
  readonly hint: ActHint;
}

/** What a misleading hint makes the model do instead (sec. 3.5, negatives). */
export type NegativeHint =
  | { readonly kind: 'calls'; readonly calls: readonly WrittenCall[] }
  /** Ask for a value that is at hand. */
  | { readonly kind: 'ask'; readonly wanted: TeacherFunction; readonly parameter: string }
  /** Claim that a function which is offered is missing. */
  | { readonly kind: 'deny'; readonly wanted: TeacherFunction }
  /** Sum up with a wrong value, a success that was none, or a detail nobody issued. */
  | {
      readonly kind: 'misreport';
      readonly right: string;
      readonly wrong: string;
      /** The text as it should be: a wrong one in the same words shows the error and nothing else. */
      readonly closing: string;
    }
  | { readonly kind: 'claim_success'; readonly wanted: TeacherFunction }
  /** Answer out of nothing what a call should have given. */
  | { readonly kind: 'answer'; readonly wanted: TeacherFunction; readonly output: Json };

export interface ActMisledTask extends TaskBase {
  readonly kind: 'act_misled';
  readonly conversation: readonly Message[];
  readonly tools: readonly ToolDefinition[];
  readonly past: readonly PastCall[];
  readonly done: readonly PastCall[];
  readonly errorType: ErrorType;
  readonly misdirection: NegativeHint;
}

/**
 * Several texts of one conversation in one request: what a user says and the agent's closing text, or the closing texts of
 * several turns. None holds a fact that another one makes, so each is checked as if it had been asked for alone.
 */
export interface WriteTogetherTask extends TaskBase {
  readonly kind: 'write_together';
  /** With an empty message at the place of each text; the last message is such a place. */
  readonly conversation: readonly Message[];
  /** In order. The conversation of each is the one before its place: its length is the index of its message. */
  readonly parts: readonly (WriteQueryTask | ActTask)[];
}

/** Compare one turn with its reference and name its error, if any (sec. 3.5). */
export interface JudgeTurnTask extends TaskBase {
  readonly kind: 'judge_turn';
  readonly conversation: readonly Message[];
  readonly reference: readonly Message[];
  readonly actual: readonly Message[];
  readonly tools: readonly ToolDefinition[];
}

/** Which candidates depend on a function (sec. 3.4). */
export interface JudgeEdgesTask extends TaskBase {
  readonly kind: 'judge_edges';
  readonly producer: TeacherFunction;
  /** At most 30, as in the paper. */
  readonly candidates: readonly TeacherFunction[];
}

/** Category and finer tool class of a function (sec. 3.4). */
export interface LabelFunctionTask extends TaskBase {
  readonly kind: 'label_function';
  readonly function: TeacherFunction;
  readonly categories: readonly string[];
}

/** Ways to speak of some functions, with slots for their parameters: asked once a catalog. */
export interface PhraseFunctionsTask extends TaskBase {
  readonly kind: 'phrase_functions';
  readonly functions: readonly TeacherFunction[];
  /** How many of each kind are asked for. */
  readonly count: number;
}

/** What some functions do and answer, as a domain model has it: asked once a catalog. */
export interface ReadFunctionsTask extends TaskBase {
  readonly kind: 'read_functions';
  readonly functions: readonly TeacherFunction[];
}

/** A better description of one function: a person sees it before anything is written. */
export interface DescribeFunctionTask extends TaskBase {
  readonly kind: 'describe_function';
  readonly function: TeacherFunction;
  /** What the description misses, in words. */
  readonly missing: readonly string[];
}

export type TeacherTask =
  | WriteQueryTask
  | WriteCallsTask
  | ActTask
  | ActMisledTask
  | WriteTogetherTask
  | JudgeTurnTask
  | JudgeEdgesTask
  | LabelFunctionTask
  | PhraseFunctionsTask
  | ReadFunctionsTask
  | DescribeFunctionTask;
export type TaskKind = TeacherTask['kind'];

/** The agent's message: text, or calls (with text where the model says something first). */
export interface AgentMove {
  readonly content: string;
  readonly calls: readonly WrittenCall[];
}

export interface TurnVerdict {
  /** 0 where the turn is right. */
  readonly errorType: ErrorType | 0;
  readonly reason: string;
}

export interface EdgeVerdict {
  readonly name: string;
  readonly kind: 'premise' | 'input' | 'part' | 'none';
  readonly reason: string;
}

/** Kind of task → what it is answered with. */
export interface TaskValues {
  write_query: string;
  /** `undefined` is the paper's FINISH: it cannot be done. */
  write_calls: readonly WrittenCall[] | undefined;
  act: AgentMove;
  act_misled: AgentMove;
  /** One text for each part; `''` where there was none. */
  write_together: readonly string[];
  judge_turn: TurnVerdict;
  judge_edges: readonly EdgeVerdict[];
  /** By the name of the function, as it came: nothing is checked yet. */
  phrase_functions: Phrasings;
  /** By the name of the function, as it came: nothing is checked yet. */
  read_functions: WrittenReadings;
  /** As it came: nothing is checked yet. */
  describe_function: WrittenDescription;
  label_function: { readonly category: string; readonly toolClass: string };
}

/** Somebody who writes: queries, calls, an agent's messages, verdicts. */
export interface Teacher {
  readonly id: TeacherId;
  readonly model: string;
  /** What it writes in; English where absent. */
  readonly language?: Language;
  /** What every request was sent with; written into each record's provenance, so never a key. */
  readonly parameters: JsonObject;
  /** Hash over the prompts this teacher renders; `''` where none are. */
  readonly promptHash: string;
  /** Tasks it takes. Code decides the others (the offline teacher judges nothing). */
  readonly abilities: ReadonlySet<TaskKind>;
  /**
   * @throws TeacherError when no answer can be had; the record in work is then dropped and counted, or the run stops
   * (`TeacherError.fatal`).
   */
  perform<K extends TaskKind>(
    task: Extract<TeacherTask, { kind: K }>,
    signal?: AbortSignal,
  ): Promise<TeacherReply<TaskValues[K]>>;
  /** What tokens cost by this teacher's price in US dollars; 0 where they cost nothing or the price is not known. */
  costOf(usage: Usage): number;
  /** Money spent so far, replies from the cache not counted. */
  spentUsd(): number;
  /** What did not go smoothly so far; absent where nothing can. */
  troubles?(): Troubles;
  /** What is in flight, and what holds the rest back; absent where nothing is sent. */
  load?(): Load;
  close(): Promise<void>;
}

/** Why a teacher gave no answer. */
export class TeacherError extends Error {
  override readonly name = 'TeacherError';
  readonly reason:
    | 'refused'
    | 'malformed'
    | 'truncated'
    | 'fault'
    | 'unavailable'
    | 'budget'
    | 'key'
    | 'cancelled'
    | 'unrecorded';

  /** What is counted: `http-503`, `socket`, `timeout`. */
  readonly kind: string;

  constructor(reason: TeacherError['reason'], message: string, kind: string = reason) {
    super(message);
    this.reason = reason;
    this.kind = kind;
  }

  /** True where going on with the next record makes no sense. */
  get fatal(): boolean {
    return ['unavailable', 'budget', 'key', 'cancelled', 'unrecorded'].includes(this.reason);
  }
}
