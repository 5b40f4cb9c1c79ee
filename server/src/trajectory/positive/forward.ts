import type { Message } from '../../chat/index.ts';
import type { PlannedCall } from '../../teacher/index.ts';
import { writtenCall } from '../calls.ts';
import type { Meter } from '../conversation.ts';
import { type SignatureOf, sameCalls } from '../equivalence.ts';
import type { PlannedTurn } from '../plan.ts';
import type { GenerationContext, RanCall } from '../session.ts';
import { wavesOf } from '../waves.ts';

export function signatureOf(context: GenerationContext): SignatureOf {
  return (name) => context.functions.get(context.names.idOf(name) ?? '')?.signature;
}

/**
 * Forward: a teacher that reads the query has to come to the reference calls; else the query does not say enough. Calls
 * that need nothing of each other are asked for in one request, those that take an output of the turn when it is there.
 * @param seed names the request of a wave by the position of its first call
 * @returns what the reader came to instead
 */
export async function readBack(
  conversation: readonly Message[],
  plan: PlannedTurn,
  seed: (position: number) => string,
  context: GenerationContext,
  meter: Meter,
): Promise<string | undefined> {
  const done: number[] = [];
  for (const wave of wavesOf(plan.calls)) {
    const calls = wave.map((at) => plan.calls[at] as PlannedCall);
    const expected = calls.map(writtenCall);
    const reply = await context.teacher.perform<'write_calls'>(
      {
        kind: 'write_calls',
        seed: seed(wave[0] ?? 0),
        conversation,
        functions: calls.map(({ tool }) => tool),
        done: done.map((at) => plan.ran[at] as RanCall),
        plan: expected,
      },
      context.signal,
    );
    meter.add(reply.usage);
    if (reply.value === undefined || !sameCalls(reply.value, expected, signatureOf(context))) {
      const wanted = expected.length === 1 ? expected[0] : expected;
      return `a reader of the message comes to ${JSON.stringify(reply.value ?? 'FINISH')}, not to ${JSON.stringify(wanted)}`;
    }
    done.push(...wave);
    done.sort((left, right) => left - right);
  }
  return undefined;
}
