import type { InputReading } from '../../../domain/index.ts';
import { keyWords, singular } from '../../../english/index.ts';
import { directionOf } from '../deed-verbs.ts';
import { isGathered } from '../members.ts';
import type { TableModel } from '../model.ts';
import { fieldKey } from '../names.ts';
import { isNumber } from '../number-schema.ts';
import type { Step } from '../plan.ts';
import { movesWhich } from '../settle-numbers.ts';
import type { Compiling } from './types.ts';

/** Steps that move balances by the amount that a call names. */
export function ledgerSteps(compiling: Compiling, table: TableModel | undefined): Step[] {
  const { reading, verb, tables } = compiling;
  const gathered = gatheredSteps(compiling, table);
  if (gathered.length > 0) return gathered;
  const amount = reading.inputs.find(({ role }) => role === 'amount') ?? movedNumber(compiling, table);
  const told = directionInProse(compiling.signature.description);
  const words = keyWords(compiling.signature.name);
  const counted = amount !== undefined && words.slice(1).includes(singular(amount.parameter));
  const sign = told ?? directionOf(verb, words) ?? (counted ? movesWhich(words) : undefined);
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
  const below = sign === 'subtract' && OWING.test(verb) ? { below: true as const } : {};
  const steps: Step[] = [{ do: sign, field, amount: amount.parameter, ...at, ...below }];
  if (sign === 'subtract' && other !== undefined && holder !== undefined)
    steps.push({ do: 'add', field, amount: amount.parameter, table: holder.name, key: other.parameter });
  return steps;
}

/** Verbs that move a number that a record has, whatever it is called. */
const MOVES =
  /^(?:withdraw|consume|dispense|deduct|subtract|spend|decrease|decrement|increase|increment|replenish|restock|refill|topup)$/;

/** `withdraw_seeds(sample_id, grams)` of samples that were given their grams: they go down, and are not set. */
function movedNumber({ reading, signature }: Compiling, table: TableModel | undefined): InputReading | undefined {
  const [verb = ''] = keyWords(signature.name);
  if (table === undefined || table.single || !MOVES.test(verb)) return undefined;
  if (reading.operation !== 'act' && reading.operation !== 'update') return undefined;
  const numbers = reading.inputs.filter(
    ({ role, parameter }) =>
      role === 'attribute' &&
      !/percent/i.test(parameter) &&
      isNumber(signature.parameters.properties?.[parameter]) &&
      isNumber(table.fields.get(fieldKey(parameter, table.name))),
  );
  return numbers.length === 1 ? numbers[0] : undefined;
}

/** Who is charged may come to owe. */
const OWING = /^(?:charge|bill|fine|debit|invoice)$/;

/** "their balance goes down", "is added to the credit". */
export function directionInProse(description: string): 'add' | 'subtract' | undefined {
  const found =
    /\b(?:balance|credit|level|stock|amount|budget|total|account)\s+(?:goes|moves|is|are|gets)\s+(up|down|increased|raised|decreased|reduced|lowered)\b/i.exec(
      description.slice(0, 300),
    )?.[1];
  if (found === undefined) return undefined;
  return /^(?:up|increased|raised)$/i.test(found) ? 'add' : 'subtract';
}

const PAYS = /^(?:pay|settle|repay|instal|tip)$/;
const COUNTS =
  /^(?:log|record|report|add|track|note|complete|submit|register|enter|do|work|play|donate|pledge|contribute|raise)$/;

/** `log_progress(job_id, words)` of a job that tells its words done, `pay_order(order_no, amount)` of one that tells what was paid. */
function gatheredSteps({ reading, verb, signature }: Compiling, table: TableModel | undefined): Step[] {
  if (table === undefined || table.single || (reading.operation !== 'act' && reading.operation !== 'update')) return [];
  const [first = ''] = keyWords(signature.name);
  const pays = PAYS.test(verb) || PAYS.test(first);
  if (!pays && !COUNTS.test(verb) && !COUNTS.test(first)) return [];
  for (const { parameter, role } of reading.inputs) {
    const schema = signature.parameters.properties?.[parameter];
    if (role === 'key' || role === 'reference' || !isNumber(schema)) continue;
    const words = fieldKey(parameter).split('_');
    const numbers = [...table.fields].filter(([, of]) => isNumber(of)).map(([key]) => key);
    const told = numbers.filter((key) => isGathered(key));
    const field = pays
      ? told.find((key) => /(?:^|_)paid(?:_|$)/.test(key))
      : told.find((key) => words.some((word) => key.split('_').includes(word)));
    if (field !== undefined) return [{ do: 'add', field, amount: parameter }];
    const owed = pays ? numbers.find((key) => /(?:^|_)(?:due|owed|outstanding)(?:_|$)/.test(key)) : undefined;
    if (owed !== undefined) return [{ do: 'subtract', field: owed, amount: parameter }];
  }
  return [];
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
  const numbers = [...table.fields].filter(([, schema]) => isNumber(schema));
  return numbers.find(([key]) =>
    /(?:^|_)(?:balance|fund|credit|point|stock|level|cash|available)(?:_|$)/.test(key),
  )?.[0];
}
