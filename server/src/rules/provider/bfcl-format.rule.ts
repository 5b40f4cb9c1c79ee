import { isSchema, type JsonSchema } from '../../json/index.ts';
import { typesOf } from '../../signature/index.ts';
import { message } from '../message.ts';
import { defineRule } from '../rule.ts';
import { partOf, type SchemaNode } from '../subject.ts';
import { SOURCES } from '../support/provider.ts';

const KEYWORDS = new Set(
  (
    'False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda ' +
    'nonlocal not or pass raise return try while with yield'
  ).split(' '),
);

function problemOf(schema: JsonSchema, node: SchemaNode): string | undefined {
  const types = typesOf(schema);
  const name = `\`${node.name}\``;
  if (KEYWORDS.has(node.name)) return `${name} is a Python keyword`;
  if (node.parameter && !node.required && !Object.hasOwn(schema, 'default'))
    return `the optional parameter ${name} needs a default`;
  if (typeof schema.description !== 'string') return `${name} needs a description`;
  if (types.includes('array') && schema.items === undefined && schema.prefixItems === undefined)
    return `the array ${name} needs \`items\``;
  const open = schema.properties === undefined && !isSchema(schema.additionalProperties);
  if (types.includes('object') && open)
    return `the dict ${name} needs \`properties\`, or \`additionalProperties\` with a type`;
  if (!types.includes('object') && types.length > 0 && schema.properties !== undefined)
    return `${name} has \`properties\` but is no dict`;
  return undefined;
}

export const bfclFormat = defineRule({
  code: 'bfcl-format',
  family: 'provider',
  target: 'bfcl',
  severity: 'warning',
  title: "A function that BFCL's format checker refuses.",
  message: message`BFCL: ${'problem'}.`,
  docs: {
    what: `What the benchmark's format checker refuses beyond types: an optional parameter without a default, an array without \`items\`, a dict that says neither its properties nor the type of its values, a parameter without a description, \`properties\` on a value that is no dict, a parameter named like a Python keyword.`,
    why: `The function cannot become part of the benchmark's data.`,
    bad: `{"name": "pay", "description": "Pays an invoice.", "parameters": {"type": "dict", "properties": {"id": {"type": "string", "description": "Invoice."}, [|"note"|]: {"type": "string", "description": "Shown to the payee."}}, "required": ["id"]}}`,
    good: `{"name": "pay", "description": "Pays an invoice.", "parameters": {"type": "dict", "properties": {"id": {"type": "string", "description": "Invoice."}, "note": {"type": "string", "description": "Shown to the payee.", "default": ""}}, "required": ["id"]}}`,
    sources: [SOURCES.bfcl],
  },
  checkProperty(node, _subject, report) {
    const problem = problemOf(node.schema, node);
    if (problem !== undefined) report({ part: partOf(node), what: 'key', data: { problem } });
  },
});
