import { generateFromPattern } from './pattern.ts';
import { examplesOf, formatInProse } from './prose.ts';
import { byDescription, byName, isAmbiguous, pooled } from './strings/choose.ts';
import { admits, fallback, fitLength, unknown } from './strings/fit.ts';
import { FORMATS } from './strings/formats.ts';
import { STRONG, WEAK } from './strings/makers.ts';
import type { StringRequest } from './strings/plain.ts';

export { endsSomething, type StringRequest, timeOfDay } from './strings/plain.ts';

/**
 * A believable string for the field: by its format, by what its name surely says, from the author's examples, from its
 * pattern, by what its name suggests; the first of these that its schema admits.
 */
export function makeString(request: StringRequest): string {
  const { schema, words, random } = request;
  const format = FORMATS.get(schema.format ?? formatInProse(schema) ?? '');
  const byFormat = format?.(request);
  if (byFormat !== undefined && (typeof schema.format === 'string' || admits(schema, byFormat))) return byFormat;
  const named = (isAmbiguous(words) ? byDescription(request) : undefined) ?? byName(STRONG, request);
  if (named !== undefined && admits(schema, named)) return named;
  const examples = examplesOf(schema).filter((value) => typeof value === 'string' && admits(schema, value));
  const alone = examples.length === 1 && typeof schema.pattern === 'string' && random.chance(0.8);
  const example = alone ? undefined : random.pick(examples);
  if (example !== undefined) return example as string;
  const described = request.listed === true ? byDescription(request) : undefined;
  if (typeof schema.pattern !== 'string')
    return fitLength(
      named ?? described ?? pooled(request) ?? byName(WEAK, request) ?? byDescription(request) ?? unknown(request),
      schema,
    );
  const suggested = byName(WEAK, request);
  if (suggested !== undefined && admits(schema, suggested)) return suggested;
  return generateFromPattern(schema.pattern, random) ?? suggested ?? fallback(random);
}
