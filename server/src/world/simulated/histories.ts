import type { FunctionReading } from '../../domain/index.ts';
import { keyWords } from '../../english/index.ts';
import type { FunctionModel, TableModel } from './model.ts';
import type { Step } from './plan.ts';

const HISTORIES = /(?:^|_)(?:revision|version|change|edit)$/;

/** The versions of a record, where a function lists them and none makes any. */
export function journalOf(
  table: TableModel,
  tables: ReadonlyMap<string, TableModel>,
  models: readonly FunctionModel[],
): Pick<TableModel, 'journal'> {
  if (table.single || table.entity.identifiers.length === 0) return {};
  for (const other of tables.values()) {
    const via = [...other.references].find(([, to]) => to === table.name)?.[0];
    if (via === undefined || !HISTORIES.test(other.name) || other === table) continue;
    const about = models.filter(({ reading }) => reading.entity === other.name);
    const listed = about.some(({ reading }) => reading.operation === 'list');
    if (listed && about.every((model) => !model.reading.writes || putsBack(model)))
      return { journal: { table: other.name, via } };
  }
  return {};
}

/** The versions of a record are gone with it. */
export function historyOf(...of: Parameters<typeof journalOf>): TableModel['dependents'] {
  const { journal } = journalOf(...of);
  return journal === undefined ? [] : [journal];
}

const PUTS_BACK = /^(?:restore|revert|rollback|roll|reinstate|recover)$/;

function putsBack({ verb, signature }: FunctionModel): boolean {
  return PUTS_BACK.test(verb || (keyWords(signature.name)[0] ?? ''));
}

/** `restore_revision(page_id, revision_id)`: the page is again what it was. Undefined for any other deed. */
export function putBackSteps(
  model: FunctionModel,
  models: readonly FunctionModel[],
  tables: ReadonlyMap<string, TableModel>,
): { readonly table: string; readonly steps: readonly Step[]; readonly reading: FunctionReading } | undefined {
  const { reading } = model;
  if (!reading.writes || !putsBack(model)) return undefined;
  for (const table of tables.values()) {
    const { journal } = journalOf(table, tables, models);
    if (journal === undefined) continue;
    const named = (entity: string) =>
      reading.inputs.find(
        ({ role, of }) => (role === 'key' || role === 'reference') && (of?.entity ?? reading.entity) === entity,
      );
    const [record, version] = [named(table.name), named(journal.table)];
    const number = reading.inputs.find(({ parameter }) => /(?:^|_)(?:version|revision)(?:_number)?$/i.test(parameter));
    const by = version ?? number;
    if (record === undefined || by === undefined || by === record) continue;
    // The number of the answer is that of the version that this makes.
    const outputs = reading.outputs.map((output) =>
      output.role === 'echo' && by !== version && output.path === by.parameter
        ? { ...output, role: 'attribute' as const, of: { entity: table.name, field: output.path } }
        : output,
    );
    return {
      table: table.name,
      reading: { ...reading, outputs },
      steps: [
        { do: 'get', table: table.name, key: record.parameter },
        { do: 'put back', table: journal.table, argument: by.parameter, by: by === version ? 'key' : 'number' },
      ],
    };
  }
  return undefined;
}
