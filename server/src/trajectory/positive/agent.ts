import type { Message, ToolDefinition } from '../../chat/index.ts';
import type { ActHint, ActTask, AgentMove } from '../../teacher/index.ts';
import type { Meter } from '../conversation.ts';
import { sameCalls } from '../equivalence.ts';
import { passesOver } from '../errors/seen.ts';
import { PathFailure } from '../failure.ts';
import { countRepair, type GenerationContext } from '../session.ts';
import { checkMove } from '../texts/wiring.ts';
import { signatureOf } from './forward.ts';

/** Where the agent's next message stands: all of its task but the hint. */
export type ActPlace = Omit<ActTask, 'kind' | 'hint'>;

export function actTask(hint: ActHint, place: ActPlace): ActTask {
  return { kind: 'act', ...place, hint };
}

/** The agent's next message by hint; asked for once more with the reason where it does not follow the hint. */
export async function nextMove(
  hint: ActHint,
  place: ActPlace,
  context: GenerationContext,
  meter: Meter,
  drafted?: string,
): Promise<AgentMove> {
  const { conversation, tools } = place;
  let [reason, written] = ['act-deviates', ''];
  let repair: string | undefined;
  for (let attempt = 0; attempt < 2; attempt += 1) {
    const task = actTask(hint, attempt === 0 ? place : { ...place, seed: `${place.seed}/${attempt}` });
    const move =
      attempt === 0 && drafted !== undefined
        ? { content: drafted, calls: [] }
        : await moved(repair === undefined ? task : { ...task, repair }, context, meter);
    const deviation = deviationOf(hint, move, conversation, context);
    const problem = checkMove(move, hint, conversation, tools as readonly ToolDefinition[], context.teacher.language);
    if (deviation === undefined && problem === undefined) return move;
    reason = deviation === undefined ? `text-${problem?.reason}` : 'act-deviates';
    repair = deviation ?? problem?.detail;
    written = JSON.stringify(move);
    if (attempt === 0) countRepair(context, reason);
  }
  throw new PathFailure(reason, repair ?? '', undefined, written);
}

async function moved(task: ActTask, context: GenerationContext, meter: Meter): Promise<AgentMove> {
  const reply = await context.teacher.perform<'act'>(task, context.signal);
  meter.add(reply.usage);
  return reply.value;
}

function deviationOf(
  hint: ActHint,
  move: AgentMove,
  conversation: readonly Message[],
  context: GenerationContext,
): string | undefined {
  if (/\bhint\b/i.test(move.content)) return 'it speaks of the hint';
  if (hint.kind === 'calls') {
    return sameCalls(move.calls, hint.calls, signatureOf(context)) ? undefined : 'its calls are not those of the hint';
  }
  if (move.content.trim() === '' || move.calls.length > 0) return 'a text was wanted, and no calls';
  const over = passesOver(move.content, conversation);
  return over === undefined ? undefined : `it does not say that a call failed: ${over.words}`;
}
