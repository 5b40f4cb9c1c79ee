import { classify } from '../graph/index.ts';
import { phrasingsHash } from './phrasings/file.ts';
import type { Phrasings } from './phrasings/types.ts';
import { spokenTurn } from './spoken.ts';
import {
  type ActHint,
  type ActTask,
  type AgentMove,
  type TaskKind,
  type TaskValues,
  type Teacher,
  TeacherError,
  type TeacherReply,
  type TeacherTask,
  type WriteQueryTask,
} from './types.ts';
import { askForValue, askToCheck, sayMissing, summarize, writeQuery } from './wording/index.ts';
import { misleadingMove } from './wording/misled.ts';
import { speltAct, speltMisled, speltQuery } from './wording/spelt-task.ts';

const ABILITIES: ReadonlySet<TaskKind> = new Set(['write_query', 'write_calls', 'act', 'act_misled', 'label_function']);

/**
 * The teacher that needs no model and no network: plain English from descriptions and a phrase book, the same for the
 * same task. What code can decide (judging a turn, judging edges) is not asked of it.
 */
export function createOfflineTeacher(phrasings: Phrasings = new Map()): Teacher {
  const hash = phrasingsHash(phrasings);
  return {
    id: 'offline',
    model: 'phrase-book-en',
    parameters: hash === '' ? {} : { phrases: hash },
    promptHash: '',
    abilities: ABILITIES,
    perform: async (task) => reply(answer(task, phrasings)) as never,
    costOf: () => 0,
    spentUsd: () => 0,
    close: async () => {},
  };
}

function reply<T>(value: T): TeacherReply<T> {
  return { value, raw: '', usage: { input: 0, output: 0 }, finishReason: 'stop' };
}

function answer(task: TeacherTask, phrasings: Phrasings): TaskValues[TaskKind] {
  switch (task.kind) {
    case 'write_query':
      return query(task, phrasings);
    case 'write_calls':
      return task.plan;
    case 'act':
      return act(speltAct(task, phrasings), phrasings);
    case 'act_misled':
      return misleadingMove(speltMisled(task));
    case 'label_function':
      return classify(task.function.signature);
    default:
      throw new TeacherError('malformed', `the offline teacher does not take ${task.kind}`);
  }
}

function query(task: WriteQueryTask, phrasings: Phrasings): string {
  return writeQuery(spokenTurn(speltQuery(task, phrasings)), undefined, phrasings);
}

/** What could not be found may have been misread: the agent asks for it once more. */
function checkAgain(unknown: Extract<ActHint, { kind: 'summarize' }>['unknown'], seed: string): string {
  return unknown === undefined ? '' : ` ${askToCheck(unknown.wanted, unknown.parameter, seed)}`;
}

function act(task: ActTask, phrasings: Phrasings): AgentMove {
  const { hint, seed } = task;
  switch (hint.kind) {
    case 'calls':
      return { content: '', calls: hint.calls };
    case 'summarize':
      return { content: `${summarize(task.done, seed, phrasings)}${checkAgain(hint.unknown, seed)}`, calls: [] };
    case 'miss_func':
      return { content: sayMissing(hint.wanted, seed), calls: [] };
    case 'miss_params':
      return { content: askForValue(hint.wanted, hint.parameter, seed), calls: [] };
  }
}
