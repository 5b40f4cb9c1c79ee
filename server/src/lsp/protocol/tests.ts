/** Calls to a model, tests of it, and the servers they ask. */

import type { ReplyEdit, TestForm, TestOutline, Verdict } from '../../endpoint/index.ts';
import type { JsonObject } from '../../json/index.ts';
import type { GivenPath } from '../../path/index.ts';

export interface TestCallParams {
  readonly function: string;
  /** Ask in words; or send these arguments as they are and let the world answer. */
  readonly ask?: string;
  readonly arguments?: JsonObject;
  /** Functions offered beside it where it is asked in words: ids, or all of the workspace. */
  readonly offer?: readonly string[] | 'all';
  readonly url: string;
  readonly model?: string;
  readonly apiKey?: string;
  /** Hard stop in US dollars over all requests to endpoints from this workspace; 0 and absent: none that may cost money. */
  readonly budgetUsd?: number;
  /** US dollars for a million tokens; 0 and 0 declare the address free. */
  readonly price?: { readonly input: number; readonly output: number };
}

/** The tests of one file, see `TestOutline`. */
export interface TestsResult {
  readonly form: TestForm;
  readonly tests: readonly TestOutline[];
  /** Lines that hold no test, 0-based, with the reason; the first hundred. */
  readonly broken: readonly { readonly line: number; readonly reason: string }[];
}

/** The paths of tests, to make more records like them. */
export interface TestPathsResult {
  /** Each with the id of the test it comes from. */
  readonly paths: readonly (GivenPath & { readonly name: string })[];
  /** Tests that have no path to go along: no call, or a function that the workspace does not have. */
  readonly without: number;
}

export interface RunTestsParams extends Pick<TestCallParams, 'url' | 'model' | 'apiKey' | 'budgetUsd' | 'price'> {
  readonly uri: string;
  /** Which of the file's tests, and which turns of each; absent: all. */
  readonly tests?: readonly { readonly index: number; readonly turns?: readonly number[] }[];
  /** Events arrive as `magnet/testEvent` with this id. */
  readonly runId: string;
  /** Tests in work at once; default 1. */
  readonly concurrency?: number;
  /** `own` (default): the model goes on from its own answers. `reference`: each turn starts from the record. */
  readonly history?: 'own' | 'reference';
  /** Before each turn, and after each reply, `magnet/testPause` asks how to go on. */
  readonly pause?: boolean;
}

export interface RunTestsResult {
  readonly right: number;
  readonly wrong: number;
  readonly unjudged: number;
  readonly cancelled: boolean;
}

/** What happens while tests are run; `index` is the test's, as in `TestOutline`. */
export type TestEvent =
  | { readonly type: 'started'; readonly index: number; readonly world: 'simulated' | 'recorded' | 'none' }
  | { readonly type: 'turn'; readonly index: number; readonly turn: number; readonly query: string }
  | {
      readonly type: 'reply';
      readonly index: number;
      readonly turn: number;
      readonly text: string;
      readonly milliseconds: number;
    }
  /** A call as text, what is wrong with its arguments, and what the world answered. */
  | {
      readonly type: 'call';
      readonly index: number;
      readonly turn: number;
      readonly call: string;
      readonly problems: readonly string[];
      readonly output: string;
    }
  | ({ readonly type: 'result'; readonly index: number; readonly turn: number } & TestVerdict)
  /** The verdict on the whole test; `expected` and `actual` where it has no turns of its own. */
  | ({ readonly type: 'ended'; readonly index: number } & Partial<TestVerdict> & Pick<TestVerdict, 'verdict'>);

export interface TestVerdict {
  readonly verdict: Verdict;
  /** One line each; empty where it is right. */
  readonly problems: readonly string[];
  readonly expected: string;
  readonly actual: string;
  readonly advice: readonly string[];
  readonly milliseconds: number;
}

/** Where a run of tests waits: before a turn is asked, or at a reply that has not been acted on yet. */
export interface TestPauseParams {
  readonly runId: string;
  readonly index: number;
  readonly turn: number;
  readonly query: string;
  /** What the record says, as text. */
  readonly expected: string;
  readonly reply?: {
    readonly text: string;
    readonly calls: readonly { readonly name: string; readonly arguments: JsonObject }[];
  };
}

/** Absent `edit`: the reply is taken as it came. */
export interface TestPauseResult {
  readonly action: 'go' | 'stop';
  readonly edit?: ReplyEdit;
}

export type SaveTestParams = { /** File of tests; made where it is not there. */ readonly to: string } & (
  | { /** A record of any file that can be opened. */ readonly uri: string; readonly index: number }
  /** A question with the calls that answer it. */
  | {
      readonly ask: string;
      readonly offer: readonly string[];
      readonly calls: readonly { readonly function: string; readonly arguments: JsonObject }[];
    }
);
