import { message } from '../message.ts';
import { defineRule } from '../rule.ts';

/**
 * Characters nobody sees, as they are or as JSON's escapes: zero-width space and word joiner, controls that turn the
 * direction of writing, and the tags of Unicode's plane 14, in which whole sentences can be hidden. Joiners and marks
 * that scripts need (U+200C to U+200F) are none of them.
 */
const INVISIBLE =
  /[\u200b\u2060\u202a-\u202e\u2066-\u2069]+|(?:\u{1f3f4})?[\u{e0000}-\u{e007f}]+|(?:\\u(?:200[bB]|2060|202[a-eA-E]|206[6-9]))+|(?:\\u[dD][bB]40\\u[dD][cC][0-7][0-9a-fA-F])+/gu;

/** As JSON's escapes alone: half a character, for which UTF-8 has no bytes, and the character of number 0. */
const BROKEN =
  /(?<=(?<!\\)(?:\\\\)*)\\u(?:0000|[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])|(?<!\\u[dD][89abAB][0-9a-fA-F]{2}\\u)[dD][c-fC-F][0-9a-fA-F]{2})/g;

/** Whether a text can hold any; for the plain texts that most are this is far quicker. */
const MAYBE = /[\u200b-\u206f\udb40]|\\u[02dD]/;

/** A black flag before tags: the flag of a part of a country, as emoji write it. */
const FLAG = '\u{1f3f4}';

export const textInvisible = defineRule({
  code: 'text-invisible',
  family: 'well-formed',
  severity: 'warning',
  title: 'Characters that nobody sees.',
  message: message`${'what'} here, which no reader sees and every model reads.`,
  docs: {
    what: `Half a character (\`\\ud83d\` without its other half), U+0000, a zero-width space, a word joiner, a control that turns the direction of writing (U+202A to U+202E, U+2066 to U+2069) or Unicode tags (U+E0000 to U+E007F), also as \`\\u\` escapes, anywhere in a function. Flags made of tags, and the joiners that scripts and emoji need, are fine.`,
    why: `Copied along, they make a name another name: calls fail with a message that looks right. Put there on purpose, they tell a model something that the person who reviews the tool cannot read.`,
    bad: `{"name": "get_wea[|\\u200b|]ther", "description": "Shows the weather of a city.", "inputSchema": {"type": "object", "properties": {}}}`,
    good: `{"name": "get_weather", "description": "Shows the weather of a city.", "inputSchema": {"type": "object", "properties": {}}}`,
    sources: [
      {
        title: 'Unicode Technical Report 36: Unicode Security Considerations',
        url: 'https://www.unicode.org/reports/tr36/',
        read: '2026-11-28',
      },
      { title: 'Trojan Source: Invisible Vulnerabilities', url: 'https://trojansource.codes/', read: '2026-11-28' },
    ],
  },
  checkText(text, _kind, report) {
    if (!MAYBE.test(text)) return;
    for (const { 0: found, index } of text.matchAll(INVISIBLE)) {
      if (found.startsWith(FLAG)) continue;
      report({ span: { start: index, end: index + found.length }, data: { what: nameOf(found) } });
    }
    for (const { 0: found, index } of text.matchAll(BROKEN))
      report({ span: { start: index, end: index + found.length }, data: { what: brokenName(found) } });
  },
  textFixes: ({ replace }) => [{ title: 'Remove them', edits: replace(''), preferred: true, safe: false }],
});

function brokenName(found: string): string {
  const code = found.slice(2).toUpperCase();
  return code === '0000'
    ? 'There is the character U+0000 (many programs cut a text at it)'
    : `There is half a character (U+${code}: UTF-8 cannot write it)`;
}

/** What was found, in words, with the code of the first. */
function nameOf(found: string): string {
  const text = found.startsWith('\\') ? (JSON.parse(`"${found}"`) as string) : found;
  const points = [...text];
  const code = points[0]?.codePointAt(0) ?? 0;
  const hex = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  return points.length === 1
    ? `There is an invisible character (${hex})`
    : `There are ${points.length} invisible characters (${hex}, …)`;
}
