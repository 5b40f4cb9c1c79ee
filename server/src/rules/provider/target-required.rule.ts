import { message } from '../message.ts';
import { sourcesOf, statedBy } from '../profiles/index.ts';
import { defineRule } from '../rule.ts';
import { partOf, type SchemaNode } from '../subject.ts';

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
      const problem = fact.what === 'alone' ? alone(node) : unknownName(node);
      if (problem === undefined) continue;
      report({ part: partOf(node, 'required'), data: { target, problem }, level: fact.level ?? 'error' });
    }
  },
});

function names({ schema }: SchemaNode): string[] | undefined {
  const { required } = schema;
  return Array.isArray(required) ? required : undefined;
}

/** Reading gives the root its properties; there, an empty map is none. */
function alone(node: SchemaNode): string | undefined {
  const list = names(node);
  const { properties } = node.schema;
  const empty = properties === undefined || (node.role === 'root' && Object.keys(properties).length === 0);
  return list !== undefined && list.length > 0 && empty ? 'in an object without `properties`' : undefined;
}

function unknownName(node: SchemaNode): string | undefined {
  if (node.schema.$ref !== undefined || ['anyOf', 'oneOf', 'allOf'].some((key) => node.schema[key] !== undefined))
    return undefined;
  const known = node.schema.properties ?? {};
  const name = names(node)?.find((each) => !Object.hasOwn(known, each));
  return name === undefined ? undefined : `with \`${name}\`, which is no property`;
}
