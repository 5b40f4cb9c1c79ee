import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLedger } from '../../../server/src/openai-wire/index.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'magnet-ledger-'));
  file = path.join(folder, 'spent.jsonl');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the expenses of a run', () => {
  it('are one sum for all who have the file open: two may not spend it twice', async () => {
    const [one, other] = [await openLedger(file), await openLedger(file)];
    const asked = [one, other].flatMap((ledger) =>
      Array.from({ length: 20 }, () => ledger.reserve(0.07, undefined, 1)),
    );
    // Fourteen fit; each comes to cost all that it may, so that nobody else has room.
    const settling = asked.map((each) => each.then((settle) => settle(0.07).then(() => 1)));
    const ended = await Promise.allSettled(settling);
    expect(ended.filter(({ status }) => status === 'fulfilled')).toHaveLength(14);
    await one.close();
    await other.close();
    expect((await openLedger(file)).spent).toBeCloseTo(0.98, 9);
  });

  it('leave room for another once a request came to cost less than it might', async () => {
    const [one, other] = [await openLedger(file), await openLedger(file)];
    const settle = await one.reserve(0.9, undefined, 1);
    let went = false;
    const waiting = other.reserve(0.5, undefined, 1).then((written) => {
      went = true;
      return written;
    });
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(went).toBe(false);
    await settle(0.1);
    await (await waiting)(0.2);
    await expect(one.reserve(0.8, undefined, 1)).rejects.toThrow('used up: $0.3000 spent');
    await one.close();
    await other.close();
  });

  it('count a request of a process that is gone with the most it could cost, and wait for nobody', async () => {
    // Process numbers end below four million.
    const [host] = (await hostOf(file)).split(' ');
    writeFileSync(file, `${JSON.stringify({ id: 'a', most: 0.9, by: `${host} 99999999 1` })}\n`);
    const ledger = await openLedger(file);
    expect(ledger.spent).toBe(0.9);
    const before = Date.now();
    await expect(ledger.reserve(0.2, undefined, 1)).rejects.toThrow('used up');
    expect(Date.now() - before).toBeLessThan(2_000);
    await ledger.close();
  });

  it('are not cut where another process is in the middle of a line, nor lost behind half a line of a crash', async () => {
    const first = await openLedger(file);
    await (await first.reserve(0.1, undefined, 1))(0.1);
    appendFileSync(file, '{"id":"half","mo');
    const second = await openLedger(file);
    await (await second.reserve(0.2, undefined, 1))(0.2);
    appendFileSync(file, 'not ours\n');
    expect(readFileSync(file, 'utf8')).toContain('"half"');
    expect((await openLedger(file)).spent).toBeCloseTo(0.3, 9);
    await first.close();
    await second.close();
  });

  it('are waited for no longer than the request that wants them', async () => {
    const [one, other] = [await openLedger(file), await openLedger(file)];
    await one.reserve(0.9, undefined, 1);
    const stop = new AbortController();
    const waiting = other.reserve(0.5, stop.signal, 1);
    stop.abort();
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
    await one.close();
    await other.close();
  });
});

/** How this process is written in a ledger. */
async function hostOf(ledgerFile: string): Promise<string> {
  const ledger = await openLedger(ledgerFile);
  await (await ledger.reserve(1))(0);
  await ledger.close();
  return (JSON.parse(readFileSync(ledgerFile, 'utf8').split('\n')[0] ?? '{}') as { by: string }).by;
}
