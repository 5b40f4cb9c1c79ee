import type { Message, ToolCall, ToolDefinition } from '../../chat/index.ts';
import { isObject, type Json, type JsonObject } from '../../json/index.ts';
import type { WireReply } from '../../openai-wire/index.ts';
import type { EndpointClient } from '../client.ts';
import { messagesOf, type ResultStep, stepOf, toolsOf } from './ask.ts';
import { readJson } from './json.ts';
import type { MultiTurnJudge } from './multi.ts';
import { stepCalls } from './steps.ts';
import type { PyDict } from './value.ts';

/** Steps in one turn at most; a model that goes on is stopped, and the run of the task with it. */
const MAX_STEPS = 20;

/** Said where a turn brings functions and no words of its own. */
const MORE_FUNCTIONS = 'More functions are available now. Please go on with them.';

export interface TurnsToPlay {
  readonly id: string;
  readonly category: string;
  readonly row: JsonObject;
  /** Documents of the functions of each class. */
  readonly docs: readonly Json[];
  readonly client: EndpointClient;
  readonly judge: MultiTurnJudge;
  readonly temperature?: number;
  readonly signal?: AbortSignal;
}

/** Plays a task of many turns on the classes, and gives turns of steps. @throws WireError, Error of the back ends */
export async function playTurns(task: TurnsToPlay): Promise<ResultStep[][]> {
  const { id, category, row, judge, signal } = task;
  const instances = await judge.begin({ id, category, row: readJson(JSON.stringify(row)) as PyDict }, signal);
  try {
    const turns: ResultStep[][] = [];
    const messages: Message[] = [];
    const hidden = hiddenByTurn(row);
    for (const [index, turn] of (Array.isArray(row.question) ? row.question : []).entries()) {
      const said = messagesOf(turn);
      messages.push(...(said.length > 0 ? said : [{ role: 'user', content: MORE_FUNCTIONS } as const]));
      const tools = toolsAt(toolsOf([...task.docs], category), row, hidden, index);
      const { steps, stopped } = await playTurn(task, messages, tools, (calls) => instances.run(calls, signal));
      turns.push(steps);
      if (stopped) break;
    }
    return turns;
  } finally {
    await instances.end();
  }
}

async function playTurn(
  { client, temperature, signal }: TurnsToPlay,
  messages: Message[],
  tools: readonly ToolDefinition[],
  run: (calls: ReturnType<typeof stepCalls>) => Promise<string[]>,
): Promise<{ steps: ResultStep[]; stopped: boolean }> {
  const steps: ResultStep[] = [];
  for (;;) {
    const heat = temperature === undefined ? {} : { temperature };
    const reply = await client.chat({ messages: [...messages], tools, ...heat }, signal);
    const step = stepOf(reply);
    steps.push(step);
    const calls = typeof step === 'string' ? [] : stepCalls(readJson(JSON.stringify(step)));
    const asked = structured(reply, calls.length);
    messages.push({ role: 'assistant', content: reply.text, ...(asked.length === 0 ? {} : { tool_calls: asked }) });
    if (calls.length === 0) return { steps, stopped: false };
    for (const [at, output] of (await run(calls)).entries()) {
      const call = asked[at];
      if (call !== undefined)
        messages.push({ role: 'tool', tool_call_id: call.id, name: call.function.name, content: output });
    }
    if (steps.length > MAX_STEPS) return { steps, stopped: true };
  }
}

/** The calls that ran, which an output follows; none where the step was dropped. */
function structured(reply: WireReply, ran: number): ToolCall[] {
  const sent = reply.calls.filter((call) => call.inText !== true);
  return sent.slice(0, ran).map(({ id, name, arguments: given }) => ({
    id,
    type: 'function',
    function: { name, arguments: given },
  }));
}

/** `missed_function: {"2": ["name"]}`: withheld until turn 2. */
function hiddenByTurn(row: JsonObject): Map<string, number> {
  const missed = isObject(row.missed_function) ? row.missed_function : {};
  return new Map(
    Object.entries(missed).flatMap(([turn, names]) =>
      (Array.isArray(names) ? names : []).map((name) => [nameIn(name).replaceAll('.', '_'), Number(turn)] as const),
    ),
  );
}

function nameIn(value: Json): string {
  return isObject(value) ? String(value.name) : String(value);
}

function toolsAt(
  tools: readonly ToolDefinition[],
  { excluded_function: excluded }: JsonObject,
  hidden: ReadonlyMap<string, number>,
  turn: number,
): ToolDefinition[] {
  const never = new Set(Array.isArray(excluded) ? excluded.map(String) : []);
  return tools.filter(({ function: { name } }) => !never.has(name) && (hidden.get(name) ?? 0) <= turn);
}
