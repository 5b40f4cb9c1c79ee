import { isObject, type Json, type JsonObject, readJson } from '../../json/index.ts';
import type { ToolDefinition, TrajectoryRecord } from '../../trajectory/index.ts';
import { magnetRecord, readMagnetRecord } from './magnet.ts';

/** How a run writes a tool, and what stands around its list of them. */
const TOOL = '{"type":"function","function":{';
const BEFORE = ',"tools":[';
const AFTER = '}],"messages":[';
const BETWEEN = `},${TOOL}`;

/** Stands in a line for its tools while the rest of it is read. */
const MARK = '\u0000tools';
const MARK_TEXT = `,"tools":${JSON.stringify(MARK)},"messages":[`;

/** Definitions that are kept at most. */
const MAX_KEPT = 4096;

/**
 * Reads the lines of one file. Its records offer the same few tools again and again: a definition that is written as before
 * is the same object as before, so that it is parsed once, and what is derived from it can be kept by `WeakMap`. Nobody may
 * change what this returns.
 */
export class RecordReader {
  readonly #known = new Map<string, ToolDefinition>();

  /** The record of a line, or why it is none: as `readMagnetRecord` says it. */
  read(text: string): TrajectoryRecord | string {
    return this.#readApart(text) ?? readMagnetRecord(text);
  }

  /** The record whose tools were read by themselves; undefined where the line is not written as a run writes it. */
  #readApart(text: string): TrajectoryRecord | string | undefined {
    const start = text.indexOf(BEFORE + TOOL);
    const end = start < 0 ? -1 : text.indexOf(AFTER, start);
    if (end < 0) return undefined;
    const tools = this.#toolsIn(text.slice(start + BEFORE.length + TOOL.length, end));
    if (tools === undefined) return undefined;
    const read = readJson(text.slice(0, start) + MARK_TEXT + text.slice(end + AFTER.length));
    if ('problem' in read || !isObject(read.value)) return undefined;
    const record: Record<string, Json> = read.value;
    // Another `tools`, within a value or given twice, was not the record's own.
    if (record.tools !== MARK) return undefined;
    record.tools = tools as unknown as Json;
    return magnetRecord(record);
  }

  /** Each tool of a list, cut where tools begin: undefined where a piece is no tool by itself. */
  #toolsIn(list: string): ToolDefinition[] | undefined {
    const tools: ToolDefinition[] = [];
    for (const piece of list.split(BETWEEN)) {
      const tool = this.#known.get(piece) ?? this.#newTool(piece);
      if (tool === undefined) return undefined;
      tools.push(tool);
    }
    return tools;
  }

  #newTool(piece: string): ToolDefinition | undefined {
    const text = `${TOOL}${piece}}`;
    const read = readJson(text);
    if ('problem' in read || !isObject(read.value)) return undefined;
    const tool = read.value as JsonObject as unknown as ToolDefinition;
    const written = JSON.stringify(tool);
    // A text of its own as the key: a piece of the line would keep the whole line in memory.
    if (written !== text) return tool;
    if (this.#known.size >= MAX_KEPT) this.#known.clear();
    this.#known.set(written.slice(TOOL.length, -1), tool);
    return tool;
  }
}
