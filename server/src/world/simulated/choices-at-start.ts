import type { Json, JsonSchema } from '../../json/index.ts';
import type { Random } from '../../random/index.ts';
import type { TableModel } from './model.ts';
import { isOver } from './names.ts';

/** The n-th choice of a field; of a state, those that something can still be done in come first. */
export function choiceInTurn(table: TableModel, key: string, place: number): Json | undefined {
  const all = table.fields.get(key)?.enum ?? [];
  const open = key === table.state ? all.filter((choice) => table.startStates.includes(String(choice))) : all;
  const choices = [...open, ...all.filter((choice) => !open.includes(choice))];
  return choices.length === 0 ? undefined : choices[place % choices.length];
}

/** A record is mostly in a state that something can still be done in. */
export function startState(table: TableModel, schema: JsonSchema, random: Random): Json | undefined {
  const texts = (schema.enum ?? table.startStates).filter((value): value is string => typeof value === 'string');
  const open = texts.filter((text) => !isOver(text));
  const preferred = open.filter((text) => table.startStates.includes(text));
  if (open.length === 0 && schema.enum === undefined) return 'active';
  return random.pick(preferred.length > 0 && random.chance(0.8) ? preferred : open.length > 0 ? open : texts);
}
