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
  /** Puts one file of the folder in another's place, at once. */
  replace(name: string, by: string): Promise<void>;
  lines(name: string): Promise<LineFile>;
  /** Takes the folder for this process. @throws Error with code `locked` where another live process has it. */
  lock(): Promise<void>;
  unlock(): Promise<void>;
}

/** A line of a file, with the byte offset behind its newline. */
export interface FileLine {
  readonly text: string;
  readonly end: number;
  /** The file ends here without a newline: a whole line of an editor, or half a line of a crash. */
  readonly unended?: true;
  /** The line is longer than 16 MiB: `text` is its beginning alone. */
  readonly tooLong?: boolean;
}

/** An append-only file of lines. A byte order mark at its start belongs to no line. */
export interface LineFile {
  /** Lines that their newline commits, from the start: what a writer goes on behind. */
  read(): AsyncIterable<FileLine>;
  /** Every line, the last one too where no newline ends it: what a reader of somebody's file wants. */
  readAll(): AsyncIterable<FileLine>;
  /** Cuts the file to this many bytes. */
  truncate(bytes: number): Promise<void>;
  append(text: string): Promise<void>;
  close(): Promise<void>;
}
