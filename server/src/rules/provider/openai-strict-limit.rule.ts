import { message } from '../message.ts';
import { defineRule } from '../rule.ts';
import type { SchemaNode } from '../subject.ts';
import { isObjectSchema, isStrict, parameterNodes, SOURCES } from '../support/provider.ts';

/** Objects around a schema. */
function objectDepth(node: SchemaNode): number {
  let depth = 0;
  for (let at = node.parent; at !== undefined; at = at.parent) if (isObjectSchema(at.schema)) depth++;
  return depth;
}

/** Characters of an enum of more than 250 texts; 0 for a smaller one. */
function lengthOfLargeEnum(values: unknown): number {
  const texts = Array.isArray(values) ? values.filter((value) => typeof value === 'string') : [];
  return texts.length > 250 ? texts.reduce((sum, text) => sum + text.length, 0) : 0;
}

export const openaiStrictLimit = defineRule({
  code: 'openai-strict-limit',
  family: 'provider',
  target: 'openai',
  severity: 'error',
  title: 'A schema larger than strict mode takes.',
  message: message`Strict mode takes ${'most'}; this schema has ${'count'}.`,
  docs: {
    what: `With \`"strict": true\`: more than 5,000 properties, more than 10 levels of objects, more than 1,000 enum values, more than 120,000 characters of property names, definition names, enum values and constants, or more than 15,000 characters in one enum of over 250 texts. Older editions of the page, and some models since, took 5 levels.`,
    why: `Status 400 for the whole request.`,
    bad: ``,
    good: ``,
    sources: [SOURCES.openaiStrict, SOURCES.openaiNesting],
  },
  checkFunction(subject, report) {
    if (!isStrict(subject.signature)) return;
    const nodes = parameterNodes(subject);
    const properties = nodes.filter((node) => node.role === 'property');
    const values = nodes.flatMap((node) => (Array.isArray(node.schema.enum) ? node.schema.enum : []));
    const names = nodes.reduce((sum, node) => sum + node.name.length, 0);
    const texts = values.reduce((sum: number, value) => sum + (typeof value === 'string' ? value.length : 0), 0);
    const levels = 1 + Math.max(0, ...nodes.filter((node) => isObjectSchema(node.schema)).map(objectDepth));
    const largeEnum = Math.max(0, ...nodes.map(({ schema }) => lengthOfLargeEnum(schema.enum)));
    const limits = [
      [properties.length, 5_000, 'properties'],
      [levels, 10, 'levels of nesting'],
      [values.length, 1_000, 'enum values'],
      [names + texts, 120_000, 'characters of names and values'],
      [largeEnum, 15_000, 'characters in an enum of over 250 texts'],
    ] as const;
    for (const [count, most, what] of limits) {
      if (count <= most) continue;
      report({
        part: ['parameters'],
        what: 'key',
        data: { most: `at most ${most.toLocaleString('en')} ${what}`, count: count.toLocaleString('en') },
      });
    }
  },
});
