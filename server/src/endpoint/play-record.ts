import type { Message, ToolCall, ToolDefinition } from '../chat/index.ts';
import type { WireReply } from '../openai-wire/index.ts';
import type { TrajectoryRecord } from '../trajectory/index.ts';
import type { Outcome } from '../world/index.ts';
import type { ActualCall, SignatureByName } from './score/calls.ts';
import { argumentProblems } from './validity.ts';

export function callsIn(messages: readonly Message[]): ActualCall[] {
  return messages.flatMap((message) =>
    message.role === 'assistant' ? (message.tool_calls ?? []).map((call): ActualCall => call.function) : [],
  );
}

/** Tools on offer at a message: withheld ones come in when their time is there. */
export function toolsAt(record: TrajectoryRecord, message: number): ToolDefinition[] {
  const hidden = new Set((record.withheld ?? []).filter(({ until }) => message < until).map(({ name }) => name));
  return record.tools.filter((tool) => !hidden.has(tool.function.name));
}

/** Why a record's own calls cannot be a reference: not offered, refused by the signature, failing where the record shows an output. */
export function referenceProblem(
  calls: readonly ActualCall[],
  outcomes: readonly Outcome[],
  given: readonly Message[],
  tools: readonly ToolDefinition[],
  signatureOf: SignatureByName,
): string | undefined {
  const offered = new Set(tools.map((tool) => tool.function.name));
  const recorded = given.flatMap((message) => (message.role === 'tool' ? [message.content] : []));
  for (const [index, { name, arguments: args }] of calls.entries()) {
    if (!offered.has(name)) return `the reference calls ${name}, which is not offered`;
    const signature = signatureOf(name);
    const [wrong] = signature === undefined ? [] : argumentProblems(signature, args);
    if (wrong !== undefined) return `the reference is invalid: ${name}: ${wrong}`;
    const outcome = outcomes[index];
    if (outcome?.ok === false && recorded[index] !== undefined && !isError(recorded[index]))
      return `the reference fails in this world: ${name}: ${outcome.error.message}`;
  }
  return undefined;
}

function isError(output: string): boolean {
  return /^\s*\{\s*"error"/.test(output);
}

export function assistantMessage(reply: WireReply): Message {
  const calls = reply.calls.map(
    ({ id, name, arguments: given }): ToolCall => ({ id, type: 'function', function: { name, arguments: given } }),
  );
  return calls.length === 0
    ? { role: 'assistant', content: reply.text }
    : { role: 'assistant', content: reply.text, tool_calls: calls };
}

export function lastText(messages: readonly Message[]): string {
  return messages.findLast((message) => message.role === 'assistant')?.content ?? '';
}

export function failed(code: string, message: string): Outcome {
  return { ok: false, error: { code, message } };
}

export function outputText(outcome: Outcome): string {
  return JSON.stringify(outcome.ok ? outcome.output : { error: outcome.error.message });
}
