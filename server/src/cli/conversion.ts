import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { InvalidArgumentError } from 'commander';
import { convertSignatures } from '../rules/index.ts';
import {
  type Catalog,
  type CatalogEntry,
  contentOf,
  DIALECTS,
  type DialectId,
  type LineIndex,
  type Loss,
  lineIndex,
  locate,
  nameTable,
  type SignatureDocument,
  type SignatureProblem,
  type Span,
  TARGET_DIALECTS,
  type TargetDialect,
} from '../signature/index.ts';
import { blockingFindings } from './blocking.ts';
import { type CommandContext, EXIT, UsageError } from './command.ts';
import { saveText } from './save.ts';

export interface ConversionOptions {
  readonly to: TargetDialect;
  readonly out?: string;
  readonly force: boolean;
  readonly format: 'text' | 'json';
}

/** Reads the name of a dialect that can be written. */
export function targetDialect(name: string): TargetDialect {
  const found = TARGET_DIALECTS.find((id) => id === name);
  if (found === undefined) throw new InvalidArgumentError(`One of: ${TARGET_DIALECTS.join(', ')}.`);
  return found;
}

/** Reads the name of a dialect that files can be forced to be read as. */
export function sourceDialect(name: string): DialectId {
  const found = DIALECTS.find((id) => id === name);
  if (found === undefined) throw new InvalidArgumentError(`One of: ${DIALECTS.join(', ')}.`);
  return found;
}

/** The dialect that a file name asks for: `.fsig` is itself, anything else MCP's, which loses the least. */
export function dialectOfFile(file: string | undefined): TargetDialect {
  return TARGET_DIALECTS.find((id) => file?.endsWith(`.${id}`) === true) ?? 'mcp';
}

/** A place in a file as people count: lines and columns from 1. */
interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/**
 * Writes a catalog in a dialect to stdout or a file. What the dialect cannot say, and what was wrong in reading, is
 * listed on stderr, or in the JSON. Exit code 1 when something was wrong in reading. A tool that a provider defines itself
 * is listed and nothing wrong: a file of such tools alone gives a file without functions.
 */
export async function convertCatalog(
  catalog: Catalog,
  options: ConversionOptions,
  context: CommandContext,
): Promise<void> {
  const places = new PositionMapper(context.cwd);
  const found = blockingFindings(catalog);
  const told = [...catalog.documents.values()].flatMap(({ uri }) => catalog.problems(uri));
  const leftOut = told.filter(({ code }) => code === PROVIDERS_OWN).length;
  const problems = [...catalog.documents.values()].flatMap((document) => [
    ...catalog
      .problems(document.uri)
      .map((problem) => ({ ...places.of(document, problem.span), message: wordsOf(problem) })),
    ...found
      .filter(({ uri }) => uri === document.uri)
      .map(({ span, message }) => ({ ...places.of(document, span), message })),
  ]);
  const wrong = problems.length - leftOut;
  if (catalog.entries.length === 0 && (wrong > 0 || leftOut === 0)) {
    const [first] = problems;
    const reason = first === undefined ? '' : ` (${first.file}:${first.line}:${first.column} ${first.message})`;
    throw new UsageError(`no functions were found${reason}.`);
  }
  const { text, losses, renamed } = convertSignatures(catalog.entries, options.to);
  const placed = (loss: Loss) => ({ ...places.ofLoss(catalog, loss), ...loss });
  const out = options.out === undefined ? undefined : await saveText(options.out, text, options.force, context);
  const { terminal } = context;
  if (options.format === 'json') {
    const names = nameTable(catalog.entries, options.to);
    const target = out === undefined ? { text } : { out };
    const report = {
      to: options.to,
      functions: catalog.entries.length,
      ...target,
      losses: losses.map(placed),
      names,
      parameters: renamed,
      problems,
    };
    terminal.result(JSON.stringify(report, null, 2));
  } else {
    for (const { file, line, column, message } of problems) terminal.message(`${file}:${line}:${column} ${message}`);
    const { shown, more } = firstOfEach(losses);
    for (const loss of shown.map(placed)) {
      terminal.message(`${loss.file}:${loss.line}:${loss.column} ${loss.id} ${loss.part.join('.')}: ${loss.message}`);
    }
    for (const [message, count] of more) terminal.message(`… and ${count} more (--format json): ${message}`);
    if (out === undefined) terminal.result(text.replace(/\n$/, ''));
    const counts = { functions: catalog.entries.length, losses: losses.length, problems: wrong, leftOut };
    terminal.message(summary(counts, options.to, out));
  }
  if (wrong > 0) context.exit(EXIT.findings);
}

