import { canonicalJson } from '../../json/index.ts';
import { qualifiedName } from '../../signature/index.ts';
import { message } from '../message.ts';
import { defineRule } from '../rule.ts';

export const conflictingFunction = defineRule({
  code: 'conflicting-function',
  family: 'well-formed',
  severity: 'information',
  title: 'Another file declares the same name differently.',
  message: message`${'name'} has another definition in ${'count'}.`,
  docs: {
    what: 'Two files declare a function of the same qualified name with different parameters, response or description.',
    why: 'Offered together, a provider refuses one of them; in a dataset the same name means two things.',
    bad: `// --- shop.fsig
/** Pays an invoice. @param invoice_id Invoice to pay. */
function [|pay|](invoice_id: string): boolean;
// --- bank.fsig
/** Pays a person. @param name Who gets the money. */
function [|pay|](name: string): boolean;`,
    good: `// --- shop.fsig
/** Pays an invoice. @param invoice_id Invoice to pay. */
function pay_invoice(invoice_id: string): boolean;
// --- bank.fsig
/** Pays a person. @param name Who gets the money. */
function pay_person(name: string): boolean;`,
  },
  catalog: {
    keys: (signature) => [qualifiedName(signature)],
    check({ entry, signature }, [key], buckets, report) {
      const elsewhere = buckets.members(key ?? '').filter((other) => other.entry.document.uri !== entry.document.uri);
      if (elsewhere.length === 0) return;
      const own = definition(signature);
      const others = elsewhere.filter((other) => definition(other.signature) !== own);
      const [first] = others;
      if (first === undefined) return;
      const files = new Set(others.map((other) => other.entry.document.uri)).size;
      report({
        part: ['name'],
        data: { name: `\`${qualifiedName(signature)}\``, count: files === 1 ? 'another file' : `${files} other files` },
        related: others
          .slice(0, 4)
          .map((other) => ({ id: other.entry.id, part: ['name'], message: 'Also declared here' })),
      });
    },
  },
});

function definition(
  signature: Parameters<typeof qualifiedName>[0] & { parameters: unknown; response?: unknown; description: string },
) {
  return canonicalJson([signature.description, signature.parameters, signature.response ?? null]);
}
