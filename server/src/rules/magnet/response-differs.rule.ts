import { isRecord } from '../../json/index.ts';
import { validateValue } from '../../signature/index.ts';
import { message } from '../message.ts';
import { defineRule } from '../rule.ts';

export const responseDiffers = defineRule({
  code: 'response-differs',
  family: 'magnet',
  severity: 'warning',
  title: 'The documented response is not what the function returned.',
  message: message`It returned something else (${'source'}): ${'reason'}.`,
  docs: {
    what: 'A recorded answer of the function (from a run of Magnet, or a file of recorded calls given to `magnet check --recordings`) that its response schema refuses. Answers that report an error are left out.',
    why: 'Edges, simulated answers and training data are made from the documented response: what it says wrong, they teach wrong.',
    bad: '',
    good: '',
  },
  checkObservation({ signature }, observation, report) {
    if (signature.response === undefined || isError(observation.response)) return;
    const [first] = validateValue(signature.response, observation.response);
    if (first === undefined) return;
    report({ part: ['response'], data: { source: observation.source, reason: first.message } });
  },
});

/** An answer that says the call failed documents nothing. */
function isError(response: unknown): boolean {
  if (!isRecord(response)) return false;
  return Object.hasOwn(response, 'error') || Object.hasOwn(response, 'isError');
}
