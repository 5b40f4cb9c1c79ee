import type { JsonSchema } from '../../json/index.ts';
import { createRandom } from '../../random/index.ts';
import { valueErrors } from '../validator.ts';
import { makeValue } from './values/make.ts';
import { createProfile, todayOf } from './values/profile.ts';

/** Tries before a response schema counts as one that nothing made here fits. */
const TRIES = 3;

/** Why no answer made from a response schema fits it; undefined where one does. */
export function unfillable(response: JsonSchema): string | undefined {
  let reason: string | undefined;
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const seed = `unfilled ${attempt}`;
    let spent = false;
    const made = makeValue(response, {
      profile: createProfile(seed),
      today: todayOf(seed),
      random: (at) => createRandom(`${seed} ${at}`),
      spent: () => {
        spent = true;
      },
    });
    const [first] = valueErrors(response, made);
    if (first === undefined) return undefined;
    reason = `no answer was found that fits the response schema: ${spent ? 'it asks for more values than are made for one call' : first.message}`;
    if (spent) return reason;
  }
  return reason;
}
