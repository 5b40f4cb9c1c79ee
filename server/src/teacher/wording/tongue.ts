import type { Language } from '../language.ts';
import { ENGLISH_TELLING } from '../phrases/telling.ts';
import type { Phrasings } from '../phrasings/types.ts';
import type { PastCall, TeacherFunction, WriteQueryTask } from '../types.ts';
import { askForValue, askToCheck, sayMissing } from './agent.ts';
import { Choices } from './choose.ts';
import {
  askInGerman,
  askToCheckInGerman,
  doneInGerman,
  missingInGerman,
  summarizeInGerman,
  writeGermanQuery,
} from './german/index.ts';
import { writeQuery } from './query/query.ts';
import { claimDone } from './report/done.ts';
import { summarize } from './report/summary.ts';

/** All that is worded in a conversation, in one language. */
export interface Tongue {
  query(task: WriteQueryTask, phrasings: Phrasings): string;
  askForValue(wanted: TeacherFunction, parameter: string, seed: string): string;
  askToCheck(wanted: TeacherFunction, parameter: string, seed: string): string;
  sayMissing(wanted: TeacherFunction, seed: string): string;
  summarize(done: readonly PastCall[], seed: string, phrasings?: Phrasings): string;
  /** The words of one for whom it worked, whether or not it has. */
  claimDone(call: PastCall, seed: string): string;
  /** The same where nothing is known of the call. */
  claim(seed: string): string;
}

const TONGUES: Readonly<Record<Language, Tongue>> = {
  en: {
    query: (task, phrasings) => writeQuery(task, undefined, phrasings),
    askForValue,
    askToCheck,
    sayMissing,
    summarize,
    claimDone: (call, seed) => claimDone(call, new Choices(seed), ENGLISH_TELLING),
    claim: (seed) => new Choices(seed).pick('done', ENGLISH_TELLING.done),
  },
  de: {
    query: writeGermanQuery,
    askForValue: askInGerman,
    askToCheck: askToCheckInGerman,
    sayMissing: missingInGerman,
    summarize: summarizeInGerman,
    claimDone: (call, seed) => doneInGerman(call, new Choices(seed)),
    claim: () => 'Erledigt.',
  },
};

export function tongueOf(language: Language): Tongue {
  return TONGUES[language];
}
