import type { Message, ToolCall } from '../../trajectory/index.ts';

type Assistant = Extract<Message, { role: 'assistant' }>;

/**
 * Ids of the calls of one conversation. Servers that count from 0 in each turn, or give every call the same id, name two
 * calls alike; the later one gets an id of its place, and its output follows it.
 */
export class CallIds {
  readonly #used = new Set<string>();
  #open: { readonly call: ToolCall; readonly given: string }[] = [];

  /** Calls of the last message that have no output yet. */
  get open(): number {
    return this.#open.length;
  }

  /** A message of the assistant, each of its calls under an id of its own. */
  opened(message: Assistant, place: number): Assistant {
    const calls = message.tool_calls ?? [];
    this.#open = calls.map((call, index) => {
      const id = this.#used.has(call.id) ? this.#free(`m${place}c${index}`) : call.id;
      this.#used.add(id);
      return { call: id === call.id ? call : { ...call, id }, given: call.id };
    });
    const same = this.#open.every(({ call }, index) => call === calls[index]);
    return same ? message : { ...message, tool_calls: this.#open.map(({ call }) => call) };
  }

  #free(id: string): string {
    return this.#used.has(id) ? this.#free(`${id}_`) : id;
  }

  /**
   * The id and the tool of the call that an output answers: the call whose id it gives; where it gives none, a call of the
   * tool it names, else the first. An id that no open call has stays what it is: it answers none.
   */
  answered(given: string, named: string | undefined): { readonly id: string; readonly name: string } {
    const byId = this.#open.findIndex((each) => each.given === given);
    const byName = given === '' ? this.#open.findIndex(({ call }) => call.function.name === named) : -1;
    const [found] = this.#open.splice(byId >= 0 ? byId : Math.max(byName, 0), 1);
    const id = byId >= 0 || given === '' ? (found?.call.id ?? given) : given;
    return { id, name: named ?? found?.call.function.name ?? '' };
  }
}
