import { type Span, segmentStart, TAGS, type TagPlace } from '../../signature/index.ts';
import { functionMarkdown } from '../hover.ts';
import { FORMATS } from '../json/shapes.ts';
import { hole } from '../snippet.ts';
import type { Completion, Cursor, Workspace } from '../types.ts';
import { BUILT_IN, typeMarkdown } from './hover.ts';
import { wordAt } from './names.ts';
import { importTarget, resolvePath, resolveType, scopeOf, type TypeDeclaration } from './scope.ts';
import { type PlacedTree, treeAt, treeOf } from './tree.ts';

const MAX_NAMES = 1_000;

interface Place {
  readonly workspace: Workspace;
  readonly cursor: Cursor;
  readonly tree: PlacedTree | undefined;
  /** Text of the segment up to the cursor. */
  readonly before: string;
  /** The word being written. */
  readonly span: Span;
}

/** What may be written at the cursor of a `.fsig` file. */
export function completeFsig(workspace: Workspace, cursor: Cursor): Completion[] {
  const { document, offset } = cursor;
  const tree = openTreeAt(cursor);
  const start = tree === undefined ? 0 : segmentStart(document, tree.segment);
  const before = document.text.slice(start, offset);
  const word = wordAt(document.text, offset);
  const span = { start: Math.min(word?.start ?? offset, offset), end: offset };
  const place: Place = { workspace, cursor, tree, before, span };
  const comment = openComment(before);
  if (comment !== undefined) return inComment(place, comment);
  return inCode(place);
}

/** The declaration the cursor is in; blanks behind one that is not finished still belong to it. */
function openTreeAt({ document, offset }: Cursor): PlacedTree | undefined {
  const tree = treeAt(document, offset);
  if (tree === undefined || tree.segment === 0 || document.text.slice(tree.base, offset).trim() !== '') return tree;
  const before = treeOf(document, tree.segment - 1);
  const open = before !== undefined && !/[;}{]\s*$/.test(document.text.slice(before.base, tree.base));
  return open ? before : tree;
}

/** Text of the documentation comment the cursor is in; undefined outside. */
function openComment(before: string): string | undefined {
  const open = before.lastIndexOf('/*');
  if (open < 0 || before.indexOf('*/', open + 2) >= 0) return undefined;
  return before.startsWith('/**', open) ? before.slice(open) : '';
}

function inComment(place: Place, comment: string): Completion[] {
  const line = comment.slice(comment.lastIndexOf('\n') + 1);
  const tag = /@([A-Za-z]*)$/.exec(line);
  if (tag !== null) return tagCompletions(place, tag[0].length);
  const value = /@([A-Za-z]+)[ \t]+([^@]*)$/.exec(line);
  if (value === null) return [];
  switch (value[1]) {
    case 'requires':
      return functionNames(place);
    case 'param':
      return /\s/.test(value[2] ?? '') ? [] : parameterNames(place, comment);
    case 'category':
    case 'toolClass':
      return labels(place, value[1], (value[2] ?? '').length);
    case 'format':
      return FORMATS.map((format) => ({ label: format, kind: 'value', span: place.span, insert: format }));
    default:
      return [];
  }
}

function tagCompletions(place: Place, written: number): Completion[] {
  const { offset } = place.cursor;
  const span = { start: offset - written, end: offset };
  const expected = placeOfComment(place);
  return TAGS.map((tag) => {
    const sample = tag.sample ?? '';
    return {
      label: `@${tag.name}`,
      kind: 'tag' as const,
      documentation: tag.summary,
      span,
      insert: sample === '' ? `@${tag.name}` : `@${tag.name} ${hole(1, sample)}`,
      snippet: true,
      rank: expected === undefined || tag.places.includes(expected) ? 3 : 7,
    };
  });
}

/** What the comment under the cursor documents: the declaration it stands before. */
function placeOfComment({ tree, cursor }: Place): TagPlace | undefined {
  const kind = tree?.declaration.kind;
  if (kind === 'namespace') return 'namespace';
  if (kind === 'alias' || kind === 'interface' || kind === 'enum') return 'schema';
  const doc = tree?.declaration.doc;
  const own = tree !== undefined && doc !== undefined && cursor.offset <= tree.base + doc.end;
  return kind === 'function' && own ? 'function' : undefined;
}

