import type { Json, JsonSchema } from '../json/index.ts';
import { SampleSchema } from './sample-schema.ts';

/** What a function answered when it really ran, in a world that is not made from its reading. */
export interface ObservedResponse {
  /** Catalog id. */
  readonly function: string;
  /** What all answers have in common. */
  readonly schema: JsonSchema;
  /** One of the answers, as it came. */
  readonly sample: Json;
  /** Where that one was seen: `run-7`. */
  readonly source: string;
  /** How many answers were seen. */
  readonly times: number;
}

/** Answers of one function that are looked at; more of them show nothing new. */
const MAX_ANSWERS = 200;
/** A longer answer is kept as the sample only where there is no shorter one. */
const SAMPLE_CHARACTERS = 4_000;

interface Seen {
  readonly schema: SampleSchema;
  sample: Json;
  length: number;
  source: string;
  times: number;
}

/** Collects answers, and tells of each function what was seen of it. */
export class ObservedResponses {
  readonly #seen = new Map<string, Seen>();
  readonly #told = new Map<string, ObservedResponse>();

  get size(): number {
    return this.#seen.size;
  }

  /** @param id catalog id of the function that gave the answer */
  add(id: string, answer: Json, source: string): void {
    const seen = this.#seen.get(id);
    if (seen !== undefined && seen.times >= MAX_ANSWERS) {
      seen.times++;
      this.#told.delete(id);
      return;
    }
    const length = JSON.stringify(answer).length;
    this.#told.delete(id);
    if (seen === undefined) {
      const schema = new SampleSchema();
      schema.add(answer);
      this.#seen.set(id, { schema, sample: answer, length, source, times: 1 });
      return;
    }
    seen.schema.add(answer);
    seen.times++;
    if (isBetter(length, seen.length)) Object.assign(seen, { sample: answer, length, source });
  }

  get(id: string): ObservedResponse | undefined {
    const told = this.#told.get(id);
    if (told !== undefined) return told;
    const seen = this.#seen.get(id);
    if (seen === undefined) return undefined;
    const { schema, sample, source, times } = seen;
    const made = { function: id, schema: schema.schema, sample, source, times };
    this.#told.set(id, made);
    return made;
  }

  /** In the order in which functions were first seen. */
  all(): readonly ObservedResponse[] {
    return [...this.#seen.keys()].map((id) => this.get(id) as ObservedResponse);
  }
}

/** The fullest answer that is still short enough to be read. */
function isBetter(length: number, before: number): boolean {
  return before > SAMPLE_CHARACTERS ? length < before : length > before && length <= SAMPLE_CHARACTERS;
}
