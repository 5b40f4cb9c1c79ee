import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: RpcError) => void;
}

/** An error answer of the server. */
export class RpcError extends Error {
  readonly code: number;
  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

type Answerer = (params: never) => unknown;

/**
 * JSON-RPC over a process's standard streams, written from the protocol's description alone: what any editor's client
 * does, and none of VS Code's code.
 */
export class RpcClient {
  readonly process: ChildProcessWithoutNullStreams;
  readonly #waiting = new Map<number, Waiting>();
  readonly #answerers = new Map<string, Answerer>();
  readonly #listeners = new Map<string, ((params: never) => void)[]>();
  readonly exited: Promise<number | null>;
  /** What the process wrote to its error stream. */
  errors = '';
  #buffer: Buffer = Buffer.alloc(0);
  #nextId = 1;

  constructor(command: string, args: readonly string[], options: { readonly env?: NodeJS.ProcessEnv } = {}) {
    this.process = spawn(command, args, { stdio: 'pipe', env: options.env ?? process.env });
    this.process.stdout.on('data', (chunk: Buffer) => this.#receive(chunk));
    this.process.stderr.on('data', (chunk: Buffer) => {
      this.errors += chunk.toString();
    });
    this.exited = new Promise((resolve) => this.process.on('exit', resolve));
  }

  /** Sends a request. The id can be cancelled by `cancel`. */
  request<T>(method: string, params?: unknown): Promise<T> & { readonly id: number } {
    const id = this.#nextId++;
    const promise = new Promise<unknown>((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
    this.#send({ jsonrpc: '2.0', id, method, params });
    return Object.assign(promise as Promise<T>, { id });
  }

  cancel(id: number): void {
    this.notify('$/cancelRequest', { id });
  }

  notify(method: string, params?: unknown): void {
    this.#send({ jsonrpc: '2.0', method, params });
  }

  /** Answers the server's requests of this method. */
  answer<P>(method: string, answerer: (params: P) => unknown): void {
    this.#answerers.set(method, answerer as Answerer);
  }

  on<P>(method: string, listener: (params: P) => void): void {
    const listeners = this.#listeners.get(method) ?? [];
    listeners.push(listener as (params: never) => void);
    this.#listeners.set(method, listeners);
  }

  #send(message: unknown): void {
    const body = Buffer.from(JSON.stringify(message));
    this.process.stdin.write(`Content-Length: ${body.length}\r\n\r\n`);
    this.process.stdin.write(body);
  }

  #receive(chunk: Buffer): void {
    this.#buffer = this.#buffer.length === 0 ? chunk : Buffer.concat([this.#buffer, chunk]);
    for (;;) {
      const header = this.#buffer.indexOf('\r\n\r\n');
      if (header < 0) return;
      const length = Number(/Content-Length: (\d+)/i.exec(this.#buffer.subarray(0, header).toString())?.[1]);
      const end = header + 4 + length;
      if (this.#buffer.length < end) return;
      const message = JSON.parse(this.#buffer.subarray(header + 4, end).toString());
      this.#buffer = this.#buffer.subarray(end);
      this.#dispatch(message);
    }
  }

  #dispatch(message: {
    id?: number;
    method?: string;
    params?: unknown;
    result?: unknown;
    error?: { code: number; message: string };
  }): void {
    if (message.method === undefined) {
      const waiting = this.#waiting.get(message.id ?? -1);
      this.#waiting.delete(message.id ?? -1);
      if (message.error === undefined) waiting?.resolve(message.result);
      else waiting?.reject(new RpcError(message.error.code, message.error.message));
      return;
    }
    if (message.id === undefined) {
      for (const listener of this.#listeners.get(message.method) ?? []) listener(message.params as never);
      return;
    }
    const answerer = this.#answerers.get(message.method);
    if (answerer === undefined) this.#send({ jsonrpc: '2.0', id: message.id, result: null });
    else
      void Promise.resolve(answerer(message.params as never)).then((result) =>
        this.#send({ jsonrpc: '2.0', id: message.id, result: result ?? null }),
      );
  }
}
