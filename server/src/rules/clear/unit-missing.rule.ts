import { message } from '../message.ts';
import { defineRule } from '../rule.ts';
import { partOf } from '../subject.ts';
import { onlyType, textOf } from '../support/schema.ts';
import { mentionsUnit, needsUnit, unitInName } from '../support/units.ts';

export const unitMissing = defineRule({
  code: 'unit-missing',
  family: 'clear',
  severity: 'hint',
  title: 'A measured number does not say its unit.',
  message: message`Nothing says in which unit the ${'quantity'} ${'name'} is.`,
  docs: {
    what: 'A number named for a quantity (duration, timeout, weight, temperature, speed, …; not the lengths of geometry, which have none) of which neither the name, nor the description, nor its type says the unit.',
    why: 'A model takes the unit it has seen most often. Seconds for milliseconds pass every check and are wrong by a thousand.',
    bad: `/** Waits before the next step. @param timeout How long to wait. */
function wait([|timeout|]: integer): boolean;`,
    good: `/** Waits before the next step. @param timeout How long to wait, in seconds. */
function wait(timeout: integer): boolean;`,
  },
  checkProperty(node, subject, report) {
    const schema = subject.resolve(node);
    const type = onlyType(schema);
    const quantity = needsUnit(node.name);
    if ((type !== 'number' && type !== 'integer') || quantity === undefined || unitInName(node.name)) return;
    // Bounds on both sides make a scale of its own.
    if (schema.minimum !== undefined && schema.maximum !== undefined) return;
    if (
      schema.enum !== undefined ||
      mentionsUnit(textOf(schema, 'description')) ||
      mentionsUnit(subject.signature.description)
    )
      return;
    if (subject.parameters.some((other) => /unit|currency/i.test(other.name))) return;
    report({ part: partOf(node), what: 'key', data: { name: `\`${node.name}\``, quantity } });
  },
});
