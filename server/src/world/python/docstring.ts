/** One documented parameter, return value or field. */
export interface DocField {
  readonly name: string;
  /** As written; '' where none is. */
  readonly type: string;
  readonly description: string;
  /** What the entries below it say its members are (`- key (str): …`). */
  readonly members?: readonly DocField[];
}

/** What a docstring says, whichever of the three styles it is written in. */
export interface Docstring {
  /** All before the first section, paragraphs kept. */
  readonly summary: string;
  readonly parameters: readonly DocField[];
  /** Named fields of the result (`success (bool): …`). */
  readonly returned: readonly DocField[];
  /** Type and description of the result as a whole; '' where not said. */
  readonly returns: { readonly type: string; readonly description: string };
  readonly raises: readonly DocField[];
}

type Section = 'parameters' | 'returns' | 'raises' | 'other';

const SECTIONS: readonly (readonly [Section, RegExp])[] = [
  ['parameters', /^(?:args|arguments|parameters|params|keyword args|keyword arguments|other parameters)$/i],
  ['returns', /^(?:returns?|yields?)$/i],
  ['raises', /^(?:raises|exceptions|throws)$/i],
  ['other', /^(?:examples?|notes?|warnings?|see also|references|todo|attributes|usage|methods|warns)$/i],
];

/** Reads a docstring in Google, NumPy or Sphinx style (PEP 257 indentation already taken off). */
export function readDocstring(text: string): Docstring {
  const lines = text.replaceAll('\r', '').split('\n');
  if (lines.some((line) => SPHINX.test(line))) return readSphinx(lines);
  const sections = sectionsOf(lines);
  const of = (kind: Section) => sections.filter((section) => section.kind === kind);
  const fields = (kind: Section) => of(kind).flatMap(({ lines: body, numpy }) => fieldsOf(body, numpy));
  const [returns] = of('returns');
  return {
    summary: tidy(lines.slice(0, sections[0]?.start ?? lines.length)),
    parameters: fields('parameters').filter(({ name }) => name !== ''),
    ...(returns === undefined ? NOTHING : returnsOf(returns.lines, returns.numpy)),
    raises: fields('raises'),
  };
}

const NOTHING = { returned: [], returns: { type: '', description: '' } } as const;

interface SectionLines {
  readonly kind: Section;
  readonly start: number;
  readonly numpy: boolean;
  readonly lines: readonly string[];
}

/** Sections by their headings: `Args:` (Google), or a word underlined with dashes (NumPy). */
function sectionsOf(lines: readonly string[]): SectionLines[] {
  const heads = lines.flatMap((line, start) => {
    const numpy = /^\s*-{3,}\s*$/.test(lines[start + 1] ?? '');
    const word = numpy ? line.trim() : /^\s*([A-Za-z ]+):\s*$/.exec(line)?.[1]?.trim();
    const kind = word === undefined ? undefined : SECTIONS.find(([, pattern]) => pattern.test(word))?.[0];
    return kind === undefined ? [] : [{ kind, start, numpy, body: start + (numpy ? 2 : 1) }];
  });
  return heads.map(({ kind, start, numpy, body }, index) => ({
    kind,
    start,
    numpy,
    lines: lines.slice(body, heads[index + 1]?.start ?? lines.length),
  }));
}

