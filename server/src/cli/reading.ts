import type { SignatureProblem } from '../signature/index.ts';
import { blockingFindings } from './blocking.ts';
import { type CommandContext, EXIT, UsageError } from './command.ts';
import { PositionMapper, wordsOf } from './conversion.ts';
import type { LoadedCatalog } from './files.ts';

/** Problems printed at most; the rest are counted. */
const MAX_PRINTED = 20;
/** What reading noticed and could still make sense of. */
const MILD: ReadonlySet<SignatureProblem['code']> = new Set(['unknown-tag', 'invalid-tag', 'unsupported-construct']);

/**
 * Says on stderr what was wrong in reading, with file and line, and sets exit code 1 for it; the functions that could
 * be read go on. Gives back what it was given.
 * @throws UsageError where no function could be read at all.
 */
export function sayReading(loaded: LoadedCatalog, context: CommandContext): LoadedCatalog {
  const { catalog } = loaded;
  const places = new PositionMapper(context.cwd);
  const problems = [...catalog.documents.values()].flatMap((document) =>
    catalog
      .problems(document.uri)
      .filter(({ code }) => !MILD.has(code))
      .map((problem) => {
        const { file, line, column } = places.of(document, problem.span);
        return `${file}:${line}:${column} ${wordsOf(problem)}`;
      }),
  );
  if (catalog.entries.length === 0)
    throw new UsageError(`no functions were found (${problems[0] ?? emptyFile(loaded, places)}).`);
  for (const finding of blockingFindings(catalog)) {
    const document = catalog.documents.get(finding.uri);
    if (document === undefined) continue;
    const { file, line, column } = places.of(document, finding.span);
    problems.push(`${file}:${line}:${column} ${finding.message}`);
  }
  for (const problem of problems.slice(0, MAX_PRINTED)) context.terminal.message(problem);
  if (problems.length > MAX_PRINTED) context.terminal.message(`… and ${problems.length - MAX_PRINTED} more problems`);
  if (problems.length > 0) context.exit(EXIT.findings);
  return loaded;
}

function emptyFile({ catalog }: LoadedCatalog, places: PositionMapper): string {
  const [document] = catalog.documents.values();
  if (document === undefined) return 'no files';
  const { file } = places.of(document, { start: 0, end: 0 });
  return `${file}:1:1 holds none`;
}
