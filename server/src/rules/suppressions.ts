import { isRecord } from '../json/index.ts';
import {
  type CatalogEntry,
  contentOf,
  type LineIndex,
  lineIndex,
  locate,
  rawOf,
  type SignatureDocument,
} from '../signature/index.ts';
import type { Finding } from './finding.ts';
import { type Directives, readDirectives, suppressedByKey } from './suppression-comments.ts';

/** Answers whether a person asked for quiet: by comment or by key. */
export class Suppressions {
  readonly #lines: LineIndex;
  readonly #directives: Directives;

  constructor(document: SignatureDocument) {
    const text = contentOf(document);
    this.#lines = lineIndex(text);
    this.#directives = readDirectives(text.toString());
  }

  ignores(finding: Finding, entry: CatalogEntry | undefined): boolean {
    const lineOf = (offset: number | undefined) => (offset === undefined ? -1 : this.#lines.positionAt(offset).line);
    const line = lineOf(finding.span.start);
    if (entry === undefined) return this.#directives.ignores(finding.code, line, []);
    const starts = [lineOf(locate(entry, [], 'whole')?.start), lineOf(locate(entry, ['name'])?.start)];
    return this.#directives.ignores(finding.code, line, starts) || ignoredByPart(entry, finding);
  }
}

/** `x-magnet-ignore` on the function as written, or on any schema around the part. */
function ignoredByPart(entry: CatalogEntry, finding: Finding): boolean {
  const raw = rawOf(entry);
  const holders: unknown[] = [raw];
  if (isRecord(raw)) holders.push(raw.function);
  let value: unknown = entry.signature;
  for (const step of finding.data.part) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) break;
    value = (value as Record<string | number, unknown>)[step];
    holders.push(value);
  }
  return holders.some((holder) => suppressedByKey(holder, finding.code));
}
