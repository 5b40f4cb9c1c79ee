import { classify } from '../graph/index.ts';
import type { Language } from './language.ts';
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
} from './types.ts';
import { misleadingMove } from './wording/misled.ts';
import { speltAct, speltMisled, speltQuery } from './wording/spelt-task.ts';
import { tongueOf } from './wording/tongue.ts';

const ABILITIES: ReadonlySet<TaskKind> = new Set(['write_query', 'write_calls', 'act', 'act_misled', 'label_function']);

/**
 * The teacher that needs no model and no network: plain English from descriptions and a phrase book, the same for the
 * same task. What code can decide (judging a turn, judging edges) is not asked of it.
 */
export function createOfflineTeacher(phrasings: Phrasings = new Map(), language: Language = 'en'): Teacher {
  const hash = phrasingsHash(phrasings);
  return {
    id: 'offline',
    model: `phrase-book-${language}`,
    parameters: { ...(hash === '' ? {} : { phrases: hash }), ...(language === 'en' ? {} : { language }) },
    ...(language === 'en' ? {} : { language }),
    promptHash: '',
    abilities: ABILITIES,
    perform: async (task) => reply(answer(task, phrasings, language)) as never,
    costOf: () => 0,
    spentUsd: () => 0,
    close: async () => {},
  };
}

function reply<T>(value: T): TeacherReply<T> {
  return { value, raw: '', usage: { input: 0, output: 0 }, finishReason: 'stop' };
}

function answer(task: TeacherTask, phrasings: Phrasings, language: Language): TaskValues[TaskKind] {
  switch (task.kind) {
    case 'write_query':
      return tongueOf(language).query(spokenTurn(speltQuery(task, phrasings)), phrasings);
    case 'write_calls':
      return task.plan;
    case 'act':
      // Calls are made as they are named.
      return act(task.hint.kind === 'calls' ? task : speltAct(task, phrasings), phrasings, language);
    case 'act_misled':
      return misleadingMove(speltMisled(task), language);
    case 'label_function':
      return classify(task.function.signature);
    default:
      throw new TeacherError('malformed', `the offline teacher does not take ${task.kind}`);
  }
}

/** What could not be found may have been misread: the agent asks for it once more. */
function checkAgain(
  unknown: Extract<ActHint, { kind: 'summarize' }>['unknown'],
  seed: string,
  language: Language,
): string {
  return unknown === undefined ? '' : ` ${tongueOf(language).askToCheck(unknown.wanted, unknown.parameter, seed)}`;
}

function act(task: ActTask, phrasings: Phrasings, language: Language): AgentMove {
  const tongue = tongueOf(language);
  const { hint, seed } = task;
  switch (hint.kind) {
    case 'calls':
      return { content: '', calls: hint.calls };
    case 'summarize':
      return {
        content: `${tongue.summarize(task.done, seed, phrasings)}${checkAgain(hint.unknown, seed, language)}`,
        calls: [],
      };
    case 'miss_func':
      return { content: tongue.sayMissing(hint.wanted, seed), calls: [] };
    case 'miss_params':
      return { content: tongue.askForValue(hint.wanted, hint.parameter, seed), calls: [] };
  }
}
