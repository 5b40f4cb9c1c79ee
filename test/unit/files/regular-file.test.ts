import { execFileSync } from 'node:child_process';
import { mkdtempSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { openLineFile, readRegularFile, readRegularText } from '../../../server/src/files/index.ts';
import { openLedger } from '../../../server/src/openai-wire/index.ts';
import { openReplyCache } from '../../../server/src/teacher/index.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'magnet-regular-'));
const at = (name: string) => path.join(folder, name);
const unix = process.platform !== 'win32';

it('reads a file, through a link too, up to its limit', async () => {
  writeFileSync(at('plain'), 'twelve bytes');
  symlinkSync(at('plain'), at('link'));
  expect(await readRegularText(at('link'), 12)).toBe('twelve bytes');
  await expect(readRegularText(at('plain'), 11)).rejects.toThrow('is larger than');
});

it('reads UTF-16 where a byte order mark says so', async () => {
  writeFileSync(at('wide'), Buffer.from('\uFEFFwide é', 'utf16le'));
  expect(await readRegularText(at('wide'), 100)).toBe('wide é');
});

it('a file whose size is given as more than the limit costs no memory', async () => {
  writeFileSync(at('sparse'), '');
  truncateSync(at('sparse'), 8 * 1024 ** 4);
  await expect(readRegularFile(at('sparse'), 1024 ** 2)).rejects.toThrow('is larger than 1 MiB');
});

it('a file of lines with a hole of terabytes, or a line that never ends, is refused and not read to its end', async () => {
  const first = `${JSON.stringify({ id: 'a', cost: 1 })}\n`;
  for (const [name, bytes, reason] of [
    ['terabytes', 8 * 1024 ** 4, 'is larger than 64 GiB'],
    ['hole', 40 * 1024 ** 3, 'has a line of more than 256 MiB'],
  ] as const) {
    writeFileSync(at(name), first);
    truncateSync(at(name), bytes);
    const all = async () => {
      for await (const _line of openLineFile(at(name)).readAll());
    };
    await expect(all()).rejects.toThrow(reason);
    await expect(openLedger(at(name))).rejects.toThrow(reason);
    await expect(openReplyCache(at(name), 'write')).rejects.toThrow(reason);
    await expect(openReplyCache(at(name), 'read')).rejects.toThrow(reason);
  }
});

it('what is not there, or a folder, is named as that', async () => {
  await expect(readRegularFile(at('nothing'), 10)).rejects.toMatchObject({ message: 'does not exist', code: 'ENOENT' });
  await expect(readRegularFile(folder, 10)).rejects.toThrow('is a folder, not a file');
});

it.runIf(unix)('devices, pipes, sockets and links in a ring are refused at once', async () => {
  symlinkSync('/dev/zero', at('endless'));
  await expect(readRegularFile(at('endless'), 10)).rejects.toThrow('is a device, not a file');
  execFileSync('mkfifo', [at('pipe')]);
  await expect(readRegularFile(at('pipe'), 10)).rejects.toThrow('is a pipe, not a file');
  const server = createServer().listen(at('socket'));
  await new Promise((resolve) => server.once('listening', resolve));
  await expect(readRegularFile(at('socket'), 10)).rejects.toThrow('socket');
  server.close();
  symlinkSync(at('one'), at('two'));
  symlinkSync(at('two'), at('one'));
  await expect(readRegularFile(at('one'), 10)).rejects.toThrow('is a link that leads back to itself');
});

it.runIf(process.platform === 'linux')(
  'a file that says it is empty and is not is held to the limit all the same',
  async () => {
    expect((await readRegularText('/proc/self/status', 1024 ** 2)).length).toBeGreaterThan(100);
    await expect(readRegularText('/proc/self/status', 100)).rejects.toThrow('is larger than');
  },
);

it.runIf(unix)(
  'neither records, expenses nor replies are written into a pipe or a device, nor read from one',
  async () => {
    execFileSync('mkfifo', [at('lines')]);
    symlinkSync('/dev/zero', at('endless-lines'));
    for (const name of ['lines', 'endless-lines']) {
      const file = openLineFile(at(name));
      await expect(file.append('x\n')).rejects.toThrow(/not a file|is a link/);
      await expect(file.readAll()[Symbol.asyncIterator]().next()).rejects.toThrow('not a file');
      await expect(openLedger(at(name))).rejects.toThrow(/not a file|is a link/);
      await expect(openReplyCache(at(name), 'write')).rejects.toThrow(/not a file|is a link/);
      await expect(openReplyCache(at(name), 'read')).rejects.toThrow('not a file');
    }
  },
);
