import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { registerCheckData } from '../../../server/src/cli/commands/check-data.ts';
import { rowsOf } from '../../../server/src/cli/data-rows.ts';
import type { RunRow } from '../../../server/src/dataset/index.ts';
import { isZip, type ZipEntry, ZipError, zipEntries } from '../../../server/src/files/zip.ts';
import { runCommand } from '../cli/run.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'magnet-zip-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const handles: FileHandle[] = [];
afterEach(async () => {
  for (const handle of handles.splice(0)) await handle.close();
});

const LIMITS = { entryBytes: 4096, totalBytes: 8192, entries: 10 };
const file = path.join(folder, 'log.eval');

async function entries(bytes: Buffer, limits = LIMITS): Promise<ZipEntry[]> {
  writeFileSync(file, bytes);
  const handle = await open(file);
  handles.push(handle);
  const found: ZipEntry[] = [];
  for await (const entry of zipEntries(handle, () => true, limits)) found.push(entry);
  return found;
}

interface Part {
  readonly name: string;
  readonly text: string;
  /** What the archive says of it, where that is not true. */
  readonly size?: number;
  readonly method?: number;
  readonly flags?: number;
}

/** An archive as its specification has it: a head before each entry, a list at the end. */
function archive(parts: readonly Part[], comment = ''): Buffer {
  const bodies: Buffer[] = [];
  const list: Buffer[] = [];
  let offset = 0;
  for (const { name, text, size = Buffer.byteLength(text), method = 8, flags = 0 } of parts) {
    const data = method === 8 ? deflateRawSync(text) : Buffer.from(text);
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    head.writeUInt16LE(Buffer.byteLength(name), 26);
    const item = Buffer.alloc(46);
    item.writeUInt32LE(0x02014b50, 0);
    item.writeUInt16LE(flags, 8);
    item.writeUInt16LE(method, 10);
    item.writeUInt32LE(data.length, 20);
    item.writeUInt32LE(size, 24);
    item.writeUInt16LE(Buffer.byteLength(name), 28);
    item.writeUInt32LE(offset, 42);
    list.push(item, Buffer.from(name));
    bodies.push(head, Buffer.from(name), data);
    offset += 30 + Buffer.byteLength(name) + data.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(Buffer.concat(list).length, 12);
  end.writeUInt32LE(offset, 16);
  end.writeUInt16LE(Buffer.byteLength(comment), 20);
  return Buffer.concat([...bodies, ...list, end, Buffer.from(comment)]);
}

/** Written by the zipfile module of Python, which Inspect uses: two samples, a journal, a header. */
const LOG = Buffer.from(
  'UEsDBBQAAAAIANgCfl3wyR1aDwAAAA0AAAATAAAAX2pvdXJuYWwvc3RhcnQuanNvbqtWKkstKs7Mz1OyMqoFAFBLAwQUAAAACADYAn5dLeN9sukAAADZ' +
    'AQAAFwAAAHNhbXBsZXMvMTBfZXBvY2hfMS5qc29ujZDdTsMwDIVfxfJ1ta2Mv+ZmYq/BpipL3S1SlkRNejFVeXfsgoDCBdw5Pj4+nzOh7VBBvakAKQZz' +
    'kQfX1scxc437oPMOuZP1cKa5daMkjSulpM9cK3idcAiORBwTDaKa4DP5ef4FTrykguhIJ1phqeBrXqdkU9Y8uTTNkSG41mjnPjJmVDS1aP3oTbbBS6e3' +
    'vmslQwTGHK+8RDwTRss4CrZF1t3iHPlpLccFisT9oNA5a3ORdWq93tR32/uHx6fnRp9MR/0Csf0b7l93y39DAzZBP5B81rH6jvF+1S8SNk4HlJQDqqZg' +
    'KW9QSwMEFAAAAAgA2AJ+XdfSNNnpAAAA2AEAABYAAABzYW1wbGVzLzJfZXBvY2hfMS5qc29ujZDdTsMwDIVfJfJ1tdGNv+ZmgtfYpspL3S1SlkRNejFV' +
    'eXfsgoDCBdxZPvY5nz2B7UCrTaWAYjAXrmuurY9j5hpeA+YdcCfjcKa5daMkjSulhGeutdpPMARHIo6JBlFN8Jn8PP+iTmxSqegIE62gVOprHlOyKSNP' +
    'LpfmyBBca9C5j4yZFEwtWj96k23w0umt71rJEIExxyubyM4E0TKOVtsidrc4R36uluMCReJ+UGDOaC5ip9fru3qzvX94fHpu8GQ66heI7d9w/7pb/q0a' +
    'ZZPqB5JnHavvGO9X/SLhxekAknIA3RQo5Q1QSwMEFAAAAAgA2AJ+Xd2ZpUIsAAAAKgAAAAsAAABoZWFkZXIuanNvbqtWKkstKs7Mz1OyMtJRKi5JLCkt' +
    'VrJSKi5NTk4tLlbSUUotS8xRsqqurQUAUEsBAhQDFAAAAAgA2AJ+XfDJHVoPAAAADQAAABMAAAAAAAAAAAAAAIABAAAAAF9qb3VybmFsL3N0YXJ0Lmpz' +
    'b25QSwECFAMUAAAACADYAn5dLeN9sukAAADZAQAAFwAAAAAAAAAAAAAAgAFAAAAAc2FtcGxlcy8xMF9lcG9jaF8xLmpzb25QSwECFAMUAAAACADYAn5d' +
    '19I02ekAAADYAQAAFgAAAAAAAAAAAAAAgAFeAQAAc2FtcGxlcy8yX2Vwb2NoXzEuanNvblBLAQIUAxQAAAAIANgCfl3dmaVCLAAAACoAAAALAAAAAAAA' +
    'AAAAAACAAXsCAABoZWFkZXIuanNvblBLBQYAAAAABAAEAAMBAADQAgAAAAA=',
  'base64',
);

describe('an archive', () => {
  it('gives its entries in the order of their names, numbers by their size', async () => {
    const parts = ['s/10', 's/9', 'a'].map((name) => ({ name, text: `text of ${name}` }));
    expect(await entries(archive(parts, 'a comment'))).toEqual(
      ['a', 's/9', 's/10'].map((name) => ({ name, text: `text of ${name}` })),
    );
    expect(isZip(archive(parts))).toBe(true);
    expect(isZip(Buffer.from('PK'))).toBe(false);
  });

  it('reads an entry that is stored as it is', async () => {
    expect(await entries(archive([{ name: 'a', text: 'plain', method: 0 }]))).toEqual([{ name: 'a', text: 'plain' }]);
  });

  it('does not inflate what says that it is too large, and goes on with the next', async () => {
    const parts = [
      { name: 'a', text: 'x'.repeat(5000) },
      { name: 'b', text: 'small' },
    ];
    expect(await entries(archive(parts))).toEqual([
      { name: 'a', problem: 'it is larger than 0.00390625 MiB' },
      { name: 'b', text: 'small' },
    ]);
  });

  it('inflates nothing beyond what an entry says, so that a small file cannot fill the memory', async () => {
    const bombs = [1_000_000, 64 * 1024 * 1024].map((length) => ({
      name: `${length}`,
      text: '0'.repeat(length),
      size: 100,
    }));
    expect(await entries(archive(bombs))).toEqual(bombs.map(({ name }) => ({ name, problem: 'it is damaged' })));
  });

  it('reads no more in all than it may, however many entries are one and the same', async () => {
    const found = await entries(
      archive(Array.from({ length: 5 }, (_, at) => ({ name: `${at}`, text: 'y'.repeat(4000) }))),
    );
    expect(found.map((entry) => 'text' in entry)).toEqual([true, true, false, false, false]);
  });

  it.each([
    ['encrypted', { flags: 1 }, 'it is encrypted'],
    ['compressed otherwise', { method: 93 }, 'its compression (method 93) is not read'],
    ['shorter than it says', { size: 50 }, 'it is damaged'],
  ])('says of an entry that it is %s', async (_, wrong, problem) => {
    expect(await entries(archive([{ name: 'a', text: 'text', ...wrong }]))).toEqual([{ name: 'a', problem }]);
  });

  it('with more entries than it may have, or cut off anywhere, is refused or gives what is whole; nothing hangs', async () => {
    const whole = archive([
      { name: 'a', text: 'text' },
      { name: 'b', text: 'more' },
    ]);
    await expect(
      entries(archive(Array.from({ length: 11 }, (_, at) => ({ name: `${at}`, text: '' })))),
    ).rejects.toThrow('more than 10 entries');
    for (let length = 0; length < whole.length; length += 1)
      await expect(entries(whole.subarray(0, length))).rejects.toThrow(ZipError);
  });

  it('with any bytes changed gives entries, problems or a refusal, never anything else', async () => {
    const whole = archive([
      { name: 'a', text: 'some text that repeats some text' },
      { name: 'b', text: 'more' },
    ]);
    const change = fc.record({ at: fc.nat(whole.length - 1), to: fc.nat(255) });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
        const damaged = Buffer.from(whole);
        for (const { at, to } of changes) damaged[at] = to;
        const found = await entries(damaged).catch((error: unknown) => error);
        if (!Array.isArray(found)) expect(found).toBeInstanceOf(ZipError);
      }),
      { numRuns: 150 },
    );
  });
});

