import type { Json, JsonObject, JsonSchema } from '../../json/index.ts';
import type { Message, ToolCall, ToolDefinition } from '../../trajectory/index.ts';
import { type Conversation, type Renderer, TemplateError } from './types.ts';

/** The words that parts are replaced by: `qz00017zq`. */
const MARKER = /qz\d{5,}zq/g;

const TOOL_LIST = 'the list of tools';
const TOOL_INPUT = 'what the tools take';

/** One part of a conversation that the rendering does not depend on. */
export interface Vanished {
  readonly kind: 'call' | 'argument' | 'output' | 'text' | 'tools';
  readonly message: string;
}

/** A part of a conversation that is put in another's place, to see whether the rendering shows it. */
interface Probe {
  readonly kind: Vanished['kind'];
  readonly what: string;
  readonly marker: string;
  /** The index of its message; what is said of the tools has none. */
  readonly at?: number;
  /** Its message with this part alone replaced by its marker. */
  readonly change?: (message: Message) => Message;
  /** The same of each tool. */
  readonly changeTool?: (tool: ToolDefinition) => ToolDefinition;
}

/**
 * Parts of a conversation that its rendering does not show. All are replaced at once by words that stand nowhere else. Those
 * that are missing then are replaced without the others, in halves of halves, and have vanished where the rendering stays
 * the same.
 * @param whole the conversation as it is, rendered
 */
export function vanishedParts(renderer: Renderer, conversation: Conversation, whole: string): Vanished[] {
  const probes = probesOf(conversation);
  const all = rendered(renderer, withMarkers(conversation, probes)) ?? '';
  const shown = new Set(all.match(MARKER));
  const missing = probes.filter(({ marker }) => !shown.has(marker));
  const unseen = (some: readonly Probe[]): readonly Probe[] => {
    if (some.length === 0 || rendered(renderer, withMarkers(conversation, some)) === whole) return some;
    if (some.length === 1) return [];
    const half = some.length >> 1;
    return [...unseen(some.slice(0, half)), ...unseen(some.slice(half))];
  };
  const gone = unseen(missing);
  // Where no tool is named it goes without saying that nothing of them is.
  const said = gone.some(({ what }) => what === TOOL_LIST) ? gone.filter(({ what }) => what !== TOOL_INPUT) : gone;
  return said.map(({ kind, what }) => ({ kind, message: `${what} stands nowhere in the rendering` }));
}

/** What the template prints of its own: the rendering with a word in place of each part. */
export function frameOf(renderer: Renderer, conversation: Conversation): string {
  return rendered(renderer, withMarkers(conversation, probesOf(conversation))) ?? '';
}

function rendered(renderer: Renderer, conversation: Conversation): string | undefined {
  try {
    return renderer.render(conversation);
  } catch (error) {
    if (error instanceof TemplateError) return undefined;
    throw error;
  }
}

function probesOf({ messages, tools }: Conversation): Probe[] {
  let count = 0;
  const marker = () => `qz${(count++).toString().padStart(5, '0')}zq`;
  const probes = messages.flatMap((message, at): Probe[] => [
    ...contentProbe(message, at, marker),
    ...(message.role === 'assistant' ? (message.tool_calls ?? []) : []).flatMap((call, place) =>
      callProbes(call, at, place, marker),
    ),
  ]);
  return [...probes, ...toolProbes(tools, marker)];
}

/** The names of the tools, and those of what they take. */
function toolProbes(tools: readonly ToolDefinition[], marker: () => string): Probe[] {
  if (tools.length === 0) return [];
  const [name, parameter] = [marker(), marker()];
  const names: Probe = {
    kind: 'tools',
    what: TOOL_LIST,
    marker: name,
    changeTool: (tool) => ({ ...tool, function: { ...tool.function, name } }),
  };
  if (!tools.some((tool) => Object.keys(propertiesOf(tool)).length > 0)) return [names];
  return [names, { kind: 'tools', what: TOOL_INPUT, marker: parameter, changeTool: renamed(parameter) }];
}

function propertiesOf(tool: ToolDefinition): JsonObject {
  return (tool.function.parameters.properties ?? {}) as JsonObject;
}

function renamed(marker: string): (tool: ToolDefinition) => ToolDefinition {
  return (tool) => {
    const properties = Object.fromEntries(
      Object.entries(propertiesOf(tool)).map(([name, schema]) => [`${name}${marker}`, schema]),
    );
    return {
      ...tool,
      function: { ...tool.function, parameters: { ...tool.function.parameters, properties } as JsonSchema },
    };
  };
}

/** The conversation with the parts of some probes replaced. */
function withMarkers(conversation: Conversation, probes: readonly Probe[]): Conversation {
  const messages = [...conversation.messages];
  for (const { at, change } of probes) {
    const message = at === undefined ? undefined : messages[at];
    if (at !== undefined && message !== undefined && change !== undefined) messages[at] = change(message);
  }
  const ofTools = probes.flatMap(({ changeTool }) => changeTool ?? []);
  if (ofTools.length === 0) return { ...conversation, messages };
  const tools = conversation.tools.map((tool) => ofTools.reduce((old, change) => change(old), tool));
  return { ...conversation, messages, tools };
}

function contentProbe(message: Message, at: number, marker: () => string): Probe[] {
  if (message.content.trim() === '') return [];
  const text = marker();
  const output = message.role === 'tool';
  return [
    {
      kind: output ? 'output' : 'text',
      what: output
        ? `the output ${message.tool_call_id} of ${message.name} (message ${at})`
        : `the text of message ${at} (${message.role})`,
      marker: text,
      at,
      change: (old) => ({ ...old, content: text }),
    },
  ];
}

function callProbes(call: ToolCall, at: number, place: number, marker: () => string): Probe[] {
  const { name, arguments: args } = call.function;
  const shown = `${name} (${call.id}, message ${at})`;
  const probe = (kind: Probe['kind'], what: string, text: string, change: (call: ToolCall) => ToolCall): Probe => ({
    kind,
    what,
    marker: text,
    at,
    change: (message) =>
      message.role === 'assistant'
        ? {
            ...message,
            tool_calls: (message.tool_calls ?? []).map((item, index) => (index === place ? change(item) : item)),
          }
        : message,
  });
  const renamed = marker();
  return [
    probe('call', `the call of ${shown}`, renamed, (old) => ({ ...old, function: { ...old.function, name: renamed } })),
    ...Object.entries(args).map(([key, value]) => {
      const text = marker();
      return probe('argument', `the argument ${key} of ${shown}`, text, (old) => ({
        ...old,
        function: { ...old.function, arguments: replaced(old.function.arguments, key, value, text) },
      }));
    }),
  ];
}

/** A text becomes the marker; anything else gets its name marked, so that its type stays. */
function replaced(args: JsonObject, key: string, value: Json, marker: string): JsonObject {
  return Object.fromEntries(
    Object.entries(args).map(([name, old]): [string, Json] => {
      if (name !== key) return [name, old];
      return typeof value === 'string' ? [name, marker] : [`${name}${marker}`, old];
    }),
  );
}
