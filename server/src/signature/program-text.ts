/** Languages of programs, by the ending of a file's name, with what to do to have their functions read. */
const PROGRAMS: readonly (readonly [RegExp, string])[] = [
  [
    /\.pyi?$/i,
    'this is Python, which is not read as signatures. Run `magnet import python` with the file, or write its functions down as JSON schemas or in .fsig',
  ],
  [
    /\.(?:[cm]?js|jsx|tsx)$/i,
    'this is JavaScript, which is not read as signatures. Write its functions down as JSON schemas or in .fsig: `function name(argument: string): result;`',
  ],
];

const TYPESCRIPT = /(?<!\.d)\.[cm]?ts$/i;

/** A function with a body, an arrow or a class: what no declaration has. */
const CODE = /\)\s*(?::[^;{}=]{1,200})?\{|=>\s*[{(]|^\s*(?:export\s+)?(?:abstract\s+)?class\s+\w/m;

const HEAD = 100_000;

/** What to say of a file that is a program and no text of signatures; undefined for any other. */
export function programMessage(uri: string, text: string): string | undefined {
  const path = uri.replace(/[?#].*$/, '');
  const known = PROGRAMS.find(([ending]) => ending.test(path))?.[1];
  if (known !== undefined) return known;
  if (!TYPESCRIPT.test(path) || !CODE.test(text.slice(0, HEAD))) return undefined;
  return 'this is TypeScript with code in it; .fsig takes declarations alone: `/** What it does. */ function name(argument: string): result;`, types and interfaces';
}
