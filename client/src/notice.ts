/**
 * A text for a notification. VS Code makes links of `[words](address)` there, commands among them, and names, paths and
 * errors come from strangers: nothing in them is a link.
 */
export function plainNotice(text: string): string {
  return text.replace(/\](?=\()/g, '] ').replace(/\p{Cc}+/gu, ' ');
}
