import type { GraphFunction } from '../graph/index.ts';
import { canonicalJson, type Json } from '../json/index.ts';
import {
  type Message,
  type ToolDefinition,
  type TrajectoryRecord,
  toolDefinition,
  toolNames,
} from '../trajectory/index.ts';
import { evenSpace, SIGNATURE_PARTS, type Signatures, signaturesOf } from './signatures.ts';

/** What staleness is read from. */
export type StaleSubject = Pick<
  TrajectoryRecord,
  'tools' | 'messages' | 'rejected' | 'withheld' | 'path' | 'catalogHash'
>;

/** One function that is no longer what a record was made with. */
export interface StaleReason {
  /** As the record calls it. */
  readonly function: string;
  /** `its parameters and its response changed`, `it is gone`. */
  readonly why: string;
}

/** Says of a record which functions it used or offered that changed since; empty where it still holds. */
export type StaleTools = (record: StaleSubject) => readonly StaleReason[];

/**
 * Compares records with the signatures as they are now. A record is stale where a function that it offers, withholds, calls
 * or plans was edited or removed, its types and premises included; other functions, new ones, their order and white space
 * leave it as it is.
 * @param before The signatures the records were made from; without them only what a record itself repeats of its tools can
 *   be compared, which is all but responses, premises and errors.
 * @param catalogHash Of the catalog as it is now: a record made from exactly this one is never stale.
 */
export function createStaleTools(
  functions: readonly GraphFunction[],
  before?: Signatures,
  catalogHash?: string,
): StaleTools {
  const changed = before === undefined ? undefined : changesBetween(before, signaturesOf(functions));
  const offered = currentTools(functions);
  return (record) => {
    if (catalogHash !== undefined && record.catalogHash === catalogHash) return [];
    if (before === undefined || changed === undefined) return staleTools(record.tools, offered);
    return [...namesIn(record, before)].flatMap((name) => {
      const why = changed.get(name);
      return why === undefined ? [] : [{ function: name, why }];
    });
  };
}

/** Tool name → what changed. */
function changesBetween(before: Signatures, now: Signatures): ReadonlyMap<string, string> {
  const changes = new Map<string, string>();
  for (const [name, { parts }] of before) {
    const current = now.get(name)?.parts;
    if (current === undefined) changes.set(name, GONE);
    else {
      const different = SIGNATURE_PARTS.filter((part) => parts[part] !== current[part]);
      if (different.length > 0) changes.set(name, `its ${different.join(' and its ')} changed`);
    }
  }
  return changes;
}

const GONE = 'it is gone';

/** Every function a record has to do with, by tool name; a name that nobody offers is a model's invention. */
function namesIn(record: StaleSubject, before: Signatures): ReadonlySet<string> {
  const idToName = namesById(before);
  const names = new Set<string>();
  for (const { function: tool } of record.tools) names.add(tool.name);
  for (const { name } of record.withheld ?? []) names.add(name);
  for (const message of [...record.messages, ...(record.rejected ?? [])])
    for (const name of called(message)) names.add(name);
  for (const turn of record.path?.turns ?? []) {
    for (const id of [...turn.functions, ...(turn.missing === undefined ? [] : [turn.missing.function])]) {
      const name = idToName.get(id);
      if (name !== undefined) names.add(name);
    }
  }
  return names;
}

const idsOf = new WeakMap<Signatures, ReadonlyMap<string, string>>();

function namesById(signatures: Signatures): ReadonlyMap<string, string> {
  let map = idsOf.get(signatures);
  if (map === undefined) {
    map = new Map([...signatures].map(([name, { id }]) => [id, name]));
    idsOf.set(signatures, map);
  }
  return map;
}

function called(message: Message): readonly string[] {
  return message.role === 'assistant' ? (message.tool_calls ?? []).map((call) => call.function.name) : [];
}

function currentTools(functions: readonly GraphFunction[]): ReadonlyMap<string, string> {
  const names = toolNames(functions);
  return new Map(
    functions.map(({ id, signature }) => {
      const name = names.nameOf(id);
      return [name, textOf(toolDefinition({ name, signature }))];
    }),
  );
}

function staleTools(tools: readonly ToolDefinition[], current: ReadonlyMap<string, string>): readonly StaleReason[] {
  return tools.flatMap((tool) => {
    const { name } = tool.function;
    const now = current.get(name);
    if (now === textOf(tool)) return [];
    return [{ function: name, why: now === undefined ? GONE : 'its definition changed' }];
  });
}

function textOf(tool: ToolDefinition): string {
  return canonicalJson(evenSpace(tool as unknown as Json));
}
