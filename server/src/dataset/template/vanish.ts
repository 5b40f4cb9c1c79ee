import type { Json, JsonObject } from '../../json/index.ts';
import type { Message, ToolCall } from '../../trajectory/index.ts';
import { type Conversation, type Renderer, TemplateError } from './types.ts';

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
  /** The conversation with this part alone replaced by its marker. */
  readonly changed: (conversation: Conversation) => Conversation;
}

/**
 * Parts of a conversation that its rendering does not show. All are replaced at once by words that stand nowhere else; one
 * that is missing then is replaced alone, and has vanished where the rendering stays the same.
 * @param whole the conversation as it is, rendered
 */
export function vanishedParts(renderer: Renderer, conversation: Conversation, whole: string): Vanished[] {
  const probes = probesOf(conversation);
  const all = rendered(
    renderer,
    probes.reduce((changed, probe) => probe.changed(changed), conversation),
  );
  return probes
    .filter(({ marker }) => all?.includes(marker) !== true)
    .filter(({ changed }) => rendered(renderer, changed(conversation)) === whole)
    .map(({ kind, what }) => ({ kind, message: `${what} stands nowhere in the rendering` }));
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
  if (tools.length === 0) return probes;
  const name = marker();
  const offered: Probe = {
    kind: 'tools',
    what: 'the list of tools',
    marker: name,
    changed: (conversation) => ({
      ...conversation,
      tools: conversation.tools.map((tool) => ({ ...tool, function: { ...tool.function, name } })),
    }),
  };
  return [...probes, offered];
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
      changed: (conversation) => withMessage(conversation, at, (old) => ({ ...old, content: text })),
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
    changed: (conversation) =>
      withMessage(conversation, at, (message) =>
        message.role === 'assistant'
          ? {
              ...message,
              tool_calls: (message.tool_calls ?? []).map((item, index) => (index === place ? change(item) : item)),
            }
          : message,
      ),
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

function withMessage(conversation: Conversation, at: number, change: (message: Message) => Message): Conversation {
  return {
    ...conversation,
    messages: conversation.messages.map((message, index) => (index === at ? change(message) : message)),
  };
}
