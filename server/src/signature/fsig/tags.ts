/**
 * The documentation tags of `.fsig`: one table that reading, writing, completion and hover share. The schema tags
 * follow the convention of the TypeScript-to-JSON-Schema generators (typescript-json-schema, ts-json-schema-generator).
 */
import { STATEMENT_KEYWORD } from '../schema/notes.ts';

/** What follows a tag. */
export type TagValue =
  /** A finite number. */
  | 'number'
  /** A whole number, zero or more. */
  | 'count'
  /** Nothing, or `true` or `false`. */
  | 'flag'
  /** Text up to the next tag, or one JSON string. */
  | 'text'
  /** A JSON value; what is no JSON is taken as a string. */
  | 'json'
  /** A JSON value, and nothing else. */
  | 'strict-json'
  /** Names between commas or blanks. */
  | 'names'
  /** A name, then text. */
  | 'named'
  /** A note for readers, not part of the signature. */
  | 'note';

/** Where a tag may stand: on a value's type (parameter, property, response, alias), on a function, on a namespace. */
export type TagPlace = 'schema' | 'function' | 'namespace';

export interface TagDefinition {
  readonly name: string;
  readonly value: TagValue;
  readonly places: readonly TagPlace[];
  /** The JSON Schema keyword it writes, for schema tags. */
  readonly keyword?: string;
  /** One sentence for completion and hover. */
  readonly summary: string;
  /** Example of the value, as completion inserts it. */
  readonly sample?: string;
}

const schema = (name: string, value: TagValue, summary: string, sample = '', keyword = name): TagDefinition => ({
  name,
  value,
  places: ['schema'],
  keyword,
  summary,
  sample,
});

const ofFunction = (name: string, value: TagValue, summary: string, sample = ''): TagDefinition => ({
  name,
  value,
  places: ['function'],
  summary,
  sample,
});

