import { message, show } from '../message.ts';
import { defineRule } from '../rule.ts';
import { partOf } from '../subject.ts';
import { defaultAsText } from '../support/defaults.ts';
import { offer } from '../support/fixes.ts';
import { isSelfContained, judge, withDefinitions } from '../support/values.ts';

export const defaultMismatch = defineRule({
  code: 'default-mismatch',
  family: 'well-formed',
  severity: 'warning',
  title: 'A default that its own schema refuses.',
  message: message`Default ${'value'} is refused by its own schema: ${'reason'}.`,
  docs: {
    what: `A \`default\` that is not a valid value of the schema it stands in: of another type, outside the \`enum\`, out of
bounds. A default of \`null\` is left to \`default-null\`, and a boolean or number written as a text to \`default-as-text\`.`,
    why: 'A model that follows the default sends a call which the server then refuses, and training data made from it teaches the mistake.',
    bad: `/** Tools of a shop. */
namespace shop {
  /**
   * Lists orders, newest first.
   * @param order Which way to sort.
   */
  function list_orders(order: "asc" | "desc" = [|"down"|]): string[];
}`,
    good: `/** Tools of a shop. */
namespace shop {
  /**
   * Lists orders, newest first.
   * @param order Which way to sort.
   */
  function list_orders(order: "asc" | "desc" = "desc"): string[];
}`,
  },
  checkSchema(node, subject, report) {
    const { schema } = node;
    if (!Object.hasOwn(schema, 'default') || schema.default === null || schema.default === undefined) return;
    if (defaultAsText(subject.resolve(node)) !== undefined || !isSelfContained(schema)) return;
    const [first] = judge(withDefinitions(schema, subject.signature[node.side]), schema.default, subject.dialect);
    if (first === undefined) return;
    report({ part: partOf(node, 'default'), data: { value: show(schema.default), reason: first.message } });
  },
  fixes: ({ edit, part, schemaAt }) => {
    const parent = part.slice(0, -1);
    const choices = schemaAt(parent)?.enum ?? [];
    const value = schemaAt(parent)?.default;
    const same = choices.find(
      (choice) =>
        typeof choice === 'string' && typeof value === 'string' && choice.toLowerCase() === value.toLowerCase(),
    );
    return [
      ...(same === undefined
        ? []
        : offer(`Change to ${show(same)}`, edit.replace(part, same), { preferred: true, safe: true })),
      ...offer('Remove the default', edit.patch(parent, { default: undefined })),
    ];
  },
});
