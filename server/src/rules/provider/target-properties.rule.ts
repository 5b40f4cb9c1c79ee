import { message } from '../message.ts';
import { sourcesOf, statedBy } from '../profiles/index.ts';
import { defineRule } from '../rule.ts';
import { offer } from '../support/fixes.ts';
import { rawSchema } from '../support/raw.ts';

/** Texts without the word cannot lack it in one function and have it in another. */
const PROPERTIES = '"properties"';

export const targetProperties = defineRule({
  code: 'target-properties',
  family: 'provider',
  severity: 'error',
  title: 'Parameters without `properties`.',
  message: message`${'target'} refuses an object without \`properties\`: say \`{}\` for a function without parameters.`,
  docs: {
    what: `Parameters of type object without \`properties\`, as MCP servers send them for tools without parameters, while one of these targets is on: ${statedBy('properties')}.`,
    why: '"Invalid schema for function …: object schema missing properties", status 400 for the whole request.',
    bad: '',
    good: '',
    sources: sourcesOf('properties'),
  },
  checkProfile(subject, { title: target, properties }, report) {
    const [root] = subject.nodes;
    // Reading adds empty properties, so what was written decides; where there are some, nothing is missing.
    if (properties === undefined || root?.side !== 'parameters' || subject.dialect === 'fsig') return;
    if (Object.keys(root.schema.properties ?? {}).length > 0 || root.schema.$ref !== undefined) return;
    if (subject.dialect === 'openapi') return;
    const written = subject.mentions(PROPERTIES) || subject.mentions('"type"') ? rawSchema(subject, root) : undefined;
    if (written === undefined || written.properties !== undefined) return;
    if (['anyOf', 'oneOf', 'allOf'].some((keyword) => written[keyword] !== undefined)) return;
    report({ part: ['parameters'], data: { target }, level: properties.level ?? 'error' });
  },
  fixes: ({ edit }) =>
    offer('Add "properties": {}', edit.patch(['parameters'], { properties: {} }), { preferred: true, safe: true }),
});
