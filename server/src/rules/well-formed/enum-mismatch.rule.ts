import { typesOf } from '../../signature/index.ts';
import { message, show } from '../message.ts';
import { defineRule } from '../rule.ts';
import { partOf } from '../subject.ts';
import { offer } from '../support/fixes.ts';
import { hasType } from '../support/schema.ts';

export const enumMismatch = defineRule({
  code: 'enum-mismatch',
  family: 'well-formed',
  severity: 'warning',
  title: 'An enum member, or a constant, of another type than its schema.',
  message: message`${'value'} can never be used: the type is ${'type'}.`,
  docs: {
    what: 'A member of `enum`, or a `const`, that the `type` beside it refuses. An enum on an array is left to `enum-on-array`.',
    why: 'No value can fulfil both keywords. A model picks the member and the call is refused.',
    bad: `{"name": "set_fan", "description": "Sets the fan.", "inputSchema": {"type": "object", "properties": {
  "speed": {"type": "integer", "description": "Step of the fan.", "enum": [1, 2, [|"3"|]]}}}}`,
    good: `{"name": "set_fan", "description": "Sets the fan.", "inputSchema": {"type": "object", "properties": {
  "speed": {"type": "integer", "description": "Step of the fan.", "enum": [1, 2, 3]}}}}`,
  },
  checkSchema(node, _subject, report) {
    const { schema } = node;
    const types = typesOf(schema);
    if (types.length === 0) return;
    if (schema.const !== undefined && !hasType(schema.const, types)) {
      const meant = convert(schema.const, types);
      const data = { value: show(schema.const), type: types.join(' or ') };
      report({ part: partOf(node, 'const'), data, ...(meant === undefined ? {} : { fix: meant }) });
    }
    if (!Array.isArray(schema.enum) || types.includes('array')) return;
    // OpenAPI's way to say null: the member stands for the keyword.
    const nullable = schema.nullable === true;
    schema.enum.forEach((value, index) => {
      if (hasType(value, types) || (value === null && nullable)) return;
      const data = { value: show(value), type: types.join(' or ') };
      const meant = convert(value, types);
      report({ part: partOf(node, 'enum', index), data, ...(meant === undefined ? {} : { fix: meant }) });
    });
  },
  fixes: ({ edit, part, fix }) =>
    fix === undefined || fix === null
      ? []
      : offer(`Change to ${show(fix)}`, edit.replace(part, fix), { preferred: true }),
});

/** The same value in a type that is admitted, where that is plain. */
function convert(value: unknown, types: readonly string[]): string | number | boolean | undefined {
  if (types.includes('string') && (typeof value === 'number' || typeof value === 'boolean')) return String(value);
  if (typeof value !== 'string') return undefined;
  if (types.includes('boolean') && /^(?:true|false)$/i.test(value)) return value.toLowerCase() === 'true';
  const number = /^-?\d+(?:\.\d+)?$/.test(value) ? Number(value) : Number.NaN;
  return hasType(number, types) && !Number.isNaN(number) ? number : undefined;
}
