import { isObject } from '../json/index.ts';
import { SETTINGS } from './table.ts';
import type { SettingSpec, ValueOf } from './types.ts';

/** A setting without its `magnet.` in front. */
export type SettingId = keyof typeof SETTINGS;

export type SettingValue<Id extends SettingId> = ValueOf<(typeof SETTINGS)[Id]>;

/**
 * The value of a setting as somebody wrote it, made one that the table admits: a number out of its range becomes the
 * nearest in it, and what is of the wrong kind counts as not set.
 */
export function settingValue<Id extends SettingId>(id: Id, written: unknown): SettingValue<Id> {
  return admitted(SETTINGS[id], written) as SettingValue<Id>;
}

/** The same out of an object nested by the dots of the id, as `workspace/configuration` answers for `magnet`. */
export function settingIn<Id extends SettingId>(settings: unknown, id: Id): SettingValue<Id> {
  let value = settings;
  for (const key of id.split('.')) value = isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  return settingValue(id, value);
}

function admitted(spec: SettingSpec, written: unknown): unknown {
  switch (spec.kind) {
    case 'boolean':
    case 'text':
      return typeof written === typeof spec.default ? written : spec.default;
    case 'integer':
      return Number.isInteger(written) ? within(spec, written as number) : spec.default;
    case 'number':
      return Number.isFinite(written) ? within(spec, written as number) : spec.default;
    case 'choice':
      return typeof written === 'string' && Object.hasOwn(spec.choices, written) ? written : spec.default;
    case 'list':
      return Array.isArray(written) ? members(spec, written).slice(0, spec.most) : spec.default;
  }
}

function within({ min, max = Number.POSITIVE_INFINITY }: { min: number; max?: number }, value: number): number {
  return Math.min(Math.max(value, min), max);
}

function members({ choices }: { choices?: Readonly<Record<string, string>> }, written: readonly unknown[]): string[] {
  const texts = written.filter((item): item is string => typeof item === 'string');
  return choices === undefined ? texts : [...new Set(texts)].filter((item) => Object.hasOwn(choices, item));
}
