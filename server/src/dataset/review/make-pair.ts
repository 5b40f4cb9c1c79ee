import type { FunctionSignature } from '../../signature/index.ts';
import { classifyError, type Message, type TrajectoryRecord } from '../../trajectory/index.ts';
import { applyEdit, type RecordEdit } from './edit.ts';

/**
 * A pair out of a conversation and another message in the place of one of the agent's: what stands is right, what was
 * written is wrong, and the wrong side ends with it. The type of the error is what a classifier sees, 0 where it sees none.
 * No certificate is stated: nothing was proved of what a person wrote.
 * @throws RangeError with a sentence where the edit fits nothing, is no message of the agent, or changes nothing
 */
export function makePair(record: TrajectoryRecord, edit: RecordEdit, reason: string): TrajectoryRecord {
  const at = edit.message;
  const { rejected: _rejected, divergesAt: _divergesAt, ...alone } = record;
  if (record.messages[at]?.role !== 'assistant') throw new RangeError("only a message of the agent's can be wrong");
  const edited = applyEdit(alone, { ...edit, side: 'right' });
  const wrong = edited.messages[at];
  if (wrong === undefined || JSON.stringify(wrong) === JSON.stringify(record.messages[at]))
    throw new RangeError('both sides would be the same');
  const rejected = [...record.messages.slice(0, at), wrong];
  return {
    ...alone,
    id: `${record.id}-pair-${at}`,
    rejected,
    divergesAt: { message: at, errorType: seenError(record, at, wrong), reason },
    certificates: [],
    review: { status: 'edited', edits: [reason] },
  };
}

function seenError({ messages, tools }: TrajectoryRecord, at: number, wrong: Message) {
  const next = messages.findIndex(({ role }, index) => index > at && role === 'user');
  const signatures = new Map(
    tools.map(({ function: { name, description, parameters } }) => [name, { name, description, parameters }]),
  );
  return classifyError({
    prefix: messages.slice(0, at),
    reference: messages.slice(at, next < 0 ? messages.length : next),
    actual: [wrong],
    signatureOf: (name) => signatures.get(name) as FunctionSignature | undefined,
  });
}
