import type { Message } from '../../chat/index.ts';
import type { ActHint } from '../../teacher/index.ts';
import { checkQuery } from '../leaks.ts';
import type { ReferenceTurn } from '../positive/types.ts';
import { type GenerationContext, toolOf } from '../session.ts';
import { checkMove, checkUserText } from '../texts/wiring.ts';
import type { TrajectoryRecord } from '../types.ts';
import { rebuildPositive } from './rebuild.ts';

/** What a teacher can write again in a turn: what the user asks, or what the agent says in the end. */
export type RewritePart = 'query' | 'closing';

export interface Rewritten {
  readonly message: number;
  readonly content: string;
  /** Why its text would not have been taken while generating; absent where it would. */
  readonly problem?: string;
  readonly costUsd: number;
}

/**
 * Asks the context's teacher for one text of one turn again, with the task the turn was written from.
 * @throws RangeError where the record has no such text, TeacherError where no answer can be had
 */
export async function rewriteTurn(
  record: TrajectoryRecord,
  turn: number,
  part: RewritePart,
  context: GenerationContext,
  attempt: string,
): Promise<Rewritten> {
  const positive = await rebuildPositive(record, context);
  const own = positive.turns[turn];
  if (own === undefined) throw new RangeError(`the record has no turn ${turn}`);
  const [start, end] = own.messages;
  const names = record.tools.map((tool) => tool.function.name);
  const { calls } = own.plan;
  const past = positive.ran.slice(0, own.firstCall);
  const spent = context.teacher.spentUsd();
  if (part === 'query') {
    if (own.kind === 'miss_func' && calls.length === 0)
      throw new RangeError('the question of a turn whose function is missing is not kept: edit its text by hand');
    const conversation = record.messages.slice(0, start);
    const earlier = conversation.flatMap(({ role, content }) => (role === 'user' ? [content] : []));
    const { value } = await context.teacher.perform<'write_query'>(
      {
        kind: 'write_query',
        seed: `${record.provenance.seed}/again/${turn}/${attempt}`,
        turn,
        conversation,
        past,
        calls,
        intent: own.intent,
      },
      context.signal,
    );
    const problem =
      checkQuery(value, calls, own.intent, earlier, names) ??
      checkUserText(value, [...conversation], calls, record.tools, context.teacher.language);
    return rewritten(start, value, problem, context.teacher.spentUsd() - spent);
  }
  const last = lastText(record.messages, start, end);
  if (last === undefined) throw new RangeError(`turn ${turn} does not end with a text of the agent`);
  const conversation = record.messages.slice(0, last);
  const done = own.plan.ran;
  const hint = hintOf(own, context);
  const { value } = await context.teacher.perform<'act'>(
    {
      kind: 'act',
      seed: `${record.provenance.seed}/again/${turn}/${attempt}`,
      conversation,
      tools: record.tools,
      past,
      done,
      hint,
    },
    context.signal,
  );
  const problem =
    value.calls.length > 0
      ? { reason: 'calls', detail: 'it calls a function' }
      : checkMove(value, hint, conversation, record.tools, context.teacher.language);
  return rewritten(last, value.content, problem, context.teacher.spentUsd() - spent);
}

/** What the agent's last text of a turn has to do. */
function hintOf({ kind, missing }: ReferenceTurn, context: GenerationContext): ActHint {
  if (kind === 'call' || missing === undefined) return { kind: 'summarize' };
  const wanted = toolOf(context, missing.function);
  return missing.parameter === undefined
    ? { kind: 'miss_func', wanted }
    : { kind: 'miss_params', wanted, parameter: missing.parameter };
}

function rewritten(
  message: number,
  content: string,
  problem: { readonly reason: string; readonly detail: string } | undefined,
  costUsd: number,
): Rewritten {
  return {
    message,
    content,
    costUsd,
    ...(problem === undefined ? {} : { problem: `${problem.reason}: ${problem.detail}` }),
  };
}

function lastText(messages: readonly Message[], start: number, end: number): number | undefined {
  const at = messages.slice(start, end).findLastIndex(({ role }) => role === 'assistant');
  const message = messages[start + at];
  return at >= 0 && message?.role === 'assistant' && (message.tool_calls ?? []).length === 0 ? start + at : undefined;
}
