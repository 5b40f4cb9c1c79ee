import type { TextChange } from '../../signature/index.ts';
import { overlap } from './editor.ts';
import type { FileEdit } from './types.ts';

/** Edits taken together: none touches another. Each costs a search among those there are, not a look at all of them. */
export class TakenEdits {
  readonly #byUri = new Map<string, TextChange[]>();

  /** Takes edits all or none. @returns false where one of them touches another that was taken before */
  take(edits: readonly FileEdit[]): boolean {
    for (const { uri, changes } of edits) {
      const taken = this.#byUri.get(uri) ?? [];
      if (changes.some((change) => touches(taken, change))) return false;
    }
    for (const { uri, changes } of edits) {
      const taken = this.#byUri.get(uri) ?? [];
      for (const change of changes) taken.splice(placeOf(taken, change.span.start), 0, change);
      this.#byUri.set(uri, taken);
    }
    return true;
  }

  /** What was taken, in the order of the texts. */
  get edits(): FileEdit[] {
    return [...this.#byUri].map(([uri, changes]) => ({ uri, changes }));
  }
}

/** Whether a change touches one of those taken, which are sorted and apart: only its neighbours can. */
function touches(taken: readonly TextChange[], change: TextChange): boolean {
  const at = placeOf(taken, change.span.start);
  const [before, after] = [taken[at - 1], taken[at]];
  return (before !== undefined && overlap(before, change)) || (after !== undefined && overlap(after, change));
}

/** Index of the first change that starts after an offset. */
function placeOf(taken: readonly TextChange[], offset: number): number {
  let low = 0;
  let high = taken.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((taken[middle]?.span.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
