import { baseForm, keyWords, keyWordsOfText, participle } from '../../../english/index.ts';
import { typesOf } from '../../../signature/index.ts';
import { choiceLike } from '../choices.ts';
import { formOf } from '../derive.ts';
import type { TableModel } from '../model.ts';
import { endsRecord } from '../names.ts';
import type { Condition, StepEach } from '../plan.ts';
import { endsSomething } from '../values/strings.ts';
import { conditionOf } from './list.ts';
import type { Compiling } from './types.ts';

/** Verbs that are done to any number of records at once. */
const BULK =
  /^(?:clear|delete|remove|purge|discard|cancel|archive|close|expire|release|drop|wipe|prune|flush|complete|finish|void|dismiss|mark|erase|empty|reject|approve|reset)$/;

/** `clear_completed()`, `remove_withdrawn_teams(tournament_id)`: each record that stands so, or that the arguments bound, is dealt with. */
export function bulkStep(compiling: Compiling, table: TableModel): StepEach | undefined {
  const { reading, signature, verb } = compiling;
  const words = keyWords(signature.name);
  const text = keyWordsOfText(signature.description.slice(0, 200));
  const named = words.slice(1);
  const many = isManyOf(signature.name, signature.description);
  if (!reading.writes || table.single || !many || !(BULK.test(verb) || BULK.test(words[0] ?? ''))) return undefined;
  const own = reading.inputs.some(
    ({ role, of, parameter }) =>
      role === 'key' && (of?.entity ?? table.name) === table.name && !isMoment(parameter, signature),
  );
  if (own) return undefined;
  const where = reading.inputs.flatMap((input): Condition[] => {
    if (input.role === 'paging' || input.role === 'option') return [];
    const date = isMoment(input.parameter, signature);
    return conditionOf(compiling, table, date ? { parameter: input.parameter, role: 'bound' } : input);
  });
  const state = stateSaid(table, named, text);
  const flag = [...table.fields].find(
    ([key, schema]) => typesOf(schema).includes('boolean') && (named.includes(key) || text.includes(key)),
  )?.[0];
  const past = state === undefined && [...named, ...text].some((word) => /^(?:expired?|overdue)$/.test(word));
  const ends = past
    ? [...table.fields].find(([key, schema]) => formOf(key, schema) !== undefined && endsSomething(key.split('_')))?.[0]
    : undefined;
  if (
    where.length === 0 &&
    state === undefined &&
    flag === undefined &&
    ends === undefined &&
    !ALL.test(signature.description)
  )
    return undefined;
  const choices = table.fields.get(table.state ?? '')?.enum ?? [];
  const said = baseForm(text[0] ?? '');
  const deeds = [verb, words[0] ?? '', said].filter((word) => word !== '').map((word) => participle(word));
  const after = deeds
    .map((word) => choiceLike(word, choices))
    .find((choice) => choice !== undefined && choice !== state);
  const move = after === undefined ? { gone: participle(verb || words[0] || 'delete') } : { to: after };
  if (
    after === undefined &&
    reading.operation !== 'delete' &&
    !/^(?:delete|remove|clear|purge|discard|wipe|erase)/.test(said || verb)
  )
    return undefined;
  return {
    do: 'each',
    table: table.name,
    where,
    ...(state === undefined ? {} : { state }),
    ...(flag === undefined ? {} : { flag }),
    ...(ends === undefined ? {} : { past: ends }),
    ...move,
    ...(after !== undefined && endsRecord(after) ? { ends: true as const } : {}),
  };
}

const ALL = /\b(?:all|every|each)\b/i;

/** The name or the description speaks of many. */
function isManyOf(name: string, description: string): boolean {
  return (
    ALL.test(description.slice(0, 120)) ||
    /(?:^|_)(?:all|every|completed|expired|finished|old)(?:_|$)|(?:All|Completed|Expired|Finished|Old)(?=[A-Z]|$)/.test(
      name,
    )
  );
}

function isMoment(parameter: string, { parameters }: Compiling['signature']): boolean {
  const schema = parameters.properties?.[parameter];
  const words = keyWords(parameter);
  const dated = schema?.format === 'date' || schema?.format === 'date-time';
  return dated && words.some((word) => /^(?:before|until|after|since|from|older|to|by)$/.test(word));
}

/** The state that the name says, else the description, just before the things. */
function stateSaid(table: TableModel, named: readonly string[], text: readonly string[]): string | undefined {
  const choices = (table.fields.get(table.state ?? '')?.enum ?? table.entity.states).filter(
    (choice): choice is string => typeof choice === 'string',
  );
  const noun = table.name.split('_').at(-1);
  const find = (words: readonly string[]) => choices.find((choice) => words.includes(choice.toLowerCase()));
  const before = text.flatMap((word, at) => (text[at + 1] === noun ? [word] : []));
  return find(named) ?? find(before);
}
