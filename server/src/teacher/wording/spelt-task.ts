import type { Phrasings } from '../phrasings/types.ts';
import type { ActHint, ActMisledTask, ActTask, NegativeHint, TeacherFunction, WriteQueryTask } from '../types.ts';
import { speltCall, speltParameter, speltPast, speltTool } from './spelt-out.ts';

/** The task with names of functions, parameters and fields written out; ways to speak that a catalog brings stay by its own names. */
export function speltQuery(task: WriteQueryTask, phrasings: Phrasings): WriteQueryTask {
  const { calls, past, intent } = task;
  if ([...calls, ...past].some(({ tool }) => phrasings.has(tool.signature.name))) return task;
  const toolAt = (index: number, sameTurn: boolean): TeacherFunction | undefined =>
    (sameTurn ? calls[index] : past[index])?.tool;
  const missing = intent.kind === 'miss_params' || intent.kind === 'supply_params' ? calls[intent.call] : undefined;
  return {
    ...task,
    calls: calls.map((call) => speltCall(call, toolAt)),
    past: past.map(speltPast),
    intent:
      missing !== undefined && 'parameter' in intent
        ? { ...intent, parameter: speltParameter(missing.tool, intent.parameter) }
        : intent,
  };
}

export function speltAct(task: ActTask, phrasings: Phrasings): ActTask {
  if (task.done.some(({ tool }) => phrasings.has(tool.signature.name))) return task;
  return { ...task, done: task.done.map(speltPast), past: task.past.map(speltPast), hint: speltHint(task.hint) };
}

function speltHint(hint: ActHint): ActHint {
  switch (hint.kind) {
    case 'calls':
      return hint;
    case 'summarize':
      return hint.unknown === undefined ? hint : { ...hint, unknown: speltWanted(hint.unknown) };
    case 'miss_func':
      return { ...hint, wanted: speltTool(hint.wanted) };
    case 'miss_params':
      return { ...hint, ...speltWanted(hint) };
  }
}

function speltWanted({ wanted, parameter }: { readonly wanted: TeacherFunction; readonly parameter: string }) {
  return { wanted: speltTool(wanted), parameter: speltParameter(wanted, parameter) };
}

export function speltMisled(task: ActMisledTask): ActMisledTask {
  const wrong: NegativeHint = task.misdirection;
  const misdirection: NegativeHint =
    wrong.kind === 'ask'
      ? { ...wrong, ...speltWanted(wrong) }
      : 'wanted' in wrong
        ? { ...wrong, wanted: speltTool(wrong.wanted) }
        : wrong;
  return { ...task, done: task.done.map(speltPast), past: task.past.map(speltPast), misdirection };
}
