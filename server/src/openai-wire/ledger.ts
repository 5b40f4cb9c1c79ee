import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { withFileLock } from '../files/index.ts';
import { usedUp } from './budget.ts';
import { SYSTEM_CLOCK } from './clock.ts';
import { LedgerBook, type Wish } from './ledger-book.ts';

/** What a run has spent, kept beside it, so that a command that is repeated, resumed or beside another knows of it. */
export interface Ledger {
  /** US dollars of everything that stood there when it was opened; a request whose end is not known counts with the most it could cost. */
  readonly spent: number;
  /**
   * Puts aside the most a request can cost, before it goes out, for a process can be killed in between. Waits while what
   * others have put aside stands in the way: that is mostly far more than they come to cost.
   * @param limitUsd absent: the ledger knows its own
   * @returns writes what it really cost
   * @throws BudgetError where it does not fit; the signal's reason
   */
  reserve(most: number, signal?: AbortSignal, limitUsd?: number): Promise<(cost: number) => Promise<void>>;
  close(): Promise<void>;
}

/** How often it is asked again, and how long nothing may change before it is given up, in milliseconds. */
const ASK_AGAIN_MS = 100;
const NO_CHANGE_MS = 30_000;

/**
 * Opens the append-only file of a run's expenses. Processes that have it open at once count against one budget: each puts
 * money aside under the file's lock, after it has read what the others wrote. Lines that cannot be read are passed over.
 */
export async function openLedger(file: string): Promise<Ledger> {
  const book = new LedgerBook(file);
  await book.catchUp().catch(async (error: unknown) => {
    await book.close();
    throw error;
  });
  const { spent } = book;
  let wishes: Wish[] = [];
  let answering: Promise<void> = Promise.resolve();
  let settled = (): void => {};
  let nextSettled = new Promise<void>((resolve) => {
    settled = resolve;
  });

  /** Answers all that wait by now, under one lock. */
  const answerAll = async () => {
    const taken = wishes;
    wishes = [];
    if (taken.length === 0) return;
    try {
      await mkdir(path.dirname(file), { recursive: true });
      await withFileLock(`${file}.lock`, () => book.putAside(taken));
    } catch (error) {
      for (const wish of taken) wish.refuse(error);
    }
  };

  const ask = (most: number, limitUsd: number): Promise<string | undefined> => {
    const asked = new Promise<string | undefined>((answer, refuse) => {
      wishes.push({ most, limitUsd, answer, refuse });
    });
    answering = answering.then(answerAll);
    return asked;
  };

  const reserve: Ledger['reserve'] = async (most, signal, limitUsd = Number.POSITIVE_INFINITY) => {
    let before = '';
    let since = Date.now();
    for (;;) {
      signal?.throwIfAborted();
      const waiting = nextSettled;
      const id = await ask(most, limitUsd);
      if (id !== undefined) {
        return async (cost) => {
          await book.settle(id, cost);
          settled();
          nextSettled = new Promise<void>((resolve) => {
            settled = resolve;
          });
        };
      }
      const { state, sure, hasOpen } = book.standing();
      if (state !== before) since = Date.now();
      before = state;
      if (!hasOpen || sure + most > limitUsd || Date.now() - since > NO_CHANGE_MS)
        throw usedUp(limitUsd, book.spent, most);
      await Promise.race([waiting, SYSTEM_CLOCK.sleep(ASK_AGAIN_MS, signal)]);
    }
  };

  return {
    spent,
    reserve,
    close: async () => {
      await answering;
      await book.close();
    },
  };
}
