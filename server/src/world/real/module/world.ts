import path from 'node:path';
import type { GraphFunction } from '../../../graph/index.ts';
import type { Json } from '../../../json/index.ts';
import { type Call, type Outcome, type World, WorldError } from '../../types.ts';
import { type Consent, requireConsent } from '../consent.ts';
import { type FailureRule, readOutcome } from '../failures.ts';
import { asState, startOf } from '../history.ts';
import { learnFacts } from '../learn.ts';
import { observed } from '../observed.ts';
import { createRealWorld, type RealSession } from '../sessions.ts';
import { HostChild, HostEnded, type HostOptions, hostOf } from './child.ts';
import { unanswered } from './names.ts';
import type { HostAnswer, HostAsk, HostReady } from './protocol.ts';
import { SnapshotPool } from './snapshots.ts';

export interface ModuleWorldOptions extends Consent {
  /** Absolute path of a `.js`, `.mjs`, `.cjs`, `.ts`, `.mts` or `.py` file whose functions have the catalog's names. */
  readonly file: string;
  readonly functions: readonly GraphFunction[];
  /** Classes of the file to make one instance of each; the functions are then their methods. */
  readonly classes?: readonly string[];
  /** Initial state, as JSON; classes take it by `_load_scenario`, by their constructor or field by field. */
  readonly state?: Json;
  /** Method that takes the initial state. */
  readonly loader?: string;
  /** Methods that save and restore a state, where it cannot be copied from outside. */
  readonly snapshot?: readonly [save: string, restore: string];
  /** Outputs that mean failure, beside those that any real world has. */
  readonly failures?: readonly FailureRule[];
  /** Processes at most; default 4. */
  readonly processes?: number;
  /** For loading, and for each call; default 30 seconds. */
  readonly timeoutMs?: number;
  /** Most bytes of an answer; default 4 MiB. */
  readonly maxBytes?: number;
  /** Program that runs Python files; default `python3`. */
  readonly python?: string;
}

const HALF_MINUTE = 30_000;
const FOUR_MIB = 4 * 1024 * 1024;
const KEEP_BYTES = 64 * 1024 * 1024;
const KEEP_STATES = 10_000;
const PROCESSES = 4;

/**
 * A user's own functions, or instances of their own classes, as a world, in child processes: a crash, an endless loop or a
 * call to `exit` ends the child alone. States of instances are kept inside the process, so that going back costs
 * no more than a call; where they cannot be, and for bare functions, a new child makes the calls again.
 * @throws ConsentError without a person's consent; RangeError for a file of another kind.
 */
export function createModuleWorld(options: ModuleWorldOptions): World {
  requireConsent(options, 'Running a module');
  hostOf(options.file);
  return observed(new ModuleWorld(options), options.functions);
}

class ModuleWorld implements World {
  readonly id = 'module';
  readonly #options: ModuleWorldOptions;
  readonly #host: HostOptions;
  readonly #functions: ReadonlyMap<string, GraphFunction>;
  #inner: Promise<{ world: World; ready: HostReady }> | undefined;
  #facts: ReturnType<NonNullable<World['facts']>> | undefined;

