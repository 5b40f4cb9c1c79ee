import { describe, expect, it } from 'vitest';
import { BatchedAppends } from '../../../server/src/files/index.ts';

/** A disk whose writes end when they are told to. */
function slowDisk() {
  const writes: { readonly text: string; readonly end: (error?: Error) => void }[] = [];
  const write = (text: string) =>
    new Promise<void>((resolve, reject) => {
      writes.push({ text, end: (error) => (error === undefined ? resolve() : reject(error)) });
    });
  return { writes, write };
}

const settle = () => new Promise((resume) => setImmediate(resume));

describe('texts that are appended while one is being written', () => {
  it('go together in the next write, in their order, and each ends with its own', async () => {
    const disk = slowDisk();
    const appends = new BatchedAppends(disk.write);
    const ended: string[] = [];
    const append = (text: string) => void appends.append(text).then(() => ended.push(text));
    append('a');
    await settle();
    for (const text of ['b', 'c', 'd']) append(text);
    await settle();
    expect(disk.writes.map(({ text }) => text)).toEqual(['a']);
    disk.writes[0]?.end();
    await settle();
    expect(ended).toEqual(['a']);
    expect(disk.writes.map(({ text }) => text)).toEqual(['a', 'bcd']);
    disk.writes[1]?.end();
    await appends.settled();
    expect(ended).toEqual(['a', 'b', 'c', 'd']);
  });

  it('fail together, and those behind them are written', async () => {
    const disk = slowDisk();
    const appends = new BatchedAppends(disk.write);
    const failed = Promise.allSettled(['a', 'b'].map((text) => appends.append(text)));
    await settle();
    disk.writes[0]?.end(new Error('full'));
    expect((await failed).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    const later = appends.append('c');
    await settle();
    disk.writes[1]?.end();
    await later;
    expect(disk.writes.map(({ text }) => text)).toEqual(['ab', 'c']);
  });
});
