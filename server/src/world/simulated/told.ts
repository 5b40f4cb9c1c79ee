import type { Json, JsonSchema } from '../../json/index.ts';
import { valueErrors } from '../validator.ts';
import { toldElsewhere } from './elsewhere.ts';
import type { WorldModel } from './model.ts';
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

interface Alone {
  readonly table: string;
  readonly follows: boolean;
}

const alone = new WeakMap<AnswerNode, Alone>();

/** Whether an object of an answer follows from its record alone: nothing of the call, of other records, or of how many there are. */
export function followsFromRecord(model: WorldModel, node: ObjectNode, table: string): boolean {
  let known = alone.get(node);
  if (known === undefined || known.table !== table) {
    known = { table, follows: ofRecord(model, node, table) };
    alone.set(node, known);
  }
  return known.follows;
}

function ofRecord(model: WorldModel, node: AnswerNode, table: string): boolean {
  if (node.is === 'object')
    return node.about.record === 'current' && node.entries.every(([, entry]) => ofRecord(model, entry, table));
  if (node.is !== 'value') return false;
  const { source } = node;
  if (source.from === 'field')
    return (
      toldElsewhere(model, table, source.field) === undefined &&
      model.tables.get(table)?.levels.has(source.field) !== true
    );
  return source.from === 'key' || source.from === 'state';
}
