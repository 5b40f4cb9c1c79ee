import { giveBackLock, takeLock } from '../files/index.ts';
import { UsageError } from './command.ts';

/**
 * Keeps a file of results for this command alone: two at once would each move away what the other writes.
 * @returns gives it back
 * @throws UsageError where another command that lives is writing it
 */
export async function holdResults(file: string): Promise<() => Promise<void>> {
  const lock = `${file}.lock`;
  try {
    await takeLock(lock);
    return () => giveBackLock(lock);
  } catch (error) {
    // Where nothing can be written there is nothing to keep from others, and whoever writes there says so.
    if ((error as { code?: unknown }).code !== 'locked') return async () => {};
    throw new UsageError(`${file}: ${(error as Error).message}. Wait for it, or name another --out.`);
  }
}