function functionNames({ workspace, cursor, tree, span }: Place): Completion[] {
  const { catalog } = workspace;
  const namespace = tree === undefined ? '' : scopeOf(cursor.document).namespaceAt(tree.segment);
  const typed = cursor.document.text.slice(span.start, span.end).toLowerCase();
  const found: Completion[] = [];
  for (const entry of catalog.entries) {
    if (entry.document === cursor.document && entry.segment === tree?.segment) continue;
    const { signature } = entry;
    const near = signature.namespace === namespace;
    const name = near || signature.namespace === '' ? signature.name : `${signature.namespace}.${signature.name}`;
    if (!name.toLowerCase().includes(typed)) continue;
    found.push({
      label: name,
      kind: 'function',
      detail: signature.description.slice(0, 80),
      documentation: functionMarkdown({ catalog, graph: () => undefined }, entry),
      span,
      insert: name,
      rank: near ? 2 : 6,
    });
    if (found.length >= MAX_NAMES) break;
  }
  return found;
}

/** Parameters of the function below that the comment does not describe yet. */
function parameterNames({ tree, span, before, cursor }: Place, comment: string): Completion[] {
  if (tree?.declaration.kind !== 'function') return [];
  const after = cursor.document.text.slice(cursor.offset, tree.base + (tree.declaration.doc?.end ?? 0));
  const described = new Set([...`${comment}${after}`.matchAll(/@param\s+(\S+)/g)].map((match) => match[1]));
  const written = before.slice(before.length - (span.end - span.start));
  return tree.declaration.parameters
    .filter(({ name }) => !described.has(name.text) || name.text === written)
    .map(({ name }) => ({ label: name.text, kind: 'value', span, insert: name.text }));
}

/** Labels other functions already have. */
function labels({ workspace, cursor }: Place, tag: 'category' | 'toolClass', written: number): Completion[] {
  const seen = new Set<string>();
  for (const { signature } of workspace.catalog.entries) if (signature[tag] !== '') seen.add(signature[tag]);
  const span = { start: cursor.offset - written, end: cursor.offset };
  return [...seen].sort().map((label) => ({ label, kind: 'value', span, insert: label }));
}

