import type { JsonObject } from '../../json/index.ts';
import { createRandom } from '../../random/index.ts';
import { change } from './changes.ts';
import { withoutTotals } from './collection-steps.ts';
import { isTotal } from './derive.ts';
import { fieldValue, subjectOf } from './records.ts';
import { AMOUNT_OFF, PERCENT_OFF, SUM_BEFORE } from './reduced-sum.ts';
import type { StoredRow } from './row.ts';
import { argumentOf, type Running, valuesOf } from './running.ts';
import type { Of } from './step-of.ts';

/** Takes so much off what a record comes to, or nothing any more. */
export function discount(running: Running, step: Of<'discount'>): undefined {
  const [id] = valuesOf(running.call, step.key);
  if (id === undefined) return undefined;
  const off = worth(running, step);
  const current = running.subject;
  running.subject = subjectOf(running, step.table, id);
  const { subject } = running;
  change(running, ({ fields }) => ({ fields: { ...withoutReduction(fields, subject.row), ...off } }));
  if (current !== undefined && (current.table !== step.table || current.id !== id)) running.subject = current;
  return undefined;
}

/** The row as it was before, with what it came to kept aside where somebody gave it that. */
function withoutReduction(fields: JsonObject, row: StoredRow | undefined): JsonObject {
  const { [PERCENT_OFF]: _percent, [AMOUNT_OFF]: _amount, ...rest } = fields;
  const total = Object.entries(row?.fields ?? {}).find(
    ([key, value]) => isTotal(key) && key !== 'subtotal' && typeof value === 'number',
  )?.[1];
  return total === undefined ? rest : { ...withoutTotals(rest), [SUM_BEFORE]: total };
}

function worth(running: Running, { of, code }: Of<'discount'>): JsonObject {
  if (of !== undefined) {
    const [id] = valuesOf(running.call, of.key);
    const schema = running.model.tables.get(of.table)?.fields.get(of.field) ?? { type: 'number' };
    const value =
      id === undefined
        ? undefined
        : fieldValue(running, subjectOf(running, of.table, id), of.field, { name: of.field, schema });
    return typeof value === 'number' ? { [of.percent ? PERCENT_OFF : AMOUNT_OFF]: value } : {};
  }
  const said = code === undefined ? undefined : argumentOf(running.call, code);
  return typeof said === 'string' ? { [PERCENT_OFF]: percentOf(said, running.state.seed) } : {};
}

/** `SAVE15` takes 15 % off; a code that says no number takes off what it always does. */
function percentOf(code: string, seed: string): number {
  const told = Number(/(\d{1,2})(?!\d)/.exec(code)?.[1]);
  return told >= 1 ? told : 5 * (1 + createRandom(`${seed} code ${code}`).below(4));
}
