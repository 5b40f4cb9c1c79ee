import path from 'node:path';
import { SPENT } from '../../dataset/index.ts';
import { Account, type Ledger, openLedger, type TeacherId } from '../../teacher/index.ts';

/** What the models of one command spend together, beside the run. */
export interface RunMoney {
  readonly ledger: Ledger;
  readonly account: Account;
}

/** The expenses of a run that asks a teacher, or a judge beside it; workers of a Redis server keep theirs there. */
export async function openMoney(
  { teacher, judge, redis }: { readonly teacher: TeacherId; readonly judge?: string; readonly redis?: string },
  directory: string,
): Promise<RunMoney | undefined> {
  const asks = judge !== undefined || teacher === 'openai' || teacher === 'gemini';
  if (!asks || redis !== undefined) return undefined;
  const ledger = await openLedger(path.join(directory, SPENT));
  return { ledger, account: new Account(ledger.spent) };
}
