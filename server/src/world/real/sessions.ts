import type { Json } from '../../signature/index.ts';
import { canonicalJson } from '../simulated/state.ts';
import type { Call, Execution, Outcome, World, WorldState } from '../types.ts';

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

/** State of a real world: the calls made since its start. */
interface History {
  readonly seed: string;
  readonly calls: readonly Call[];
}

interface Live {
  readonly session: RealSession;
  /** The history it stands at, as text. */
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
    start: async (seed) => asState({ seed, calls: [] }),
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
    const after: History = { ...history, calls: [...history.calls, call] };
    let live: Live | undefined;
    try {
      live = await this.#sessionAt(history, signal);
      const outcome = await live.session.call(call, signal);
      live.at = keyOf(after);
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
    const wanted = keyOf(history);
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

function keyOf(history: History): string {
  return canonicalJson(asState(history));
}

function asState(history: History): WorldState {
  return history as unknown as Json;
}

function readHistory(state: WorldState): History {
  const read = state as unknown as Partial<History> | null;
  return typeof read?.seed === 'string' && Array.isArray(read.calls) ? (read as History) : { seed: '', calls: [] };
}
