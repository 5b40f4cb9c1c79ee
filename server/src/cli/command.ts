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
  message(text: string): void;
  /** Progress on one line; redrawn on a terminal, printed sparsely elsewhere. */
  progress(text: string): void;
  readonly interactive: boolean;
}

/** A failure whose message is all a person needs: printed without a stack, exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
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
