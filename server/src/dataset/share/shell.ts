/** Text as one word of a POSIX shell: in single quotes nothing is special but the quote. */
export function shellWord(text: string): string {
  return `'${text.replaceAll("'", `'"'"'`)}'`;
}
