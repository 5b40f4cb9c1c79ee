import { isSchema, type JsonSchema } from '../../json/index.ts';
import { type PartPath, refName } from '../../signature/index.ts';
import { message } from '../message.ts';
import { defineRule } from '../rule.ts';

export const refCycle = defineRule({
  code: 'ref-cycle',
  family: 'well-formed',
  severity: 'error',
  title: 'A `$ref` leads back to itself without a value on the way.',
  message: message`${'ref'} refers to itself and describes no value.`,
  docs: {
    what: `A chain of \`$ref\`s, also through \`allOf\`, \`anyOf\` and \`oneOf\`, that comes back to its start without passing a property or an item. A type that contains
itself (a tree whose nodes have children) is fine.`,
    why: 'No value can ever be checked against it: readers give up or never end.',
    bad: `{"name": "pay", "description": "Pays an invoice.", "inputSchema": {"type": "object", "properties": {"amount": {"$ref": "#/$defs/Money"}},
  "$defs": {"Money": {"$ref": "#/$defs/Amount"}, "Amount": {"$ref": [|"#/$defs/Money"|]}}}}`,
    good: `{"name": "pay", "description": "Pays an invoice.", "inputSchema": {"type": "object", "properties": {"amount": {"$ref": "#/$defs/Money"}},
  "$defs": {"Money": {"$ref": "#/$defs/Amount"}, "Amount": {"type": "number", "description": "In euros."}}}}`,
  },
  checkFunction({ signature }, report) {
    for (const side of ['parameters', 'response'] as const) {
      const root = signature[side];
      if (!isSchema(root)) continue;
      for (const { from, path, ref } of closingSteps(root)) {
        const place: PartPath = from === ROOT ? [side] : [side, '$defs', from];
        report({ part: [...place, ...path, '$ref'], data: { ref } });
      }
    }
  },
});

/** The schema itself among its definitions. */
const ROOT = '#';

/** A reference from one definition to another that every value of the first must (or may) fit too. */
interface Step {
  readonly from: string;
  readonly to: string;
  readonly ref: string;
  /** Where it stands in the definition. */
  readonly path: PartPath;
}

/** The last step of each cycle, in the order written. Every definition is gone into once. */
function closingSteps(root: JsonSchema): Step[] {
  const definitions = isSchema(root.$defs) ? root.$defs : {};
  const schemaOf = (name: string): unknown =>
    name === ROOT ? root : Object.hasOwn(definitions, name) ? definitions[name] : undefined;
  const found: Step[] = [];
  const done = new Set<string>();
  const open = new Set<string>();
  for (const start of [ROOT, ...Object.keys(definitions)]) {
    const stack = done.has(start) ? [] : [{ name: start, steps: stepsOf(start, schemaOf(start)) }];
    open.add(start);
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const step = top.steps.shift();
      if (step === undefined) {
        stack.pop();
        open.delete(top.name);
        done.add(top.name);
      } else if (open.has(step.to)) found.push(step);
      else if (!done.has(step.to)) {
        open.add(step.to);
        stack.push({ name: step.to, steps: stepsOf(step.to, schemaOf(step.to)) });
      }
    }
    open.delete(start);
  }
  return found;
}

/** Keywords whose schemas judge the same value. */
const SAME_VALUE = ['allOf', 'anyOf', 'oneOf'] as const;

/** Branches in branches are followed as far as that. */
const MAX_DEPTH = 16;

function stepsOf(from: string, schema: unknown, path: PartPath = []): Step[] {
  if (!isSchema(schema)) return [];
  const steps: Step[] = [];
  if (typeof schema.$ref === 'string') {
    const to = schema.$ref === ROOT ? ROOT : refName(schema.$ref);
    if (to !== undefined) steps.push({ from, to, ref: schema.$ref, path });
  }
  if (path.length >= MAX_DEPTH) return steps;
  for (const keyword of SAME_VALUE) {
    const branches: unknown = schema[keyword];
    if (!Array.isArray(branches)) continue;
    for (const [index, branch] of branches.entries())
      for (const step of stepsOf(from, branch, [...path, keyword, index])) steps.push(step);
  }
  return steps;
}
