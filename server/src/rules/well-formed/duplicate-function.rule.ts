import { canonicalJson } from '../../json/index.ts';
import { qualifiedName } from '../../signature/index.ts';
import { message } from '../message.ts';
import { defineRule } from '../rule.ts';
import { offeredTogether } from '../support/lists.ts';

export const duplicateFunction = defineRule({
  code: 'duplicate-function',
  family: 'well-formed',
  severity: 'error',
  title: 'A function of this name is already in the same tool list.',
  message: message`${'name'} is already declared in this file${'how'}.`,
  docs: {
    what: `A second function with the same qualified name in one file: word for word the same, or another one. In files whose lines are tasks with
their own lists of functions, each line stands alone.`,
    why: 'Providers refuse a list in which a name stands twice; a call could mean either.',
    bad: `{"tools": [
  {"name": "pay", "description": "Pays an invoice.", "inputSchema": {"type": "object", "properties": {}}},
  {"name": [|"pay"|], "description": "Pays a person.", "inputSchema": {"type": "object", "properties": {}}}]}`,
    good: `{"tools": [
  {"name": "pay_invoice", "description": "Pays an invoice.", "inputSchema": {"type": "object", "properties": {}}},
  {"name": "pay_person", "description": "Sends money to a person.", "inputSchema": {"type": "object", "properties": {}}}]}`,
  },
  catalog: {
    keys: (signature, uri) => [`${uri} ${qualifiedName(signature)}`],
    check({ entry, signature }, [key], buckets, report) {
      const members = buckets.members(key ?? '').filter((other) => offeredTogether(entry, other.entry));
      const [first] = members;
      if (first === undefined || first.entry.id === entry.id) return;
      const same =
        canonicalJson({ ...first.signature, source: null }) === canonicalJson({ ...signature, source: null });
      report({
        part: ['name'],
        data: { name: `\`${qualifiedName(signature)}\``, how: same ? ', word for word' : ', with another definition' },
        related: [{ id: first.entry.id, part: ['name'], message: 'First declared here' }],
      });
    },
  },
});
