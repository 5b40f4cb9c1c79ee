import type { Catalog } from '../../signature/index.ts';
import { message } from '../message.ts';
import { defineRule } from '../rule.ts';

export const premiseCycle = defineRule({
  code: 'premise-cycle',
  family: 'magnet',
  severity: 'error',
  title: 'Functions that each require the other first.',
  message: message`${'name'} can never run: it requires itself (${'cycle'}).`,
  docs: {
    what: 'A chain of `@requires` that comes back to its start.',
    why: 'None of these functions can ever be the first to run, so none can run.',
    bad: `/** Opens the door. @requires enter */
function [|open|](): boolean;
/** Goes in. @requires open */
function [|enter|](): boolean;`,
    good: `/** Opens the door. */
function open(): boolean;
/** Goes in. @requires open */
function enter(): boolean;`,
  },
  fingerprint: ({ name, namespace, premises }) => [namespace, name, ...premises].join('\n'),
  checkCatalog(catalog, report) {
    const next = new Map<string, readonly string[]>();
    for (const entry of catalog.entries) {
      if (entry.signature.premises.length > 0) next.set(entry.id, premisesOf(catalog, entry.id));
    }
    for (const id of next.keys()) {
      const cycle = cycleThrough(id, next);
      const entry = catalog.get(id);
      if (cycle === undefined || entry === undefined) continue;
      report(id, { part: ['name'], data: { name: `\`${entry.signature.name}\``, cycle: [...cycle, id].join(' → ') } });
    }
  },
});

/** The functions that must have run; where a name can mean several, any of them will do, so none is certain. */
function premisesOf(catalog: Catalog, id: string): string[] {
  const signature = catalog.get(id)?.signature;
  return (signature?.premises ?? []).flatMap((premise) => {
    const found = catalog.lookup(premise, signature?.namespace);
    return found.length === 1 && found[0] !== undefined ? [found[0].id] : [];
  });
}

/** A chain from `start` back to it, breadth first; bounded by the functions that have premises. */
function cycleThrough(start: string, next: ReadonlyMap<string, readonly string[]>): string[] | undefined {
  const from = new Map<string, string>();
  const queue = [start];
  for (let at = queue.shift(); at !== undefined; at = queue.shift()) {
    for (const id of next.get(at) ?? []) {
      if (id === start) return chain(start, at, from);
      if (from.has(id) || !next.has(id)) continue;
      from.set(id, at);
      queue.push(id);
    }
    if (from.size > 200) return undefined;
  }
  return undefined;
}

function chain(start: string, end: string, from: ReadonlyMap<string, string>): string[] {
  const steps = [end];
  for (let at = end; at !== start; ) {
    at = from.get(at) ?? start;
    steps.unshift(at);
  }
  return steps;
}