function inCode(place: Place): Completion[] {
  const { before, span, cursor } = place;
  const head = before
    .slice(0, before.length - (cursor.offset - span.start))
    .replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, ' ');
  const context = head.trimEnd();
  if (/\bimport\b[^;]*\bfrom\s*["'][^"']*$|\bimport\s*["'][^"']*$/.test(before)) return importPaths(place);
  if (/\bimport\s*\{[^}]*$/.test(context)) return importNames(place);
  if (context.trim() === '') return declarations(place);
  if (/\b(?:type|interface|namespace|enum|function|module)$/.test(context)) return [];
  if (/["'][^"'\n]*$/.test(lastLine(before)) && oddQuotes(lastLine(before))) return [];
  if (/[:|&<]$/.test(context) || /\bextends(?:\s[^{]*,)?$/.test(context) || /<[^>()]*,$/.test(context))
    return types(place);
  if (/=$/.test(context)) return /\btype\s+[^=]*=$/.test(context) ? types(place) : defaults(place);
  return [];
}

function lastLine(text: string): string {
  return text.slice(text.lastIndexOf('\n') + 1);
}

function oddQuotes(line: string): boolean {
  return (line.match(/"/g)?.length ?? 0) % 2 === 1 || (line.match(/'/g)?.length ?? 0) % 2 === 1;
}

function types({ workspace, cursor, tree, span }: Place): Completion[] {
  const found = new Map<string, Completion>();
  for (const [name, summary] of Object.entries(BUILT_IN))
    found.set(name, { label: name, kind: 'keyword', documentation: summary, span, insert: name, rank: 4 });
  const segment = tree?.segment ?? 0;
  for (const type of visibleTypes(workspace, cursor, segment)) {
    if (found.size >= MAX_NAMES) break;
    const kind = type.node.kind === 'interface' ? 'interface' : 'type';
    const completion = { label: type.name, detail: type.namespace, documentation: typeMarkdown(type), span };
    found.set(type.name, { ...completion, kind, insert: type.name, rank: 1 });
  }
  return [...found.values()];
}

/** Types that a bare name reaches from a place: its file's, and what it imports. */
function visibleTypes({ catalog }: Workspace, { document }: Cursor, segment: number): TypeDeclaration[] {
  const scope = scopeOf(document);
  const own = scope.types.filter((type) => resolveType(catalog, document, segment, type.name) === type);
  const brought = scope.imports.flatMap(({ node }) =>
    node.names.flatMap((item) => {
      const type = resolveType(catalog, document, segment, item.local.text);
      return type === undefined ? [] : [{ ...type, name: item.local.text }];
    }),
  );
  return [...own, ...brought];
}

/** Values of a parameter's literal type, as its default. */
function defaults({ tree, cursor, span }: Place): Completion[] {
  if (tree?.declaration.kind !== 'function') return [];
  const local = cursor.offset - tree.base;
  const parameter = tree.declaration.parameters.filter((node) => node.start <= local).at(-1);
  const { type } = parameter ?? {};
  const members = type?.kind === 'union' ? type.types : type === undefined ? [] : [type];
  const values = members.flatMap((member) => (member.kind === 'literal' ? [member.value] : []));
  const boolean = members.some((member) => member.kind === 'reference' && member.name === 'boolean');
  return [...values, ...(boolean ? [true, false] : [])].map((value) => {
    const text = JSON.stringify(value) ?? 'null';
    return { label: text, kind: 'value', span, insert: text };
  });
}

function importNames({ workspace, cursor, tree, span }: Place): Completion[] {
  const declaration = tree?.declaration;
  const from = declaration?.kind === 'import' ? declaration.from?.text : undefined;
  const target = from === undefined ? undefined : importTarget(workspace.catalog, cursor.document, from);
  const documents = target === undefined ? [] : [target];
  return documents.flatMap((document) =>
    scopeOf(document).types.map((type) => ({
      label: type.name,
      kind: 'type' as const,
      documentation: typeMarkdown(type),
      span,
      insert: type.name,
    })),
  );
}

function importPaths({ workspace, cursor, before }: Place): Completion[] {
  const written = /["']([^"']*)$/.exec(before)?.[1] ?? '';
  const span = { start: cursor.offset - written.length, end: cursor.offset };
  const folder = resolvePath(cursor.document.uri, './') ?? '';
  const found: Completion[] = [];
  for (const document of workspace.catalog.documents.values()) {
    if (document.kind !== 'fsig' || document.uri === cursor.document.uri) continue;
    const path = relative(folder, document.uri);
    if (path !== undefined) found.push({ label: path, kind: 'value', span, insert: path });
    if (found.length >= MAX_NAMES) break;
  }
  return found;
}

/** Path from a folder to a file, both as URIs: `./a.fsig`, `../b/c.fsig`. */
function relative(folder: string, uri: string): string | undefined {
  const from = folder.split('/').filter((step, index) => step !== '' || index < 3);
  const to = uri.split('/').filter((step, index) => step !== '' || index < 3);
  if (from[0] !== to[0]) return undefined;
  let same = 0;
  while (same < from.length && same < to.length - 1 && from[same] === to[same]) same++;
  const up = from.slice(same).map(() => '..');
  const down = to.slice(same).map((step) => decodeURIComponent(step));
  return `${up.length === 0 ? './' : `${up.join('/')}/`}${down.join('/')}`;
}

const DECLARATIONS: readonly (readonly [string, string, string])[] = [
  [
    'function',
    `/** ${hole(1, 'What it does.')} */\nfunction ${hole(2, 'name')}(${hole(3)}): ${hole(4, 'unknown')};`,
    'A tool the model can call.',
  ],
  [
    'type',
    `/** ${hole(1, 'What it names.')} */\ntype ${hole(2, 'Name')} = ${hole(3, 'string')};`,
    'A named type; an alias of string is a type of its own.',
  ],
  [
    'interface',
    `interface ${hole(1, 'Name')} {\n\t${hole(2, 'field')}: ${hole(3, 'string')};\n}`,
    'A named object type.',
  ],
  ['enum', `enum ${hole(1, 'Name')} {\n\t${hole(2, 'Member')} = "${hole(3, 'value')}",\n}`, 'A named list of values.'],
  ['namespace', `namespace ${hole(1, 'name')} {\n\t$0\n}`, 'A group of tools.'],
  ['import', `import { ${hole(2, 'Name')} } from "${hole(1, './other.fsig')}";`, 'Types of another file.'],
];

function declarations({ span }: Place): Completion[] {
  return DECLARATIONS.map(([label, insert, documentation]) => ({
    label,
    kind: 'keyword',
    documentation,
    span,
    insert,
    snippet: true,
  }));
}
