import { message } from '../message.ts';
import { defineRule } from '../rule.ts';
import { partOf } from '../subject.ts';
import { offer } from '../support/fixes.ts';
import { SOURCES } from '../support/provider.ts';
import { rawSchema } from '../support/raw.ts';

const TYPES = ['boolean', 'array', 'string', 'integer', 'float', 'tuple', 'any', 'dict'];
/** What a name of another language is called in BFCL. */
const MEANT = new Map([
  ['number', 'float'],
  ['double', 'float'],
  ['object', 'dict'],
  ['bool', 'boolean'],
  ['int', 'integer'],
  ['str', 'string'],
  ['list', 'array'],
]);

export const bfclType = defineRule({
  code: 'bfcl-type',
  family: 'provider',
  target: 'bfcl',
  severity: 'error',
  title: "A type outside BFCL's list.",
  message: message`BFCL does not know the type ${'type'}: it takes boolean, array, string, integer, float, tuple, any and dict.`,
  docs: {
    what: `A type as written in a BFCL file that is none of boolean, array, string, integer, float, tuple, any, dict. The Java and JavaScript parts of BFCL use types of those languages; turn the rule off for them.`,
    why: `The benchmark's format checker refuses the function, and its evaluator cannot compare values of the type.`,
    bad: `{"name": "pay", "description": "Pays an invoice.", "parameters": {"type": "dict", "properties": {"id": {"type": [|"number"|], "description": "Invoice."}}, "required": ["id"]}}`,
    good: `{"name": "pay", "description": "Pays an invoice.", "parameters": {"type": "dict", "properties": {"id": {"type": "float", "description": "Invoice."}}, "required": ["id"]}}`,
    sources: [SOURCES.bfcl],
  },
  checkSchema(node, subject, report) {
    if (subject.dialect !== 'bfcl' || node.side !== 'parameters') return;
    if (node.role !== 'property' && node.role !== 'items' && node.role !== 'root') return;
    const type: unknown = rawSchema(subject, node)?.type;
    if (typeof type !== 'string' || (node.role === 'root' ? type === 'dict' : TYPES.includes(type))) return;
    const meant = MEANT.get(type.toLowerCase());
    report({
      part: partOf(node, 'type'),
      data: { type: `\`${type}\`` },
      ...(meant === undefined ? {} : { fix: meant }),
    });
  },
  fixes: ({ edit, part, fix }) =>
    typeof fix === 'string'
      ? offer(`Change to "${fix}"`, edit.replace(part, fix), { preferred: true, safe: true })
      : [],
});
