import type { Json } from '../../../json/index.ts';
import type { PlannedCall } from '../../types.ts';

/**
 * Calls of one function that differ in one value which the user says, as one call over a list: "issues 5, 7 and 9".
 * Undefined where they differ in more, or the value is long.
 */
export function mergedCall(calls: readonly PlannedCall[]): PlannedCall | undefined {
  const [first, ...others] = calls;
  if (first === undefined || others.length === 0 || others.some(({ tool }) => tool.name !== first.tool.name))
    return undefined;
  const parameter = differingParameter(first, others);
  if (parameter === undefined) return undefined;
  const values = calls.map((call) => argumentOf(call, parameter));
  if (values.some((value) => typeof value === 'object' || typeof value === 'boolean' || String(value).length > 60))
    return undefined;
  return {
    ...first,
    arguments: first.arguments.map((argument) =>
      argument.parameter === parameter ? { ...argument, value: values as Json, each: true } : argument,
    ),
  };
}

function argumentOf(call: PlannedCall, parameter: string): Json {
  return call.arguments.find((argument) => argument.parameter === parameter)?.value ?? null;
}

/** The one parameter in which the others differ from the first, said by the user in each. */
function differingParameter(first: PlannedCall, others: readonly PlannedCall[]): string | undefined {
  const all = [first, ...others];
  const names = new Set(all.flatMap((call) => call.arguments.map(({ parameter }) => parameter)));
  const text = (call: PlannedCall, name: string) => JSON.stringify(argumentOf(call, name));
  const differing = [...names].filter((name) => others.some((call) => text(call, name) !== text(first, name)));
  const [only] = differing;
  if (only === undefined || differing.length > 1) return undefined;
  const said = all.every((call) =>
    call.arguments.some(({ parameter, origin }) => parameter === only && origin.from === 'user'),
  );
  return said ? only : undefined;
}
