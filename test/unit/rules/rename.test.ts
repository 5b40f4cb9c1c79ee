import { describe, expect, it } from 'vitest';
import { plainName } from '../../../server/src/rules/support/rename.ts';

describe('a name without what a provider refuses', () => {
  const letters = /[a-zA-Z0-9_-]/;
  it.each([
    ['get.user', 64, 'get_user'],
    ['get  user', 64, 'get_user'],
    // Underscores that a person wrote stay as many as they are.
    ['get__user!', 64, 'get__user'],
    ['.get.user.', 64, 'get_user'],
    ['get.user.by.name', 8, 'get_user'],
  ])('%s, at most %i characters: %s', (name, most, plain) => {
    expect(plainName(name, letters, most)).toBe(plain);
  });

  it.each(['get_user', '...', '日本', '--'])('there is none for %s: nothing to change, or nothing left', (name) => {
    expect(plainName(name, letters, 64)).toBeUndefined();
  });
});
