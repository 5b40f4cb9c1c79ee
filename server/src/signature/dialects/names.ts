/**
 * Names that one dialect allows and another refuses, mapped so that the way back needs no table:
 *
 * * `.` between letters or digits is written `__`: `airline.find_flights` is `airline__find_flights`;
 * * any other character that the target refuses is written `_x` + its code point in hexadecimal + `_`: a space is
 *   `_x20_`; where a name contains what would read back as one of these marks, its `_` is written `_x5F_`;
 * * the second function of a name is `name@2`, so `name_x40_2`;
 * * a name that is still too long keeps its head and ends in a hash: only there a table is needed (`nameTable`).
 *
 * A name that the target allows is not touched, unless it would read back as another.
 */
import { hashText } from '../../json/index.ts';
import { type DialectId, type FunctionSignature, qualifiedName } from '../types.ts';

/** What a dialect (that is, the providers that read it) takes as the name of a function. */
export interface NameRule {
  /** One legal character. */
  readonly character: RegExp;
  /** A legal first character. */
  readonly first: RegExp;
  readonly maxLength: number;
}

const WORD_OR_DASH = /[A-Za-z0-9_-]/;

/** Dialects without an entry take any name. Sources: the providers' API references and the MCP specification. */
export const NAME_RULES: Readonly<Partial<Record<DialectId, NameRule>>> = {
  'openai-chat': { character: WORD_OR_DASH, first: WORD_OR_DASH, maxLength: 64 },
  'openai-responses': { character: WORD_OR_DASH, first: WORD_OR_DASH, maxLength: 64 },
  anthropic: { character: WORD_OR_DASH, first: WORD_OR_DASH, maxLength: 128 },
  gemini: { character: /[A-Za-z0-9_.:-]/, first: /[A-Za-z_]/, maxLength: 128 },
  mcp: { character: /[A-Za-z0-9_.-]/, first: /[A-Za-z0-9_.-]/, maxLength: 128 },
  bedrock: { character: WORD_OR_DASH, first: WORD_OR_DASH, maxLength: 64 },
  vscode: { character: WORD_OR_DASH, first: WORD_OR_DASH, maxLength: 64 },
};

/** A marked character. */
const MARK = /_x([0-9A-F]{2,6})_/g;
/** A marked character, or two underscores that stand for a dot; read from the left, so marks never overlap. */
const MARK_OR_DOT = /_x([0-9A-F]{2,6})_|(?<=[A-Za-z0-9])__(?=[A-Za-z0-9])/g;
const HASH_LENGTH = 8;

/** The name under which a dialect writes a function that is called `name` where every name is allowed. */
export function encodeName(name: string, dialect: DialectId): { name: string; shortened: boolean } {
  const rule = NAME_RULES[dialect];
  if (rule === undefined) return { name, shortened: false };
  const dots = !rule.character.test('.');
  let encoded = '';
  const characters = [...name];
  for (const [index, character] of characters.entries()) {
    const before = characters[index - 1] ?? '';
    const after = characters[index + 1] ?? '';
    if (character === '.' && dots && isAlphanumeric(before) && isAlphanumeric(after)) encoded += '__';
    else if (isLegal(character, index, rule) && !needsMark(characters, index, dots, rule)) encoded += character;
    else encoded += mark(character);
  }
  if (encoded === '') encoded = 'unnamed';
  return encoded.length <= rule.maxLength
    ? { name: encoded, shortened: false }
    : { name: shorten(name, encoded, rule), shortened: true };
}

function isAlphanumeric(character: string): boolean {
  return /^[A-Za-z0-9]$/.test(character);
}

function isLegal(character: string, index: number, rule: NameRule): boolean {
  return (index === 0 ? rule.first : rule.character).test(character);
}

function mark(character: string): string {
  return `_x${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(2, '0')}_`;
}

/** Whether a legal `_` would, left as it is, be read back as something else. */
function needsMark(characters: readonly string[], index: number, dots: boolean, rule: NameRule): boolean {
  if (characters[index] !== '_') return false;
  const rest = characters.slice(index + 1, index + 10);
  const looksLikeMark = /^x[0-9A-F]{2,6}/.exec(rest.join(''));
  if (looksLikeMark !== null) {
    const next = rest[looksLikeMark[0].length];
    if (next === '_' || (next !== undefined && !rule.character.test(next))) return true;
  }
  if (!dots || !isAlphanumeric(characters[index - 1] ?? '')) return false;
  const [next = '', afterNext = ''] = rest;
  // `_` and a marked character give `__x`; `_` and `_` may stand between letters.
  return next === '_' ? isAlphanumeric(afterNext) : next !== '' && !rule.character.test(next);
}

