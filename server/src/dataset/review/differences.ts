import { hashText } from '../../json/index.ts';
import type { TrajectoryRecord } from '../../trajectory/index.ts';

/** Parts of a record that are compared, each by a hash: two runs of any size fit in memory. */
const PARTS = ['messages', 'rejected', 'tools', 'divergesAt', 'certificates', 'review'] as const;
export type RecordPart = (typeof PARTS)[number];

/** What is kept of a record to compare it. */
export interface RecordPrint {
  readonly id: string;
  /** Place in its run: with it records of the same plan meet whose ids follow from other settings. */
  readonly place: number;
  readonly hashes: readonly string[];
}

export function recordPrint(record: TrajectoryRecord, at: number): RecordPrint {
  const own = record.catalogHash === '' ? at : record.index;
  return { id: record.id, place: own, hashes: PARTS.map((part) => hashText(JSON.stringify(record[part] ?? null))) };
}

/** One record that the other run lacks or has otherwise. */
export interface PrintDifference {
  readonly first?: number;
  readonly second?: number;
  readonly parts: readonly RecordPart[];
}

/** Records of two runs matched by id, those left over by their place. @returns indices into both lists, and how many are the same */
export function differences(
  first: readonly RecordPrint[],
  second: readonly RecordPrint[],
): { readonly same: number; readonly differences: readonly PrintDifference[] } {
  const byId = new Map(second.map(({ id }, at) => [id, at]));
  const partner = new Map<number, number>();
  const taken = new Set<number>();
  const match = (at: number, other: number | undefined) => {
    if (other === undefined || taken.has(other)) return;
    partner.set(at, other);
    taken.add(other);
  };
  for (const [at, { id }] of first.entries()) match(at, byId.get(id));
  const byPlace = new Map(second.flatMap(({ place }, at) => (taken.has(at) ? [] : [[place, at] as const])));
  for (const [at, { place }] of first.entries()) if (!partner.has(at)) match(at, byPlace.get(place));
  const found: PrintDifference[] = [];
  let same = 0;
  for (const [at, print] of first.entries()) {
    const other = partner.get(at);
    if (other === undefined) {
      found.push({ first: at, parts: [] });
      continue;
    }
    const parts = PARTS.filter((_, part) => print.hashes[part] !== second[other]?.hashes[part]);
    if (parts.length === 0) same += 1;
    else found.push({ first: at, second: other, parts });
  }
  for (const at of second.keys()) if (!taken.has(at)) found.push({ second: at, parts: [] });
  return { same, differences: found };
}
