import type { Call, Execution, Outcome, World } from '../types.ts';
import { afterCall, asState, type History, readHistory, startOf } from './history.ts';

/** Something running that calls go to: a server's process, a module's process, an address. */
export interface RealSession {
  /** @throws where the session is broken; an error that the callee reports is an outcome. */
  call(call: Call, signal?: AbortSignal): Promise<Outcome>;
  close(): Promise<void>;
}

export interface RealWorldOptions {
  readonly id: World['id'];
  open(signal?: AbortSignal): Promise<RealSession>;
  /** A new session starts from nothing: states can be gone back to by making its calls again. */
  readonly startsAfresh: boolean;
  /** Sessions kept open at most; default 4. */
  readonly sessions?: number;
}

interface Live {
  readonly session: RealSession;
  /** Key of the history it stands at. */
  at: string;
}

const DEFAULT_SESSIONS = 4;

/**
 * A world behind a running thing. Its state is the list of calls made so far: a call from a state goes to the session that
 * stands there, and where none does, to a new one in which those calls are made again. So one can go back and branch
 * off, as replays do. A thing that keeps its state when reconnected to (an address) cannot: there every call goes
 * ahead from wherever it is.
 */
export function createRealWorld(options: RealWorldOptions): World {
  const pool = new SessionPool(options);
  return {
    id: options.id,
    start: async (seed) => asState(startOf(seed)),
    execute: (call, state, signal) => pool.execute(call, readHistory(state), signal),
    close: () => pool.close(),
  };
}

class SessionPool {
  readonly #options: RealWorldOptions;
  readonly #idle: Live[] = [];

  constructor(options: RealWorldOptions) {
    this.#options = options;
  }

  async execute(call: Call, history: History, signal?: AbortSignal): Promise<Execution> {
    const after = afterCall(history, call);
    let live: Live | undefined;
    try {
      live = await this.#sessionAt(history, signal);
      const outcome = await live.session.call(call, signal);
      live.at = after.key;
      this.#giveBack(live);
      return { outcome, state: asState(after) };
    } catch (error) {
      await live?.session.close();
      signal?.throwIfAborted();
      const message = error instanceof Error ? error.message : String(error);
      return { outcome: { ok: false, error: { code: 'unavailable', message } }, state: asState(history) };
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.#idle.splice(0).map((live) => live.session.close()));
  }

  /** An idle session at this history, or a new one brought there. */
  async #sessionAt(history: History, signal?: AbortSignal): Promise<Live> {
    const wanted = history.key;
    const fits = this.#options.startsAfresh ? this.#idle.findIndex((live) => live.at === wanted) : 0;
    const [found] = fits < 0 ? [] : this.#idle.splice(fits, 1);
    if (found !== undefined) return found;
    const session = await this.#options.open(signal);
    if (!this.#options.startsAfresh) return { session, at: wanted };
    try {
      for (const call of history.calls) await session.call(call, signal);
    } catch (error) {
      await session.close();
      throw error;
    }
    return { session, at: wanted };
  }

  #giveBack(live: Live): void {
    this.#idle.push(live);
    const most = this.#options.sessions ?? DEFAULT_SESSIONS;
    if (this.#idle.length > most) void this.#idle.shift()?.session.close();
  }
}
