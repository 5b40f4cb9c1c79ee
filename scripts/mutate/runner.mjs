// How the tests run beside the mutants: each test once as it is, and then again with each mutant on that it came by and that no
// test has noticed yet. Modules are read once for all of them.
import path from 'node:path';
import process from 'node:process';
import { TestRunner } from 'vitest';

/** Processor milliseconds: a longer test is run again only so long for one mutant, all such tests together. */
const LONG_MS = 500;
const MAX_LONG_MS = 8000;

export default class MutantRunner extends TestRunner {
  async runTask(test) {
    const run = TestRunner.getTestFn(test);
    const switches = globalThis.__mutants;
    if (switches.alone) return run();
    const file = path.relative(process.cwd(), test.file.filepath).replaceAll('\\', '/');
    // What was reached before the first test, in hooks or between tests: only a process of its own can tell.
    this.#leave(file);
    const started = performance.now();
    const before = process.cpuUsage();
    await run();
    const { user, system } = process.cpuUsage(before);
    const cost = (user + system) / 1000;
    const wall = Math.round(performance.now() - started);
    const reached = new Map(switches.reached);
    const alive = [...reached.keys()].filter((id) => !switches.killed.has(id) && switches.tests[id].includes(file));
    switches.write({ test: test.name, file, reached: alive, cost: Math.round(cost) });
    const wanted = alive.filter((id) => isWorth(id, cost));
    const apart = (ids) => ids.length > 0 && switches.write({ apart: ids, file });
    // A test that does not pass twice, because something was left by its first time, can only be run once in a process.
    if (wanted.length > 0 && !(await passes(run))) apart(wanted);
    else await this.#tryAll(wanted, reached, { run, file, test, wall });
    switches.reached.clear();
  }

  async #tryAll(ids, reached, { run, file, test, wall }) {
    const switches = globalThis.__mutants;
    for (const id of ids) {
      switches.reached = new Map(reached);
      switches.write({ trying: id, file, wall });
      const { passed, came } = await switches.with(id, run);
      if (passed && !came) switches.write({ apart: [id], file });
      if (passed) continue;
      switches.killed.add(id);
      switches.write({ noticed: id, file, test: test.name });
      if (await passes(run)) continue;
      // The mistake left something behind that the next tests would stumble over: on in a new process.
      switches.write({ spoiled: file });
      process.kill(process.pid, 'SIGKILL');
    }
  }

  #leave(file) {
    const { reached, killed, tests } = globalThis.__mutants;
    const ids = [...reached.keys()].filter((id) => !killed.has(id) && tests[id].includes(file));
    if (ids.length > 0) globalThis.__mutants.write({ apart: ids, file });
    const elsewhere = [...reached.keys()].filter((id) => !killed.has(id) && !tests[id].includes(file));
    // Modules are read with the first file that imports them, and never again.
    if (elsewhere.length > 0) globalThis.__mutants.write({ early: elsewhere });
    reached.clear();
  }
}

function isWorth(id, cost) {
  if (cost <= LONG_MS) return true;
  const { spent } = globalThis.__mutants;
  const all = (spent.get(id) ?? 0) + cost;
  if (all > MAX_LONG_MS) return false;
  spent.set(id, all);
  return true;
}

async function passes(run) {
  try {
    await run();
    return true;
  } catch {
    return false;
  }
}
