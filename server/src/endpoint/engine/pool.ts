/**
 * Takes items from a source with so many in work at once. What `work` throws ends the pool: items in work end first, and
 * no further one is taken.
 */
export async function inPool<T>(
  source: AsyncIterable<T>,
  concurrency: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const running = new Set<Promise<void>>();
  const failure: { error?: unknown; there: boolean } = { there: false };
  for await (const item of source) {
    if (failure.there) break;
    const job = work(item)
      .catch((error: unknown) => {
        if (!failure.there) Object.assign(failure, { error, there: true });
      })
      .finally(() => running.delete(job));
    running.add(job);
    if (running.size >= concurrency) await Promise.race(running);
  }
  await Promise.all(running);
  if (failure.there) throw failure.error;
}
