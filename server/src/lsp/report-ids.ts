import { createHash, randomUUID } from 'node:crypto';
import type { Diagnostic } from 'vscode-languageserver';
import { equalJson, type Json } from '../json/index.ts';

/** Diagnostics of one document, with an id that is the same as long as they are. */
export interface Report {
  readonly resultId: string;
  readonly items: readonly Diagnostic[];
}

/** A report whose id says what is in it: for documents that are seldom asked about. */
export function withHash(items: readonly Diagnostic[]): Report {
  return { items, resultId: createHash('sha1').update(JSON.stringify(items)).digest('base64url') };
}

/**
 * Ids of reports about documents in which somebody types: the last list is kept and compared item by item. Writing a
 * thousand diagnostics as text and hashing it, at each key, took a tenth of the answer.
 */
export class ReportIds {
  /** Ids of a server before this one are never met again by chance. */
  readonly #server = randomUUID();
  readonly #last = new Map<string, Report>();
  #made = 0;

  report(uri: string, items: readonly Diagnostic[]): Report {
    const last = this.#last.get(uri);
    if (last !== undefined && sameItems(last.items, items)) return last;
    const report = { items, resultId: `${this.#server}.${++this.#made}` };
    this.#last.set(uri, report);
    return report;
  }

  /** Forgets the documents that are not open any more. */
  retain(isOpen: (uri: string) => boolean): void {
    for (const uri of this.#last.keys()) if (!isOpen(uri)) this.#last.delete(uri);
  }
}

function sameItems(before: readonly Diagnostic[], now: readonly Diagnostic[]): boolean {
  return before.length === now.length && before.every((item, at) => sameItem(item, now[at] as Diagnostic));
}

function sameItem(one: Diagnostic, other: Diagnostic): boolean {
  return (
    one.message === other.message &&
    one.code === other.code &&
    one.severity === other.severity &&
    one.range.start.line === other.range.start.line &&
    one.range.start.character === other.range.start.character &&
    one.range.end.line === other.range.end.line &&
    one.range.end.character === other.range.end.character &&
    equalJson(one.data as Json, other.data as Json) &&
    equalJson(one.tags as Json, other.tags as Json) &&
    equalJson(one.relatedInformation as unknown as Json, other.relatedInformation as unknown as Json)
  );
}
