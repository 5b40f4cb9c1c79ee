import { buildCatalog, isProgram, parseDocument, parseProgram } from '../signature/index.ts';

/** Characters of a text that are looked at. */
const LOOKED_AT = 64 * 1024;

/** Functions found at the beginning of a text. */
export interface ToolsSeen {
  readonly functions: number;
  /** The text goes on behind what was looked at, so there may be more. */
  readonly more: boolean;
}

/** Conversations carry the tools that they were held with; they are data, and their file declares nothing. */
const CONVERSATION = /"(?:messages|conversations|trajectory|contents|chosen|rejected)"\s*:\s*\[/;

/**
 * Whether a file that nobody calls tool schemas holds some: a look at its beginning by the same readers that would read it.
 * Of a program its literals are read; a conversation, or nothing known, has none.
 */
export function lookForTools(uri: string, text: string): ToolsSeen {
  const head = text.slice(0, LOOKED_AT);
  const nothing = { functions: 0, more: false };
  if (CONVERSATION.test(head)) return nothing;
  const document = isProgram(uri) ? parseProgram(uri, head) : parseDocument(uri, head);
  if (document === undefined || document.kind === 'fsig') return nothing;
  const { entries } = buildCatalog([document]);
  const functions = entries.filter(({ signature }) => signature.description !== '' || hasParameters(signature)).length;
  return functions === 0 ? nothing : { functions, more: text.length > head.length };
}

function hasParameters({ parameters }: { readonly parameters: unknown }): boolean {
  const { properties } = (parameters ?? {}) as { readonly properties?: unknown };
  return typeof properties === 'object' && properties !== null && Object.keys(properties).length > 0;
}
