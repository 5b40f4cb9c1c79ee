import type { Command } from 'commander';

/** Exit codes of every command (README, "Command line"). */
export const EXIT = {
  done: 0,
  /** Findings of severity error, or failed records. */
  findings: 1,
  /** Wrong use or unreadable input. */
  usage: 2,
} as const;

/** Where a command prints: results to stdout, progress and messages to stderr. */
export interface Terminal {
  result(text: string): void;
  /** One line: a line feed in it is written out. */
  message(text: string): void;
  /** Progress on one line; redrawn on a terminal, printed sparsely elsewhere. */
  progress(text: string): void;
  readonly interactive: boolean;
  /** A text in pieces, the marked ones in colour; not there where the output takes no colours. */
  readonly pieces?: (pieces: readonly { readonly text: string; readonly marked: boolean }[]) => void;
}

/** A failure whose message is all a person needs: printed without a stack, exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  /** Further lines, each printed below the message. */
  readonly details: readonly string[];

  constructor(message: string, details: readonly string[] = []) {
    super(message);
    this.details = details;
  }
}

/** Adds one command to the program. Each lives in its own file under `commands/`. */
export type RegisterCommand = (program: Command, context: CommandContext) => void;

export interface CommandContext {
  readonly terminal: Terminal;
  readonly cwd: string;
  /** Aborted by the first interrupt; a second one ends the process. */
  readonly signal: AbortSignal;
  /** Sets the exit code the process ends with. */
  exit(code: (typeof EXIT)[keyof typeof EXIT]): void;
}
