import { type Catalog, contentOf, locate, type SignatureDocument, type Span } from '../signature/index.ts';
import { entriesOf } from './at.ts';
import { importTarget, resolvePath, scopeOf } from './fsig/scope.ts';
import { refPart } from './json-text/refs.ts';
import type { Workspace } from './types.ts';

export interface Link {
  readonly span: Span;
  /** Document it leads to, and the offset in it. */
  readonly uri: string;
  readonly offset?: number;
  readonly tooltip: string;
}

const MAX_LINKS = 2_000;

/** Links of a document: imports of `.fsig`, `$ref`s of JSON, `$ref`s and ids that are web addresses. */
export function linksOf({ catalog }: Workspace, document: SignatureDocument): Link[] {
  if (document.kind !== 'fsig') return refLinks(catalog, document);
  return scopeOf(document).imports.flatMap(({ node, base }): Link[] => {
    if (node.from === undefined) return [];
    const target = importTarget(catalog, document, node.from.text)?.uri ?? resolvePath(document.uri, node.from.text);
    if (target === undefined) return [];
    const span = { start: base + node.from.start, end: base + node.from.end };
    return [{ span, uri: target, tooltip: `Open ${node.from.text}` }];
  });
}

const REF = /"\$ref"\s*:\s*"(#\/(?:\$defs|definitions)\/[^"\\]+)"/g;

function refLinks(catalog: Catalog, document: SignatureDocument): Link[] {
  if (contentOf(document).indexOf('"$ref"') < 0) return [];
  const links: Link[] = [];
  for (const entry of entriesOf(catalog, document.uri)) {
    const whole = locate(entry, [], 'whole');
    if (whole === undefined) continue;
    const text = contentOf(document).slice(whole.start, whole.end);
    for (const match of text.matchAll(REF)) {
      const ref = match[1] ?? '';
      const part = refPart(entry, ref);
      const target = part === undefined ? undefined : locate(entry, part, 'key');
      if (target === undefined) continue;
      const end = whole.start + match.index + match[0].length - 1;
      const span = { start: end - ref.length, end };
      links.push({ span, uri: document.uri, offset: target.start, tooltip: `Go to ${ref}` });
      if (links.length >= MAX_LINKS) return links;
    }
  }
  return links;
}