/** The problem that names a tool which a provider defines itself. */
const PROVIDERS_OWN = 'provider-tool';

/** Losses of one kind that are listed for a person to read; the JSON has all. */
const SHOWN_OF_EACH = 10;

/** The first losses of each message, and how many more there are of it. */
function firstOfEach(losses: readonly Loss[]): { shown: Loss[]; more: Map<string, number> } {
  const counts = new Map<string, number>();
  const shown = losses.filter(({ message }) => {
    const count = (counts.get(message) ?? 0) + 1;
    counts.set(message, count);
    return count <= SHOWN_OF_EACH;
  });
  const beyond = [...counts].filter(([, count]) => count > SHOWN_OF_EACH);
  return { shown, more: new Map(beyond.map(([message, count]) => [message, count - SHOWN_OF_EACH])) };
}

interface Counts {
  readonly functions: number;
  readonly losses: number;
  /** What was wrong in reading. */
  readonly problems: number;
  /** Tools that a provider defines itself. */
  readonly leftOut: number;
}

function summary({ functions, losses, problems, leftOut }: Counts, to: DialectId, out: string | undefined): string {
  const said = [
    ...(losses > 0 ? [`${counted(losses, 'part')} not expressible, listed above`] : []),
    ...(leftOut > 0 ? [`${counted(leftOut, 'tool')} of a provider left out, listed above`] : []),
    ...(losses === 0 && problems > 0 ? [`${counted(problems, 'problem')} in reading, listed above`] : []),
  ];
  const lost = said.length === 0 ? 'nothing lost' : said.join('; ');
  return `${counted(functions, 'function')} written as ${to}${out === undefined ? '' : ` to ${out}`}: ${lost}.`;
}

function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}

/** A reading problem in words. */
export function wordsOf({ code, data }: SignatureProblem): string {
  if (code === 'unknown-dialect')
    return `${data.found ?? 'this'} is no function; expected ${data.expected ?? 'a function'}`;
  if (code === PROVIDERS_OWN)
    return `${data.construct ?? 'this tool'} is defined by the provider: it has no signature, and is left out`;
  if (code === 'schema-invalid')
    return `\`${data.keyword ?? 'a keyword'}\` must be ${data.expected ?? 'something else'}, not ${data.actual ?? 'this'}`;
  return data.message ?? `${code.replaceAll('-', ' ')}${data.name === undefined ? '' : ` "${data.name}"`}`;
}

/** Turns offsets into lines, with one line index a document. */
export class PositionMapper {
  readonly #cwd: string;
  readonly #lines = new Map<SignatureDocument, LineIndex>();

  constructor(cwd: string) {
    this.#cwd = cwd;
  }

  of(document: SignatureDocument, span: Span): Place {
    let lines = this.#lines.get(document);
    if (lines === undefined) {
      lines = lineIndex(contentOf(document));
      this.#lines.set(document, lines);
    }
    const start = lines.positionAt(span.start);
    const end = lines.positionAt(span.end);
    return {
      file: fileName(document.uri, this.#cwd),
      line: start.line + 1,
      column: start.character + 1,
      endLine: end.line + 1,
      endColumn: end.character + 1,
    };
  }

  ofLoss(catalog: Catalog, loss: Loss): Place {
    const entry = catalog.get(loss.id) as CatalogEntry;
    return this.of(entry.document, locate(entry, loss.part) ?? { start: 0, end: 0 });
  }
}

function fileName(uri: string, cwd: string): string {
  return uri.startsWith('file:') ? path.relative(cwd, fileURLToPath(uri)) || uri : uri;
}
