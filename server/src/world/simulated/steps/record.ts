import { asideSteps } from '../aside.ts';
import type { TableModel } from '../model.ts';
import type { Step } from '../plan.ts';
import { assignments } from './assign.ts';
import { bulkStep } from './bulk.ts';
import { deedSteps } from './deed.ts';
import { checksOf, isList, keyInput } from './fields.ts';
import { keptInput } from './kept.ts';
import { ledgerSteps } from './ledger.ts';
import { conditionOf } from './list.ts';
import type { CompiledSteps, Compiling } from './types.ts';

/** What a message to somebody makes is what its answer gives the identifier of: a ticket. */
export function madeTable({ reading, tables }: Compiling, table: TableModel): TableModel {
  if (table.entity.identifiers.length > 0) return table;
  const given = new Set(reading.inputs.map(({ of }) => of?.entity));
  const told = reading.outputs.find(
    ({ role, of }) => (role === 'key' || role === 'reference') && of !== undefined && !given.has(of.entity),
  );
  return tables.get(told?.of?.entity ?? '') ?? table;
}

export function insertSteps(compiling: Compiling, table: TableModel): CompiledSteps {
  const { reading } = compiling;
  const key = keyInput(compiling, table);
  const ledger = ledgerSteps(compiling, table).filter((step) => 'key' in step);
  const insert: Step = {
    do: 'insert',
    table: table.name,
    set: assignments(compiling, table, false),
    ...(key === undefined ? {} : { key: key.parameter }),
    ...(table.entity.identifiers.length === 0 && reading.member !== undefined ? { once: true as const } : {}),
    ...(reading.movesTo === undefined ? {} : { state: reading.movesTo }),
  };
  return {
    steps: [...checksOf(compiling, table), ...ledger, insert],
    ...(table === compiling.table ? {} : { about: table.name }),
    ...(key === undefined ? {} : { naming: key.parameter }),
  };
}

/** A function about one record: it is found, judged, and changed. */
export function recordSteps(compiling: Compiling, table: TableModel): CompiledSteps {
  const { reading } = compiling;
  const bulk = bulkStep(compiling, table);
  if (bulk !== undefined) return { steps: [...checksOf(compiling, table), bulk] };
  const own = keptInput(compiling, table) ?? keyInput(compiling, table);
  const checks = checksOf(compiling, table);
  const many = own !== undefined && isList(compiling, own);
  const where = reading.inputs.flatMap((input) => (reading.writes ? [] : conditionOf(compiling, table, input)));
  const single = table.single || table.entity.identifiers.length === 0;
  if (many && !reading.writes)
    return {
      steps: [
        ...checks,
        { do: 'select', table: table.name, where: [{ field: 'id', test: 'one of', argument: own.parameter }] },
      ],
      selects: 'many',
    };
  const joined = reading.operation === 'delete' && !table.single && table.entity.identifiers.length === 0;
  const both = joined ? reading.inputs.flatMap((input) => conditionOf(compiling, table, input)) : [];
  const first: Step =
    own === undefined && both.length > 1
      ? { do: 'select', table: table.name, where: both, one: true }
      : own !== undefined
        ? { do: 'get', table: table.name, key: own.parameter }
        : single && (reading.writes || where.length === 0)
          ? { do: 'get', table: table.name }
          : { do: 'select', table: table.name, where, one: true };
  const deeds = reading.writes
    ? [
        ...deedSteps(compiling, table),
        ...asideSteps(reading, compiling.tables, table, compiling.verb, compiling.signature),
      ]
    : [];
  return { steps: [...checks, first, ...deeds], ...(first.do === 'select' ? { selects: 'one' as const } : {}) };
}
