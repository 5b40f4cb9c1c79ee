import { code, escapeMarkdown } from '../markdown.ts';
import type { Cursor, Hover, Workspace } from '../types.ts';
import { jsonPlaceAt } from './place.ts';
import { keysFor, shapeAt } from './shapes.ts';

/** What a key of a dialect or of JSON Schema means; undefined elsewhere, and on the names of parameters. */
export function keyHover(workspace: Workspace, cursor: Cursor): Hover | undefined {
  const place = jsonPlaceAt(workspace, cursor);
  if (place === undefined || !place.isKey || place.span.start === place.span.end) return undefined;
  const { dialect, inner, span } = place;
  const { shape } = shapeAt(inner.slice(0, -1), dialect);
  const known = keysFor(shape, dialect).find(({ key }) => key === inner.at(-1));
  if (known === undefined) return undefined;
  const says = dialect === undefined || shape === 'schema' ? '' : `  \nof ${code(dialect)}`;
  return { span, markdown: `${code(known.key)} ${escapeMarkdown(known.summary)}${says}` };
}
