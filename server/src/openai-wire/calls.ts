import type { ToolDefinition } from '../chat/index.ts';
import { isObject } from '../json/index.ts';
import { readArguments } from './arguments.ts';
import type { SentCall } from './assemble.ts';
import { findTextCalls, type OfferedTools, type TextCall } from './text-calls.ts';
import type { WireCall } from './types.ts';

const ID_LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const ID_LENGTH = 9;

/** The n-th id of a reply that brought none: nine letters and digits, the form that every chat template takes. */
export function madeUpId(number: number): string {
  const tail = number.toString(36).toUpperCase();
  return `${[...'magnetcall']
    .filter((char) => ID_LETTERS.includes(char))
    .join('')
    .slice(0, ID_LENGTH - tail.length)}${tail}`;
}

export interface ReadCalls {
  readonly calls: readonly WireCall[];
  readonly text: string;
  /** What the model thought in the text. */
  readonly thoughts: string;
  readonly notes: readonly string[];
}

/** Puts the calls of a reply right: arguments read, ids made and unique, calls in the text taken out, doubles dropped. */
export function readCalls(
  sent: readonly SentCall[],
  text: string,
  tools: readonly ToolDefinition[],
  cutOff: boolean,
): ReadCalls {
  const notes: string[] = [];
  const named = sent.filter((call) => call.name !== '');
  if (named.length < sent.length) notes.push('A call without a name was dropped.');
  const structured: (TextCall & { id: string; inText?: true })[] = named.map(({ id, name, arguments: raw }) => ({
    id,
    name,
    ...readArguments(raw),
  }));
  const found = findTextCalls(text, offeredTools(tools));
  const known = new Set(structured.map(callText));
  const extra = found.calls.filter((call) => !known.has(callText(call)));
  if (extra.length > 0) {
    notes.push('The server left tool calls in the text; they were read from there.');
    structured.push(...extra.map((call) => ({ id: '', inText: true as const, ...call })));
  }
  const marked = cutOff && structured.length > 0 ? markCut(structured) : structured;
  return { calls: withIds(marked, notes), text: found.rest, thoughts: found.thoughts, notes };
}

function callText({ name, arguments: given }: TextCall): string {
  return `${name}${JSON.stringify(given)}`;
}

/** A reply that ended for its length may have cut its last call. */
function markCut<T extends TextCall>(calls: readonly T[]): T[] {
  return calls.map((call, index) =>
    index === calls.length - 1 && call.problem !== undefined
      ? { ...call, problem: 'the reply was cut off inside the call' }
      : call,
  );
}

function withIds(calls: readonly (TextCall & { id: string; inText?: true })[], notes: string[]): WireCall[] {
  const taken = new Set<string>();
  let made = 0;
  const complete = calls.map((call) => {
    let { id } = call;
    while (id === '' || taken.has(id)) {
      made += 1;
      id = madeUpId(made);
    }
    taken.add(id);
    return { ...call, id };
  });
  if (made > 0 && !calls.some((call) => call.inText))
    notes.push('The server sent calls without an id, or with one twice.');
  return complete;
}

/** What is looked up of the tools on offer to read calls in a text. */
export function offeredTools(tools: readonly ToolDefinition[]): OfferedTools {
  const byName = new Map(tools.map((tool) => [tool.function.name, tool.function.parameters?.properties ?? {}]));
  return {
    names: new Set(byName.keys()),
    parameters: (tool) => Object.keys(byName.get(tool) ?? {}),
    takesText: (tool, parameter) => {
      const properties = byName.get(tool) ?? {};
      const schema = Object.hasOwn(properties, parameter) ? properties[parameter] : undefined;
      return (
        isObject(schema) && (schema.type === 'string' || (Array.isArray(schema.type) && schema.type.includes('string')))
      );
    },
  };
}
