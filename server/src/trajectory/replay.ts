import type { Message } from '../chat/index.ts';
import { canonicalJson, type Json, type JsonObject } from '../json/index.ts';
import { materialState, stateDigest, type WorldState } from '../world/index.ts';
import { type GenerationContext, outputOf } from './session.ts';
import { leavesOf } from './values.ts';

/** A call as a replay runs it. */
export interface ReplayCall {
  readonly id: string;
  readonly arguments: JsonObject;
}

export interface Replay {
  readonly outputs: readonly Json[];
  readonly ok: readonly boolean[];
  readonly state: WorldState;
}

/** R(calls, seed) of the core notes: runs calls from a state and keeps what each gave. */
export async function replay(
  calls: readonly ReplayCall[],
  from: WorldState,
  context: GenerationContext,
): Promise<Replay> {
  const outputs: Json[] = [];
  const ok: boolean[] = [];
  let state = from;
  for (const call of calls) {
    const execution = await context.world.execute(
      { function: call.id, arguments: call.arguments },
      state,
      context.signal,
    );
    outputs.push(outputOf(execution.outcome));
    ok.push(execution.outcome.ok);
    state = execution.state;
  }
  return { outputs, ok, state };
}

/** The calls of a conversation in order, with the outputs that stand behind them. */
export function callsWithOutputs(
  messages: readonly Message[],
  context: GenerationContext,
): { call: ReplayCall; output: string | undefined }[] {
  const outputs = new Map(
    messages.flatMap((message) => (message.role === 'tool' ? [[message.tool_call_id, message.content] as const] : [])),
  );
  return messages.flatMap((message) =>
    message.role === 'assistant'
      ? (message.tool_calls ?? []).map((call) => ({
          call: {
            id: context.names.idOf(call.function.name) ?? call.function.name,
            arguments: call.function.arguments,
          },
          output: outputs.get(call.id),
        }))
      : [],
  );
}

/**
 * A state as outcomes compare it. A real world that can tell what it looks like gives a digest; of others only the list of
 * calls made is known, which says nothing of what they came to: there outcomes are compared by their outputs.
 */
export function comparableState(state: WorldState, context: GenerationContext): WorldState {
  return context.world.id === 'simulated' ? materialState(state) : stateDigest(state);
}

function saysWhetherSo(outputs: readonly Json[]): boolean {
  return outputs.some((output) => leavesOf(output).some(({ value }) => typeof value === 'boolean'));
}

/** What a turn comes to: the state that matters, and the outputs' values that its closing text states. */
export function outcomeText(comparable: WorldState, outputs: readonly Json[], closing: string): string {
  const said = closing.toLowerCase();
  const stated = new Set<string>();
  for (const output of outputs) {
    for (const { value } of leavesOf(output)) {
      if (
        (typeof value === 'number' || (typeof value === 'string' && value !== '')) &&
        said.includes(String(value).toLowerCase())
      ) {
        stated.add(String(value));
      }
    }
  }
  const answers = saysWhetherSo(outputs) ? (said.match(/\b(?:yes|no)\b/g) ?? []) : [];
  return `${canonicalJson(comparable)}|${[...stated].sort().join('|')}|${answers.join(' ')}`;
}
