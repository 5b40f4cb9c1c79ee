import type { TrajectoryRecord } from '../../trajectory/index.ts';
import { MinHashIndex, signatureOf } from './min-hash.ts';
import { recordText } from './record-texts.ts';
import { wordsOf } from './words.ts';

/** An earlier record that says nearly the same. */
export interface NearDuplicate {
  /** 0-based place of the earlier record. */
  readonly record: number;
  readonly similarity: number;
}

/**
 * Records of one set that say and call nearly the same as an earlier one. A double is not kept itself, so that each is told
 * beside the record that stays.
 */
export class NearDuplicates {
  readonly #index: MinHashIndex;
  #notKept = 0;

  constructor(similarity: number, maxTexts?: number) {
    this.#index = new MinHashIndex(similarity, maxTexts);
  }

  /** Records that there was no room to remember: later doubles of these are not found. */
  get notKept(): number {
    return this.#notKept;
  }

  /** The earlier record, where there is one; otherwise this one is remembered. */
  check(record: Pick<TrajectoryRecord, 'messages'>, at: number): NearDuplicate | undefined {
    const words = wordsOf(recordText(record));
    if (words.length === 0) return undefined;
    const signature = signatureOf(words);
    const near = this.#index.nearest(signature);
    if (near !== undefined) return { record: near.id, similarity: near.similarity };
    if (!this.#index.add(signature, at)) this.#notKept += 1;
    return undefined;
  }
}
