import { type ChildProcessByStdio, spawn } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { GraphFunction } from '../../graph/index.ts';
import type { Json } from '../../signature/index.ts';
import type { Call, Outcome, World } from '../types.ts';
import { type Consent, requireConsent } from './consent.ts';
import { NODE_HOST, PYTHON_HOST } from './module-host.ts';
import { createRealWorld, type RealSession } from './sessions.ts';

export interface ModuleWorldOptions extends Consent {
  /** Absolute path of a `.js`, `.mjs`, `.cjs`, `.ts`, `.mts` or `.py` file whose functions have the catalog's names. */
  readonly file: string;
  readonly functions: readonly GraphFunction[];
  /** For loading, and for each call; default 30 seconds. */
  readonly timeoutMs?: number;
  /** Program that runs Python files; default `python3`. */
  readonly python?: string;
}

type Child = ChildProcessByStdio<Writable, Readable, Readable>;

const HALF_MINUTE = 30_000;
const STDERR_KEPT = 4_000;
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

/**
 * A user's own functions as a world, in a child process of their own: a crash, an endless loop or a call to `exit` ends
 * the child alone. Its state is whatever the module keeps; a new child starts from nothing.
 * @throws ConsentError without a person's consent; RangeError for a file of another kind.
 */
export function createModuleWorld(options: ModuleWorldOptions): World {
  requireConsent(options, 'Running a module');
  hostOf(options);
  const functions = new Map(options.functions.map((item) => [item.id, item]));
  return createRealWorld({ id: 'module', startsAfresh: true, open: (signal) => open(options, functions, signal) });
}

interface Host {
  readonly command: string;
  readonly args: readonly string[];
}

function hostOf({ file, python }: ModuleWorldOptions): Host {
  const extension = path.extname(file).toLowerCase();
  if (extension === '.py') return { command: python ?? 'python3', args: ['-u', '-c', PYTHON_HOST, file] };
  if (/^\.[mc]?[jt]s$/.test(extension)) {
    return { command: process.execPath, args: ['--input-type=module', '-e', NODE_HOST, file] };
  }
  throw new RangeError(
    `a module is a JavaScript, TypeScript or Python file, not ${extension === '' ? file : extension}`,
  );
}

async function open(
  options: ModuleWorldOptions,
  functions: ReadonlyMap<string, GraphFunction>,
  signal?: AbortSignal,
): Promise<RealSession> {
  const { command, args } = hostOf(options);
  const child = spawn(command, args, {
    cwd: path.dirname(options.file),
    env: environment(),
    stdio: ['pipe', 'pipe', 'pipe'],
    windowsHide: true,
  });
  const session = new ModuleSession(child, options.timeoutMs ?? HALF_MINUTE);
  const ready = await session.ready(signal);
  if (ready.ready !== true) {
    await session.close();
    throw new Error(`${path.basename(options.file)} cannot be loaded: ${String(ready.message)}`);
  }
  return { call: (call, until) => callIn(session, functions, call, until), close: () => session.close() };
}

function environment(): Record<string, string> {
  // In an editor the running program is Electron, which this makes behave as Node.
  const passed: Record<string, string> = { ELECTRON_RUN_AS_NODE: '1', PYTHONIOENCODING: 'utf-8' };
  for (const name of PASSED) if (process.env[name] !== undefined) passed[name] = process.env[name];
  return passed;
}

async function callIn(
  session: ModuleSession,
  functions: ReadonlyMap<string, GraphFunction>,
  call: Call,
  signal?: AbortSignal,
): Promise<Outcome> {
  const found = functions.get(call.function);
  if (found === undefined)
    return { ok: false, error: { code: 'unknown_function', message: `Unknown function: '${call.function}'.` } };
  const order = Object.keys(found.signature.parameters.properties ?? {});
  const answer = await session.ask({ function: found.signature.name, arguments: call.arguments, order }, signal);
  if (answer.ok === true) return { ok: true, output: answer.output ?? null };
  return { ok: false, error: { code: String(answer.code ?? 'Error'), message: String(answer.message ?? '') } };
}

type Answer = Readonly<Record<string, Json | undefined>>;

/** One child and the lines that go to and fro; one question at a time. */
class ModuleSession {
  readonly #child: Child;
  readonly #timeoutMs: number;
  readonly #waiting: { take: (answer: Answer) => void; fail: (error: Error) => void }[] = [];
  readonly #arrived: Answer[] = [];
  #ended: Error | undefined;
  #stderr = '';
  #asked = 0;

  constructor(child: Child, timeoutMs: number) {
    this.#child = child;
    this.#timeoutMs = timeoutMs;
    child.stderr.on('data', (chunk: Buffer) => {
      this.#stderr = (this.#stderr + chunk.toString()).slice(-STDERR_KEPT);
    });
    createInterface({ input: child.stdout }).on('line', (line) => this.#line(line));
    child.on('error', (error) => this.#end(error));
    child.on('exit', (code) =>
      this.#end(new Error(`the module's process ended (${code ?? 'killed'})${this.#lastWords()}`)),
    );
    child.stdin.on('error', (error) => this.#end(error));
  }

  ready(signal?: AbortSignal): Promise<Answer> {
    return this.#next(signal);
  }

  ask(question: { readonly [key: string]: unknown }, signal?: AbortSignal): Promise<Answer> {
    if (this.#ended !== undefined) return Promise.reject(this.#ended);
    this.#asked += 1;
    this.#child.stdin.write(`${JSON.stringify({ id: this.#asked, ...question })}\n`);
    return this.#next(signal);
  }

  async close(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null || this.#ended !== undefined) return;
    const exited = new Promise<void>((resolve) => this.#child.once('exit', () => resolve()));
    this.#child.kill('SIGKILL');
    await exited;
  }

  /** The next answer, within the time a call has; too late or cancelled, the child is ended. */
  #next(signal?: AbortSignal): Promise<Answer> {
    const arrived = this.#arrived.shift();
    if (arrived !== undefined) return Promise.resolve(arrived);
    if (this.#ended !== undefined) return Promise.reject(this.#ended);
    return new Promise((resolve, reject) => {
      const stop = (error: Error) => {
        this.#child.kill('SIGKILL');
        this.#end(error);
      };
      const timer = setTimeout(() => stop(new Error(`no answer within ${this.#timeoutMs} ms`)), this.#timeoutMs);
      const onAbort = () => stop(new Error('cancelled'));
      const done = () => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', onAbort);
      };
      signal?.addEventListener('abort', onAbort, { once: true });
      const take = (answer: Answer) => {
        done();
        resolve(answer);
      };
      const fail = (error: Error) => {
        done();
        reject(error);
      };
      this.#waiting.push({ take, fail });
      if (signal?.aborted === true) onAbort();
    });
  }

  #line(line: string): void {
    const answer = readAnswer(line);
    if (answer === undefined) return;
    const waiting = this.#waiting.shift();
    if (waiting === undefined) this.#arrived.push(answer);
    else waiting.take(answer);
  }

  #end(error: Error): void {
    this.#ended ??= error;
    for (const waiting of this.#waiting.splice(0)) waiting.fail(this.#ended);
  }

  #lastWords(): string {
    const words = this.#stderr.trim().split('\n').at(-1) ?? '';
    return words === '' ? '' : `: ${words}`;
  }
}

function readAnswer(line: string): Answer | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Answer) : undefined;
  } catch {
    return undefined;
  }
}
