import { applyEdits, modify, type ParseError, parse, printParseErrorCode } from 'jsonc-parser';
import { mixedHash } from '../../json/index.ts';
import { checkPhrasing } from './check.ts';
import { PHRASING_KINDS, type Phrased, type Phrasing, type Phrasings, type RefusedPhrase } from './types.ts';

const START = `// Ways to speak of each function, for the offline teacher: edit them as you like. {parameter} stands for a value as it
// is said ("room 12", "that booking"). A wish begins with its verb; a value without a slot is said behind it.
{
  "functions": {}
}
`;

/** What a file says of its functions, as written. */
export type PhraseFile = ReadonlyMap<string, Phrasing>;

/** @throws RangeError where the text is no such file, with the line and what to do. */
export function readPhraseFile(text: string): PhraseFile {
  const errors: ParseError[] = [];
  const value: unknown = parse(text, errors, { allowTrailingComma: true });
  const [first] = errors;
  if (first !== undefined) {
    const line = text.slice(0, first.offset).split('\n').length;
    throw new RangeError(`line ${line}: ${printParseErrorCode(first.error)}`);
  }
  const functions = record(record(value)?.functions);
  if (functions === undefined) throw new RangeError('there is no "functions" object');
  return new Map(Object.entries(functions).map(([name, entry]) => [name, phrasingOf(name, entry)]));
}

function record(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
}

function phrasingOf(name: string, entry: unknown): Phrasing {
  const given = record(entry);
  if (given === undefined) throw new RangeError(`"${name}" is no object with wish, refer and report`);
  const list = (key: string): string[] => {
    const items = given[key] ?? [];
    if (!Array.isArray(items) || items.some((item) => typeof item !== 'string'))
      throw new RangeError(`"${key}" of "${name}" is no list of texts`);
    return items as string[];
  };
  return { wish: list('wish'), refer: list('refer'), report: list('report') };
}

/** The file's text with a function's phrasings set; comments and all else stay. */
export function withPhrasing(text: string | undefined, name: string, phrasing: Phrasing): string {
  const start = text ?? START;
  const edits = modify(start, ['functions', name], phrasing, { formattingOptions: { insertSpaces: true, tabSize: 2 } });
  return applyEdits(start, edits);
}

/** The phrasings of a file that the catalog's functions admit; what was edited is checked like what a teacher wrote. */
export function usablePhrasings(
  file: PhraseFile,
  signatures: readonly Phrased[],
): { readonly phrasings: Phrasings; readonly refused: readonly RefusedPhrase[] } {
  const phrasings = new Map<string, Phrasing>();
  const refused: RefusedPhrase[] = [];
  for (const signature of signatures) {
    const given = file.get(signature.name);
    if (given === undefined) continue;
    const checked = checkPhrasing(signature, given);
    refused.push(...checked.refused);
    if (PHRASING_KINDS.some((kind) => checked.kept[kind].length > 0)) phrasings.set(signature.name, checked.kept);
  }
  return { phrasings, refused };
}

/** Changes whenever a phrasing that is used does; '' where there are none. */
export function phrasingsHash(phrasings: Phrasings): string {
  if (phrasings.size === 0) return '';
  const all = [...phrasings].sort(([one], [other]) => (one < other ? -1 : 1));
  return mixedHash(JSON.stringify(all)).toString(16).padStart(8, '0');
}
