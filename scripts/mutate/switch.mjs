// Read before each test file: the switches of the mutants, and what is written down of each, a line an event. The log is all that
// outlives this process: whoever starts it again reads there what is known already.
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';

/** Of a mutant in a loop that never ends: so many times as often as without it, and at least so often. */
const ENDLESS_FACTOR = 200;
const ENDLESS = 50_000;

class Switches {
  /** Which mutant is on; -1 for none. */
  active = -1;
  /** A process of its own for one mutant: it is on from the start. */
  alone = false;
  /** How often each was reached since this was emptied. */
  reached = new Map();
  killed = new Set();
  /** By mutant, the test files that may notice it. */
  tests = [];
  /** Processor milliseconds spent on long tests, by mutant. */
  spent = new Map();
  #hits = 0;
  /** One that is alone from the start is stopped by the parent: here it counts over all tests. */
  #most = Number.POSITIVE_INFINITY;
  #log;

  constructor(folder) {
    this.#log = path.join(folder, 'events.jsonl');
    this.tests = JSON.parse(readFileSync(path.join(folder, 'tests.json'), 'utf8'));
    const alone = path.join(folder, 'alone');
    if (existsSync(alone)) {
      this.alone = true;
      this.active = Number(readFileSync(alone, 'utf8'));
    }
    if (!existsSync(this.#log)) return;
    for (const line of readFileSync(this.#log, 'utf8').split('\n').filter(Boolean)) {
      const event = JSON.parse(line);
      if (event.noticed !== undefined) this.killed.add(event.noticed);
    }
  }

  on(id) {
    if (id !== this.active) {
      this.reached.set(id, (this.reached.get(id) ?? 0) + 1);
      return false;
    }
    this.#hits += 1;
    if (this.#hits > this.#most) throw new Error('this never ends');
    return true;
  }

  /** @returns what the test did with a mutant on: whether it passed, and whether it came by it at all */
  async with(id, test) {
    this.#most = Math.max(ENDLESS, (this.reached.get(id) ?? 0) * ENDLESS_FACTOR);
    this.#hits = 0;
    this.active = id;
    try {
      await test();
      return { passed: true, came: this.#hits > 0 };
    } catch {
      return { passed: false, came: true };
    } finally {
      this.active = -1;
    }
  }

  write(event) {
    appendFileSync(this.#log, `${JSON.stringify(event)}\n`);
  }
}

globalThis.__mutants ??= new Switches(process.env.MAGNET_MUTANTS);
