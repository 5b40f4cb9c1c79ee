import { joinList } from '../../english/index.ts';
import type { PlannedCall } from '../types.ts';
import { parameterWords, valueKind } from './parameter.ts';
import { sayValue } from './values.ts';

/**
 * What the later of several calls of one function are about, where they differ from the first in one thing that the
 * user says: "flight FL-2 and flight FL-3". Undefined where they do not.
 */
export function sameAgainFor(calls: readonly PlannedCall[]): string | undefined {
  const [first, ...others] = calls;
  if (first === undefined || others.length === 0 || others.some((call) => call.tool.name !== first.tool.name))
    return undefined;
  const parameter = differingParameter(first, others);
  if (parameter === undefined) return undefined;
  const words = parameterWords(first.tool.signature, parameter);
  const things = others.map((call) => {
    const value = call.arguments.find((argument) => argument.parameter === parameter)?.value ?? null;
    const text = sayValue(value, { label: valueKind(words, value) === 'label' });
    return words.id ? `${words.noun} ${text}` : text;
  });
  return things.every((thing) => thing.length <= 40 && !thing.includes('"')) ? joinList(things) : undefined;
}

/** The one parameter in which all the others differ from the first, said by the user in each. */
function differingParameter(first: PlannedCall, others: readonly PlannedCall[]): string | undefined {
  const all = [first, ...others];
  const text = (call: PlannedCall, parameter: string) =>
    JSON.stringify(call.arguments.find((argument) => argument.parameter === parameter)?.value);
  const names = new Set(all.flatMap((call) => call.arguments.map((argument) => argument.parameter)));
  const differing = [...names].filter((name) => others.some((call) => text(call, name) !== text(first, name)));
  const [only] = differing;
  if (only === undefined || differing.length > 1) return undefined;
  const said = all.every((call) =>
    call.arguments.some(({ parameter, origin }) => parameter === only && origin.from === 'user'),
  );
  return said ? only : undefined;
}
