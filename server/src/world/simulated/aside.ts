import type { FunctionReading, InputReading } from '../../domain/index.ts';
import { keyWords } from '../../english/index.ts';
import type { FunctionSignature } from '../../signature/index.ts';
import { directionOf } from './deed-verbs.ts';
import type { TableModel } from './model.ts';
import { fieldKey } from './names.ts';
import type { Assignment, Step } from './plan.ts';
import { isMainKey } from './tables.ts';

/** A deed that answers with the key of a new record of another table makes one: the transaction of a deposit. */
export function asideSteps(
  reading: FunctionReading,
  tables: ReadonlyMap<string, TableModel>,
  table: TableModel,
  verb: string,
  signature: FunctionSignature,
): Step[] {
  if (reading.operation !== 'update' && reading.operation !== 'act') return [];
  const given = new Set(reading.inputs.map(({ of }) => of?.entity ?? ''));
  const told = reading.outputs.find(({ role, of, path }) => {
    const other = tables.get(of?.entity ?? '');
    const key = (role === 'key' || role === 'reference') && other !== undefined && of !== undefined;
    return (
      key &&
      isMainKey(other.entity, of.field) &&
      other !== table &&
      !given.has(other.name) &&
      !belongs(table, other) &&
      !path.includes('[]')
    );
  });
  const made = tables.get(told?.of?.entity ?? '');
  if (made === undefined || made.single) return [];
  const set = new Map<string, Assignment>();
  // Its own party comes first: who sends a transfer, not who gets it.
  const inOrder = [...reading.inputs].sort((left, right) => Number(right.role === 'key') - Number(left.role === 'key'));
  for (const input of inOrder)
    for (const assignment of assignmentTo(made, table, input))
      if (!set.has(assignment.field)) set.set(assignment.field, assignment);
      else if (input.role === 'key' && made.references.get(assignment.field) === table.name)
        set.set(`${OTHER_PARTY}${assignment.field}`, { ...assignment, field: `${OTHER_PARTY}${assignment.field}` });
  const way = directionOf(verb, keyWords(signature.name));
  return [
    { do: 'insert', table: made.name, set: [...set.values()], aside: true, ...(way === undefined ? {} : { way }) },
  ];
}

/** Whom the record belongs to is told again, not made: the user of an order, who keeps no list of it. */
function belongs(table: TableModel, other: TableModel): boolean {
  return [...table.references.values()].includes(other.name) && ![...other.references.values()].includes(table.name);
}

function assignmentTo(made: TableModel, table: TableModel, { parameter, role, of }: InputReading): Assignment[] {
  const own = fieldKey(lastName(parameter), made.name);
  if (role === 'paging' || (role === 'option' && !made.fields.has(own))) return [];
  if (made.fields.has(own)) return [{ field: own, argument: parameter }];
  if ((role === 'key' || role === 'reference') && of?.entity === table.name) {
    const via = [...made.references].find(([, to]) => to === table.name)?.[0];
    if (via === undefined) return [];
    // Who gets a transfer is told beside who sends it: the movement is in the lists of both.
    return [{ field: role === 'key' ? via : `${OTHER_PARTY}${via}`, argument: parameter }];
  }
  // A note is the description of what is made beside.
  const text = TEXTS.includes(own) ? TEXTS.find((word) => made.fields.has(word)) : undefined;
  return text === undefined ? [] : [{ field: text, argument: parameter }];
}

/** Before the field of a record's own party, the field of the other. */
const OTHER_PARTY = 'to_';

const TEXTS = ['note', 'memo', 'description', 'reason', 'comment', 'reference'];

function lastName(parameter: string): string {
  return parameter.replaceAll('[]', '').split('.').at(-1) ?? parameter;
}
