import { type FunctionReading, guessedSchema, toldFields } from '../../domain/index.ts';
import { keyWords, plural, singular } from '../../english/index.ts';
import { isRecord, type JsonSchema } from '../../json/index.ts';

type Properties = Readonly<Record<string, JsonSchema>>;

const EACH =
  /\b(?:each|every)\s+([a-z]+)(?:\s+(?:is|comes?))?\s+(?:has|have|with)\s+(?:(?:its|their|a|an|the)\s+)?([^.;:\n]{3,160})/i;
/** What is told of all rows together, and not of each. */
const OF_ALL = /,?\s+(?:and|plus)\s+(?:how many|the (?:total|number|sum|average)|(?:a|in) total)\b.*$/i;

/** Rows that a description speaks of: "Each lesson has weekday, period and room", "every pupil with their mark". */
export interface ToldRows {
  readonly noun: string;
  readonly fields: Properties;
}

export function toldRows(description: string): ToldRows | undefined {
  const [, word = '', list = ''] = EACH.exec(description.slice(0, 600)) ?? [];
  const noun = singular(word.toLowerCase());
  if (noun === '' || /^(?:time|day|one|thing|call|request|result|entry|of)$/.test(noun)) return undefined;
  const fields = toldFields(`with its ${list.replace(OF_ALL, '')}`);
  if (fields.length === 0) return undefined;
  return { noun, fields: Object.fromEntries(fields.map(({ name, words }) => [name, guessedSchema(words)])) };
}

const COUNTED = /\bhow many\b[^.;:\n]{0,30}?\b(?:are|is|were|have been|have|has)\s+(?!on\b|in\b|at\b|there\b)([a-z]+)/i;

/** "… and how many are present": how many of the rows say so, by the word. */
export function toldCount(description: string): string | undefined {
  const [, word = ''] = COUNTED.exec(description.slice(0, 600)) ?? [];
  return word === '' ? undefined : `${word.toLowerCase()}_count`;
}

/** Lists of what something is put together of: what stands in them has a text and, beside a sum, an amount. */
const LINES = /^(?:line|item|entry|position|line_item|charge|row|part|extra)$/;
const SUM = /^(?:total|subtotal|amount|balance|sum|price|cost|amount_due|total_[a-z]+)$/;

/**
 * `lines` of a bill beside its total are no bare words: each says what it is for and what it comes to, in the fields that
 * put such a line there, where a function does.
 */
export function withLines(properties: Properties, put: Properties | undefined): Properties {
  const summed = Object.keys(properties).some((name) => SUM.test(keyWords(name).join('_')));
  return Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => {
      const items = isRecord(schema.items) ? (schema.items as JsonSchema) : undefined;
      const bare = schema.type === 'array' && items?.type === 'string' && items.enum === undefined;
      if (!bare || !LINES.test(singular(keyWords(name).join('_')))) return [name, schema];
      const money: Properties = summed ? { amount: { type: 'number' } } : {};
      const fields = put ?? { description: { type: 'string' }, ...money };
      return [name, { ...schema, items: { type: 'object', properties: fields, required: Object.keys(fields) } }];
    }),
  );
}

/** The rows that a description speaks of, as the list that an answer about one thing holds. */
export function withRows(
  { operation, entity }: FunctionReading,
  properties: Properties,
  rows: ToldRows | undefined,
): Properties {
  if (operation !== 'get' || rows === undefined) return properties;
  const name = plural(rows.noun);
  const own = Object.keys(rows.fields);
  const noun = entity?.split(/[._]/).at(-1) ?? '';
  const kept = Object.entries(properties).filter(
    ([key]) => !own.includes(key) && key !== name && (keyWords(key).at(-1) !== noun || noun === rows.noun),
  );
  return { ...Object.fromEntries(kept), [name]: { type: 'array', items: { type: 'object', properties: rows.fields } } };
}
