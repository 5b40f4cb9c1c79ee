import type { GraphFunction } from '../../../graph/index.ts';
import type { JsonSchema } from '../../../json/index.ts';
import type { GuessedList } from '../guessed-lists.ts';

export interface Predicting {
  readonly signatures: ReadonlyMap<string, GraphFunction['signature']>;
  readonly moved: ReadonlySet<string>;
  /** By entity: what functions that make or change its records take, by name. */
  readonly taken: ReadonlyMap<string, ReadonlyMap<string, JsonSchema>>;
  readonly asked: ReadonlySet<string>;
  /** Names that answers about so many entities tell that they are of none: words of a text that all functions begin with. */
  readonly scattered: ReadonlySet<string>;
  /** Lists that calls put members in, by the entity that holds them. */
  readonly lists: ReadonlyMap<string, GuessedList>;
  /** What calls put on the bill of a record, by its entity. */
  readonly lined: ReadonlyMap<string, PutLines>;
}

/** Records that stand as lines on the bill of another. */
export interface PutLines {
  readonly parent: string;
  readonly entity: string;
  readonly fields: Properties;
}

export type Properties = Readonly<Record<string, JsonSchema>>;

export const NONE: ReadonlyMap<string, JsonSchema> = new Map();

export function withProperties(schema: JsonSchema, properties: Record<string, JsonSchema>): JsonSchema {
  return { ...schema, properties, required: (schema.required ?? []).filter((name) => Object.hasOwn(properties, name)) };
}

/** The property of an answer that a path begins with. */
export function headOf(path: string): string {
  return path.split('.', 1)[0]?.replaceAll('[]', '') ?? '';
}
