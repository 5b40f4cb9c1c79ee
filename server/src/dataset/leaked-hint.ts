import { namedFunction } from '../trajectory/index.ts';

/** A hint in brackets or tags, as generators put it into a prompt: `[hint]`, `[HINT: …`, `(hint - …`, `<hint>`, `[system hint: …`. */
const MARKED = /[[({<【]\s*\/?\s*(?:[a-z]+[ _-])?hints?\s*(?:[\])}>】]|[:：=]|[-–—]\s)/i;
/** A line that begins with the word; people write so too. */
const LINE = /^[ \t]*(?:#+[ \t]*)?(?:\*\*)?hints?(?:\*\*)?[ \t]*[:：].*$/im;

/**
 * What a teacher was told and a model must not see, as it stands in a text; undefined where nothing is. A line `Hint: …`
 * counts only where it names a function.
 */
export function leakedHint(text: string, functions: readonly string[]): string | undefined {
  if (!/hint/i.test(text)) return undefined;
  const marked = MARKED.exec(text);
  if (marked !== null) return text.slice(marked.index, marked.index + 60);
  const line = LINE.exec(text)?.[0];
  return line !== undefined && functions.some((name) => line.includes(name) || namedFunction(line, [name]) === name)
    ? line.trim().slice(0, 60)
    : undefined;
}
