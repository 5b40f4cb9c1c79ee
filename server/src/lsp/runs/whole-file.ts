import type { FileHandle } from 'node:fs/promises';
import type { RunRow } from '../../dataset/index.ts';
import { readWhole } from './source.ts';

/** The rows of a file that is one value: such a file is read whole, and its rows are let go of when memory is short. */
export class WholeFile {
  readonly #file: string;
  #rows: WeakRef<readonly RunRow[]> | undefined;

  constructor(file: string) {
    this.#file = file;
  }

  async rows(handle: FileHandle): Promise<readonly RunRow[]> {
    const rows = this.#rows?.deref() ?? (await readWhole(handle, this.#file));
    this.#rows = new WeakRef(rows);
    return rows;
  }
}
