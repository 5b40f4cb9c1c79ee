import { expect, it } from 'vitest';
import { createRandom } from '../../../server/src/random/index.ts';
import { changedLine } from '../../../server/src/world/simulated/files/changed-line.ts';

it.each<[string, RegExp]>([
  ['yoga mat,7,Ana Ruiz', /^yoga mat,(?!7,)\d+,Ana Ruiz$/],
  ['Next meeting on Monday at 9:00.', /^Next meeting on Tuesday at 9:00\.$/],
  ['Ask Ana Ruiz about the open points.', /^Ask (?!Ana Ruiz)\p{Lu}\p{L}+ \p{Lu}\p{L}+ about the open points\.$/u],
  ['A first draft is ready.', /^A second draft is ready\.$/],
  ['"done": false', /^"done": true$/],
  ['The plan was agreed on with everybody.', /^The plan was agreed on with everybody \p{Ll}[\p{Ll} ]+\.$/u],
])('an edit changes something of the line %s', (line, expected) => {
  for (let seed = 0; seed < 10; seed += 1) expect(changedLine(line, createRandom(seed))).toMatch(expected);
});
