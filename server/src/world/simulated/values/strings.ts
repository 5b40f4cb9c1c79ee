import { generateFromPattern } from './pattern.ts';
import { examplesOf, inLayout, layoutInProse } from './prose.ts';
import { byDescription, byName, isAmbiguous, pooled } from './strings/choose.ts';
import { admits, fallback, fitLength, unknown } from './strings/fit.ts';
import { FORMATS } from './strings/formats.ts';
import { STRONG, WEAK } from './strings/makers.ts';
import { date, type StringRequest, time } from './strings/plain.ts';

export { endsSomething, type StringRequest, timeOfDay } from './strings/plain.ts';

/**
 * A believable string for the field: by its format, by what its name surely says, from the author's examples, from its
 * pattern, by what its name suggests; the first of these that its schema admits.
 */
export function makeString(request: StringRequest): string {
  const { schema, words, random } = request;
  const byFormat = FORMATS.get(schema.format ?? '')?.(request);
  if (byFormat !== undefined) return byFormat;
  const layout = layoutInProse(schema);
  const inWords = layout === undefined ? undefined : inLayout(layout, date(request), time(request));
  if (inWords !== undefined && admits(schema, inWords)) return inWords;
  const named = (isAmbiguous(words) ? byDescription(request) : undefined) ?? byName(STRONG, request);
  if (named !== undefined && admits(schema, named)) return named;
  const examples = examplesOf(schema).filter((value) => typeof value === 'string' && admits(schema, value));
  const alone = examples.length === 1 && typeof schema.pattern === 'string' && random.chance(0.8);
  const example = alone ? undefined : random.pick(examples);
  if (example !== undefined) return example as string;
  const described = request.listed === true ? byDescription(request) : undefined;
  if (typeof schema.pattern !== 'string')
    return fitLength(
      named ??
        described ??
        pooled(request) ??
        byName(WEAK, request) ??
        byDescription(request) ??
        saidToBeName(request) ??
        unknown(request),
      schema,
    );
  const suggested = byName(WEAK, request);
  if (suggested !== undefined && admits(schema, suggested)) return suggested;
  return generateFromPattern(schema.pattern, random) ?? suggested ?? fallback(random);
}

/** `gallery`, described as "Gallery name": what its name is. */
function saidToBeName(request: StringRequest): string | undefined {
  const { schema, words } = request;
  if (words.at(-1) === 'name' || typeof schema.description !== 'string') return undefined;
  const named = { ...request, words: [...words, 'name'] };
  return /\bname\b/i.test(schema.description.slice(0, 80)) ? (byName(STRONG, named) ?? byName(WEAK, named)) : undefined;
}
