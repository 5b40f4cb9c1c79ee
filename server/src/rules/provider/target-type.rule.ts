import { message } from '../message.ts';
import { sourcesOf, statedBy } from '../profiles/index.ts';
import { defineRule } from '../rule.ts';
import { partOf, type SchemaNode, wordsFor } from '../subject.ts';
import { rawSchema } from '../support/raw.ts';

const CHOICES = ['anyOf', 'oneOf'] as const;
/** What says of which type a value is, in place of a type. */
const IN_PLACE = ['anyOf', 'oneOf', 'allOf', '$ref', 'enum', 'const'] as const;

export const targetType = defineRule({
  code: 'target-type',
  family: 'provider',
  severity: 'error',
  title: 'A type that a target misses, or finds beside a choice.',
  message: message`${'target'} refuses ${'name'}: ${'problem'}.`,
  docs: {
    what: `A property, item or branch without \`type\`, other fields beside \`anyOf\` (Vertex AI, in files of its own form), or \`type\` beside \`anyOf\` or \`oneOf\` (it belongs into each branch), also at the root, while one of these targets is on: ${statedBy('propertyType')}.`,
    why: '"type is not defined", "when using anyOf, type should be defined in anyOf items instead of the parent schema": the whole request is refused, for tools that others take.',
    bad: '',
    good: '',
    sources: sourcesOf('propertyType'),
  },
  checkProfile(subject, { title: target, propertyType, typeBesideChoice, choiceAlone }, report) {
    // Files of other forms are written anew before they are sent there.
    const alone = subject.dialect === 'gemini' && !subject.mentions('"parametersJsonSchema"') ? choiceAlone : undefined;
    if (propertyType === undefined && typeBesideChoice === undefined && alone === undefined) return;
    for (const node of subject.nodes) {
      if (node.side !== 'parameters') continue;
      const { schema } = node;
      const name = wordsFor(node);
      const choice = CHOICES.find((keyword) => schema[keyword] !== undefined);
      if (typeBesideChoice !== undefined && choice !== undefined && schema.type !== undefined) {
        const data = { target, name, problem: `\`type\` stands beside \`${choice}\`` };
        report({ part: partOf(node, choice), what: 'key', data, level: typeBesideChoice.level ?? 'error' });
      }
      const others =
        alone === undefined || schema.anyOf === undefined ? [] : besideChoice(rawSchema(subject, node) ?? schema);
      if (alone !== undefined && others.length > 0) {
        const data = { target, name, problem: `${others.join(', ')} stands beside \`anyOf\`, which must be alone` };
        report({ part: partOf(node, 'anyOf'), what: 'key', data, level: alone.level ?? 'error' });
      }
      if (propertyType !== undefined && missesType(node, propertyType.inPlace))
        report({
          part: partOf(node),
          data: { target, name, problem: 'it has no type' },
          level: propertyType.level ?? 'error',
        });
    }
  },
});

/** Of the schema as written: reading lifts what every branch says. */
function besideChoice(written: object): string[] {
  return Object.keys(written)
    .filter((keyword) => keyword !== 'anyOf' && !keyword.startsWith('$'))
    .map((keyword) => `\`${keyword}\``);
}

function missesType({ role, schema, parent }: SchemaNode, more?: readonly string[]): boolean {
  if (more !== undefined && (Object.keys(schema).length === 0 || more.some((keyword) => schema[keyword] !== undefined)))
    return false;
  if (schema.type !== undefined || IN_PLACE.some((keyword) => schema[keyword] !== undefined)) return false;
  if (role === 'property' || role === 'items') return true;
  // Branches that only say what is required together stand beside properties that have their types.
  return role === 'branch' && parent?.schema.type === undefined;
}
