import type { Conversation, Renderer } from './types.ts';
import { TemplateError } from './types.ts';

const OUTPUTS = ['qz00001zq', 'qz00002zq'] as const;

/**
 * What a template writes between the outputs of two parallel calls, so that a loader with one output a message can be
 * given what the model is served later. Undefined where the template takes no parallel calls.
 */
export function betweenOutputs(renderer: Renderer): string | undefined {
  const call = (id: string) => ({ id, type: 'function' as const, function: { name: 'look', arguments: { at: id } } });
  const ids = ['call00001', 'call00002'] as const;
  const conversation: Conversation = {
    messages: [
      { role: 'user', content: 'Look twice.' },
      { role: 'assistant', content: '', tool_calls: ids.map(call) },
      ...ids.map((id, index) => ({
        role: 'tool' as const,
        tool_call_id: id,
        name: 'look',
        content: OUTPUTS[index] as string,
      })),
      { role: 'assistant', content: 'Done.' },
    ],
    tools: [
      { type: 'function', function: { name: 'look', description: '', parameters: { type: 'object', properties: {} } } },
    ],
  };
  try {
    const text = renderer.render(conversation);
    const [from, to] = OUTPUTS.map((output) => text.indexOf(output));
    return from === undefined || to === undefined || from < 0 || to < from
      ? undefined
      : text.slice(from + OUTPUTS[0].length, to);
  } catch (error) {
    if (error instanceof TemplateError) return undefined;
    throw error;
  }
}
