import type { InputReading } from '../../../domain/index.ts';
import { keyWords } from '../../../english/index.ts';
import { typesOf } from '../../../signature/index.ts';
import { directionOf } from '../deed-verbs.ts';
import type { TableModel } from '../model.ts';
import { fieldKey } from '../names.ts';
import type { Step } from '../plan.ts';
import type { Compiling } from './types.ts';

/** Steps that move balances by the amount that a call names. */
export function ledgerSteps(compiling: Compiling, table: TableModel | undefined): Step[] {
  const { reading, verb, tables } = compiling;
  const amount = reading.inputs.find(({ role }) => role === 'amount');
  const sign = directionOf(verb, keyWords(compiling.signature.name));
  if (amount === undefined || sign === undefined) return [];
  const of = amount.of === undefined ? undefined : tables.get(amount.of.entity);
  const holder = of ?? table;
  const field = ledgerField(amount, holder);
  if (field === undefined) return [];
  const elsewhere =
    of !== undefined && of !== table ? reading.inputs.find((input) => isKeyOf(input, of.name)) : undefined;
  const other = otherParty(reading.inputs, holder, table);
  const at =
    of !== undefined && of !== table
      ? { table: of.name, ...(elsewhere === undefined ? {} : { key: elsewhere.parameter }) }
      : {};
  const steps: Step[] = [{ do: sign, field, amount: amount.parameter, ...at }];
  if (sign === 'subtract' && other !== undefined && holder !== undefined)
    steps.push({ do: 'add', field, amount: amount.parameter, table: holder.name, key: other.parameter });
  return steps;
}

function isKeyOf({ role, of }: InputReading, table: string): boolean {
  return (role === 'key' || role === 'reference') && of?.entity === table;
}

/** Who gets what another gives: a second key of the same table that goes *to* somebody. */
function otherParty(inputs: readonly InputReading[], holder: TableModel | undefined, table: TableModel | undefined) {
  if (holder === undefined || holder !== table) return undefined;
  return inputs.find(
    (input) =>
      isKeyOf(input, holder.name) &&
      keyWords(input.parameter).some((word) => /^(?:to|target|destination|recipient|receiver|payee)$/.test(word)),
  );
}

/** The balance that an amount moves: what the amount is read as, unless that is but an amount again. */
function ledgerField({ of }: InputReading, holder: TableModel | undefined): string | undefined {
  const read = of === undefined ? undefined : fieldKey(of.field, of.entity);
  const bare = read === undefined || /(?:^|_)(?:amount|value|sum|quantity)$/.test(read);
  return bare ? (balanceField(holder) ?? read) : read;
}

function balanceField(table: TableModel | undefined): string | undefined {
  if (table === undefined) return 'balance';
  const numbers = [...table.fields].filter(([, schema]) =>
    typesOf(schema).some((type) => type === 'number' || type === 'integer'),
  );
  return numbers.find(([key]) =>
    /(?:^|_)(?:balance|fund|credit|point|stock|level|cash|available)(?:_|$)/.test(key),
  )?.[0];
}
