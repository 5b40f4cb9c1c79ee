import { contentOf, parseSegment } from '../../signature/index.ts';
import { hole } from '../snippet.ts';
import type { Completion, Cursor } from '../types.ts';

const MAX_DECLARATION = 20_000;

/** Right behind `/**` above a function: its whole comment, one line a parameter. */
export function docTemplate({ document, offset }: Cursor, comment: string): Completion[] {
  if (!/^\/\*\*[ \t]*$/.test(comment)) return [];
  const rest = contentOf(document).slice(offset, offset + MAX_DECLARATION);
  // Editors close the comment while it is opened.
  const closed = /^[ \t]*\*\//.exec(rest)?.[0] ?? '';
  const { declaration } = parseSegment(rest.slice(closed.length));
  if (declaration.kind !== 'function') return [];
  const names = declaration.parameters.map(({ name }) => name.text);
  const lines = [hole(1, 'What it does.'), ...names.map((name, at) => `@param ${name} ${hole(at + 2, 'What it is.')}`)];
  const body = names.length === 0 ? ` ${lines[0]} */` : `\n${lines.map((each) => ` * ${each}\n`).join('')} */`;
  return [
    {
      label: '/** … */',
      kind: 'snippet',
      detail: 'Comment with every parameter',
      span: { start: offset - comment.length, end: offset + closed.length },
      // Clients indent the lines of a snippet as the line it begins on.
      insert: `/**${body}`,
      snippet: true,
      filter: comment,
      rank: 1,
    },
  ];
}
