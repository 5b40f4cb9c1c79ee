import { expect, test } from 'vitest';
import { HOSTILE_TEXTS } from '../../test/editor/webview/hostile-texts.mjs';
import { plainNotice } from './notice.ts';

/** What VS Code's notifications take for a link (src/vs/base/common/linkedText.ts). */
const LINK = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/i;

test('a link in a text of a stranger is words in a notification', () => {
  const hostile = [...HOSTILE_TEXTS, '[yes](command:workbench.action.terminal.new)', '[a](https://b.example "c")'];
  expect(hostile.some((text) => LINK.test(text))).toBe(true);
  for (const text of hostile) expect(plainNotice(`Magnet: no function "${text}".`)).not.toMatch(LINK);
  expect(plainNotice('find_rooms[0] (2 of 3)')).toBe('find_rooms[0] (2 of 3)');
});
