import type { Json, JsonSchema } from '../../json/index.ts';
import { valueErrors } from '../validator.ts';
import type { AnswerNode } from './plan.ts';

/** What an answer tells of one record, kept for as long as the record stays as it is. */
export class Told {
  readonly value: Json;
  #checked: JsonSchema | undefined;
  #fits = false;

  constructor(value: Json) {
    this.value = value;
  }

  /** Whether it fits the schema of its place; one place has one schema, so that the first answer stands. */
  fits(schema: JsonSchema): boolean {
    if (this.#checked !== schema) {
      this.#checked = schema;
      this.#fits = valueErrors(schema, this.value).length === 0;
    }
    return this.#fits;
  }
}

type ObjectNode = Extract<AnswerNode, { is: 'object' }>;

const alone = new WeakMap<AnswerNode, boolean>();

/** Whether an object of an answer follows from its record alone: nothing of the call, of other records, or of how many there are. */
export function followsFromRecord(node: ObjectNode): boolean {
  let known = alone.get(node);
  if (known === undefined) {
    known = node.about.record === 'current' && node.entries.every(([, entry]) => isOfRecord(entry));
    alone.set(node, known);
  }
  return known;
}

function isOfRecord(node: AnswerNode): boolean {
  if (node.is === 'object') return followsFromRecord(node);
  return node.is === 'value' && OF_RECORD.has(node.source.from);
}

const OF_RECORD = new Set(['key', 'field', 'state']);
