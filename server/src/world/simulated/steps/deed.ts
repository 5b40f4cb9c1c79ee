import type { FunctionReading, InputReading } from '../../../domain/index.ts';
import { keyWords, splitWords } from '../../../english/index.ts';
import { typesOf } from '../../../signature/index.ts';
import { flagOf } from '../deed-verbs.ts';
import { formOf } from '../derive.ts';
import type { TableModel } from '../model.ts';
import { endsRecord, fieldKey, REVIVING } from '../names.ts';
import type { Step } from '../plan.ts';
import { MERGES } from '../settle-deeds.ts';
import { participle } from '../wording.ts';
import { assignments } from './assign.ts';
import { collectionStep } from './collection.ts';
import { fieldOf } from './fields.ts';
import { ledgerSteps } from './ledger.ts';
import { shiftStep } from './shift.ts';
import { stateAfter } from './state-words.ts';
import type { Compiling } from './types.ts';

export function deedSteps(compiling: Compiling, table: TableModel): Step[] {
  const { reading, verb } = compiling;
  const how = participle(verb || 'delete');
  const allowed: Step[] = reading.allowedFrom === undefined ? [] : [{ do: 'assert state', in: reading.allowedFrom }];
  if (reading.operation === 'delete' && !endsButStays(verb)) return [...allowed, { do: 'delete', how }];
  const merged = mergeStep(compiling, table);
  if (merged !== undefined) return [...allowed, merged];
  const collection = collectionStep(compiling, table);
  const ledger = collection === undefined ? ledgerSteps(compiling, table) : [];
  const shift = collection === undefined ? shiftStep(compiling, table) : undefined;
  const given = collection === undefined ? assignments(compiling, table, ledger.length > 0) : [];
  const moved = ledger.flatMap((step) => (step.do === 'add' || step.do === 'subtract' ? step.amount : []));
  const set = given.filter(({ argument }) => argument !== shift?.argument && !moved.includes(argument));
  // What a call is told to set says how things stand then, and not its verb.
  const told = set.some(({ field }) => field === table.state);
  const named = stateInName(table, compiling.signature.name);
  const meant =
    told || reading.operation !== 'act'
      ? undefined
      : stateAfter(table, verb, reading.movesTo ?? how, compiling.signature.name, compiling.signature.description);
  const state =
    sideState(compiling.signature.name, reading.movesTo ?? how) ??
    named ??
    meant ??
    (told || shift !== undefined ? statesOf(table, reading.movesTo) : reading.movesTo) ??
    (endsButStays(verb) ? how : stateNamed(table, how));
  const move: Step[] =
    state === undefined
      ? []
      : [{ do: 'set state', state, ...(isEnd(state, table) && !REVIVING.has(verb) ? { ends: true as const } : {}) }];
  return [
    ...allowed,
    ...(collection === undefined ? [] : [collection]),
    ...ledger,
    ...(shift === undefined ? [] : [shift]),
    ...(set.length === 0 ? [] : [{ do: 'update', set } as const]),
    ...move,
    ...flagSteps(compiling, table),
    ...stampSteps(compiling, table),
  ];
}

/** `clock_in` and `clock_out` leave a record clocked in, or out. */
function sideState(name: string, moved: string): string | undefined {
  const [, side, ...rest] = keyWords(name);
  if (side !== 'in' && side !== 'out') return undefined;
  return rest.length < 3 && !/[ _-](?:in|out)$/i.test(moved) ? `${moved}_${side}` : moved;
}

/** What is set or moved says how things stand, but where the table has the very word of the deed: `deferred`, `delayed`. */
function statesOf({ fields, state }: TableModel, moved: string | undefined): string | undefined {
  const choices = fields.get(state ?? '')?.enum;
  return moved !== undefined && choices?.includes(moved) === true ? moved : undefined;
}

/** Where no answer tells how a record stands, what is over is no more in lists: somebody who was dismissed. */
function isEnd(state: string, { state: key, fields }: TableModel): boolean {
  return endsRecord(state) || ((key === undefined || !fields.has(key)) && /^(?:dismiss|withdraw)/.test(state));
}

