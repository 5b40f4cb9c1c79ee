/**
 * Descriptions come from strangers' files: in a hover they are text. Escapes what Markdown, its GitHub form, HTML or VS
 * Code would read as markup where it stands, and nothing else, as some editors show the escapes; line breaks stay.
 */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/[\\`*[\]~]/g, '\\$&')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    .replace(/&(?=#|\w+;)/g, '&amp;')
    .replace(/<(?=[a-zA-Z/!?])/g, '&lt;')
    .replace(/\$(?=\()/g, '\\$')
    .replace(/:(?=\/\/)|(?<=www)\.|(?<=[\w.+-])@(?=[\w-])/gi, '\\$&')
    .replace(/^([ \t]*)([#+=>|:-])/gm, '$1\\$2')
    .replace(/^([ \t]*\d+)([.)])/gm, '$1\\$2')
    .replace(/\r?\n/g, '  \n');
}

/** A fenced block that no content can close early. */
export function fence(language: string, text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map((match) => match[0].length));
  const ticks = '`'.repeat(longest + 1);
  return `${ticks}${language}\n${text}\n${ticks}`;
}

/** Inline code that no content can close early. */
export function code(text: string): string {
  const oneLine = text.replace(/\s+/g, ' ');
  const longest = Math.max(0, ...[...oneLine.matchAll(/`+/g)].map((match) => match[0].length));
  const ticks = '`'.repeat(longest + 1);
  const pad = longest > 0 ? ' ' : '';
  return `${ticks}${pad}${oneLine}${pad}${ticks}`;
}

/** `text` cut to `limit` characters, with an ellipsis where something is missing. */
export function shorten(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, limit - 1).trimEnd()}…`;
}

/** Markdown of this project's making as plain text, for clients that show no Markdown. */
export function plainText(markdown: string): string {
  const fenced = markdown.split(/^(`{3,})\w*\n([\s\S]*?)\n\1$/m);
  // Every third piece is what a fence holds, the one before it the fence's ticks.
  return fenced.flatMap((piece, at) => (at % 3 === 1 ? [] : at % 3 === 2 ? [piece] : [plainProse(piece)])).join('');
}

/** What stands for itself: an escaped sign, code, emphasis, a hard line break, an entity. */
const MARKUP = /\\([^a-zA-Z0-9\s])|(`+)([\s\S]*?[^`])\2(?!`)|\*\*| {2}(?=\n)|&(lt|amp);/g;

function plainProse(text: string): string {
  return text.replace(MARKUP, (_whole, escaped?: string, _ticks?: string, code?: string, entity?: string) => {
    if (entity !== undefined) return entity === 'lt' ? '<' : '&';
    return escaped ?? code?.trim() ?? '';
  });
}
