import { message } from '../message.ts';
import { sourcesOf, statedBy } from '../profiles/index.ts';
import { defineRule } from '../rule.ts';
import { type FunctionSubject, partOf, type SchemaNode } from '../subject.ts';
import { rawSchema } from '../support/raw.ts';

export const targetRequired = defineRule({
  code: 'target-required',
  family: 'provider',
  severity: 'error',
  title: '`required` names what a target cannot find.',
  message: message`${'target'} refuses \`required\` ${'problem'}.`,
  docs: {
    what: `A name in \`required\` that is no property (Gemini), or \`required\` in an object without properties (Groq), while the target is on: ${statedBy('required')}.`,
    why: 'The whole request is refused; other providers pass over it.',
    bad: '',
    good: '',
    sources: sourcesOf('required'),
  },
  checkProfile(subject, { title: target, required: fact }, report) {
    if (fact === undefined) return;
    for (const node of subject.nodes) {
      if (node.side !== 'parameters') continue;
      const problem = fact.what === 'alone' ? alone(node, subject) : unknownName(node);
      if (problem === undefined) continue;
      report({ part: partOf(node, 'required'), data: { target, problem }, level: fact.level ?? 'error' });
    }
  },
});

function names({ schema }: SchemaNode): string[] | undefined {
  const { required } = schema;
  return Array.isArray(required) ? required : undefined;
}

/** Reading gives the root its properties, so there what was written decides. An empty list is refused as well. */
function alone(node: SchemaNode, subject: FunctionSubject): string | undefined {
  if (names(node) === undefined) return undefined;
  const { properties } = node.schema;
  if (node.role !== 'root') return properties === undefined ? ALONE : undefined;
  const bare = Object.keys(properties ?? {}).length === 0;
  const written = bare ? rawSchema(subject, node) : undefined;
  return written !== undefined && written.properties === undefined ? ALONE : undefined;
}

const ALONE = 'in an object without `properties`';

function unknownName(node: SchemaNode): string | undefined {
  if (node.schema.$ref !== undefined || ['anyOf', 'oneOf', 'allOf'].some((key) => node.schema[key] !== undefined))
    return undefined;
  const known = node.schema.properties ?? {};
  const name = names(node)?.find((each) => !Object.hasOwn(known, each));
  return name === undefined ? undefined : `with \`${name}\`, which is no property`;
}
