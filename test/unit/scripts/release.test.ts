import { Buffer } from 'node:buffer';
import { describe, expect, test } from 'vitest';
import { checksumLine, comesAfter, filed } from '../../../scripts/release-notes.mjs';

describe('a release', () => {
  test.each([
    ['0.2.0', '0.1.9', true],
    ['0.1.10', '0.1.9', true],
    ['1.0.0', '0.9.9', true],
    ['0.1.9', '0.1.9', false],
    ['0.1.8', '0.1.9', false],
    ['0.9.9', '1.0.0', false],
    ['0.2', '0.1.9', false],
    ['0.2.0-beta', '0.1.9', false],
    ['', '0.1.9', false],
  ])('%s comes after %s: %s', (next, current, after) => {
    expect(comesAfter(next, current)).toBe(after);
  });

  test('files what is unreleased under the version and its day, and leaves the rest', () => {
    const before = '# Changelog\n\n## Unreleased\n\n- New.\n\n## 0.1.0\n\nFirst.\n';
    expect(filed(before, '0.2.0', '2026-12-01')).toEqual({
      changelog: '# Changelog\n\n## 0.2.0 (2026-12-01)\n\n- New.\n\n## 0.1.0\n\nFirst.\n',
      notes: '- New.',
    });
  });

  test.each(['# Changelog\n', '# Changelog\n\n## Unreleased\n\n## 0.1.0\n\nFirst.\n'])(
    'is none where nothing is said of it',
    (changelog) => {
      expect(() => filed(changelog, '0.2.0', '2026-12-01')).toThrow('says nothing under');
    },
  );

  test('the checksum reads as sha256sum writes it', () => {
    expect(checksumLine(Buffer.from('abc'), 'x.vsix')).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  x.vsix\n',
    );
  });
});
