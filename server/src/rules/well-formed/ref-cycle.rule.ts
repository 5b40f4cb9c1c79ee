import type { JsonSchema } from '../../signature/index.ts';
import { refName } from '../../signature/index.ts';
import { message } from '../message.ts';
import { defineRule } from '../rule.ts';
import { isSchema, partOf } from '../subject.ts';

export const refCycle = defineRule({
  code: 'ref-cycle',
  family: 'well-formed',
  severity: 'error',
  title: 'A `$ref` leads back to itself without a value on the way.',
  message: message`${'ref'} refers to itself and describes no value.`,
  docs: {
    what: `A chain of \`$ref\`s that comes back to its start without passing a property or an item. A type that contains
itself (a tree whose nodes have children) is fine.`,
    why: 'No value can ever be checked against it: readers give up or never end.',
    bad: `{"name": "pay", "description": "Pays an invoice.", "inputSchema": {"type": "object", "properties": {"amount": {"$ref": "#/$defs/Money"}},
  "$defs": {"Money": {"$ref": "#/$defs/Amount"}, "Amount": {"$ref": [|"#/$defs/Money"|]}}}}`,
    good: `{"name": "pay", "description": "Pays an invoice.", "inputSchema": {"type": "object", "properties": {"amount": {"$ref": "#/$defs/Money"}},
  "$defs": {"Money": {"$ref": "#/$defs/Amount"}, "Amount": {"type": "number", "description": "In euros."}}}}`,
  },
  checkSchema(node, subject, report) {
    if (node.role !== 'definition') return;
    const ref: unknown = node.schema.$ref;
    const definitions = subject.signature[node.side]?.$defs;
    if (typeof ref !== 'string' || definitions === undefined) return;
    const seen = [node.name];
    for (let name = refName(ref); name !== undefined; name = nextName(definitions, name)) {
      const known = seen.indexOf(name);
      // Reported once a cycle, at the member whose reference closes it in the order written.
      if (known === 0 && isLast(definitions, seen)) report({ part: partOf(node, '$ref'), data: { ref } });
      if (known >= 0) return;
      seen.push(name);
    }
  },
});

function nextName(definitions: Record<string, JsonSchema>, name: string): string | undefined {
  const target = Object.hasOwn(definitions, name) ? definitions[name] : undefined;
  return isSchema(target) && typeof target.$ref === 'string' ? refName(target.$ref) : undefined;
}

function isLast(definitions: Record<string, JsonSchema>, cycle: readonly string[]): boolean {
  const order = Object.keys(definitions);
  const [start] = cycle;
  return cycle.every((name) => order.indexOf(name) <= order.indexOf(start ?? ''));
}
