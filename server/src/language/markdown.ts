/**
 * Descriptions come from strangers' files: in a hover they are text. Escapes everything Markdown or HTML would read as
 * markup; line breaks stay.
 */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/[\\`*_{}[\]()#+\-.!|~$:@]/g, '\\$&')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
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

function plainProse(text: string): string {
  return text
    .split(/(`+)([\s\S]*?[^`])\1(?!`)/)
    .flatMap((piece, at) => (at % 3 === 1 ? [] : at % 3 === 2 ? [piece] : [unescaped(piece)]))
    .join('');
}

function unescaped(text: string): string {
  return text
    .replace(/(?<!\\)\*\*/g, '')
    .replace(/ {2}\n/g, '\n')
    .replace(/\\([^\w\s])/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