  constructor(options: ModuleWorldOptions) {
    this.#options = options;
    this.#functions = new Map(options.functions.map((item) => [item.id, item]));
    const { file, classes = [], state = null, loader, snapshot, timeoutMs, maxBytes, python } = options;
    this.#host = {
      setup: {
        file,
        classes,
        state,
        ...(loader === undefined ? {} : { loader }),
        ...(snapshot === undefined ? {} : { snapshot }),
        maxBytes: maxBytes ?? FOUR_MIB,
        keepBytes: KEEP_BYTES,
        keepStates: KEEP_STATES,
      },
      timeoutMs: timeoutMs ?? HALF_MINUTE,
      ...(python === undefined ? {} : { python }),
    };
  }

  async open(signal?: AbortSignal): Promise<readonly string[]> {
    const { ready } = await this.#world(signal);
    return unanswered(this.#options, ready);
  }

  async start(seed: string) {
    try {
      return await (await this.#world()).world.start(seed);
    } catch {
      // Each call then says why there is nothing to run it.
      return asState(startOf(seed));
    }
  }

  async execute(call: Call, state: Json, signal?: AbortSignal) {
    try {
      return await (await this.#world(signal)).world.execute(call, state, signal);
    } catch (error) {
      signal?.throwIfAborted();
      return { outcome: unavailable(error), state };
    }
  }

  facts(signal?: AbortSignal) {
    const { functions, state = null } = this.#options;
    this.#facts ??= learnFacts(
      { world: this, functions, state, mayWrite: (this.#options.classes ?? []).length > 0 },
      signal,
    );
    return this.#facts;
  }

  async close(): Promise<void> {
    const inner = this.#inner;
    this.#inner = undefined;
    await (await inner?.catch(() => undefined))?.world.close();
  }

  /** What answers: snapshots inside processes, or new processes. Known once a first process says what it can do. */
  #world(signal?: AbortSignal): Promise<{ world: World; ready: HostReady }> {
    this.#inner ??= this.#begin(signal).catch((error: unknown) => {
      this.#inner = undefined;
      throw error;
    });
    return this.#inner;
  }

  async #begin(signal?: AbortSignal): Promise<{ world: World; ready: HostReady }> {
    const { child, ready } = await startHost(this.#host, signal);
    if (ready.snapshots === true) {
      const pool = new SnapshotPool({
        first: { child, ready },
        start: (until) => startHost(this.#host, until),
        processes: this.#options.processes ?? PROCESSES,
        askOf: (call) => this.#askOf(call),
        outcomeOf: (answer) => outcomeOf(answer, this.#options.failures),
      });
      return { world: pool, ready };
    }
    let spare: HostChild | undefined = child;
    const open = async (until?: AbortSignal): Promise<RealSession> => {
      const taken = spare ?? (await startHost(this.#host, until)).child;
      spare = undefined;
      return {
        call: async (call, stop) => {
          const ask = this.#askOf(call);
          return ask === undefined ? unknown(call) : outcomeOf(await taken.ask(ask, stop), this.#options.failures);
        },
        close: () => taken.close(),
      };
    };
    const world = createRealWorld({ id: 'module', startsAfresh: true, open });
    return { ready, world: { ...world, close: async () => void (await Promise.all([world.close(), spare?.close()])) } };
  }

  #askOf(call: Call): (Omit<HostAsk, 'seed' | 'from'> & { seed: string }) | undefined {
    const found = this.#functions.get(call.function);
    if (found === undefined) return undefined;
    const { name, namespace, parameters } = found.signature;
    return {
      function: name,
      scope: namespace,
      arguments: call.arguments,
      order: Object.keys(parameters.properties ?? {}),
      seed: '',
    };
  }
}

async function startHost(options: HostOptions, signal?: AbortSignal): Promise<{ child: HostChild; ready: HostReady }> {
  const child = new HostChild(options);
  try {
    const ready = await child.ready(signal);
    if (ready.ready === true) return { child, ready };
    throw new WorldError(`${path.basename(options.setup.file)} cannot be loaded: ${String(ready.message)}`);
  } catch (error) {
    await child.close();
    if (!(error instanceof HostEnded)) throw error;
    const advice = 'What it does when it is loaded or made has to end in the time of one call (--call-timeout).';
    throw new WorldError(`${path.basename(options.setup.file)} did not start: ${error.message}. ${advice}`);
  }
}

function outcomeOf(answer: HostAnswer, failures: readonly FailureRule[] = []): Outcome {
  if (answer.ok !== true) {
    return { ok: false, error: { code: answer.code ?? 'Error', message: answer.message ?? '' } };
  }
  return readOutcome(JSON.parse(answer.text ?? 'null') as Json, failures);
}

function unknown(call: Call): Outcome {
  return { ok: false, error: { code: 'unknown_function', message: `Unknown function: '${call.function}'.` } };
}

function unavailable(error: unknown): Outcome {
  return {
    ok: false,
    error: { code: 'unavailable', message: error instanceof Error ? error.message : String(error) },
  };
}
