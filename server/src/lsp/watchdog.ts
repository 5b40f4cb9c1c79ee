import { Script } from 'node:vm';
import { type AtWork, atWork, nothingAtWork, working } from '../signature/index.ts';

/** One uninterrupted piece of work is ended after this; 16,000 functions are read and checked in a tenth of it. */
export const MAX_WORK_MS = 10_000;

/** Work that was ended is not tried again for so many times what it was given. */
const REST_FACTOR = 6;

/** Of a deadline at least so much was spent on the work itself where the work is to blame, and not a machine that was busy. */
const BLAMED_SHARE = 0.5;

/** How often a deadline is put off because the machine was busy, and how much longer than the first the last one may be. */
const MORE_TRIES = 3;
const LONGER_AT_MOST = 12;

/** Work that took too long and was ended. */
export class WorkEnded extends Error {
  override readonly name = 'WorkEnded';
}

interface SetAside extends AtWork {
  readonly version: unknown;
  readonly restsUntil: number;
}

/** The document that was to blame is not the one that work was asked for; whoever asks for it next knows its version. */
const NOT_KNOWN = Symbol('not known');

const WORK = Symbol.for('magnet.watched-work');
const NOTHING = () => {};
const holder = globalThis as unknown as Record<symbol, () => unknown>;
const runWork = new Script(`globalThis[Symbol.for('magnet.watched-work')]()`);

/**
 * Ends what holds the server. The thread cannot look at a clock while it is held, so V8's own deadline ends the work,
 * wherever it is, loops and patterns included. What was ended is set aside with its document: not tried again until the
 * document is another and a while has passed.
 */
export class Watchdog {
  readonly #longestMs: number;
  readonly #ended: (at: AtWork) => void;
  readonly #aside = new Map<string, SetAside>();
  #watching = false;

  /** @param ended told of work that was ended, once the thread is free */
  constructor(longestMs: number, ended: (at: AtWork) => void) {
    this.#longestMs = longestMs;
    this.#ended = ended;
  }

  /**
   * Runs work, the synchronous part of it where it is asynchronous. Inside other watched work, only its name is noted.
   * @param version of the document; with another one the work is tried again, and at once where a busy machine let it
   *   have little of its time. Undefined: it is not tried twice, and whoever asked may ask again
   * @throws WorkEnded
   */
  watch<T>(at: AtWork, version: unknown, work: () => T): T {
    if (this.#watching) return working(at, work);
    this.#watching = true;
    try {
      return this.#run(at, version, work);
    } finally {
      this.#watching = false;
      // What was worked on is not kept alive.
      holder[WORK] = NOTHING;
    }
  }

  #run<T>(at: AtWork, version: unknown, work: () => T): T {
    let result: T | undefined;
    holder[WORK] = () => {
      result = working(at, work);
    };
    let timeout = this.#longestMs;
    for (let tries = 0; ; tries++) {
      nothingAtWork();
      const before = process.cpuUsage();
      try {
        runWork.runInThisContext({ timeout });
        return result as T;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
        const share = processorMs(before) / timeout;
        // What may be asked for twice is given longer: the deadline is one of the clock, and the machine was busy elsewhere.
        if (version !== undefined && tries < MORE_TRIES && share < BLAMED_SHARE) {
          timeout = Math.ceil(this.#longestMs * Math.min(LONGER_AT_MOST, 1 / share));
          continue;
        }
        const blamed = atWork() ?? at;
        if (blamed !== at || version !== undefined) this.#put(blamed, blamed.uri === at.uri ? version : NOT_KNOWN);
        throw new WorkEnded(`${wordOf(blamed)} took longer than ${this.#longestMs / 1000} s and was ended`);
      }
    }
  }

  #put(at: AtWork, version: unknown): void {
    this.#aside.set(keyOf(at), {
      ...at,
      version,
      restsUntil: performance.now() + REST_FACTOR * this.#longestMs,
    });
    setImmediate(() => this.#ended(at));
  }

  isSetAside(at: AtWork, version: unknown): boolean {
    if (this.#aside.size === 0) return false;
    const aside = this.#aside.get(keyOf(at));
    if (aside === undefined) return false;
    if (aside.version === NOT_KNOWN) this.#aside.set(keyOf(at), { ...aside, version });
    else if (aside.version !== version && performance.now() > aside.restsUntil) {
      this.#aside.delete(keyOf(at));
      return false;
    }
    return true;
  }

  /** Documents of which any work is set aside. */
  setAside(): string[] {
    return [...this.#aside.values()].flatMap(({ uri }) => uri ?? []);
  }

  /** What was ended of a document, worded for a person; undefined where nothing was. */
  notice(uri: string): string | undefined {
    const ended = [...this.#aside.values()].filter((aside) => aside.uri === uri || aside.uri === undefined);
    if (ended.length === 0) return undefined;
    const what = [...new Set(ended.map((aside) => aside.what))].join(', ');
    return `Work on this file took longer than ${this.#longestMs / 1000} s and was ended, so that the server goes on: ${what}. It is tried again when the file is another and has rested a while.`;
  }

  /** The document is closed, or another file by now. */
  forget(uri: string): void {
    for (const [key, aside] of this.#aside) if (aside.uri === uri) this.#aside.delete(key);
  }
}

function processorMs(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1000;
}

function keyOf({ uri = '', what }: AtWork): string {
  return `${what} ${uri}`;
}

function wordOf({ uri, what }: AtWork): string {
  return uri === undefined ? what : `${what} of ${uri}`;
}
