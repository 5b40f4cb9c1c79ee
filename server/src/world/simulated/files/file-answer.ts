import type { FileNode } from './tree.ts';

export interface FileEntry {
  readonly path: string;
  readonly node: FileNode | undefined;
}

/** What a file step came to. */
export interface FileAnswer extends Partial<FileEntry> {
  readonly path: string;
  /** The answer in words: a text that was read, a list, what was done. */
  readonly text: string;
  readonly entries?: readonly FileEntry[];
  /** Lines that were found. */
  readonly lines?: readonly string[];
  readonly number?: number;
  readonly exists?: boolean;
  /** The answer in words tells of the file itself. */
  readonly told?: boolean;
}
