import { isObject, type Json } from '../../json/index.ts';
import type { PastCall } from '../types.ts';
import type { Choices } from '../wording/choose.ts';
import { sayValue } from '../wording/values.ts';
import { slotNames } from './check.ts';
import type { Phrasing } from './types.ts';

/** A text with its slots filled; undefined where a slot has nothing to be filled with. */
export function filled(text: string, value: (name: string) => string | undefined): string | undefined {
  const values = new Map(slotNames(text).map((name) => [name, value(name)] as const));
  if ([...values.values()].includes(undefined)) return undefined;
  return text.replace(/\{([^{}]*)\}/g, (_, name: string) => values.get(name) ?? '');
}

/** How a call that changed something is reported, where one of its phrasings can be filled from what it took and gave. */
export function reportBy(phrasing: Phrasing | undefined, call: PastCall, choices: Choices): string | undefined {
  if (phrasing === undefined || !call.ok) return undefined;
  const said = (name: string): string | undefined => {
    const output = isObject(call.output) ? call.output : {};
    const value: Json | undefined = output[name] ?? call.arguments[name];
    return typeof value === 'string' || typeof value === 'number' ? sayValue(value, { label: true }) : undefined;
  };
  const texts = phrasing.report.flatMap((text) => filled(text, said) ?? []);
  return texts.length === 0 ? undefined : choices.pick('report', texts);
}
