import { canonicalJson, isRecord, type Json, type JsonObject } from '../../json/index.ts';
import type { FileAnswer } from './files/file-answer.ts';
import type { FunctionModel } from './model.ts';
import { fieldKey } from './names.ts';
import type { Reader, Subject } from './records.ts';
import { type DatabaseState, own } from './state.ts';

/** A call while its plan runs: the state grows, and the record it is about is found. */
export interface Running extends Reader {
  readonly called: FunctionModel;
  /** Arguments with the defaults filled in. */
  readonly call: JsonObject;
  state: DatabaseState;
  /** The record the call is about. */
  subject: Subject | undefined;
  /** That record as it was when it was found. */
  before: Subject | undefined;
  selected: readonly Subject[];
  /** How many records were found in all, more than are shown where the call set a limit. */
  total: number;
  /** All records found, those not shown included. */
  found: readonly Subject[] | undefined;
  /** The record made beside the one the call is about. */
  aside: Subject | undefined;
  computed: { readonly result: Json; readonly rate?: number; readonly unit?: string } | undefined;
  file: FileAnswer | undefined;
}

/** The value of a parameter path; of a path through a list, the list of values. */
export function argumentOf(call: JsonObject, path: string): Json | undefined {
  const direct = own(call, path);
  if (direct !== undefined) return direct;
  const steps = path.replaceAll('[]', '.[]').split('.');
  return steps.length < 2 ? undefined : at(call, steps);
}

function at(value: Json | undefined, steps: readonly string[]): Json | undefined {
  const [step, ...rest] = steps;
  if (step === undefined || value === undefined) return value;
  if (step === '[]') return Array.isArray(value) ? value.flatMap((item) => at(item, rest) ?? []) : undefined;
  if (!isRecord(value)) return undefined;
  return at(own(value, step), rest);
}

/** The values of an argument one by one; none where it was left out. */
export function valuesOf(call: JsonObject, path: string): Json[] {
  const value = argumentOf(call, path);
  const values = value === undefined || value === null ? [] : Array.isArray(value) ? value : [value];
  return values.filter((item) => typeof item === 'string' || typeof item === 'number');
}

/** What stands for a record where a call is about none: its own arguments. */
export function callSubject({ called, call }: Running): Subject {
  const fields = Object.fromEntries(Object.entries(call).map(([name, value]) => [fieldKey(name), value]));
  const row = { fields, first: fields, version: 0, order: 0 };
  return { table: `call ${called.id}`, id: canonicalJson(call), row };
}
