import { isObject, type Json, readJson } from '../../json/index.ts';
import { readRow } from './foreign.ts';
import type { RunRow } from './run.ts';

/** Whether an entry of Inspect's archive (`.eval`) is a sample; the others are its header, summaries and journal. */
export function isEvalSample(name: string): boolean {
  return /^samples\/[^/]+\.json$/.test(name);
}

/** A sample of Inspect's archive is a log's sample in a file of its own; large texts stand beside it as attachments. */
export function readEvalSample(text: string, index: number): RunRow {
  const line = index + 1;
  const json = readJson(text);
  if ('problem' in json) return { line, problem: json.problem };
  const { value } = json;
  const read = readRow(withAttachments(value), index);
  return typeof read === 'string' ? { line, problem: read } : { line, index, ...read };
}

/** Messages nest their parts less deeply than this. */
const MAX_DEPTH = 12;

/** The sample with the attachments that its messages name put in their places. */
function withAttachments(value: Json): Json {
  if (!isObject(value) || !isObject(value.attachments)) return value;
  const { attachments, ...sample } = value as Readonly<Record<string, Json>>;
  const kept = attachments as Readonly<Record<string, Json>>;
  const resolve = (part: Json, depth: number): Json => {
    if (typeof part === 'string') {
      const name = /^attachment:\/\/([0-9a-f]{8,128})$/i.exec(part)?.[1];
      return name === undefined || !Object.hasOwn(kept, name) ? part : (kept[name] as Json);
    }
    if (depth > MAX_DEPTH) return part;
    if (Array.isArray(part)) return part.map((item) => resolve(item, depth + 1));
    if (!isObject(part)) return part;
    return Object.fromEntries(Object.entries(part).map(([key, item]) => [key, resolve(item as Json, depth + 1)]));
  };
  return { ...sample, messages: resolve(sample.messages ?? [], 0) } as Json;
}
