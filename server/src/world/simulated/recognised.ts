import type { FunctionReading, InputReading } from '../../domain/index.ts';
import { keyWords } from '../../english/index.ts';
import { isRecord, type JsonSchema } from '../../json/index.ts';
import { fieldKey } from './names.ts';
import { isPerson } from './values/persons.ts';
import { TITLED } from './values/strings/names.ts';

type Properties = Readonly<Record<string, JsonSchema>>;

/** What a record is called, in an answer. */
export const LABELS =
  /(?:^|_)(?:name|title|subject|headline|label|text|content|body|message|summary|description|question)$/;

/**
 * A row that tells nothing but its identifier helps nobody to choose: people have names, and so has what nothing else is
 * known of.
 */
export function recognisable(properties: Properties, { entity, outputs }: FunctionReading): Properties {
  const noun = entity
    ?.slice(entity.lastIndexOf('.') + 1)
    .split('_')
    .at(-1);
  const names = Object.keys(properties);
  if (noun === undefined || names.some((name) => LABELS.test(fieldKey(name)))) return properties;
  const keys = new Set(
    outputs.flatMap(({ path, role }) => (role === 'key' || role === 'reference' ? (path.split('.').at(-1) ?? '') : [])),
  );
  const telling = names.some((name) => !keys.has(name) && !isKeyName(name) && !/^(?:status|state)$/.test(name));
  if (names.length === 0 || (telling && !isPerson(noun))) return properties;
  return { ...properties, [TITLED.has(noun) ? 'title' : 'name']: { type: 'string' } };
}

function isKeyName(name: string): boolean {
  return /^(?:id|number|code|uuid|key)$/.test(keyWords(name).at(-1) ?? '');
}

/** Words of parameters that narrow a search by what no record tells: ends of a range, an order, a part of a text. */
const NARROWING =
  /^(?:from|to|since|until|before|after|start|end|begin|min|max|minimum|maximum|sort|order|limit|page|offset|query|q|search|text|keyword|term|pattern|only|include|exclude|all|scope|any|radius|within|near|or|and|not)$/;

/** Whether a filter compares one field of the record, which a row can tell. */
export function comparesField({ role, of, parameter }: InputReading, entity: string, schema: unknown): boolean {
  if (role !== 'filter' || of?.entity !== entity || !isRecord(schema)) return false;
  if (keyWords(parameter).some((word) => NARROWING.test(word))) return false;
  return schema.enum !== undefined || schema.type === 'string' || schema.type === 'integer';
}

/** What nobody is shown again. */
const SECRET = /(?:^|_)(?:password|passcode|passphrase|secret|pin|token|otp|cvv|cvc)$/;

export function isSecret(name: string): boolean {
  return SECRET.test(fieldKey(name));
}
