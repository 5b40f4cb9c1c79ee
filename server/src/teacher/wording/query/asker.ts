import type { AskingBook, Register } from '../../phrases/asking-book.ts';
import type { Phrasings } from '../../phrasings/types.ts';
import type { WriteQueryTask } from '../../types.ts';
import { mannerOf } from '../asked.ts';
import { Choices } from '../choose.ts';

/** The person who asks, and what they ask for in this turn. */
export interface Asker {
  readonly task: WriteQueryTask;
  readonly book: AskingBook;
  readonly phrasings: Phrasings;
  /** Choices of this turn. */
  readonly choices: Choices;
  /** Choices that hold for the whole conversation. */
  readonly style: Choices;
  readonly register: Register;
}

export function askerOf(task: WriteQueryTask, book: AskingBook, phrasings: Phrasings): Asker {
  return { task, book, phrasings, choices: new Choices(task.seed), ...mannerOf(task.seed) };
}

/** What a person says one way now they say another way in the next turn: turn by turn another of the options. */
export function pickFresh({ task, choices, style }: Asker, key: string, options: readonly string[]): string {
  const count = options.length;
  if (count < 4) return choices.pick(key, options);
  const stride = 1 + style.below(`${key}/stride`, Math.max(1, Math.floor(count / 4)));
  const jitter = choices.below(key, stride);
  return options[(style.below(key, count) + task.turn * stride + jitter) % count] as string;
}
