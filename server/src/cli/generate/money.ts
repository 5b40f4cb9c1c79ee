import path from 'node:path';
import { SPENT } from '../../dataset/index.ts';
import { Account, type Ledger, openLedger } from '../../openai-wire/index.ts';
import type { TeacherId } from '../../teacher/index.ts';

/** What the models of one command spend together, beside the run. */
export interface RunMoney {
  readonly ledger: Ledger;
  readonly account: Account;
}

/** Who is asked in a run. */
interface Asked {
  readonly teacher: TeacherId;
  readonly judge?: string;
  readonly student?: string;
  readonly redis?: string;
}

/** The expenses of a run that asks a teacher, a student or its judge; workers of a Redis server keep theirs there. */
export async function openMoney(
  { teacher, judge, student, redis }: Asked,
  directory: string,
): Promise<RunMoney | undefined> {
  const asks = student !== undefined || judge !== undefined || teacher === 'openai' || teacher === 'gemini';
  if (!asks || redis !== undefined) return undefined;
  const ledger = await openLedger(path.join(directory, SPENT));
  return { ledger, account: new Account() };
}
