import { type JsonSchema, subschemas } from '../../json/index.ts';
import { resolveSchema } from '../../signature/index.ts';
import { message } from '../message.ts';
import { sourcesOf, statedBy } from '../profiles/index.ts';
import { defineRule } from '../rule.ts';
import { partOf } from '../subject.ts';

export const targetSize = defineRule({
  code: 'target-size',
  family: 'provider',
  severity: 'warning',
  title: 'Lengths that a target cannot hold in its grammar.',
  message: message`${'target'} takes ${'what'} of at most about ${'most'}; here it is ${'count'}.`,
  docs: {
    what: `\`maxItems\` of all arrays of a function that come to more than a target's grammar holds (${statedBy('arrayLengths')}), or a \`maxLength\` beyond it (${statedBy('textLength')}).`,
    why: 'The request is refused with a message that does not name the function, or the server builds no grammar.',
    bad: '',
    good: '',
    sources: [...sourcesOf('arrayLengths'), ...sourcesOf('textLength')],
  },
  checkProfile(subject, { title: target, arrayLengths, textLength }, report) {
    if (arrayLengths === undefined && textLength === undefined) return;
    const nodes = subject.nodes.filter((node) => node.side === 'parameters');
    const sum = arrayLengths === undefined ? 0 : sumOfMaxItems(subject.signature.parameters);
    if (arrayLengths !== undefined && sum > arrayLengths.most) {
      const data = { target, what: 'a sum of `maxItems`', most: String(arrayLengths.most), count: String(sum) };
      report({ part: ['parameters'], what: 'key', data, level: arrayLengths.level ?? 'error' });
    }
    for (const node of textLength === undefined ? [] : nodes) {
      const count = Number(node.schema.maxLength);
      if (!(count > (textLength?.most ?? Number.POSITIVE_INFINITY))) continue;
      const data = { target, what: 'a `maxLength`', most: String(textLength?.most), count: String(count) };
      report({ part: partOf(node, 'maxLength'), what: 'key', data, level: textLength?.level ?? 'error' });
    }
  },
});

/** Schemas that are counted at most: a grammar of so many holds nothing anyway. */
const MAX_SCHEMAS = 20_000;

/** The sum over all arrays, those behind a reference once for each place that refers to them. */
function sumOfMaxItems(root: JsonSchema): number {
  let left = MAX_SCHEMAS;
  const sumOf = (raw: JsonSchema, refs: readonly string[]): number => {
    const { $ref } = raw;
    if (--left < 0 || (typeof $ref === 'string' && refs.includes($ref))) return 0;
    const { schema } = resolveSchema(root, raw);
    const open = typeof $ref === 'string' ? [...refs, $ref] : refs;
    let sum = Number(schema.maxItems) || 0;
    for (const { role, schema: child } of subschemas(schema)) if (role !== 'definition') sum += sumOf(child, open);
    return sum;
  };
  return sumOf(root, []);
}
