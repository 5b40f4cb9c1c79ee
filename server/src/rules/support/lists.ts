import { type CatalogEntry, type Segment, segmentText } from '../../signature/index.ts';

/** An element that holds a list of functions of its own: a task of a benchmark, a row of a dataset, a request. */
const HOLDS_LIST = /"(?:function|functions|tools|functionDeclarations)"\s*:\s*(?:\[|"\[)/;

const known = new WeakMap<Segment, boolean>();

/** Whether two functions of one file are offered together: lines that are tasks of their own each stand alone. */
export function offeredTogether(a: CatalogEntry, b: CatalogEntry): boolean {
  if (a.document.uri !== b.document.uri) return false;
  if (a.document.kind !== 'jsonl' || a.segment === b.segment) return true;
  return !holdsList(a) && !holdsList(b);
}

/** A function in a task or a row with a list of its own: it has no style in common with the rest of the file. */
export function isTask(entry: CatalogEntry): boolean {
  return entry.document.kind === 'jsonl' && holdsList(entry);
}

function holdsList({ document, segment: index }: CatalogEntry): boolean {
  const segment = document.segments[index];
  if (segment === undefined) return false;
  let holds = known.get(segment);
  if (holds === undefined) {
    holds = HOLDS_LIST.test(segmentText(document, index));
    known.set(segment, holds);
  }
  return holds;
}
