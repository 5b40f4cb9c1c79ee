import type { Call, Execution, Outcome, World, WorldState } from '../../types.ts';
import { afterCall, asState, type History, readHistory, startOf } from '../history.ts';
import { type HostChild, HostEnded } from './child.ts';
import type { HostAnswer, HostAsk, HostReady } from './protocol.ts';

interface Started {
  readonly child: HostChild;
  readonly ready: HostReady;
}

export interface SnapshotPoolOptions {
  readonly first: Started;
  start(signal?: AbortSignal): Promise<Started>;
  readonly processes: number;
  /** The call as a host reads it; undefined for a function that is not of the catalog. */
  askOf(call: Call): HostAsk | undefined;
  outcomeOf(answer: HostAnswer): Outcome;
}

/** States remembered by name for one process; the process itself forgets the oldest. */
const MAX_NAMED = 50_000;
/** A function that ended the process so often in a row is not called again: each try costs its whole time and a new process. */
const MAX_ENDED = 5;
/** The state every instance begins with. */
const START = 0;

/** One process, the states it keeps by the history that leads there, and the end of its queue. */
interface Slot {
  started: Started | undefined;
  readonly states: Map<string, number>;
  queue: Promise<unknown>;
}

/**
 * A few processes, each of which keeps states of its instances under numbers. All calls of one seed go to one process, so
 * that going back to any state of a record is one message; a state that is no longer kept is reached by its calls.
 */
export class SnapshotPool implements World {
  readonly id = 'module';
  readonly #options: SnapshotPoolOptions;
  readonly #slots: Slot[];
  /** How often in a row each function left no answer. */
  readonly #ended = new Map<string, number>();

  constructor(options: SnapshotPoolOptions) {
    this.#options = options;
    this.#slots = Array.from({ length: Math.max(1, options.processes) }, (_, index) => ({
      started: index === 0 ? options.first : undefined,
      states: new Map(),
      queue: Promise.resolve(),
    }));
  }

  async start(seed: string): Promise<WorldState> {
    return asState(startOf(seed, this.#options.first.ready.digest));
  }

  execute(call: Call, state: WorldState, signal?: AbortSignal): Promise<Execution> {
    const history = readHistory(state);
    const slot = this.#slotOf(history.seed);
    const done = slot.queue.then(() => this.#run(slot, call, history, signal));
    slot.queue = done.catch(() => undefined);
    return done;
  }

  async close(): Promise<void> {
    await Promise.all(this.#slots.map(({ started }) => started?.child.close()));
  }

  /** The process that has most of a seed's states: seeds `s/4/…` of one record go together. */
  #slotOf(seed: string): Slot {
    let sum = 0;
    for (const character of seed) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) >>> 0;
    return this.#slots[sum % this.#slots.length] as Slot;
  }

  async #run(slot: Slot, call: Call, history: History, signal?: AbortSignal): Promise<Execution> {
    if ((this.#ended.get(call.function) ?? 0) >= MAX_ENDED) {
      const message = `${call.function} left no answer ${MAX_ENDED} times in a row and is not called again.`;
      return { outcome: { ok: false, error: { code: 'unavailable', message } }, state: asState(history) };
    }
    try {
      const answer = await this.#ask(slot, call, history, signal);
      this.#ended.delete(call.function);
      if (answer === undefined) {
        const message = `Unknown function: '${call.function}'.`;
        return { outcome: { ok: false, error: { code: 'unknown_function', message } }, state: asState(history) };
      }
      const after = afterCall(history, call, answer.digest ?? '');
      return { outcome: this.#options.outcomeOf(answer), state: asState(after) };
    } catch (error) {
      signal?.throwIfAborted();
      if (error instanceof HostEnded) this.#ended.set(call.function, (this.#ended.get(call.function) ?? 0) + 1);
      const message = error instanceof Error ? error.message : String(error);
      return { outcome: { ok: false, error: { code: 'unavailable', message } }, state: asState(history) };
    }
  }

  async #ask(slot: Slot, call: Call, history: History, signal?: AbortSignal): Promise<HostAnswer | undefined> {
    const question = this.#options.askOf(call);
    if (question === undefined) return undefined;
    const seed = afterCall(history, call).key;
    for (let again = 0; ; again += 1) {
      const child = await this.#child(slot, signal);
      const from = await this.#stateOf(slot, child, history, signal);
      const answer = await child.ask({ ...question, seed, from }, signal);
      if (answer.gone === true && again === 0) {
        slot.states.clear();
        continue;
      }
      if (answer.gone === true) throw new Error('the state before the call is not kept');
      if (answer.state !== undefined) remember(slot, seed, answer.state);
      return answer;
    }
  }

  async #child(slot: Slot, signal?: AbortSignal): Promise<HostChild> {
    if (slot.started?.child.alive === true) return slot.started.child;
    slot.states.clear();
    slot.started = await this.#options.start(signal);
    return slot.started.child;
  }

  /** Number of the state a history leads to; the calls after the last one that is kept are made again. */
  async #stateOf(slot: Slot, child: HostChild, history: History, signal?: AbortSignal): Promise<number> {
    const known = history.calls.length === 0 ? START : slot.states.get(history.key);
    if (known !== undefined) return known;
    let at = startOf(history.seed);
    let state = START;
    for (const call of history.calls) {
      at = afterCall(at, call);
      const kept = slot.states.get(at.key);
      state = kept ?? (await this.#again(slot, child, call, at.key, state, signal));
    }
    return state;
  }

  async #again(slot: Slot, child: HostChild, call: Call, seed: string, from: number, signal?: AbortSignal) {
    const question = this.#options.askOf(call);
    if (question === undefined) return from;
    const { state = from } = await child.ask({ ...question, seed, from }, signal);
    remember(slot, seed, state);
    return state;
  }
}

function remember(slot: Slot, key: string, state: number): void {
  if (slot.states.size >= MAX_NAMED) slot.states.clear();
  slot.states.set(key, state);
}
