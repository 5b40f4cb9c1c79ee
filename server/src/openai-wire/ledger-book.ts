import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { hostname } from 'node:os';
import process from 'node:process';
import { BatchedAppends, isAlive, isThere, LineTail, openToExtend, startOf } from '../files/index.ts';
import { parsedJson } from '../json/index.ts';

/** One request that wants room, and what becomes of it. */
export interface Wish {
  readonly most: number;
  readonly limitUsd: number;
  /** @param id of the money put aside; undefined where there is no room */
  answer(id: string | undefined): void;
  refuse(error: unknown): void;
}

interface LedgerLine {
  readonly id: string;
  /** Before a request: the most it can cost, and which process sends it. */
  readonly most?: number;
  readonly by?: string;
  /** After it: what it did cost. */
  readonly cost?: number;
}

interface Entry {
  readonly amount: number;
  /** The process whose request is under way; absent where it ended, or nobody will ever know how. */
  readonly by?: string;
}

/** Sums of amounts that were written in decimals. */
const ROUNDING = 1e-9;

/** The lines of a file of expenses: those of this process, and what others add to them. */
export class LedgerBook {
  readonly #path: string;
  /** Absent where there is no file yet: it is made with the first expense. */
  #handle: FileHandle | undefined;
  readonly #appends: BatchedAppends;
  readonly #tail: LineTail;
  readonly #entries = new Map<string, Entry>();
  /** Ids of requests under way. */
  readonly #open = new Set<string>();
  #spent = 0;
  #next = 0;

  constructor(path: string) {
    this.#path = path;
    this.#tail = new LineTail(path);
    this.#appends = new BatchedAppends((text) => this.#write(text));
  }

  /** Everything spent, and put aside. */
  get spent(): number {
    return this.#spent;
  }

  /** Reads what was written since. @throws UnreadableFile */
  async catchUp(): Promise<void> {
    if (!(await isThere(this.#path))) return;
    this.#handle ??= await openToExtend(this.#path);
    await this.#tail.read(this.#handle, (text) => this.#take(text));
  }

  /** Puts money aside for each that there is room for; the caller has the lock. */
  async putAside(wishes: readonly Wish[]): Promise<void> {
    await this.catchUp();
    const lines: LedgerLine[] = [];
    const answers = wishes.map(({ most, limitUsd }) => {
      if (this.#spent + most > limitUsd + ROUNDING) return undefined;
      const id = `${Date.now().toString(36)}-${process.pid.toString(36)}-${this.#next++}`;
      const line = { id, most, by: thisProcess() };
      lines.push(line);
      this.#enter(id, { amount: most, by: line.by });
      return id;
    });
    if (lines.length > 0) {
      const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
      await this.#write(this.#tail.hasHalfLine ? `\n${text}` : text);
    }
    for (const [index, wish] of wishes.entries()) wish.answer(answers[index]);
  }

  /** Writes what a request did cost. */
  async settle(id: string, cost: number): Promise<void> {
    this.#enter(id, { amount: cost });
    await this.#appends.append(`${JSON.stringify({ id, cost } satisfies LedgerLine)}\n`);
  }

  /** How it stands: what is spent for certain, and whether anything is under way that may come to cost less. */
  standing(): { readonly sure: number; readonly hasOpen: boolean; readonly state: string } {
    let open = 0;
    for (const id of this.#open) {
      const { amount, by } = this.#entries.get(id) as Entry;
      if (by !== undefined && mayLive(by)) open += amount;
      else this.#open.delete(id);
    }
    return { sure: this.#spent - open, hasOpen: this.#open.size > 0, state: `${this.#spent} ${this.#open.size}` };
  }

  async close(): Promise<void> {
    await this.#appends.settled();
    await this.#handle?.close();
  }

  async #write(text: string): Promise<void> {
    this.#handle ??= await openToExtend(this.#path);
    await this.#handle.appendFile(text);
  }

  #take(text: string): void {
    const line = readLine(text);
    if (line === undefined) return;
    const { id, most, by, cost } = line;
    if (cost !== undefined) this.#enter(id, { amount: cost });
    // What this process wrote is known already, and may have ended since.
    else if (most !== undefined && !this.#entries.has(id))
      this.#enter(id, by === undefined ? { amount: most } : { amount: most, by });
  }

  #enter(id: string, entry: Entry): void {
    this.#spent += entry.amount - (this.#entries.get(id)?.amount ?? 0);
    this.#entries.set(id, entry);
    if (entry.by === undefined) this.#open.delete(id);
    else this.#open.add(id);
  }
}

function readLine(text: string): LedgerLine | undefined {
  const value = parsedJson(text) as Partial<LedgerLine> | null | undefined;
  const amounts = [value?.most, value?.cost].filter((amount) => amount !== undefined);
  const sound = amounts.length > 0 && amounts.every((amount) => typeof amount === 'number' && amount >= 0);
  const named = typeof value?.id === 'string' && (value.by === undefined || typeof value.by === 'string');
  return named && sound ? (value as LedgerLine) : undefined;
}

/** This machine, without its name: a run is handed on. */
const HOST = createHash('sha256').update(hostname()).digest('hex').slice(0, 8);

function thisProcess(): string {
  return [HOST, process.pid, startOf(process.pid) ?? ''].join(' ');
}

/** Whether a process may still be at work: of another machine nothing here can tell. */
function mayLive(by: string): boolean {
  const [host, pid, started = ''] = by.split(' ');
  return host !== HOST || isAlive({ pid: Number(pid), ...(started === '' ? {} : { started }) });
}
