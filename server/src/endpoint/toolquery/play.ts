import type { Message, ToolDefinition } from '../../chat/index.ts';
import type { GraphFunction } from '../../graph/index.ts';
import type { Json } from '../../json/index.ts';
import { toolDefinition, toolNames } from '../../trajectory/index.ts';
import type { World, WorldState } from '../../world/index.ts';
import type { EndpointClient } from '../client.ts';
import type { ToolQueryAction, ToolQueryTask } from './score.ts';

export interface ToolQueryStage {
  readonly client: EndpointClient;
  readonly world: World;
  readonly functions: readonly GraphFunction[];
  /** Actions at most. */
  readonly steps: number;
  readonly temperature?: number;
  readonly signal?: AbortSignal;
}

const SYSTEM = `Reach the goal with the functions. When you have the answer, call 'finish' with it.`;
const GO_ON = `Call a function. When you have the answer, call 'finish' with it.`;

/** Ends a task; what it is given is its result. */
const FINISH: ToolDefinition = {
  type: 'function',
  function: {
    name: 'finish',
    description: 'Ends the task with the answer.',
    parameters: { type: 'object', properties: { answer: { description: 'The answer.' } }, required: ['answer'] },
  },
};

/** Lets a model act until it finishes or has no steps left. @throws WireError where the endpoint fails */
export async function playToolQuery(task: ToolQueryTask, stage: ToolQueryStage): Promise<ToolQueryAction[]> {
  const { client, steps, temperature, signal } = stage;
  const acting = new Acting(stage);
  const messages: Message[] = [
    { role: 'system', content: SYSTEM },
    { role: 'user', content: task.goal },
  ];
  const actions: ToolQueryAction[] = [];
  await acting.start();
  while (actions.length < steps) {
    const heat = temperature === undefined ? {} : { temperature };
    const reply = await client.chat({ messages: [...messages], tools: acting.tools, ...heat }, signal);
    const calls = reply.calls.slice(0, steps - actions.length);
    if (calls.length === 0) {
      actions.push({ name: '', arguments: {}, error: 'words and no call' });
      messages.push({ role: 'assistant', content: reply.text }, { role: 'user', content: GO_ON });
      continue;
    }
    const made = calls.map(({ id, name, arguments: given }) => ({
      id,
      type: 'function' as const,
      function: { name, arguments: given },
    }));
    messages.push({ role: 'assistant', content: reply.text, tool_calls: made });
    for (const { id, name, arguments: given, problem } of calls) {
      const action: ToolQueryAction =
        problem === undefined ? await acting.run(name, given) : { name, arguments: given, error: problem };
      actions.push(action);
      const content = JSON.stringify(action.error === undefined ? (action.output ?? null) : { error: action.error });
      messages.push({ role: 'tool', tool_call_id: id, name, content });
    }
    if (actions.some((action) => action.name === 'finish' && action.error === undefined)) break;
  }
  return actions;
}

class Acting {
  readonly tools: readonly ToolDefinition[];
  readonly #stage: ToolQueryStage;
  readonly #names;
  readonly #ownFinish: boolean;
  #state: WorldState = null;

  constructor(stage: ToolQueryStage) {
    this.#stage = stage;
    this.#names = toolNames(stage.functions);
    const own = stage.functions.map(({ id, signature }) => toolDefinition({ name: this.#names.nameOf(id), signature }));
    this.#ownFinish = own.some((tool) => tool.function.name === 'finish');
    this.tools = this.#ownFinish ? own : [...own, FINISH];
  }

  async start(): Promise<void> {
    this.#state = await this.#stage.world.start('');
  }

  async run(name: string, given: ToolQueryAction['arguments']): Promise<ToolQueryAction> {
    if (name === 'finish' && !this.#ownFinish)
      return { name, arguments: given, output: (given.answer ?? null) as Json };
    const id = this.#names.idOf(name);
    if (id === undefined) return { name, arguments: given, error: `no function is called '${name}'` };
    const { world, signal } = this.#stage;
    const { outcome, state } = await world.execute({ function: id, arguments: given }, this.#state, signal);
    this.#state = state;
    if (!outcome.ok) return { name, arguments: given, error: outcome.error.message };
    return { name, arguments: given, output: outcome.output };
  }
}
