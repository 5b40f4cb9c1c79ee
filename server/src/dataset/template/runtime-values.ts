import type { Environment } from '@huggingface/jinja';
import type { Message } from '../../trajectory/index.ts';

/** A value as the engine keeps it. */
export type RuntimeValue = Environment['variables'] extends Map<string, infer Value> ? Value : never;

/**
 * Values in the engine's form, each converted once. A row is rendered some fifteen times with nearly the same messages and
 * tools, and converting them takes most of the time. No template can change what it is given: the engine lets it assign to
 * variables and namespaces alone.
 */
export class RuntimeValues {
  readonly #scratch: Environment;
  readonly #known = new WeakMap<object, RuntimeValue>();

  /** @param scratch an environment that nothing else uses */
  constructor(scratch: Environment) {
    this.#scratch = scratch;
  }

  of(value: unknown): RuntimeValue {
    if (typeof value !== 'object' || value === null) return this.#convert(value);
    const known = this.#known.get(value) ?? this.#convert(value);
    this.#known.set(value, known);
    return known;
  }

  /** A list of messages, the messages of which are known from other lists. */
  list(messages: readonly Message[], form: (message: Message) => unknown): RuntimeValue {
    const list = this.#convert([]) as { value: RuntimeValue[] } & RuntimeValue;
    list.value = messages.map((message) => {
      const known = this.#known.get(message) ?? this.#convert(form(message));
      this.#known.set(message, known);
      return known;
    });
    return list;
  }

  #convert(value: unknown): RuntimeValue {
    this.#scratch.variables.delete('value');
    this.#scratch.set('value', value);
    return this.#scratch.variables.get('value') as RuntimeValue;
  }
}
