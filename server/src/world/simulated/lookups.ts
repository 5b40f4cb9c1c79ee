import type { FunctionModel } from './model.ts';
import { nearKeys } from './near.ts';
import type { Condition, Plan, StepSelect } from './plan.ts';

/** By table: the sets of conditions that some lookup of it cannot do without, the widest lookups first. */
export type Lookups = ReadonlyMap<string, readonly (readonly string[])[]>;

const SEARCHES = /^(?:search|find|query|browse|discover|explore|look|match|suggest|recommend)/;

/**
 * How widely records can be looked up. What a narrower lookup finds is among what the widest one finds: a list of an
 * account's payments holds those over a hundred that the same list by amount tells. A search with nothing but optional
 * conditions looks further than anybody can list.
 */
export function widestLookups(models: readonly Pick<FunctionModel, 'plan' | 'signature' | 'verb'>[]): Lookups {
  const lookups = new Map<string, string[][]>();
  for (const { plan, signature, verb } of models) {
    const required = new Set(signature.parameters.required ?? []);
    for (const step of plan.steps) {
      if (step.do !== 'select' || step.one === true) continue;
      const needed = step.where.filter(({ argument }) => required.has(argument.replace(/[.[].*$/, '')));
      if (needed.length === 0 && SEARCHES.test(verb)) continue;
      const sets = lookups.get(step.table) ?? [];
      lookups.set(step.table, sets);
      const { near } = step;
      sets.push([
        ...needed.map(keyOf),
        ...(near !== undefined && required.has(near.latitude.argument) ? nearKeys(near) : []),
      ]);
    }
  }
  for (const sets of lookups.values()) sets.sort((left, right) => left.length - right.length);
  return lookups;
}

export function keyOf({ field, test }: Pick<Condition, 'field' | 'test'>): string {
  return `${field} ${test}`;
}

/** The plan with the conditions of the widest lookup that each of its own is within. */
export function withBases(plan: Plan, lookups: Lookups): Plan {
  if (!plan.steps.some((step) => step.do === 'select')) return plan;
  return { ...plan, steps: plan.steps.map((step) => (step.do === 'select' ? withBase(step, lookups) : step)) };
}

function withBase(step: StepSelect, lookups: Lookups): StepSelect {
  const own = new Set([...step.where.map(keyOf), ...(step.near === undefined ? [] : nearKeys(step.near))]);
  const base = lookups.get(step.table)?.find((set) => set.every((condition) => own.has(condition)));
  return base === undefined || step.one === true ? step : { ...step, base };
}
