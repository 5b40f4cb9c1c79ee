/** A place in a snippet where the cursor stops, with the text it starts with (LSP, "Snippet Syntax"). */
export function hole(index: number, text = ''): string {
  return text === '' ? `$${index}` : `\${${index}:${text.replace(/[\\$}]/g, '\\$&')}}`;
}
