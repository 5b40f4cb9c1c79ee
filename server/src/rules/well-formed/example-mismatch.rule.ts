import { validateValue } from '../../signature/index.ts';
import { message, show } from '../message.ts';
import { defineRule } from '../rule.ts';
import { partOf } from '../subject.ts';
import { offer } from '../support/fixes.ts';
import { isSelfContained, judge, withDefinitions } from '../support/values.ts';

export const exampleMismatch = defineRule({
  code: 'example-mismatch',
  family: 'well-formed',
  severity: 'warning',
  title: 'An example that its own schema refuses.',
  message: message`Example ${'value'} is refused by its own schema: ${'reason'}.`,
  docs: {
    what: 'A member of `examples` (`@example` in `.fsig`), or the arguments of an example call, that the schema refuses.',
    why: 'Examples are what a model copies first.',
    bad: `/** Tools of an airline. */
namespace airline {
  /**
   * Finds flights that leave an airport.
   * @param from Airport to leave from. @pattern ^[A-Z]{3}$ @example [|"Lisbon"|]
   */
  function find_flights(from: string): string[];
}`,
    good: `/** Tools of an airline. */
namespace airline {
  /**
   * Finds flights that leave an airport.
   * @param from Airport to leave from. @pattern ^[A-Z]{3}$ @example "LIS"
   */
  function find_flights(from: string): string[];
}`,
  },
  checkFunction({ signature }, report) {
    signature.examples.forEach((example, index) => {
      if (example.arguments === undefined) return;
      const [first] = validateValue(signature.parameters, example.arguments);
      if (first === undefined) return;
      const data = { value: show(example.arguments), reason: first.message };
      report({ part: ['examples', index], data });
    });
  },
  checkSchema(node, subject, report) {
    const { schema } = node;
    if (!Array.isArray(schema.examples) || !isSelfContained(schema)) return;
    schema.examples.forEach((value, index) => {
      const [first] = judge(withDefinitions(schema, subject.signature[node.side]), value, subject.dialect);
      if (first === undefined) return;
      report({ part: partOf(node, 'examples', index), data: { value: show(value), reason: first.message } });
    });
  },
  fixes: ({ edit, part }) => offer('Remove the example', edit.remove(part)),
});
