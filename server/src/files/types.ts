/** A folder that a run writes, as the stages without input and output see it. */
export interface RunFolder {
  /** For messages. */
  readonly path: string;
  /** Names in the folder; empty where it does not exist. */
  list(): Promise<string[]>;
  read(name: string): Promise<string | undefined>;
  /** Replaces the whole file at once: a reader sees the old text or the new one. */
  write(name: string, text: string): Promise<void>;
  remove(name: string): Promise<void>;
  lines(name: string): Promise<LineFile>;
  /** Takes the folder for this process. @throws Error with code `locked` where another live process has it. */
  lock(): Promise<void>;
  unlock(): Promise<void>;
}

/** An append-only file of lines. A line is committed by its newline; a torn last line does not count. */
export interface LineFile {
  /** Committed lines from the start, each with the byte offset behind its newline. */
  read(): AsyncIterable<{ readonly text: string; readonly end: number }>;
  /** Cuts the file to this many bytes. */
  truncate(bytes: number): Promise<void>;
  append(text: string): Promise<void>;
  close(): Promise<void>;
}
