import type { JudgeTurnTask } from '../../teacher/index.ts';
import { certifyNegative, seenError } from '../certificates/negative.ts';
import { PathFailure } from '../failure.ts';
import type { Positive } from '../positive/types.ts';
import type { CertifiedNegative, RecordRequest } from '../record-request.ts';
import type { GenerationContext } from '../session.ts';
import type { Mistake } from './mistake.ts';
import { playRejected, type Rejected } from './rejected.ts';
import { countStudent, studentMistakes } from './student.ts';

/**
 * The first of the student's wrong calls that makes a certified negative, labelled as the classifier sees it. Undefined where
 * there is no student, where it makes none, or where the record is one of those that reject asking or declining: a wrong
 * call in its place would leave a run in which asking is always right.
 */
export async function studentNegative(
  request: RecordRequest,
  positive: Positive,
  context: GenerationContext,
): Promise<CertifiedNegative | undefined> {
  if (request.manner !== undefined && positive.turns.every(({ kind }) => kind === 'call')) return undefined;
  let tries = 0;
  for await (const mistake of studentMistakes(positive, request.seed, context)) {
    context.signal?.throwIfAborted();
    tries += 1;
    const rejected = await playRejected(positive, mistake, `${request.seed}/s${tries}`, context).catch(refused);
    const errorType = rejected === undefined ? 0 : seenError(positive, { ...rejected, turn: mistake.turn }, context);
    if (rejected !== undefined && errorType !== 0) {
      const labelled = { ...mistake, errorType };
      const certificate = await certifyNegative(positive, { ...rejected, ...labelled }, context);
      if (certificate.holds) {
        if (await judgeSeesNone(positive, labelled, rejected, `${request.seed}/j${tries}`, context)) continue;
        countStudent(context, 'used');
        const judge = context.student?.judge?.model;
        return {
          mistake: labelled,
          rejected,
          certificate,
          student: mistake.student,
          ...(judge === undefined ? {} : { judge }),
        };
      }
    }
    countStudent(context, 'not-certified');
  }
  return undefined;
}

/**
 * What the code has certified is shown to the judge, where there is one: a turn that it takes for right is not used. The
 * label stays the code's; a judge that names another type is counted.
 */
async function judgeSeesNone(
  positive: Positive,
  { turn, errorType }: Mistake,
  { messages, divergesAt, rest }: Rejected,
  seed: string,
  context: GenerationContext,
): Promise<boolean> {
  const judge = context.student?.judge;
  if (judge === undefined) return false;
  const asked: JudgeTurnTask = {
    kind: 'judge_turn',
    seed,
    conversation: positive.messages.slice(0, divergesAt),
    reference: positive.messages.slice(divergesAt, positive.turns[turn]?.messages[1]),
    actual: messages.slice(rest[0], rest[1]),
    tools: positive.tools,
  };
  const verdict = await judge.verdict(asked, context.signal);
  if (verdict === undefined) countStudent(context, 'judge-fault');
  else if (verdict.errorType === 0) countStudent(context, 'judge-sees-none');
  else countStudent(context, verdict.errorType === errorType ? 'judge-agrees' : 'judge-other-type');
  return verdict?.errorType === 0;
}

/** A rejected side that the teacher's texts do not come to is one try less. */
function refused(error: unknown): undefined {
  if (!(error instanceof PathFailure)) throw error;
  return undefined;
}
