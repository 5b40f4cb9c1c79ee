import { message } from '../message.ts';
import { defineRule } from '../rule.ts';
import { partOf } from '../subject.ts';
import { editDistance } from '../support/distance.ts';
import { offer } from '../support/fixes.ts';
import { JSON_TYPES } from '../support/schema.ts';

/** JSON Schema 2020-12, section 7.3. */
const STANDARD = (
  'date-time date time duration email idn-email hostname idn-hostname ipv4 ipv6 uri uri-reference iri iri-reference ' +
  'uuid uri-template json-pointer relative-json-pointer regex'
).split(' ');

/** Names in use elsewhere that are close to a standard one, and meant as they stand. */
const OTHERS = new Set([
  'data',
  'char',
  'url',
  'ulid',
  'ksuid',
  'urn',
  'ip',
  'ipv',
  'guid',
  'xid',
  'puid',
  'hostnames',
]);

/** Other words for a format, letters and digits only. */
const MEANT: ReadonlyMap<string, string> = new Map([
  ['datetime', 'date-time'],
  ['iso8601', 'date-time'],
  ['iso8601datetime', 'date-time'],
  ['isodatetime', 'date-time'],
  ['rfc3339', 'date-time'],
  ['isodate', 'date'],
  ['yyyymmdd', 'date'],
  ['emailaddress', 'email'],
  ['mail', 'email'],
  ['uuid4', 'uuid'],
  ['uuidv4', 'uuid'],
  ['ipv4address', 'ipv4'],
  ['ipv6address', 'ipv6'],
  ['regexp', 'regex'],
]);

export const formatUnknown = defineRule({
  code: 'format-unknown',
  family: 'well-formed',
  severity: 'warning',
  title: 'A `format` that nobody knows by this name.',
  message: message`\`${'format'}\` is no format that anybody checks${'hint'}.`,
  docs: {
    what: `A \`format\` that is another writing of one that JSON Schema defines (\`datetime\`, \`iso8601\`, \`YYYY-MM-DD\`, \`uuid4\`, \`Email\`), is one slip away from one, or names a type (\`"format": "string"\`). Formats of others (\`int64\`, \`byte\`, \`phone\`, one of your own) are left alone: JSON Schema allows any.`,
    why: `Whoever does not know the name passes over it, so that the value is checked by nobody; strict validators refuse the schema.`,
    bad: `{"name": "find_flights", "description": "Finds flights.", "inputSchema": {"type": "object", "properties": {
  "after": {"type": "string", "description": "Earliest departure.", "format": [|"datetime"|]}}}}`,
    good: `{"name": "find_flights", "description": "Finds flights.", "inputSchema": {"type": "object", "properties": {
  "after": {"type": "string", "description": "Earliest departure.", "format": "date-time"}}}}`,
    sources: [
      {
        title: 'JSON Schema 2020-12 Validation, section 7.3: defined formats',
        url: 'https://json-schema.org/draft/2020-12/json-schema-validation#section-7.3',
        read: '2026-11-28',
      },
    ],
  },
  checkSchema(node, _subject, report) {
    const format: unknown = node.schema.format;
    if (typeof format !== 'string' || format.length > 40) return;
    if (STANDARD.includes(format) || OTHERS.has(format)) return;
    if ((JSON_TYPES as readonly string[]).includes(format)) {
      report({ part: partOf(node, 'format'), data: { format, hint: ': it is a type' } });
      return;
    }
    const near = meant(format);
    if (near !== undefined)
      report({ part: partOf(node, 'format'), data: { format, hint: `; \`${near}\` is meant` }, fix: near });
  },
  fixes: ({ edit, part, fix }) =>
    typeof fix === 'string' ? offer(`Change to "${fix}"`, edit.replace(part, fix), { preferred: true }) : [],
});

/** The standard format that a name can only have meant. */
function meant(format: string): string | undefined {
  const plain = format.toLowerCase().replace(/[^a-z0-9]/g, '');
  const known = MEANT.get(plain) ?? STANDARD.find((name) => name.replaceAll('-', '') === plain);
  if (known !== undefined) return known;
  if (format.length < 5) return undefined;
  const near = STANDARD.filter((name) => name.length >= 5 && editDistance(format, name, 1) <= 1);
  return near.length === 1 ? near[0] : undefined;
}
