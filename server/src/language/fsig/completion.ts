import {
  type Catalog,
  type CatalogEntry,
  contentOf,
  qualifiedName,
  type SignatureDocument,
  type Span,
  segmentStart,
  TAGS,
  type TagPlace,
} from '../../signature/index.ts';
import { entriesInSegment, entriesOf } from '../at.ts';
import { functionMarkdown } from '../hover.ts';
import { FORMATS } from '../json-text/shapes.ts';
import { hole } from '../snippet.ts';
import type { Completion, Cursor, Workspace } from '../types.ts';
import { docTemplate } from './doc-completion.ts';
import { relativePath } from './import-edit.ts';
import { defaultCompletions } from './literal-completion.ts';
import { wordAt } from './names.ts';
import { premiseText } from './premise.ts';
import { importTarget, scopeOf } from './scope.ts';
import { openTreeAt, type PlacedTree } from './tree.ts';
import { exportedNames, typeCompletions } from './type-completion.ts';

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
  const tree = openTreeAt(document, offset);
  const start = tree === undefined ? 0 : segmentStart(document, tree.segment);
  const before = contentOf(document).slice(start, offset);
  const word = wordAt(contentOf(document), offset);
  const span = { start: Math.min(word?.start ?? offset, offset), end: offset };
  const place: Place = { workspace, cursor, tree, before, span };
  const comment = openComment(before);
  if (comment !== undefined) return inComment(place, comment);
  return inCode(place);
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
  if (value === null) return docTemplate(place.cursor, comment);
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

/** Functions for `@requires`: those that the graph says feed this one, then those near it, then the rest. */
function functionNames({ workspace, cursor, tree, span }: Place): Completion[] {
  const { catalog } = workspace;
  const { document } = cursor;
  const segment = tree?.segment ?? -1;
  const namespace = segment < 0 ? '' : scopeOf(document).namespaceAt(segment);
  const typed = contentOf(document).slice(span.start, span.end).toLowerCase();
  const own = entriesInSegment(catalog, document, segment)[0];
  const feeders = feedersOf(workspace, own?.id);
  const found: Completion[] = [];
  for (const entry of nearFirst(catalog, document)) {
    if (found.length >= MAX_NAMES) break;
    if (entry.document === document && entry.segment === segment) continue;
    const { signature } = entry;
    const near = signature.namespace === namespace;
    const name = near || signature.namespace === '' ? signature.name : qualifiedName(signature);
    if (!name.toLowerCase().includes(typed)) continue;
    found.push({
      label: name,
      kind: 'function',
      detail: signature.description.slice(0, 80),
      documentation: () => functionMarkdown(workspace, entry),
      span,
      insert: premiseText(name),
      rank: feeders.has(entry.id) ? 1 : entry.document === document ? 2 : near && namespace !== '' ? 3 : 6,
    });
  }
  return found;
}

/** All functions, those of a document before the others, so that a cut leaves them in. */
function* nearFirst(catalog: Catalog, document: SignatureDocument): Generator<CatalogEntry> {
  yield* entriesOf(catalog, document.uri);
  for (const entry of catalog.entries) if (entry.document !== document) yield entry;
}

function feedersOf(workspace: Workspace, id: string | undefined): ReadonlySet<string> {
  const graph = workspace.graph();
  if (graph === undefined || id === undefined || graph.index(id) === undefined) return new Set();
  return new Set(graph.incoming(id).flatMap((index) => graph.edges[index]?.from ?? []));
}

