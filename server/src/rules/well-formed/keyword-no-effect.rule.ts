import { typesOf } from '../../signature/index.ts';
import { message } from '../message.ts';
import { defineRule } from '../rule.ts';
import { partOf } from '../subject.ts';
import { offer } from '../support/fixes.ts';

/** Keywords by the types of which they say something. */
const OF_TYPE = new Map<string, readonly string[]>();
const add = (types: readonly string[], keywords: string) => {
  for (const keyword of keywords.split(' ')) OF_TYPE.set(keyword, types);
};
add(['string'], 'minLength maxLength pattern');
add(['number', 'integer'], 'minimum maximum exclusiveMinimum exclusiveMaximum multipleOf');
add(['array'], 'minItems maxItems uniqueItems prefixItems contains items');
add(['object'], 'minProperties maxProperties patternProperties propertyNames properties');

/** Formats that only texts have; a number's seconds are no `date-time`. */
const TEXT_FORMATS = new Set(['date-time', 'date', 'time', 'email', 'hostname', 'ipv4', 'ipv6', 'uri', 'uuid']);

function formatTypes(format: unknown): readonly string[] | undefined {
  return typeof format === 'string' && TEXT_FORMATS.has(format) ? ['string'] : undefined;
}

export const keywordNoEffect = defineRule({
  code: 'keyword-no-effect',
  family: 'well-formed',
  severity: 'warning',
  title: 'A keyword that says nothing about a value of this type.',
  message: message`\`${'keyword'}\` has no effect on type ${'type'}: it is for type ${'meant'}.`,
  docs: {
    what: `A bound or a part of another type than the schema's: \`minLength\` beside \`"type": "integer"\`, \`maximum\` beside
\`"type": "string"\`, \`items\` beside \`"type": "object"\`, \`"format": "date-time"\` beside a number.`,
    why: `JSON Schema passes over it: what the author meant to forbid is allowed. Either the keyword is the wrong one or the type is.`,
    bad: `{"name": "find_hotel", "description": "Finds hotels.", "inputSchema": {"type": "object", "properties": {
  "nights": {"type": "integer", "description": "How many nights.", [|"minLength"|]: 1}}}}`,
    good: `{"name": "find_hotel", "description": "Finds hotels.", "inputSchema": {"type": "object", "properties": {
  "nights": {"type": "integer", "description": "How many nights.", "minimum": 1}}}}`,
    sources: [
      {
        title: 'JSON Schema 2020-12 Validation, section 6',
        url: 'https://json-schema.org/draft/2020-12/json-schema-validation#section-6',
        read: '2026-11-28',
      },
    ],
  },
  checkSchema(node, _subject, report) {
    const types = typesOf(node.schema);
    if (types.length === 0) return;
    for (const keyword of Object.keys(node.schema)) {
      const meant = keyword === 'format' ? formatTypes(node.schema.format) : OF_TYPE.get(keyword);
      if (meant === undefined || meant.some((type) => types.includes(type))) continue;
      const data = { keyword, type: types.join(' or '), meant: meant.join(' or ') };
      report({ part: partOf(node, keyword), what: 'key', data });
    }
  },
  fixes: ({ edit, part }) => {
    const keyword = String(part.at(-1));
    return offer(`Remove \`${keyword}\``, edit.patch(part.slice(0, -1), { [keyword]: undefined }));
  },
});
