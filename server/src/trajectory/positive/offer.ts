import type { ToolDefinition } from '../../chat/index.ts';
import { createRandom } from '../../random/index.ts';
import type { TeacherFunction } from '../../teacher/index.ts';
import { type GenerationContext, toolOf } from '../session.ts';
import { toolDefinition } from '../tools.ts';

const definitions = new WeakMap<TeacherFunction, ToolDefinition>();

/** One object for all records that offer the function, so that what is read from it is read once. */
function definitionOf(context: GenerationContext, id: string): ToolDefinition {
  const tool = toolOf(context, id);
  let definition = definitions.get(tool);
  if (definition === undefined) {
    definition = toolDefinition(tool);
    definitions.set(tool, definition);
  }
  return definition;
}

/** The tools that a record offers, in the order of its system prompt. */
export class Offer {
  readonly ids: readonly string[];
  readonly tools: ToolDefinition[];
  readonly names: string[];
  readonly #seed: string;
  readonly #context: GenerationContext;

  constructor(ids: readonly string[], seed: string, context: GenerationContext) {
    this.ids = ids;
    this.tools = ids.map((id) => definitionOf(context, id));
    this.names = ids.map((id) => context.names.nameOf(id));
    this.#seed = seed;
    this.#context = context;
  }

  /** A premise that only the world asked for is offered as well. */
  add(id: string): void {
    const name = this.#context.names.nameOf(id);
    if (this.names.includes(name)) return;
    const { length } = this.tools;
    const place = createRandom(`${this.#seed}/offer/${name}`).below(length + 1);
    this.names.push(name);
    this.tools.splice(place, 0, definitionOf(this.#context, id));
  }

  /** What is offered while one function is withheld. */
  without(name: string | undefined): readonly ToolDefinition[] {
    return name === undefined ? this.tools : this.tools.filter((tool) => tool.function.name !== name);
  }
}
