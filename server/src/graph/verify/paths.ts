import { isRecord, type Json, type JsonObject } from '../../json/index.ts';

/** Steps of a path as `formatFieldPath` writes it: `flights[].id` → `flights`, `[]`, `id`. */
function stepsOf(path: string): string[] {
  return path
    .replaceAll('[]', '.[]')
    .split('.')
    .filter((step) => step !== '');
}

/** The first value at a path of an output; undefined where there is none. */
export function readPath(value: Json | undefined, path: string): Json | undefined {
  let current: Json | undefined = value;
  for (const step of stepsOf(path)) {
    if (step === '[]') current = Array.isArray(current) ? current[0] : current;
    else if (isRecord(current)) {
      current = Object.hasOwn(current, step) ? current[step] : undefined;
    } else return undefined;
  }
  return current;
}

/** The arguments with one value put at a parameter path; objects and lists on the way are made where missing. */
export function writePath(argumentsOf: JsonObject, path: string, value: Json): JsonObject {
  return place(argumentsOf, stepsOf(path), value) as JsonObject;
}

function place(target: Json | undefined, [step, ...rest]: readonly string[], value: Json): Json {
  if (step === undefined) return value;
  if (step === '[]') {
    // A whole list fits where a list is asked for.
    if (rest.length === 0 && Array.isArray(value)) return value;
    const list = Array.isArray(target) ? target : [];
    return [place(list[0], rest, value), ...list.slice(1)];
  }
  const object = isRecord(target) ? target : {};
  const inner = place(Object.hasOwn(object, step) ? object[step] : undefined, rest, value);
  return Object.fromEntries([...Object.entries(object).filter(([key]) => key !== step), [step, inner]]);
}
