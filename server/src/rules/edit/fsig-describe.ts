import { type CatalogEntry, contentOf, type DocTag, locate, parseDoc } from '../../signature/index.ts';

const DECLARATION = /(?:^|\n)([ \t]*)(?:export[ \t]+)?(?:declare[ \t]+)?function[ \t]+$/;

/**
 * The text of an `.fsig` file with a function's comment written anew: its description, and a `@param` line for each
 * parameter given. Other tags stay, in their order.
 * @returns undefined where the declaration cannot be found in the text
 */
export function describeFsig(
  entry: CatalogEntry,
  description: string,
  parameters: Readonly<Record<string, string>>,
): string | undefined {
  const text = contentOf(entry.document).toString();
  const name = locate(entry, ['name']);
  const declared = name === undefined ? null : DECLARATION.exec(text.slice(0, name.start));
  if (declared === null) return undefined;
  const start = declared.index + (declared[0].startsWith('\n') ? 1 : 0);
  const indent = declared[1] ?? '';
  const comment = commentBefore(text, start);
  const tags = comment === undefined ? [] : parseDoc(text, comment).tags;
  const written = commentText([escaped(description), ...tagLines(tags, parameters)], indent);
  return comment === undefined
    ? `${text.slice(0, start)}${indent}${written}\n${text.slice(start)}`
    : `${text.slice(0, comment.start)}${written}${text.slice(comment.end)}`;
}

function commentBefore(text: string, end: number): { readonly start: number; readonly end: number } | undefined {
  const before = text.slice(0, end).trimEnd();
  if (!before.endsWith('*/')) return undefined;
  const start = before.lastIndexOf('/*');
  return start >= 0 && before.startsWith('/**', start) && before.length - start >= 5
    ? { start, end: before.length }
    : undefined;
}

/** The tags as lines; those that stood behind a `@param` on its line stay behind it. */
function tagLines(tags: readonly DocTag[], parameters: Readonly<Record<string, string>>): string[] {
  const kept: string[] = [];
  let lastParameter = 0;
  const open = new Map(Object.entries(parameters));
  for (const tag of tags) {
    const own = tag.name === 'param' ? (/^\S+/.exec(tag.value)?.[0] ?? '') : '';
    const words = open.get(own);
    const line = words === undefined ? `@${tag.name} ${tag.value}`.trimEnd() : `@param ${own} ${escaped(words)}`;
    open.delete(own);
    if (tag.ownLine || kept.length === 0) kept.push(line);
    else kept.push(`${kept.pop()} ${line}`);
    if (own !== '') lastParameter = kept.length;
  }
  const added = [...open].map(([name, words]) => `@param ${name} ${escaped(words)}`);
  return [...kept.slice(0, lastParameter), ...added, ...kept.slice(lastParameter)].flatMap((line) => line.split('\n'));
}

/** What would end the comment or begin a tag. */
function escaped(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replaceAll('*/', '*\\/')
    .replace(/(^|\s)@(?=[A-Za-z])/g, '$1\\@');
}

function commentText(lines: readonly string[], indent: string): string {
  const [only = ''] = lines;
  if (lines.length === 1) return `/** ${only} */`;
  return ['/**', ...lines.map((line) => `${indent} * ${line}`.trimEnd()), `${indent} */`].join('\n');
}
