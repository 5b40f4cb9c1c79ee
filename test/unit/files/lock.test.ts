import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openRunFolder } from '../../../server/src/files/index.ts';

let directory: string;
const lockFile = () => path.join(directory, '.lock');
const lockedBy = (holder: unknown) =>
  writeFileSync(lockFile(), typeof holder === 'string' ? holder : JSON.stringify(holder));

beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'magnet-lock-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

describe('the lock of a run folder', () => {
  it('names machine, process and its start', async () => {
    await openRunFolder(directory).lock();
    expect(JSON.parse(readFileSync(lockFile(), 'utf8'))).toMatchObject({ host: hostname(), pid: process.pid });
    await openRunFolder(directory).unlock();
  });

  it('holds against another run of the same process, until it is given back', async () => {
    const folder = openRunFolder(directory);
    await folder.lock();
    await expect(openRunFolder(directory).lock()).rejects.toMatchObject({ code: 'locked' });
    await folder.unlock();
    await openRunFolder(directory).lock();
    await folder.unlock();
  });

  it('is taken over from a process that is gone, and from half a lock', async () => {
    const child = spawn(process.execPath, ['-e', '']);
    await once(child, 'exit');
    for (const holder of [{ host: hostname(), pid: child.pid }, String(child.pid), '{"host":', '']) {
      lockedBy(holder);
      await openRunFolder(directory).lock();
      await openRunFolder(directory).unlock();
    }
  });

  it('holds while its process lives, in the form of today and of older versions', async () => {
    for (const holder of [{ host: hostname(), pid: process.ppid }, String(process.ppid)]) {
      lockedBy(holder);
      await expect(openRunFolder(directory).lock()).rejects.toThrow(`another process (${process.ppid})`);
    }
  });

  it.skipIf(process.platform !== 'linux')('is taken over where its number belongs to another process now', async () => {
    lockedBy({ host: hostname(), pid: process.ppid, started: '1' });
    await openRunFolder(directory).lock();
    await openRunFolder(directory).unlock();
  });

  it('of another machine is never taken over, and the message says what to do', async () => {
    lockedBy({ host: 'elsewhere', pid: 1 });
    await expect(openRunFolder(directory).lock()).rejects.toThrow(/machine elsewhere .* remove .*\.lock/);
  });

  it('is none where a folder is called so: that is said, and stays where it is', async () => {
    mkdirSync(lockFile());
    await expect(openRunFolder(directory).lock()).rejects.toThrow('is a folder, not a file');
    expect(statSync(lockFile()).isDirectory()).toBe(true);
  });
});
