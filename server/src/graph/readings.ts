import { type Domain, type FunctionReading, readDomain, type Statements } from '../domain/index.ts';
import type { GraphFunction } from './types.ts';

/** The domain of functions, read in one order whatever the order of files, so that the graph does not depend on it. */
export function domainInOrder(functions: readonly GraphFunction[], statements?: Statements): Domain {
  return readDomain(
    [...functions].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)),
    statements,
  );
}

/** What the domain says of each function, by id. A reading that says the same as `before` is the very same object. */
export function readingsOf(
  domain: Domain,
  before: ReadonlyMap<string, FunctionReading>,
): ReadonlyMap<string, FunctionReading> {
  const readings = new Map<string, FunctionReading>();
  for (const reading of domain.functions) {
    if (readings.has(reading.function)) continue;
    const known = before.get(reading.function);
    readings.set(reading.function, known !== undefined && same(known, reading) ? known : reading);
  }
  return readings;
}

/** Whether two plain values say the same. */
function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every((key) => same((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]));
}
