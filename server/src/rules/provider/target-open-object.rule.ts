import { typesOf } from '../../signature/index.ts';
import { message } from '../message.ts';
import { sourcesOf, statedBy } from '../profiles/index.ts';
import { defineRule } from '../rule.ts';
import { partOf, wordsFor } from '../subject.ts';

export const targetOpenObject = defineRule({
  code: 'target-open-object',
  family: 'provider',
  severity: 'information',
  title: 'An object that names no properties, which a target has refused.',
  message: message`${'name'} is an object without properties: ${'target'} ${'words'}.`,
  docs: {
    what: `An object below the parameters without \`properties\`, or with none in them, while one of these targets is on: ${statedBy('openObject')}. The parameters themselves may be empty: a function without parameters is written without a schema.`,
    why: 'Older models, gateways and libraries still refuse it or leave it out, and a model that is told nothing of an object invents its keys. Name the properties, or take a text that holds JSON.',
    bad: '',
    good: '',
    sources: sourcesOf('openObject'),
  },
  checkProfile(subject, { title: target, openObject }, report) {
    if (openObject === undefined || subject.dialect === 'fsig') return;
    for (const node of subject.nodes) {
      if (node.side !== 'parameters' || node.role === 'root' || !typesOf(node.schema).includes('object')) continue;
      if (Object.keys(node.schema.properties ?? {}).length > 0 || isSaidOtherwise(node.schema)) continue;
      const data = { target, name: wordsFor(node), words: openObject.words };
      report({ part: partOf(node), data, level: openObject.level ?? 'error' });
    }
  },
});

/** What an object holds is said by a choice, by what it names, or as a map. */
function isSaidOtherwise(schema: Readonly<Record<string, unknown>>): boolean {
  const { additionalProperties } = schema;
  const isMap = typeof additionalProperties === 'object' && additionalProperties !== null;
  return isMap || ['anyOf', 'oneOf', 'allOf', '$ref'].some((keyword) => schema[keyword] !== undefined);
}
