import { contentOf, type FunctionNode, parseDoc } from '../signature/index.ts';
import { openTreeAt } from './fsig/tree.ts';
import { escapeMarkdown } from './markdown.ts';
import type { Cursor, SignatureHelp } from './types.ts';

/** While the parameters of a `.fsig` function are being written: the whole list, and which one the cursor is in. */
export function signatureHelpAt({ document, offset }: Cursor): SignatureHelp | undefined {
  if (document.kind !== 'fsig') return undefined;
  const tree = openTreeAt(document, offset);
  if (tree === undefined || tree.declaration.kind !== 'function') return undefined;
  const { declaration, base } = tree;
  const end = base + (document.segments[tree.segment]?.length ?? 0);
  const text = contentOf(document).slice(base, Math.max(end, offset));
  const open = text.indexOf('(', declaration.name.end);
  const local = offset - base;
  const lastEnd = declaration.parameters.at(-1)?.end ?? open;
  const close = text.indexOf(')', Math.max(open, lastEnd));
  if (open < 0 || local <= open || (close >= 0 && local > close)) return undefined;
  const active = declaration.parameters.filter((parameter) => parameter.end < local).length;
  return helpFor(declaration, text, Math.min(active, Math.max(0, declaration.parameters.length - 1)));
}

function helpFor(declaration: FunctionNode, text: string, active: number): SignatureHelp {
  const docs = parameterDocs(declaration, text);
  let label = `${declaration.name.text}(`;
  const parameters = declaration.parameters.map((parameter, index) => {
    if (index > 0) label += ', ';
    const start = label.length;
    label += text.slice(parameter.start, parameter.end).replace(/\s+/g, ' ');
    const documentation = docs.get(parameter.name.text) ?? '';
    return { range: [start, label.length] as const, documentation: escapeMarkdown(documentation) };
  });
  const result = declaration.result === undefined ? '' : text.slice(declaration.result.start, declaration.result.end);
  label += `)${result === '' ? '' : `: ${result.replace(/\s+/g, ' ')}`}`;
  return { label, documentation: escapeMarkdown(docs.get('') ?? ''), parameters, active };
}

/** Descriptions by parameter name; '' is the function's own. */
function parameterDocs(declaration: FunctionNode, text: string): Map<string, string> {
  const docs = new Map<string, string>();
  if (declaration.doc === undefined) return docs;
  const { description, tags } = parseDoc(text, declaration.doc);
  docs.set('', description);
  for (const tag of tags) {
    const match = tag.name === 'param' ? /^(\S+)\s*(?:-\s+)?([\s\S]*)$/.exec(tag.value) : null;
    if (match !== null) docs.set(match[1] ?? '', match[2] ?? '');
  }
  return docs;
}
