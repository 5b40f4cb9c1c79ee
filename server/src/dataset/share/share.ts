import type { TrajectoryRecord } from '../../trajectory/index.ts';
import { recordCurl } from './curl.ts';
import { recordMarkdown } from './markdown.ts';
import { recordsPage, type SharedRecord } from './page.ts';

/** Forms in which records are handed on. */
export const SHARE_FORMS = ['html', 'markdown', 'json', 'curl'] as const;
export type SharedForm = (typeof SHARE_FORMS)[number];

/** One record as a text in a form. */
export function shareRecord(shared: SharedRecord, as: SharedForm, title: string): string {
  return shareRecords([shared], as, title);
}

/** Records as one text. @param leftOut records of the run that are not among them */
export function shareRecords(records: readonly SharedRecord[], as: SharedForm, title: string, leftOut = 0): string {
  if (as === 'html') return recordsPage(title, records, leftOut);
  const each = records.map(({ record }) => textOf(record, as));
  return each.join('\n');
}

function textOf(record: TrajectoryRecord, as: Exclude<SharedForm, 'html'>): string {
  if (as === 'markdown') return recordMarkdown(record);
  return as === 'curl' ? recordCurl(record) : `${JSON.stringify(record, null, 2)}\n`;
}
