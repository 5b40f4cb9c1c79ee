import { expect, test } from 'vitest';
import { menuNames } from './menuNames.ts';

test('a file of a remote folder is known by its path, with the slashes of either side', () => {
  const names = menuNames('file:///home/ada/tracker-tools.json', {
    fsPath: '/home/ada/tracker-tools.json',
    path: '/home/ada/tracker-tools.json',
  });
  expect(names).toEqual([
    'file:///home/ada/tracker-tools.json',
    '/home/ada/tracker-tools.json',
    '\\home\\ada\\tracker-tools.json',
  ]);
});

test('a file on Windows is known by its path with a drive', () => {
  const names = menuNames('file:///c%3A/work/tools.json', {
    fsPath: 'c:\\work\\tools.json',
    path: '/c:/work/tools.json',
  });
  expect(names).toContain('c:\\work\\tools.json');
});
