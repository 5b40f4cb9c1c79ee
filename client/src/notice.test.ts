import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { HOSTILE_TEXTS } from '../../test/editor/webview/hostile-texts.mjs';
import { plainLabel, plainLine, plainNotice, plainText } from './notice.ts';

/** What VS Code's notifications take for a link (src/vs/base/common/linkedText.ts). */
const LINK = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/i;

test('a link in a text of a stranger is words in a notification', () => {
  const hostile = [...HOSTILE_TEXTS, '[yes](command:workbench.action.terminal.new)', '[a](https://b.example "c")'];
  expect(hostile.some((text) => LINK.test(text))).toBe(true);
  for (const text of hostile) expect(plainNotice(`Magnet: no function "${text}".`)).not.toMatch(LINK);
  expect(plainNotice('find_rooms[0] (2 of 3)')).toBe('find_rooms[0] (2 of 3)');
});

test('control characters and turned lines are written out, and a label draws no icon of a stranger', () => {
  const STEERING = /(?!\n)\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u;
  for (const text of HOSTILE_TEXTS)
    for (const plain of [plainText, plainLine, plainLabel, plainNotice]) expect(plain(text)).not.toMatch(STEERING);
  expect(plainLine('one\ntwo')).toBe('one\\ntwo');
  expect(plainLabel('$(gear~spin) costs $5 (or more)')).toBe('\\$(gear~spin) costs $5 (or more)');
  expect(plainNotice('one\ntwo \u202egnp.exe')).toBe('one two \\u202egnp.exe');
});

/** What may stand in a notification as it is: words, counts and addresses that the extension made itself. */
const OWN = /^(?:label|functions|said|url|model|what|reasons\.join|result\.losses\.length|none|summary\.cancelled)$/;

/** The values of each notification of a source that a stranger may have written, and that are shown as they came. */
function rawNotices(source: string): string[] {
  return [...source.matchAll(/\.show(?:Information|Warning|Error)Message\(/g)].flatMap(({ index, 0: call }) => {
    const rest = source.slice(index + call.length, index + call.length + 600).trimStart();
    const bare = rest.replace(/'(?:[^'\\\n]|\\.)*'/g, "''");
    if (bare.startsWith('plainNotice(') || bare.slice(0, bare.indexOf(';')).includes('modal: true')) return [];
    const values = bare.startsWith('t(')
      ? bare.slice(2, bare.indexOf(')')).split(',')
      : [bare.split(/[,()\s]/)[0] ?? ''];
    return values
      .map((value) => value.trim().split('(')[0] ?? '')
      .filter((value) => value !== '' && value !== "''" && !OWN.test(value));
  });
}

test('no notification shows a name, a path or an error as it came', () => {
  const sources = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.ts') && !name.endsWith('.test.ts'),
  );
  const raw = sources.flatMap((name) =>
    rawNotices(readFileSync(path.join(import.meta.dirname, name), 'utf8')).map((value) => `${name}: ${value}`),
  );
  expect(sources.length).toBeGreaterThan(50);
  expect(raw).toEqual([]);
  expect(rawNotices("window.showInformationMessage(t('Read {0}?', name), yes);")).toEqual(['name']);
  expect(rawNotices('window.showInformationMessage(text, yes, no);')).toEqual(['text']);
});
