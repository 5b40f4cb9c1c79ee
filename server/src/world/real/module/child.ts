import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { NODE_HOST } from './node-host.ts';
import { type HostAnswer, type HostAsk, type HostReady, type HostSetup, readLine } from './protocol.ts';
import { PYTHON_HOST } from './python-host.ts';

const SAID_KEPT = 4_000;
/** Variables a child gets; keys and tokens of the parent do not come by themselves. */
const PASSED = [
  'PATH',
  'HOME',
  'USERPROFILE',
  'SYSTEMROOT',
  'TEMP',
  'TMP',
  'TMPDIR',
  'LANG',
  'LC_ALL',
  'TZ',
  'VIRTUAL_ENV',
];

export interface HostOptions {
  readonly setup: HostSetup;
  /** For loading, and for each call. */
  readonly timeoutMs: number;
  /** Program that runs Python files; default `python3`. */
  readonly python?: string;
  /** Python source that takes the place of the host's own and speaks its protocol. */
  readonly program?: string;
}

/**
 * The program that hosts a file, and its arguments. Python writes no `__pycache__` into the folder of the user.
 * @throws RangeError for a file that is neither JavaScript, TypeScript nor Python
 */
export function hostOf(
  file: string,
  python = 'python3',
  program = PYTHON_HOST,
): readonly [command: string, ...args: string[]] {
  const extension = path.extname(file).toLowerCase();
  if (extension === '.py') return [python, '-u', '-B', '-c', program];
  if (/^\.[mc]?[jt]s$/.test(extension)) return [process.execPath, '--input-type=module', '-e', NODE_HOST];
  throw new RangeError(
    `a module is a JavaScript, TypeScript or Python file, not ${extension === '' ? file : extension}`,
  );
}

/**
 * One child that hosts a user's file, in a process group of its own. Calls are asked one after the other; one that takes
 * too long, or is cancelled, ends the child with all that it started.
 */
export class HostChild {
  readonly #child: ChildProcess;
  readonly #timeoutMs: number;
  readonly #asks: Writable;
  #waiting: { take: (answer: HostAnswer) => void; fail: (error: Error) => void } | undefined;
  #arrived: HostAnswer | undefined;
  #ended: Error | undefined;
  #said = '';
  #asked = 0;

  constructor({ setup, timeoutMs, python, program }: HostOptions) {
    const [command, ...args] = hostOf(setup.file, python, program);
    this.#timeoutMs = timeoutMs;
    // The protocol has pipes of its own, so that whatever is printed cannot be taken for an answer.
    this.#child = spawn(command, args, {
      cwd: path.dirname(setup.file),
      env: environment(),
      stdio: ['ignore', 'pipe', 'pipe', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
      windowsHide: true,
    });
    children.add(this);
    this.#listen();
    this.#asks = this.#child.stdio[3] as Writable;
    this.#asks.on('error', (error) => this.#end(error));
    this.#asks.write(`${JSON.stringify(setup)}\n`);
  }

  /** What the file has. @throws where it cannot be loaded */
  async ready(signal?: AbortSignal): Promise<HostReady> {
    return (await this.#next(signal)) as unknown as HostReady;
  }

  /** @throws where the child ended, took too long or was cancelled: it is of no more use then */
  async ask(question: HostAsk, signal?: AbortSignal): Promise<HostAnswer> {
    if (this.#ended !== undefined) throw this.#ended;
    this.#asked += 1;
    const id = this.#asked;
    this.#asks.write(`${JSON.stringify({ id, ...question })}\n`);
    const answer = await this.#next(signal);
    if (answer.id === id) return answer;
    this.kill(new Error("the module's process broke the order of answers"));
    throw this.#ended ?? new Error('ended');
  }

  get alive(): boolean {
    return this.#ended === undefined;
  }

  /** Ends the child and everything in its process group. */
  kill(reason: Error = new Error('closed')): void {
    this.#end(reason);
    const { pid } = this.#child;
    if (pid === undefined) return;
    try {
      if (process.platform === 'win32') spawn('taskkill', ['/pid', String(pid), '/t', '/f'], { stdio: 'ignore' });
      else process.kill(-pid, 'SIGKILL');
    } catch {
      // Everything in the group has ended by itself.
    }
  }

  async close(): Promise<void> {
    const gone = this.#child.exitCode !== null || this.#child.signalCode !== null || this.#child.pid === undefined;
    const exited = gone ? undefined : new Promise<void>((resolve) => this.#child.once('exit', () => resolve()));
    this.kill();
    await exited;
  }

  #listen(): void {
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        this.#said = (this.#said + chunk.toString()).slice(-SAID_KEPT);
      });
    }
    createInterface({ input: this.#child.stdio[4] as Readable, crlfDelay: Number.POSITIVE_INFINITY }).on(
      'line',
      (line) => this.#line(line),
    );
    this.#child.on('error', (error) => this.#end(error));
    this.#child.on('exit', (code) =>
      this.kill(new HostEnded(`the module's process ended (${code ?? 'killed'})${this.#lastWords()}`)),
    );
  }

  #next(signal?: AbortSignal): Promise<HostAnswer> {
    const arrived = this.#arrived;
    this.#arrived = undefined;
    if (arrived !== undefined) return Promise.resolve(arrived);
    if (this.#ended !== undefined) return Promise.reject(this.#ended);
    return new Promise((resolve, reject) => {
      const late = () => this.kill(new HostEnded(`no answer within ${this.#timeoutMs} ms`));
      const timer = setTimeout(late, this.#timeoutMs);
      const onAbort = () => this.kill(new Error('cancelled'));
      const done = () => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', onAbort);
        this.#waiting = undefined;
      };
      this.#waiting = {
        take: (answer) => {
          done();
          resolve(answer);
        },
        fail: (error) => {
          done();
          reject(error);
        },
      };
      signal?.addEventListener('abort', onAbort, { once: true });
      if (signal?.aborted === true) onAbort();
    });
  }

  #line(line: string): void {
    const answer = readLine<HostAnswer>(line);
    if (answer === undefined) return;
    if (this.#waiting === undefined) this.#arrived = answer;
    else this.#waiting.take(answer);
  }

  #end(error: Error): void {
    children.delete(this);
    this.#ended ??= error;
    this.#waiting?.fail(this.#ended);
  }

  #lastWords(): string {
    const words = this.#said.trim().split('\n').at(-1) ?? '';
    return words === '' ? '' : `: ${words}`;
  }
}

/** The process gave no answer: it took too long, or it ended. */
export class HostEnded extends Error {}

/** Children in groups of their own outlive an interrupted parent; none is left behind. */
const children = new Set<HostChild>();
process.on('exit', () => {
  for (const child of [...children]) child.kill();
});

function environment(): Record<string, string> {
  // In an editor the running program is Electron, which this makes behave as Node.
  const passed: Record<string, string> = { ELECTRON_RUN_AS_NODE: '1', PYTHONIOENCODING: 'utf-8', PYTHONHASHSEED: '0' };
  for (const name of PASSED) if (process.env[name] !== undefined) passed[name] = process.env[name];
  return passed;
}
