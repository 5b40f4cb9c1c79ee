import { stat } from 'node:fs/promises';
import { type ReadReview, ReviewLedger, readReview, reviewFileOf } from '../../dataset/index.ts';
import { openLineFile } from '../../files/index.ts';
import { RunIndex } from './run-index.ts';
import { recordsFile } from './source.ts';

/** Runs that are kept; another one takes the place of what was asked for longest ago. */
const MAX_OPEN = 8;

/** A run that somebody looks at: its index, and what was decided about its records. */
export interface OpenRun {
  readonly file: string;
  readonly index: RunIndex;
  readonly review: ReadReview;
}

/** Files of records that are open. A file that changed is read again; one that only grew, from where it ended. */
export class OpenRuns {
  readonly #indexes = new Map<string, Promise<RunIndex>>();
  readonly #reviews = new Map<string, { readonly stamp: string; readonly review: ReadReview }>();

  async open(uri: string): Promise<OpenRun> {
    const file = await recordsFile(uri);
    const [index, review] = [await this.#indexOf(file), await this.reviewOf(file)];
    return { file, index, review };
  }

  async #indexOf(file: string): Promise<RunIndex> {
    const known = this.#indexes.get(file);
    // Two requests at once must not take in the same growth twice: the second waits for the first.
    const current =
      known === undefined
        ? RunIndex.open(file)
        : known.then(
            (index) => renewed(index),
            () => RunIndex.open(file),
          );
    this.#indexes.delete(file);
    this.#indexes.set(file, current);
    current.catch(() => this.#indexes.delete(file));
    const [oldest] = this.#indexes.keys();
    if (this.#indexes.size > MAX_OPEN && oldest !== undefined) this.#forget(oldest);
    return current;
  }

  #forget(file: string): void {
    void this.#indexes.get(file)?.then(
      (index) => index.close(),
      () => undefined,
    );
    this.#indexes.delete(file);
    this.#reviews.delete(file);
  }

  /** The review beside a file of records, as it is on disk. */
  async reviewOf(file: string): Promise<ReadReview> {
    const stamp = await stampOf(reviewFileOf(file));
    const known = this.#reviews.get(file);
    if (known?.stamp === stamp) return known.review;
    const review =
      stamp === '' ? { ledger: new ReviewLedger(), broken: [] } : await readReview(openLineFile(reviewFileOf(file)));
    this.#reviews.set(file, { stamp, review });
    return review;
  }

  /** Who wrote into a review file has its ledger up to date: it is not read again for that. */
  async wrote(file: string, review: ReadReview): Promise<void> {
    this.#reviews.set(file, { stamp: await stampOf(reviewFileOf(file)), review });
  }
}

async function renewed(index: RunIndex): Promise<RunIndex> {
  if (await index.isCurrent()) return index;
  if (await index.grown()) return index;
  index.close();
  return RunIndex.open(index.file);
}

async function stampOf(file: string): Promise<string> {
  const status = await stat(file).catch(() => undefined);
  return status === undefined ? '' : `${status.size} ${status.mtimeMs} ${status.ino}`;
}
