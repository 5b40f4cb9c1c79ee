import type { State } from './state.ts';

type Functions = NonNullable<State['functions']>;

/** Functions offered while a name is typed. */
const MAX_OFFERED = 60;

/** The id that a name means: itself, or the only one that ends in it. */
export function functionNamed(functions: Functions, name: string): string | undefined {
  const wanted = name.trim();
  if (functions.some(({ id }) => id === wanted)) return wanted;
  const ending = functions.filter(({ id }) => id.endsWith(`.${wanted}`));
  return ending.length === 1 && wanted !== '' ? ending[0]?.id : undefined;
}

/** What a typed text can become: functions that the path leads to first. */
export function offered(functions: Functions, text: string, next: readonly string[]): Functions {
  const words = text.trim().toLowerCase();
  const likely = new Map(next.map((id, at) => [id, at]));
  const rank = ({ id }: Functions[number]) => likely.get(id) ?? next.length;
  return functions
    .filter(({ id }) => words === '' || id.toLowerCase().includes(words))
    .sort((one, other) => rank(one) - rank(other))
    .slice(0, MAX_OFFERED);
}

/** A function's name without its namespace, where that tells it apart. */
export function shortName(id: string): string {
  return id.slice(id.lastIndexOf('.') + 1);
}
