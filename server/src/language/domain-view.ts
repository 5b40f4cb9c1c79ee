import type { Domain, Entity, FunctionReading, Operation } from '../domain/index.ts';
import { readingText } from './reading.ts';

/** What a function does to the records of an entity, in the order in which a record lives. */
export const DEED_KINDS = ['makes', 'reads', 'changes', 'ends', 'other'] as const;
export type DeedKind = (typeof DEED_KINDS)[number];

const KIND_OF: Readonly<Record<Operation, DeedKind>> = {
  create: 'makes',
  get: 'reads',
  list: 'reads',
  update: 'changes',
  act: 'changes',
  delete: 'ends',
  send: 'other',
  session: 'other',
  compute: 'other',
  other: 'other',
};

/** Below this a reading is as likely wrong as right, and what is generated on it with it. */
const DOUBTFUL = 0.5;

export interface ShownReading {
  readonly id: string;
  readonly kind: DeedKind;
  /** `creates booking · returns its key booking_id (predicted)`: plain text. */
  readonly text: string;
  readonly confidence: number;
  readonly doubtful: boolean;
}

export interface ShownEntity {
  readonly name: string;
  /** Name of the field that names a record; absent where none does. */
  readonly identifier?: string;
  readonly fields: readonly string[];
  readonly states: readonly string[];
  readonly functions: readonly ShownReading[];
}

/** A domain as a tree shows it: entities by name, those that no function is about left out, and functions about none. */
export interface ShownDomain {
  readonly entities: readonly ShownEntity[];
  readonly others: readonly ShownReading[];
}

export function shownDomain({ entities, functions }: Domain): ShownDomain {
  const byEntity = new Map<string, ShownReading[]>();
  const others: ShownReading[] = [];
  for (const reading of functions) {
    const shown = shownReading(reading);
    if (reading.entity === undefined) {
      others.push(shown);
      continue;
    }
    const list = byEntity.get(reading.entity);
    if (list === undefined) byEntity.set(reading.entity, [shown]);
    else list.push(shown);
  }
  const shown = entities
    .filter(({ name }) => byEntity.has(name))
    .map((entity) => shownEntity(entity, byEntity.get(entity.name) ?? []))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  return { entities: shown, others };
}

function shownEntity({ name, identifiers, fields, states }: Entity, functions: readonly ShownReading[]): ShownEntity {
  const [main] = identifiers;
  return {
    name,
    ...(main === undefined ? {} : { identifier: main.name }),
    fields: fields.map((field) => field.name),
    states: [...states],
    functions,
  };
}

function shownReading(reading: FunctionReading): ShownReading {
  return {
    id: reading.function,
    kind: KIND_OF[reading.operation],
    text: readingText(reading, (text) => text),
    confidence: reading.confidence,
    doubtful: reading.confidence < DOUBTFUL,
  };
}
