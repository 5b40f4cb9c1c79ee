import { expect, test } from 'vitest';
import { wordsOf } from './words.ts';

test.each([
  ['npx -y @scope/server', ['npx', '-y', '@scope/server']],
  ['  node   "a b/c.js" \'x y\' ', ['node', 'a b/c.js', 'x y']],
  ['C:\\Tools\\server.exe --name=""', ['C:\\Tools\\server.exe', '--name=']],
  ['run "" last', ['run', '', 'last']],
  ['say "half open', ['say', 'half open']],
  ['echo $(rm) ; ls', ['echo', '$(rm)', ';', 'ls']],
  ['', []],
])('%s', (line, words) => {
  expect(wordsOf(line)).toEqual(words);
});
