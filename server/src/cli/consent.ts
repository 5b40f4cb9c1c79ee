import process from 'node:process';
import { createInterface } from 'node:readline/promises';
import { type CommandContext, UsageError } from './command.ts';
import { oneLine } from './gate.ts';

/** What is about to happen, in words, and exactly what it is. */
export interface ConsentQuestion {
  /** `Start this program?` */
  readonly question: string;
  /** The command, file or address, as it will be used. */
  readonly what: string;
  /** `start`, for the message where nobody can be asked. */
  readonly verb: string;
}

/**
 * Running other people's code or sending data away takes a person's yes to exactly that, or `--yes`.
 * @throws UsageError where the answer is no, or nobody can be asked.
 */
export async function askConsent(
  { question, what, verb }: ConsentQuestion,
  yes: boolean,
  context: CommandContext,
): Promise<void> {
  if (yes) return;
  if (!(context.terminal.interactive && process.stdin.isTTY)) {
    throw new UsageError(`this would ${verb} "${what}". Use --yes to allow it where nobody can be asked.`);
  }
  const prompt = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await prompt.question(`${oneLine(question)}\n  ${oneLine(what)}\n[y/N] `, {
      signal: context.signal,
    });
    if (!/^y(es)?$/i.test(answer.trim())) throw new UsageError(`not allowed to ${verb} it.`);
  } finally {
    prompt.close();
  }
}