/** Parameters of the function below that the comment does not describe yet. */
function parameterNames({ tree, span, before, cursor }: Place, comment: string): Completion[] {
  if (tree?.declaration.kind !== 'function') return [];
  const after = contentOf(cursor.document).slice(cursor.offset, tree.base + (tree.declaration.doc?.end ?? 0));
  const described = new Set([...`${comment}${after}`.matchAll(/@param\s+(\S+)/g)].map((match) => match[1]));
  const written = before.slice(before.length - (span.end - span.start));
  return tree.declaration.parameters
    .filter(({ name }) => !described.has(name.text) || name.text === written)
    .map(({ name, type }) => {
      const detail =
        type === undefined
          ? ''
          : contentOf(cursor.document)
              .slice(tree.base + type.start, tree.base + type.end)
              .slice(0, 80);
      return { label: name.text, kind: 'value', detail, span, insert: name.text };
    });
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
  if (oddQuotes(lastLine(before))) return quotedDefault(place);
  if (/[:|&<]$/.test(context) || /\bextends(?:\s[^{]*,)?$/.test(context) || /<[^>()]*,$/.test(context))
    return types(place);
  if (/=$/.test(context)) return /\btype\s+[^=]*=$/.test(context) ? types(place) : defaults(place, span);
  return [];
}

function lastLine(text: string): string {
  return text.slice(text.lastIndexOf('\n') + 1);
}

function oddQuotes(line: string): boolean {
  return (line.match(/"/g)?.length ?? 0) % 2 === 1 || (line.match(/'/g)?.length ?? 0) % 2 === 1;
}

function types({ workspace, cursor, tree, span }: Place): Completion[] {
  return typeCompletions(workspace, cursor, tree?.segment ?? 0, span);
}

function defaults({ workspace, cursor, tree }: Place, span: Span): Completion[] {
  return defaultCompletions(workspace, cursor, tree, span);
}

/** Inside the quotes of a default: the whole text in quotes is replaced. */
function quotedDefault(place: Place): Completion[] {
  const { before, cursor } = place;
  const open = /=\s*((["'])[^"'\n]*)$/.exec(before);
  if (open === null) return [];
  const closed = contentOf(cursor.document).slice(cursor.offset, cursor.offset + 1) === open[2] ? 1 : 0;
  return defaults(place, { start: cursor.offset - (open[1] ?? '').length, end: cursor.offset + closed });
}

function importNames(place: Place): Completion[] {
  const { workspace, cursor, tree, span } = place;
  const declaration = tree?.declaration;
  const from = declaration?.kind === 'import' ? declaration.from?.text : undefined;
  if (from === undefined) return importsToFinish(place);
  const target = importTarget(workspace.catalog, cursor.document, from);
  return target === undefined ? [] : exportedNames(target, span);
}

/** `import { Na` without a file yet: the names of all files, each with the rest of its line. */
function importsToFinish({ workspace, cursor, span }: Place): Completion[] {
  const { uri } = cursor.document;
  const text = contentOf(cursor.document);
  const end = text.indexOf('\n', cursor.offset);
  const rest = text.slice(cursor.offset, end < 0 ? undefined : end);
  const close = /^\s*\}\s*;?\s*$/.test(rest);
  if (!close && rest.trim() !== '') return [];
  const found: Completion[] = [];
  for (const document of workspace.catalog.documents.values()) {
    const path = document.kind === 'fsig' && document.uri !== uri ? relativePath(uri, document.uri) : undefined;
    if (path === undefined) continue;
    const whole = { start: span.start, end: cursor.offset + rest.length };
    for (const item of exportedNames(document, whole))
      found.push({ ...item, detail: `from ${path}`, insert: `${item.insert} } from ${JSON.stringify(path)};` });
    if (found.length >= MAX_NAMES) break;
  }
  return found;
}

function importPaths({ workspace, cursor, before }: Place): Completion[] {
  const written = /["']([^"']*)$/.exec(before)?.[1] ?? '';
  const span = { start: cursor.offset - written.length, end: cursor.offset };
  const found: Completion[] = [];
  for (const document of workspace.catalog.documents.values()) {
    if (document.kind !== 'fsig' || document.uri === cursor.document.uri) continue;
    const path = relativePath(cursor.document.uri, document.uri);
    if (path !== undefined) found.push({ label: path, kind: 'value', span, insert: path });
    if (found.length >= MAX_NAMES) break;
  }
  return found;
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
  return DECLARATIONS.map(([label, insert, documentation], rank) => ({
    label,
    kind: 'keyword',
    documentation,
    span,
    insert,
    snippet: true,
    rank,
  }));
}
