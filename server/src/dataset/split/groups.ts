import type { TrajectoryRecord } from '../../trajectory/index.ts';

/** What the two sides of a split must not have in common. */
export const SPLIT_BY = ['path', 'tool', 'record'] as const;
export type SplitBy = (typeof SPLIT_BY)[number];

/** Takes records in order and gives each its group: groups are never cut. */
export interface Grouping {
  add(record: TrajectoryRecord): void;
  /** The group of each record, as a key that depends on no order. */
  finish(): string[];
}

export function openGrouping(by: SplitBy): Grouping {
  return by === 'tool' ? toolGroups() : keyGroups(by === 'path' ? pathKey : recordKey);
}

function keyGroups(keyOf: (record: TrajectoryRecord) => string): Grouping {
  const keys: string[] = [];
  return { add: (record) => keys.push(keyOf(record)), finish: () => keys };
}

/** A record without calls follows no path: it stands for itself. */
function pathKey(record: TrajectoryRecord): string {
  const names = record.messages.flatMap(callsOf);
  return names.length === 0 ? recordKey(record) : `path ${JSON.stringify(names)}`;
}

function recordKey({ id }: TrajectoryRecord): string {
  return `record ${id}`;
}

/** Names of all tools that a record calls, on either side. */
export function toolsCalled({ messages, rejected = [] }: TrajectoryRecord): string[] {
  return [...new Set([...messages, ...rejected].flatMap(callsOf))];
}

function callsOf(message: TrajectoryRecord['messages'][number]): string[] {
  return message.role === 'assistant' ? (message.tool_calls ?? []).map((call) => call.function.name) : [];
}

/** Tools that one record calls belong together, and so do the records of such tools. */
function toolGroups(): Grouping {
  const parents = new Map<string, string>();
  const firsts: { readonly tool?: string; readonly alone: string }[] = [];
  const rootOf = (tool: string): string => {
    let root = tool;
    for (let up = parents.get(root); up !== undefined && up !== root; up = parents.get(root)) root = up;
    for (let at = tool; at !== root; ) {
      const next = parents.get(at) as string;
      parents.set(at, root);
      at = next;
    }
    return root;
  };
  return {
    add: (record) => {
      const tools = toolsCalled(record);
      const [tool] = tools;
      firsts.push({ ...(tool === undefined ? {} : { tool }), alone: recordKey(record) });
      for (const other of tools) {
        if (!parents.has(other)) parents.set(other, other);
        // The least name is the root, so that the key of a group is the same in any order.
        const [low, high] = [rootOf(tool as string), rootOf(other)].sort() as [string, string];
        parents.set(high, low);
      }
    },
    finish: () => firsts.map(({ tool, alone }) => (tool === undefined ? alone : `tool ${rootOf(tool)}`)),
  };
}
