import { isOutside, outsideSubject } from '../outside/pool.ts';
import type { Positive } from '../positive/types.ts';
import { callsWithOutputs, replay } from '../replay.ts';
import { type GenerationContext, runCall } from '../session.ts';
import type { Certificate, RecordKind } from '../types.ts';
import { certifyCoherent } from './coherent.ts';
import { certifyErrors } from './errors.ts';
import { certifyInsert } from './insert.ts';
import { certifyMissingFunction, certifyMissingValue } from './null-turn.ts';
import { certifyRecalls } from './recall.ts';

/**
 * All certificates of a positive trajectory; those that must hold and do not are in the list as well.
 * @param coherent the last of them, where it was made of the same calls and outputs already: it looks at nothing else
 */
export async function certifyPositive(
  positive: Positive,
  context: GenerationContext,
  coherent?: Certificate,
): Promise<Certificate[]> {
  const certificates: Certificate[] = [await certifyReplay(positive, context)];
  for (const turn of positive.turns) {
    if (turn.kind === 'miss_params') certificates.push(await certifyMissingValue(positive, turn, context));
    if (turn.kind === 'miss_func') certificates.push(await certifyMissingFunction(positive, turn, context));
    for (const [position, call] of turn.plan.calls.entries()) {
      if (call.role === 'implied') certificates.push(await certifyInsert(positive, turn, position, context));
    }
  }
  const agrees = coherent ?? certifyCoherent(positive, context);
  return [...certificates, ...certifyErrors(positive), ...certifyRecalls(positive), agrees];
}

/** All certificates of a record's right conversation, whatever its kind. */
export async function certifyRecord(
  kind: RecordKind,
  positive: Positive,
  context: GenerationContext,
  coherent?: Certificate,
): Promise<Certificate[]> {
  const certificates = await certifyPositive(positive, context, coherent);
  if (kind === 'irrelevance') await replaceNullTurnCertificate(positive, certificates, context);
  return certificates;
}

/** A request that nothing fits is never supplied: its certificate looks at what the call would have come to. */
async function replaceNullTurnCertificate(
  positive: Positive,
  certificates: Certificate[],
  context: GenerationContext,
): Promise<void> {
  const gap = positive.turns.find((turn) => turn.kind === 'miss_func');
  const at = certificates.findIndex((certificate) => certificate.kind === 'miss_func');
  const missing = gap?.missing?.function;
  if (gap === undefined || missing === undefined || at < 0) return;
  if (isOutside(missing)) {
    certificates[at] = certifyOutside(positive, gap.index, missing, context);
    return;
  }
  const args = gap.wished ?? {};
  const { call, state } = await runCall(context, missing, args, gap.index, gap.plan.before);
  certificates[at] = await certifyMissingFunction(positive, gap, context, {
    output: call.output,
    state,
    arguments: args,
  });
}

/** A request from another trade: no offered function speaks of what it is about. */
function certifyOutside(positive: Positive, turn: number, id: string, context: GenerationContext): Certificate {
  const offered = positive.tools.flatMap(
    (tool) => context.functions.get(context.names.idOf(tool.function.name) ?? '') ?? [],
  );
  const { subjects, shared } = outsideSubject(id, offered);
  const holds = subjects.length > 0 && shared === undefined && offered.length === positive.tools.length;
  const detail = holds
    ? `the request is from outside the catalog: none of the ${offered.length} offered functions speaks of ${subjects.join(' or ')}`
    : `an offered function speaks of ${shared ?? 'what nobody knows'}`;
  return { kind: 'miss_func', turn, holds, detail };
}

/** The whole conversation, run again from its seed's state, gives every output that stands in it. */
export async function certifyReplay(
  positive: Pick<Positive, 'messages' | 'start'>,
  context: GenerationContext,
): Promise<Certificate> {
  const made = callsWithOutputs(positive.messages, context);
  const result = await replay(
    made.map(({ call }) => call),
    positive.start,
    context,
  );
  const wrong = made.findIndex(({ output }, index) => output !== JSON.stringify(result.outputs[index]));
  const holds = wrong < 0;
  const detail = holds ? `${made.length} calls give the same outputs again` : `call ${wrong + 1} gives another output`;
  return { kind: 'replay', turn: 0, holds, detail };
}
