import type { ToolDefinition } from '../../chat/index.ts';
import type { WriteQueryTask } from '../../teacher/index.ts';
import type { Meter } from '../conversation.ts';
import { checkQuery } from '../leaks.ts';
import { countRepair, type GenerationContext } from '../session.ts';
import { checkUserText } from '../texts/wiring.ts';

/** A query that nobody could be found to write, and why. */
export interface RefusedQuery {
  readonly reason: string;
  readonly detail: string;
  readonly text: string;
}

/** What a query is written for, and what it is held against. */
export interface QueryPlace {
  readonly task: (round: number) => WriteQueryTask;
  readonly tools: readonly ToolDefinition[];
  readonly names: readonly string[];
}

/**
 * Backward: the query, checked by code, written again once with the reason where it is refused.
 * @param drafted a text that was asked for together with others, in place of the first
 * @param wrong what a reader came to instead, where an earlier query did not say enough
 */
export async function writeQuery(
  { task: taskOf, tools, names }: QueryPlace,
  context: GenerationContext,
  meter: Meter,
  drafted?: string,
  wrong?: string,
): Promise<string | RefusedQuery> {
  let repair = wrong;
  let refused: RefusedQuery = { reason: 'refused', detail: '', text: '' };
  for (let attempt = 0; attempt < 2; attempt += 1) {
    const task = taskOf(wrong === undefined ? attempt : attempt + 2);
    const { calls, intent, conversation } = task;
    const earlier = conversation.flatMap((message) => (message.role === 'user' ? [message.content] : []));
    const text =
      (attempt === 0 ? drafted : undefined) ??
      (await written(repair === undefined ? task : { ...task, repair }, context, meter));
    const problem =
      checkQuery(text, calls, intent, earlier, names) ??
      checkUserText(text, conversation, calls, tools, context.teacher.language);
    if (problem === undefined && !earlier.includes(text)) return text;
    repair = problem === undefined ? 'it repeats an earlier query' : `${problem.reason}: ${problem.detail}`;
    refused = { reason: repair.split(':')[0] ?? '', detail: repair, text };
    if (attempt === 0) countRepair(context, `query-${problem?.reason ?? 'repeated'}`);
    if (problem?.reason === 'names-function' && isAsItIsCalled(problem.detail, calls, context)) break;
  }
  return refused;
}

/** A phrase book has no other words for what an implicit call gives than those its catalog calls it by. */
function isAsItIsCalled(name: string, calls: WriteQueryTask['calls'], { teacher }: GenerationContext): boolean {
  return teacher.promptHash === '' && calls.some(({ role, tool }) => role === 'implied' && tool.name === name);
}

async function written(task: WriteQueryTask, context: GenerationContext, meter: Meter): Promise<string> {
  const reply = await context.teacher.perform<'write_query'>(task, context.signal);
  meter.add(reply.usage);
  return reply.value;
}
