import { message } from '../message.ts';
import { defineRule } from '../rule.ts';
import { isSchema, partOf } from '../subject.ts';

export const refUnresolved = defineRule({
  code: 'ref-unresolved',
  family: 'well-formed',
  severity: 'error',
  title: 'A `$ref` leads to nothing.',
  message: message`Nothing is at ${'ref'}${'hint'}.`,
  docs: {
    what: 'A `$ref` within the schema that names no part of it, or that leads outside the schema, where no provider follows.',
    why: 'The value it should describe can be anything to a lenient reader, and is an error to a strict one.',
    bad: `{"name": "pay", "description": "Pays an invoice.", "inputSchema": {"type": "object", "properties": {
  "amount": {"$ref": [|"#/$defs/Money"|]}}}}`,
    good: `{"name": "pay", "description": "Pays an invoice.", "inputSchema": {"type": "object", "properties": {
  "amount": {"$ref": "#/$defs/Money"}}, "$defs": {"Money": {"type": "number", "description": "In euros."}}}}`,
    sources: [
      {
        title: 'JSON Schema 2020-12 Core, section 8.2.3.1',
        url: 'https://json-schema.org/draft/2020-12/json-schema-core#section-8.2.3.1',
        read: '2026-11-22',
      },
    ],
  },
  checkSchema(node, subject, report) {
    const ref: unknown = node.schema.$ref;
    if (typeof ref !== 'string') return;
    const root = subject.signature[node.side];
    if (resolves(root, ref)) return;
    const hint = ref.startsWith('#') ? '' : ' that can be read here: only references within the schema are followed';
    report({ part: partOf(node, '$ref'), data: { ref, hint } });
  },
});

function resolves(root: unknown, ref: string): boolean {
  if (ref === '#') return true;
  if (!ref.startsWith('#/')) return ref.startsWith('#') && hasAnchor(root, ref.slice(1));
  let value: unknown = root;
  for (const step of ref.slice(2).split('/')) {
    const key = decode(step).replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return false;
    value = (value as Record<string, unknown>)[key];
  }
  return isSchema(value) || typeof value === 'boolean';
}

function decode(step: string): string {
  try {
    return decodeURIComponent(step);
  } catch {
    return step;
  }
}

function hasAnchor(root: unknown, anchor: string): boolean {
  if (!isSchema(root)) return false;
  const definitions = [root.$defs, root.definitions].flatMap((map) => (isSchema(map) ? Object.values(map) : []));
  return [root, ...definitions].some((schema) => isSchema(schema) && schema.$anchor === anchor);
}
