import type { AgainstIndex, Overlap, OverlapPlace } from './against.ts';
import type { NearDuplicate } from './near-duplicates.ts';
import { type ComparedRecord, comparedTexts } from './record-texts.ts';

/** A text of a record that others' sets have as well, in words and as data. */
export interface OverlapFinding {
  readonly kind: Overlap['kind'];
  readonly message: number;
  readonly detail: string;
  readonly with: Omit<Overlap, 'kind'>;
}

/** A record that an earlier one has nearly the same. */
export interface DuplicateFinding {
  readonly kind: 'near-duplicate';
  readonly message: 0;
  readonly detail: string;
  readonly of: NearDuplicate;
}

/** What of a record stands in the others' sets, by message. */
export function overlapFindings(record: ComparedRecord, against: Pick<AgainstIndex, 'find'>): OverlapFinding[] {
  return comparedTexts(record).flatMap((text): OverlapFinding[] => {
    const found = against.find(text);
    if (found === undefined) return [];
    const { kind, ...rest } = found;
    return [{ kind, message: text.message ?? 0, detail: overlapText(found), with: rest }];
  });
}

function overlapText({ kind, share, place, passage = '' }: Overlap): string {
  const where = placeText(place);
  return kind === 'near-copy'
    ? `about ${percent(share)} the same as ${where}`
    : `it holds ${percent(share)} of ${where}: “${passage}”`;
}

function placeText({ file, line, row, message }: OverlapPlace): string {
  const at = row === undefined ? `${file}:${line}` : `${file}, row ${row}`;
  return message === undefined ? at : `${at}, message ${message}`;
}

export function duplicateFinding(of: NearDuplicate): DuplicateFinding {
  const detail = `about ${percent(of.similarity)} the same as record ${of.record}`;
  return { kind: 'near-duplicate', message: 0, detail, of };
}

/** Rounded down, so that only what is whole says 100 %. */
function percent(share: number): string {
  return `${Math.floor(share * 100 + 1e-9)} %`;
}