describe("Inspect's archive of a log", () => {
  const rows = async (bytes: Buffer) => {
    writeFileSync(file, bytes);
    const found: RunRow[] = [];
    for await (const row of rowsOf(file)) found.push(row);
    return found;
  };

  it('gives a record for each sample, with its attachments in their places', async () => {
    const found = await rows(LOG);
    expect(found.map((row) => 'record' in row && [row.format, row.index, row.record.id])).toEqual([
      ['inspect', 0, '2'],
      ['inspect', 1, '10'],
    ]);
    const [first] = found;
    const messages = first !== undefined && 'record' in first ? first.record.messages : [];
    expect(messages.map(({ role, content }) => [role, content])).toEqual([
      ['user', 'A boat, please.'],
      ['assistant', ''],
      ['tool', '{"boat":9}'],
      ['assistant', 'Boat 9 is free.'],
    ]);
  });

  it('says which sample cannot be read, and that another archive holds none', async () => {
    expect(await rows(archive([{ name: 'samples/1_epoch_1.json', text: '{"id":' }]))).toMatchObject([
      { line: 1, problem: expect.stringContaining('no JSON') },
    ]);
    expect(await rows(archive([{ name: 'word/document.xml', text: '<w/>' }]))).toEqual([
      { line: 1, problem: 'an archive without samples of Inspect' },
    ]);
  });

  it('is checked by magnet check-data', async () => {
    writeFileSync(file, LOG);
    const { out } = await runCommand(registerCheckData, 'check-data', file, '--format', 'json');
    expect(JSON.parse(out.join(''))).toMatchObject({ records: 2 });
  });
});