/** Head of the name and a hash of all of it; never cut inside a mark. */
function shorten(name: string, encoded: string, rule: NameRule): string {
  const hash = hashText(name).padStart(HASH_LENGTH, '0').slice(-HASH_LENGTH);
  const head = encoded.slice(0, rule.maxLength - HASH_LENGTH - 1).replace(/_x?[0-9A-F]{0,6}$/, '');
  return `${head}_${hash}`;
}

/** Dialects that cannot write a dot, and so may have written `__` for one. */
function writesDotsAsUnderscores(dialect: DialectId): boolean {
  const rule = NAME_RULES[dialect];
  return rule !== undefined && !rule.character.test('.');
}

/** What `encodeName` was given; the name itself where it shows no mark. Only a shortened name stays as it is. */
export function decodeName(name: string, dialect: DialectId): string {
  if (NAME_RULES[dialect] === undefined) return name;
  return name.replace(writesDotsAsUnderscores(dialect) ? MARK_OR_DOT : MARK, (whole, hex: string | undefined) => {
    if (hex === undefined) return '.';
    const code = Number.parseInt(hex, 16);
    return code > 0x10ffff ? whole : String.fromCodePoint(code);
  });
}

/** A function as names are made from it; a catalog entry is one. */
export interface NamedFunction {
  readonly id: string;
  readonly signature: Pick<FunctionSignature, 'name' | 'namespace' | 'source'>;
}

/** The name of a function where every name is allowed, the number of a doubled name left out. */
export function plainName({ signature }: NamedFunction): string {
  const written = qualifiedName(signature);
  const { dialect } = signature.source;
  const decoded = decodeName(written, dialect);
  return decoded === written ? written : decoded.replace(/@\d+$/, '');
}

/**
 * A function under its plain name, for `.fsig`: marks read back, and a dotted name of plain words as a namespace and
 * a name. The qualified name is the same.
 */
export function withPlainName<T extends NamedFunction>(entry: T): T {
  const plain = plainName(entry);
  const { namespace, name } = entry.signature;
  const dot = plain.lastIndexOf('.');
  const splits = namespace === '' && dot > 0 && plain.split('.').every((word) => /^[A-Za-z_$][\w$]*$/.test(word));
  if (splits) {
    return { ...entry, signature: { ...entry.signature, namespace: plain.slice(0, dot), name: plain.slice(dot + 1) } };
  }
  if (namespace !== '' || plain === name) return entry;
  return { ...entry, signature: { ...entry.signature, name: plain } };
}

/** The number of a function among those of its qualified name: 1, or n of an id `name@n`. */
function ordinalOf({ id, signature }: NamedFunction): number {
  const number = /@(\d+)$/.exec(id)?.[1];
  return number !== undefined && id === `${qualifiedName(signature)}@${number}` ? Number(number) : 1;
}

/**
 * The name of a function in a dialect: legal there, unique in its catalog where the dialect has a rule for names, and
 * the same for every caller.
 */
export function toolName(entry: NamedFunction, dialect: DialectId): string {
  return mapName(entry, dialect).name;
}

function mapName(entry: NamedFunction, dialect: DialectId): { name: string; shortened: boolean } {
  const { dialect: from } = entry.signature.source;
  const rule = NAME_RULES[dialect];
  const plain = plainName(entry);
  if (rule === undefined) return { name: plain, shortened: false };
  const ordinal = ordinalOf(entry);
  const written = qualifiedName(entry.signature);
  // Two providers with the same rule need no mapping between them.
  const sameMarks =
    NAME_RULES[from] !== undefined && (writesDotsAsUnderscores(from) || !writesDotsAsUnderscores(dialect));
  if (sameMarks && ordinal === 1 && isLegalAsWritten(written, rule)) return { name: written, shortened: false };
  return encodeName(ordinal === 1 ? plain : `${plain}@${ordinal}`, dialect);
}

function isLegalAsWritten(name: string, rule: NameRule): boolean {
  const characters = [...name];
  return (
    name !== '' &&
    name.length <= rule.maxLength &&
    characters.every((character, index) => isLegal(character, index, rule))
  );
}

/** One row of the table from names in a dialect back to functions. */
export interface NameMapping {
  readonly id: string;
  readonly original: string;
  readonly name: string;
  /** The name alone does not lead back: the table is needed. */
  readonly shortened: boolean;
}

/** The functions whose name a dialect cannot take as it is, and what stands for it. */
export function nameTable(entries: readonly NamedFunction[], dialect: DialectId): NameMapping[] {
  const rows: NameMapping[] = [];
  for (const entry of entries) {
    const { name, shortened } = mapName(entry, dialect);
    const original = plainName(entry);
    if (name !== original) rows.push({ id: entry.id, original, name, shortened });
  }
  return rows;
}
