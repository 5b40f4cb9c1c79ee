import type { JsonObject } from '../json/index.ts';
import type { GuardedModel } from './models/guard.ts';
import { parseAnswer } from './prompts/parse.ts';
import { PROMPTS, type Prompts, promptHash, renderTask } from './prompts/render.ts';
import { type TaskKind, type Teacher, TeacherError, type TeacherId, type TeacherReply } from './types.ts';

const ALL_TASKS: ReadonlySet<TaskKind> = new Set([
  'write_query',
  'write_calls',
  'act',
  'act_misled',
  'write_together',
  'judge_turn',
  'judge_edges',
  'label_function',
  'phrase_functions',
  'read_functions',
  'describe_function',
]);

/** A teacher that renders each task into a prompt for a model and reads its answer; asked once more where that fails. */
export function createPromptedTeacher(
  model: GuardedModel,
  parameters: JsonObject = {},
  id: TeacherId = model.teacher,
  prompts: Prompts = PROMPTS,
): Teacher {
  return {
    id,
    model: model.model,
    parameters,
    promptHash: promptHash(prompts),
    abilities: ALL_TASKS,
    perform: async (task, signal) => {
      const request = renderTask(task, prompts);
      const first = await model.complete(request, signal);
      try {
        return reply(task.kind, first) as never;
      } catch (error) {
        if (!(error instanceof TeacherError) || error.reason !== 'malformed') throw error;
        model.unreadable(task.kind);
        const again = {
          ...request,
          prompt: `${request.prompt}\nAn earlier answer could not be read (${error.message}). Keep to the form.`,
        };
        return readAgain(task.kind, await model.complete(again, signal), model) as never;
      }
    },
    costOf: model.costOf,
    spentUsd: model.spentUsd,
    troubles: model.troubles,
    load: model.load,
    close: model.close,
  };
}

function readAgain(
  kind: TaskKind,
  answer: Awaited<ReturnType<GuardedModel['complete']>>,
  model: GuardedModel,
): TeacherReply<unknown> {
  try {
    return reply(kind, answer);
  } catch (error) {
    model.unreadable(kind);
    throw error;
  }
}

function reply(
  kind: TaskKind,
  { text, usage, finishReason }: Awaited<ReturnType<GuardedModel['complete']>>,
): TeacherReply<unknown> {
  return { value: parseAnswer(kind, text), raw: text, usage, finishReason };
}
