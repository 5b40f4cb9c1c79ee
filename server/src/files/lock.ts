import { readFileSync } from 'node:fs';
import { link, rename, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import process from 'node:process';
import { readRegularText, UnreadableFile } from './regular-file.ts';

/** Who holds a folder. A process is known by its machine, its number, and when it started: numbers are given again. */
interface Holder {
  readonly host: string;
  readonly pid: number;
  /** When the process started, in clock ticks since the machine did; absent where the system does not tell. */
  readonly started?: string;
}

/**
 * Takes a folder for this process by its lock file. A lock is taken over only when its holder is provably dead: a process
 * of this machine that is gone, or whose number another process has now.
 * @throws Error with code `locked` where the holder lives, or is of another machine, which nothing here can look into.
 */
export async function takeLock(file: string): Promise<void> {
  if (held.has(file)) throw locked('another run of this program is writing this folder');
  // Before anything is waited for: another run of this process may ask at the same moment.
  held.add(file);
  try {
    await takeFile(file);
  } catch (error) {
    held.delete(file);
    throw error;
  }
}

async function takeFile(file: string): Promise<void> {
  const mine = JSON.stringify(holderOf(process.pid));
  for (let tries = 0; tries < 2; tries += 1) {
    if (await created(file, mine)) return;
    const text = await readRegularText(file, 1024).catch(halfOrGone);
    const refusal = whyHeld(readHolder(text), file);
    if (refusal !== undefined) throw locked(refusal);
    await removeDead(file, text);
  }
  throw locked(JUST_NOW);
}

/** A lock that is gone by now holds nothing; what is no file at all is no lock, and is left where it is. */
function halfOrGone(error: unknown): string {
  if (error instanceof UnreadableFile && error.code === undefined) throw error;
  return '';
}

const JUST_NOW = 'another process took this folder just now';
/** What file systems say that know no second name of a file. */
const NO_LINKS = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EINVAL']);

/** Makes the lock with its text in it at once: nobody ever reads half of one that is being written. @returns false where there is one */
async function created(file: string, text: string): Promise<boolean> {
  const beside = `${file}.${process.pid}.tmp`;
  await writeFile(beside, text);
  try {
    await link(beside, file).catch(async (error: NodeJS.ErrnoException) => {
      if (!NO_LINKS.has(error.code ?? '')) throw error;
      await writeFile(file, text, { flag: 'wx' });
    });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return false;
  } finally {
    await rm(beside, { force: true });
  }
}

/** Removes the lock that was read, and none that another process has made of it since. */
async function removeDead(file: string, read: string): Promise<void> {
  const aside = `${file}.${process.pid}.dead.tmp`;
  try {
    await rename(file, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return;
  }
  const taken = await readRegularText(aside, 1024).catch(() => '');
  if (taken !== read) await link(aside, file).catch(() => undefined);
  await rm(aside, { force: true });
  if (taken !== read) throw locked(JUST_NOW);
}

/** How long it is waited for a lock that is held for moments, in milliseconds. */
const PATIENCE_MS = 30_000;

/** Does a short piece of work while no other process does it. @throws Error with code `locked` where the lock stays held */
export async function withFileLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  for (const since = Date.now(); ; ) {
    try {
      await takeLock(file);
      break;
    } catch (error) {
      const isHeld = (error as { code?: unknown }).code === 'locked';
      if (!isHeld || Date.now() - since > PATIENCE_MS) throw error;
      await new Promise((resolve) => setTimeout(resolve, 2 + Math.random() * 10));
    }
  }
  try {
    return await work();
  } finally {
    await giveBackLock(file);
  }
}

/** Gives a folder back. */
export async function giveBackLock(file: string): Promise<void> {
  held.delete(file);
  await rm(file, { force: true });
}

/** Whether somebody who may live has the folder of this lock file. */
export async function isLockHeld(file: string): Promise<boolean> {
  if (held.has(file)) return true;
  const text = await readRegularText(file, 1024).catch(() => undefined);
  return text !== undefined && whyHeld(readHolder(text), file) !== undefined;
}

/** What this very process holds: a number alone cannot tell two of its runs apart. */
const held = new Set<string>();

function locked(text: string): Error {
  return Object.assign(new Error(text), { code: 'locked' });
}

function whyHeld(holder: Holder | undefined, file: string): string | undefined {
  // Half a lock is what a crash while writing leaves.
  if (holder === undefined) return undefined;
  if (holder.host !== hostname())
    return `process ${holder.pid} of the machine ${holder.host} is writing this folder; if it is surely dead, remove ${file}`;
  if (holder.pid === process.pid || !isAlive(holder)) return undefined;
  return `another process (${holder.pid}) is writing this folder`;
}

function holderOf(pid: number): Holder {
  const started = startOf(pid);
  return { host: hostname(), pid, ...(started === undefined ? {} : { started }) };
}

/** Locks of older versions hold the number alone. */
function readHolder(text: string): Holder | undefined {
  const isNumber = (value: unknown): value is number =>
    typeof value === 'number' && Number.isInteger(value) && value > 0;
  try {
    const value = JSON.parse(text) as unknown;
    if (isNumber(value)) return { host: hostname(), pid: value };
    const { host, pid, started } = (value ?? {}) as Record<string, unknown>;
    if (typeof host !== 'string' || !isNumber(pid)) return undefined;
    return { host, pid, ...(typeof started === 'string' ? { started } : {}) };
  } catch {
    return undefined;
  }
}

/** Whether a process of this machine is there, and is the one that started then. */
export function isAlive({ pid, started }: Pick<Holder, 'pid' | 'started'>): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM' && sameStart(pid, started);
  }
  return sameStart(pid, started);
}

function sameStart(pid: number, started: string | undefined): boolean {
  const now = startOf(pid);
  return started === undefined || now === undefined || now === started;
}

/** Linux tells it as the 22nd field of `stat`; the second may hold spaces and ends with the last bracket. */
export function startOf(pid: number): string | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return undefined;
  }
}
