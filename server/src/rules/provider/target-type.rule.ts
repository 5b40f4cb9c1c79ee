import { message } from '../message.ts';
import { sourcesOf, statedBy } from '../profiles/index.ts';
import { defineRule } from '../rule.ts';
import { partOf, type SchemaNode, wordsFor } from '../subject.ts';

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
    what: `A property, item or branch without \`type\`, or \`type\` beside \`anyOf\` or \`oneOf\` (it belongs into each branch), also at the root, while one of these targets is on: ${statedBy('propertyType')}.`,
    why: '"type is not defined", "when using anyOf, type should be defined in anyOf items instead of the parent schema": the whole request is refused, for tools that others take.',
    bad: '',
    good: '',
    sources: sourcesOf('propertyType'),
  },
  checkProfile(subject, { title: target, propertyType, typeBesideChoice }, report) {
    if (propertyType === undefined && typeBesideChoice === undefined) return;
    for (const node of subject.nodes) {
      if (node.side !== 'parameters') continue;
      const { schema } = node;
      const name = wordsFor(node);
      const choice = CHOICES.find((keyword) => schema[keyword] !== undefined);
      if (typeBesideChoice !== undefined && choice !== undefined && schema.type !== undefined) {
        const data = { target, name, problem: `\`type\` stands beside \`${choice}\`` };
        report({ part: partOf(node, choice), what: 'key', data, level: typeBesideChoice.level ?? 'error' });
      }
      if (propertyType !== undefined && missesType(node))
        report({
          part: partOf(node),
          data: { target, name, problem: 'it has no type' },
          level: propertyType.level ?? 'error',
        });
    }
  },
});

function missesType({ role, schema, parent }: SchemaNode): boolean {
  if (schema.type !== undefined || IN_PLACE.some((keyword) => schema[keyword] !== undefined)) return false;
  if (role === 'property' || role === 'items') return true;
  // Branches that only say what is required together stand beside properties that have their types.
  return role === 'branch' && parent?.schema.type === undefined;
}
