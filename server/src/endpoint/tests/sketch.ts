import { magnetRecord } from '../../dataset/index.ts';
import { type Json, type JsonObject, parsedJson } from '../../json/index.ts';
import type { TrajectoryRecord } from '../../trajectory/index.ts';

/** What a list of tests shows of a record. */
export type RecordSketch = Pick<TrajectoryRecord, 'id' | 'kind' | 'messages' | 'turns'>;

/**
 * The parts of a record that a list of tests shows, out of a line as this project writes it: names, messages and turns. The
 * path, the tools and the other side, two thirds of a line, are passed over unread: the keys around them stand in a known
 * order, and within a text of JSON no quotation mark stands without its backslash. What does not fit gives undefined, and the
 * whole line is to be read.
 */
export function sketchOf(line: string): RecordSketch | undefined {
  const text = line.trimEnd();
  if (!text.startsWith('{"id":') || !text.endsWith('}')) return undefined;
  const path = text.indexOf(',"path":{');
  const tools = text.indexOf('},"tools":[', path);
  const messages = text.indexOf('],"messages":[', tools);
  const turns = text.indexOf('],"turns":[', messages);
  if (path < 0 || tools < 0 || messages < 0 || turns < 0) return undefined;
  const end = firstOf(text, ['],"rejected":[', '],"certificates":['], turns + 1);
  if (end < 0) return undefined;
  const head = parsedJson(`${text.slice(0, path)}}`);
  const said = parsedJson(text.slice(messages + '],"messages":'.length, turns + 1));
  const counted = parsedJson(text.slice(turns + '],"turns":'.length, end + 1));
  if (head === undefined || said === undefined || counted === undefined) return undefined;
  const shown: JsonObject = { ...(head as JsonObject), messages: said as Json, turns: counted as Json };
  const record = magnetRecord({ ...shown, tools: [], certificates: [], review: {} });
  return typeof record === 'string' ? undefined : record;
}

/** Where the first of some texts stands; -1 where none does. */
function firstOf(text: string, marks: readonly string[], from: number): number {
  const found = marks.map((mark) => text.indexOf(mark, from)).filter((at) => at >= 0);
  return found.length === 0 ? -1 : Math.min(...found);
}
