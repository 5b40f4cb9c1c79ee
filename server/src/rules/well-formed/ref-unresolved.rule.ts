import { isSchema, type JsonSchema } from '../../json/index.ts';
import { namedSchemas, refName } from '../../signature/index.ts';
import { message } from '../message.ts';
import { defineRule } from '../rule.ts';
import { type FunctionSubject, partOf, type SchemaNode } from '../subject.ts';
import { type NameFinder, nameFinder } from '../support/distance.ts';
import { offer } from '../support/fixes.ts';
import { rawSchema } from '../support/raw.ts';

export const refUnresolved = defineRule({
  code: 'ref-unresolved',
  family: 'well-formed',
  severity: 'error',
  title: 'A `$ref` leads to nothing.',
  message: message`Nothing is at ${'ref'}${'hint'}`,
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
    if (resolves(root, ref)) {
      const table = otherTable(node, subject);
      if (table !== undefined)
        report({ part: partOf(node, '$ref'), data: { ref, hint: `: it is under \`${table}\`.` }, fix: table });
      return;
    }
    const near = closestDefinition(ref, root);
    const outside = ' that can be read here: only references within the schema are followed.';
    const hint = near !== undefined ? `; is ${near} meant?` : ref.startsWith('#') ? '.' : outside;
    report({ part: partOf(node, '$ref'), data: { ref, hint }, ...(near === undefined ? {} : { fix: near }) });
  },
  fixes: ({ edit, part, fix, data }) => {
    if (typeof fix !== 'string') return [];
    const name = refName(data.ref);
    const meant = fix.startsWith('#') || name === undefined ? fix : `#/${fix}/${name}`;
    return offer(`Change to "${meant}"`, edit.replace(part, meant), { preferred: true, safe: !fix.startsWith('#') });
  },
});

/**
 * Reading lays `definitions` and `$defs` together. Where the author wrote a reference to the one and the definition into
 * the other, no other reader finds it: the table it really stands in.
 */
function otherTable(node: SchemaNode, subject: FunctionSubject): '$defs' | 'definitions' | undefined {
  // Most texts use one of the two names only.
  if (!subject.mentions('$defs') || !subject.mentions('definitions')) return undefined;
  const written: unknown = rawSchema(subject, node)?.$ref;
  let root = node;
  while (root.parent !== undefined) root = root.parent;
  const raw = rawSchema(subject, root);
  const name = typeof written === 'string' ? refName(written) : undefined;
  if (raw === undefined || typeof written !== 'string' || name === undefined || resolves(raw, written))
    return undefined;
  return (['$defs', 'definitions'] as const).find((table) => resolves(raw, `#/${table}/${name}`));
}

/** The definition that a mistyped reference can only have meant. */
function closestDefinition(ref: string, root: unknown): string | undefined {
  const name = refName(ref);
  const near = name === undefined || !isSchema(root) ? undefined : definitionFinder(root)(name);
  return near === undefined ? undefined : `#/$defs/${near}`;
}

/** Made once a schema: thousands of references may look into the same definitions. */
const finders = new WeakMap<object, NameFinder>();

function definitionFinder(root: JsonSchema): NameFinder {
  let finder = finders.get(root);
  if (finder === undefined) {
    const names = isSchema(root.$defs) ? Object.keys(root.$defs) : [];
    finder = nameFinder(names.length > MAX_COMPARED ? [] : names);
    finders.set(root, finder);
  }
  return finder;
}

/** Definitions that a name is compared with; among more of them no slip is looked for. */
const MAX_COMPARED = 200;

function resolves(root: unknown, ref: string): boolean {
  if (ref === '#') return true;
  if (!ref.startsWith('#/')) return isSchema(root) && namedSchemas(root).has(ref);
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