const DEFINITIONS: readonly TagDefinition[] = [
  schema('minimum', 'number', 'Smallest value allowed.', '0'),
  schema('maximum', 'number', 'Largest value allowed.', '100'),
  schema('exclusiveMinimum', 'number', 'The value must be greater than this.', '0'),
  schema('exclusiveMaximum', 'number', 'The value must be less than this.', '100'),
  schema('multipleOf', 'number', 'The value is a multiple of this.', '0.01'),
  schema('minLength', 'count', 'Fewest characters.', '1'),
  schema('maxLength', 'count', 'Most characters.', '100'),
  schema('pattern', 'text', 'Regular expression (ECMA-262) the text matches.', '^[A-Z]{3}$'),
  schema('format', 'text', 'Format of the text: date, date-time, email, uri, uuid, …', 'date'),
  schema('minItems', 'count', 'Fewest items.', '1'),
  schema('maxItems', 'count', 'Most items.', '10'),
  schema('uniqueItems', 'flag', 'No item occurs twice.'),
  schema('minProperties', 'count', 'Fewest properties.', '1'),
  schema('maxProperties', 'count', 'Most properties.', '10'),
  schema('default', 'json', 'Value assumed where none is given.', '""'),
  schema('example', 'json', 'One example value; may be repeated.', '""', 'examples'),
  schema('examples', 'json', 'Example values, as a JSON array.', '[]'),
  schema('enum', 'strict-json', 'Allowed values, as a JSON array, where a literal union cannot say it.', '[]'),
  schema('const', 'strict-json', 'The only allowed value, where a literal type cannot say it.', '""'),
  schema('type', 'text', 'Replaces the JSON Schema type.', 'integer'),
  schema('contentEncoding', 'text', 'How the text encodes bytes.', 'base64'),
  schema('contentMediaType', 'text', 'Media type of the text.', 'application/json'),
  schema('readOnly', 'flag', 'The value is only ever given, never taken.'),
  schema('writeOnly', 'flag', 'The value is only ever taken, never given.'),
  schema('oneOf', 'flag', 'Exactly one member of this union fits.'),
  schema('schema', 'strict-json', 'Further JSON Schema keywords, as a JSON object.', '{}'),
  schema(
    'additionalProperties',
    'strict-json',
    'Whether further properties are allowed: false, true or a schema.',
    'false',
  ),
  schema('key', 'flag', 'The value names the record that the function works on.', '', STATEMENT_KEYWORD),
  schema('reference', 'text', 'The entity whose record the value names.', 'Customer', STATEMENT_KEYWORD),
  { name: 'title', value: 'text', places: ['schema', 'function'], keyword: 'title', summary: 'Short name for people.' },
  {
    name: 'description',
    value: 'text',
    places: ['schema', 'function', 'namespace'],
    keyword: 'description',
    summary: 'The description, where the plain text cannot hold it.',
  },
  {
    name: 'deprecated',
    value: 'text',
    places: ['schema', 'function'],
    keyword: 'deprecated',
    summary: 'Should no longer be used, and why.',
  },
  {
    name: 'category',
    value: 'text',
    places: ['function', 'namespace'],
    summary: 'Coarse label of the tool; on a namespace, of all its tools.',
    sample: 'Travel',
  },
  {
    name: 'toolClass',
    value: 'text',
    places: ['function', 'namespace'],
    summary: 'Finer label of the tool within its category.',
    sample: 'flight search',
  },
  ofFunction(
    'param',
    'named',
    'Describes one parameter; schema tags may follow on the same line.',
    'name Description.',
  ),
  ofFunction('returns', 'text', 'Describes the response; schema tags may follow on the same line.', 'Description.'),
  ofFunction('requires', 'names', 'Functions that must have run before (premises).', 'function_name'),
  ofFunction('throws', 'named', 'An error the function may answer with.', 'ErrorName When it happens.'),
  ofFunction('creates', 'text', 'The entity of which the function makes a new record.', 'Booking'),
  ofFunction('gets', 'text', 'The entity of which the function reads one record or value.', 'Booking'),
  ofFunction('lists', 'text', 'The entity of which the function finds any number of records.', 'Booking'),
  ofFunction(
    'updates',
    'text',
    'The entity, or its field, that the function changes, and the value it then has.',
    'Booking.status "cancelled"',
  ),
  ofFunction('deletes', 'text', 'The entity of which the function ends a record.', 'Booking'),
  ofFunction('computes', 'text', 'The answer follows from the arguments alone.'),
  ofFunction('sends', 'text', 'What leaves when the function is called.', 'Message'),
  ofFunction('readonly', 'flag', 'Changes nothing (MCP readOnlyHint).'),
  ofFunction('destructive', 'flag', 'May destroy or overwrite (MCP destructiveHint).'),
  ofFunction('idempotent', 'flag', 'Calling again changes nothing more (MCP idempotentHint).'),
  ofFunction('openWorld', 'flag', 'Reaches things outside its own system (MCP openWorldHint).'),
  ofFunction('strict', 'flag', "OpenAI's strict mode."),
];

/** Notes of TSDoc and JSDoc that say nothing about the signature. */
const NOTES = ['see', 'since', 'remarks', 'author', 'internal', 'todo', 'link', 'version'];

const BY_NAME: ReadonlyMap<string, TagDefinition> = new Map([
  ...DEFINITIONS.map((definition) => [definition.name, definition] as const),
  ['return', { ...(DEFINITIONS.find((tag) => tag.name === 'returns') as TagDefinition), name: 'returns' }] as const,
  ...NOTES.map(
    (name) =>
      [
        name,
        { name, value: 'note', places: ['schema', 'function', 'namespace'], summary: 'A note for readers.' },
      ] as const,
  ),
]);

/** All tags, in the order documentation lists them. */
export const TAGS: readonly TagDefinition[] = DEFINITIONS;

/** Definition of a tag by its written name, without the `@`. */
export function tagDefinition(name: string): TagDefinition | undefined {
  return BY_NAME.get(name);
}
