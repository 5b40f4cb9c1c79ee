import { hashText, isObject, type JsonObject } from '../../json/index.ts';
import type { SourceText } from '../source-text.ts';
import { parseElement } from './parse.ts';
import type { GapProblem } from './scan.ts';

/** Marks, in a segment's tag, an element that nests deeper than is read. */
export const DEEP = '~';

/** Text before the first element in which the tool's name is looked for. */
const MAX_HEAD = 20_000;

export interface JsonFrame {
  readonly gaps: readonly GapProblem[];
  /** The `tool_name` before an `api_list`, '' for none: a tool file of ToolBench. */
  readonly tool: string;
  /** The tools are those of the manifest of a bundled MCP server, which says so before them. */
  readonly bundle: boolean;
  /** What the references of an OpenRPC document lead to, and its text; the methods are read again where it changes. */
  readonly shared?: { readonly components: JsonObject; readonly key: string } | undefined;
}

/** What the text before the first element says of all of them. */
export type Head = Omit<JsonFrame, 'gaps'>;

export function headOf(text: SourceText, start: number, tag: string): Head {
  return { tool: toolBefore(text, start, tag), bundle: isBundle(text, start, tag), shared: sharedOf(text, tag) };
}

export function keyOf({ tool, bundle, shared }: Head): string {
  if (shared !== undefined) return `openrpc ${shared.key}`;
  return bundle ? `bundle ${tool}` : tool;
}

/** Text of a document of OpenRPC that is searched for what its references lead to. */
const MAX_SHARED = 8_000_000;

function sharedOf(text: SourceText, tag: string): JsonFrame['shared'] {
  if (!stateOf(tag).endsWith('m[') || text.length > MAX_SHARED) return undefined;
  const whole = text.slice();
  if (!/"openrpc"\s*:/.test(whole) || !/"\$ref"\s*:/.test(whole)) return undefined;
  const { value } = parseElement(whole, false);
  const components = isObject(value) && Object.hasOwn(value, 'openrpc') ? value.components : undefined;
  return isObject(components) ? { components, key: hashText(JSON.stringify(components)) } : undefined;
}

/** Whether `tools` are listed in the manifest of a bundled MCP server, which begins with its version. */
function isBundle(text: SourceText, start: number, tag: string): boolean {
  if (!stateOf(tag).endsWith('t[')) return false;
  return /"(?:manifest_version|dxt_version)"\s*:\s*"/.test(text.slice(0, Math.min(start, MAX_HEAD)));
}

/** The name of the tool whose APIs are listed from `start` on. */
function toolBefore(text: SourceText, start: number, tag: string): string {
  if (!stateOf(tag).endsWith('a[')) return '';
  const head = text.slice(0, Math.min(start, MAX_HEAD));
  const name = /"tool_name"\s*:\s*("(?:[^"\\\n]|\\.)*")/.exec(head)?.[1];
  const value = name === undefined ? undefined : parseElement(name, false).value;
  return typeof value === 'string' ? value : '';
}

export function stateOf(tag: string): string {
  return tag.endsWith(DEEP) ? tag.slice(0, -1) : tag;
}
