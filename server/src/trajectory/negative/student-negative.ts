import { certifyNegative, seenError } from '../certificates/negative.ts';
import { PathFailure } from '../failure.ts';
import type { Positive } from '../positive.ts';
import type { CertifiedNegative, RecordRequest } from '../record-request.ts';
import type { GenerationContext } from '../session.ts';
import { playRejected } from './rejected.ts';
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
        countStudent(context, 'used');
        return { mistake: labelled, rejected, certificate, student: mistake.student };
      }
    }
    countStudent(context, 'not-certified');
  }
  return undefined;
}

/** A rejected side that the teacher's texts do not come to is one try less. */
function refused(error: unknown): undefined {
  if (!(error instanceof PathFailure)) throw error;
  return undefined;
}