/** Names of the record that is kept where two become one, and of the one that goes. */
const KEPT = /(?:^|_)(?:into|target|primary|main|keep|kept|survivor|surviving|winner|master)(?:_|$)/;

/** `merge_people(person_id, duplicate_id)`: two keys of one table. */
function mergeStep({ reading, verb }: Compiling, table: TableModel): Step | undefined {
  if (!MERGES.test(verb) || table.single) return undefined;
  const other = mergedInput(reading, table);
  return other === undefined ? undefined : { do: 'merge', table: table.name, key: other.parameter };
}

export function ownKeys({ inputs, entity }: FunctionReading, table: TableModel): readonly InputReading[] {
  return inputs.filter(
    ({ role, of }) => (role === 'key' || role === 'reference') && (of?.entity ?? entity) === table.name,
  );
}

export function mergedInput(reading: FunctionReading, table: TableModel): InputReading | undefined {
  const keys = ownKeys(reading, table);
  if (keys.length !== 2) return undefined;
  const kept = keys.find(({ parameter }) => KEPT.test(fieldKey(parameter)));
  return keys.find((input) => (kept === undefined ? input.role !== 'key' : input !== kept)) ?? keys[1];
}

/** `return_tool` of a loan that tells when it was `returned_on`. */
function stampSteps({ verb, signature, reading }: Compiling, table: TableModel): Step[] {
  const done = participle(verb || (keyWords(signature.name)[0] ?? 'do'));
  const given = new Set(reading.inputs.map((input) => fieldOf(table, input)));
  const field = ['on', 'at', 'date', 'time'].map((end) => `${done}_${end}`).find((key) => table.fields.has(key));
  if (field === undefined || given.has(field) || formOf(field, table.fields.get(field) ?? {}) === undefined) return [];
  return [{ do: 'stamp', field }];
}

/** `returnInstrument` of a loan that is `returned` or not, `deactivate` of what is `active`. */
function flagSteps({ verb, signature, reading }: Compiling, table: TableModel): Step[] {
  const word = verb || (keyWords(signature.name)[0] ?? '');
  const undone = /^un(?=[a-z]{3})/.test(word) ? participle(word.slice(2)) : '';
  const given = new Set(reading.inputs.map((input) => fieldOf(table, input)));
  // `take_off_view`, `put_on_display`: the name says on which side of it the record is then.
  const [, on = '', what = ''] = /(?:^|_)(on|off)_([a-z]+)$/.exec(splitWords(signature.name).join('_')) ?? [];
  const side = on === '' ? '' : `${on} ${what}`;
  return [...table.fields].flatMap(([field, schema]): Step[] => {
    if (!typesOf(schema).includes('boolean') || given.has(field)) return [];
    const value =
      flagOf(word, participle(word || 'do'), undone, field) ??
      (side === '' ? undefined : flagOf(side, '', '', field)) ??
      (field === reading.movesTo ? true : undefined);
    return value === undefined ? [] : [{ do: 'set flag', field, value }];
  });
}

/** `mark_held`, `set_active`: the name tells the state that the record is put in. */
function stateInName(table: TableModel, name: string): string | undefined {
  const words = keyWords(name);
  const verb = words.findIndex((word) => /^(?:mark|set|flag|move|put|make)$/.test(word));
  if (verb < 0 || verb > 1) return undefined;
  const choices = [...(table.fields.get(table.state ?? '')?.enum ?? []), ...table.entity.states];
  const found = choices.filter(
    (choice): choice is string => typeof choice === 'string' && words.slice(verb + 1).includes(choice.toLowerCase()),
  );
  return new Set(found).size === 1 ? found[0] : undefined;
}

/** The state that a deed is called after, where the table has a word for it: `changed` after `change_flight`. */
function stateNamed(table: TableModel, how: string): string | undefined {
  const choices = [...(table.fields.get(table.state ?? '')?.enum ?? []), ...table.entity.states];
  return choices.find((choice): choice is string => typeof choice === 'string' && choice.toLowerCase() === how);
}

/** `cancel`: the record is over and can still be looked at. */
function endsButStays(verb: string): boolean {
  return verb === 'cancel' || verb === 'void' || verb === 'revoke' || verb === 'terminate';
}
