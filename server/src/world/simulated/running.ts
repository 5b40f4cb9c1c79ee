import { canonicalJson, isRecord, type Json, type JsonObject } from '../../json/index.ts';
import type { FileAnswer } from './files/file-answer.ts';
import type { FunctionModel } from './model.ts';
import { fieldKey } from './names.ts';
import type { AnswerNode } from './plan.ts';
import type { Reader, Subject } from './records.ts';
import { Row } from './row.ts';
import { type DatabaseState, own } from './state.ts';
import type { Told } from './told.ts';

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
  /** What the answer tells of records, at the place where it told them last. */
  shown: { readonly node: AnswerNode; readonly told: readonly Told[] } | undefined;
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

/** What stands for a record where a call is about none: its own arguments. Most calls never ask for it. */
class CallSubject implements Subject {
  readonly table: string;
  readonly #call: JsonObject;
  #id: string | undefined;
  #row: Row | undefined;

  constructor(table: string, call: JsonObject) {
    this.table = table;
    this.#call = call;
  }

  get id(): string {
    this.#id ??= canonicalJson(this.#call);
    return this.#id;
  }

  get row(): Row {
    if (this.#row === undefined) {
      const fields = Object.fromEntries(Object.entries(this.#call).map(([name, value]) => [fieldKey(name), value]));
      this.#row = new Row({ fields, first: fields, version: 0, order: 0 });
    }
    return this.#row;
  }
}

export function callSubject({ called, call }: Running): Subject {
  return new CallSubject(`call ${called.id}`, call);
}
