import type { WireCall, WireReply } from '../../openai-wire/index.ts';
import type { EndpointClient } from '../client.ts';
import type { Policy } from './types.ts';

/** A client whose answers come from a policy in this process: nothing is sent. */
export function createPolicyClient(policy: Policy): EndpointClient {
  let calls = 0;
  return {
    chat: async ({ messages, tools = [] }, signal = new AbortController().signal) => {
      signal.throwIfAborted();
      const move = await policy.move({ messages, tools }, signal);
      return reply(
        policy.model,
        move.text,
        move.calls.map((call): WireCall => ({ ...call, id: `call_${++calls}` })),
      );
    },
    models: async () => [policy.model],
    model: async () => policy.model,
    address: () => 'local',
  };
}

function reply(model: string, text: string, calls: readonly WireCall[]): WireReply {
  return {
    text,
    calls,
    model,
    reasoning: '',
    finishReason: calls.length > 0 ? 'tool_calls' : 'stop',
    usage: { input: 0, output: 0 },
    url: 'local',
    milliseconds: 0,
    request: '',
    response: '',
    notes: [],
  };
}