/** `name (type): words`, `name: words`, `**name** (type): words`. */
const GOOGLE = /^[-*]?\s*\**([\p{L}_$][\p{L}\p{N}_.-]*)\**\s*(?:\(((?:[^()]|\([^()]*\))*)\))?\s*:\s*(.*)$/u;
/** An entry of a list below a field. */
const MEMBER = /^\s*[-*]\s+\**[\p{L}_$][\p{L}\p{N}_.-]*\**\s*(?:\(|:)/u;
/** `name : type`, or a name alone. */
const NUMPY = /^\**([\p{L}_$][\p{L}\p{N}_.]*(?:\s*,\s*[\p{L}_$][\p{L}\p{N}_.]*)*)\s*(?::\s*(.*))?$/u;

function fieldsOf(lines: readonly string[], numpy: boolean): DocField[] {
  const blocks = blocksOf(lines, numpy);
  return blocks.flatMap(([head = '', ...rest]): DocField[] => {
    const found = (numpy ? NUMPY : GOOGLE).exec(head.trim());
    if (found === null) return [{ name: '', type: '', description: tidy([head, ...rest]) }];
    const at = rest.findIndex((line) => MEMBER.test(line));
    const [own, below] = at < 0 ? [rest, []] : [rest.slice(0, at), rest.slice(at)];
    const members = at < 0 ? {} : { members: fieldsOf(below, false).filter(({ name }) => name !== '') };
    const description = tidy(numpy ? own : [found[3] ?? '', ...own]);
    const names = (found[1] ?? '').split(',').map((name) => name.trim());
    return names.map((name) => ({ name, type: (found[2] ?? '').trim(), description, ...members }));
  });
}

/** Entries of a section: a line at the least indentation begins one, what is further in belongs to it. */
function blocksOf(lines: readonly string[], numpy: boolean): string[][] {
  const full = lines.filter((line) => line.trim() !== '');
  const margin = Math.min(...full.map(indentOf));
  const blocks: string[][] = [];
  for (const line of full) {
    const begins = indentOf(line) <= margin && (numpy || blocks.length === 0 || GOOGLE.test(line.trim()));
    const last = blocks.at(-1);
    if (begins || last === undefined) blocks.push([line]);
    else last.push(line);
  }
  return blocks;
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

/** A result: named fields where every entry has a type or there are several; else one type with its words. */
function returnsOf(lines: readonly string[], numpy: boolean): Pick<Docstring, 'returned' | 'returns'> {
  if (numpy) return numpyReturns(lines);
  const fields = fieldsOf(lines, false);
  const named = fields.filter(({ name }) => name !== '');
  const isType = (text: string) =>
    /^(?:[A-Za-z]+\[.*|str|int|float|bool|dict|list|tuple|set|None|Any|string|bytes|object)$/.test(text);
  if (named.length > 0 && named.length === fields.length && !(named.length === 1 && isType(named[0]?.name ?? ''))) {
    return { returned: named.filter(({ name }) => name.toLowerCase() !== 'none'), returns: NOTHING.returns };
  }
  const whole = tidy(lines);
  const typed = /^([A-Za-z_.]+(?:\[[^:]*\])?)\s*:\s*([\s\S]+)$/.exec(whole);
  if (typed !== null && isType(typed[1] ?? ''))
    return { returned: [], returns: { type: typed[1] ?? '', description: typed[2] ?? '' } };
  return { returned: [], returns: { type: '', description: whole } };
}

function numpyReturns(lines: readonly string[]): Pick<Docstring, 'returned' | 'returns'> {
  const fields = blocksOf(lines, true).map(([head = '', ...rest]) => {
    const [name = '', type] = head.split(/\s:\s/).map((part) => part.trim());
    return { name: type === undefined ? '' : name, type: type ?? name, description: tidy(rest) };
  });
  const [first] = fields;
  if (fields.length > 1 && fields.every(({ name }) => name !== ''))
    return { returned: fields, ...{ returns: NOTHING.returns } };
  return { returned: [], returns: { type: first?.type ?? '', description: first?.description ?? '' } };
}

const SPHINX = /^\s*:(?:param|parameter|arg|argument|type|returns?|rtype|raises?)\b[^:]*:/;

/** `:param str name: words`, `:type name: str`, `:returns: words`, `:rtype: str`, `:raises E: words`. */
function readSphinx(lines: readonly string[]): Docstring {
  const first = lines.findIndex((line) => SPHINX.test(line));
  const entries: { role: string; words: string[]; text: string[] }[] = [];
  for (const line of lines.slice(first)) {
    const found = /^\s*:(\w+)\s*([^:]*):\s*(.*)$/.exec(line);
    if (found !== null)
      entries.push({ role: found[1] ?? '', words: (found[2] ?? '').trim().split(/\s+/), text: [found[3] ?? ''] });
    else entries.at(-1)?.text.push(line);
  }
  const of = (...roles: string[]) => entries.filter(({ role }) => roles.includes(role));
  const types = new Map(of('type').map(({ words, text }) => [words.at(-1) ?? '', tidy(text)]));
  return {
    summary: tidy(lines.slice(0, first)),
    parameters: of('param', 'parameter', 'arg', 'argument').map(({ words, text }) => {
      const name = words.at(-1) ?? '';
      return { name, type: words.slice(0, -1).join(' ') || (types.get(name) ?? ''), description: tidy(text) };
    }),
    returned: [],
    returns: {
      type: tidy(of('rtype')[0]?.text ?? []),
      description: tidy(of('return', 'returns')[0]?.text ?? []),
    },
    raises: of('raise', 'raises').map(({ words, text }) => ({
      name: words[0] ?? '',
      type: '',
      description: tidy(text),
    })),
  };
}

/** Lines as text: paragraphs stay apart, the lines of one are joined. */
function tidy(lines: readonly string[]): string {
  return lines
    .join('\n')
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.trim().replace(/\s*\n\s*/g, ' '))
    .filter((paragraph) => paragraph !== '')
    .join('\n\n');
}
