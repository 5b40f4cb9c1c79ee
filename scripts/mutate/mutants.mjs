// Small changes of a source that a test should notice, each as a range of the text and what to write there.
import { parseSync, visitorKeys } from 'oxc-parser';

/** Operators and what each becomes: the boundary, or the opposite. */
const SWAPPED = {
  '<': '<=',
  '<=': '<',
  '>': '>=',
  '>=': '>',
  '===': '!==',
  '!==': '===',
  '&&': '||',
  '||': '&&',
  '+': '-',
  '-': '+',
  '*': '/',
  '/': '*',
  '%': '*',
};

/** Methods and what each becomes. */
const METHODS = {
  some: 'every',
  every: 'some',
  min: 'max',
  max: 'min',
  startsWith: 'endsWith',
  endsWith: 'startsWith',
  floor: 'ceil',
  ceil: 'floor',
  toLowerCase: 'toUpperCase',
  toUpperCase: 'toLowerCase',
};

/** Texts for people: another wording breaks no promise. */
const WORDS = new Set(['docs', 'title', 'message', 'description', 'about']);

/**
 * @typedef {{ readonly start: number, readonly end: number, readonly text: string, readonly kind: string, readonly line: number,
 *   readonly whole: { readonly start: number, readonly end: number }, readonly form: 'expression' | 'statement' | 'name' | 'key' }} Mutant
 *   `whole` is the expression around the change, which can stand in brackets; `form` says what stands there
 * @param {string} file name with its ending, which says the language
 * @param {string} source
 * @returns {Mutant[]} in the order of the source
 */
export function mutantsOf(file, source) {
  const { program, errors } = parseSync(file, source);
  if (errors.length > 0) throw new Error(`${file} cannot be parsed: ${errors[0].message}`);
  const mutants = [];
  walk(program, [], (node, parents) => {
    const parent = parents.at(-1);
    const add = (place, kind, text, { start, end } = place, form = 'expression') => {
      if (source.slice(start, end) === text) return;
      const whole =
        form === 'name'
          ? { start: dotBefore(source, start), end }
          : chainAround(place, place === node ? parents : [...parents, node]);
      mutants.push({
        start,
        end,
        text,
        kind,
        line: source.slice(0, start).split('\n').length,
        whole: { start: whole.start, end: whole.end },
        form,
      });
    };
    const textOf = (part) => source.slice(part.start, part.end);
    switch (node.type) {
      case 'BinaryExpression':
      case 'LogicalExpression': {
        const operator = operatorAt(source, node);
        if (node.operator === '??') add(node, 'no-default', textOf(node.left));
        else if (node.operator in SWAPPED && !isText(node)) add(node, 'operator', SWAPPED[node.operator], operator);
        break;
      }
      case 'IfStatement':
        // A guard: without it the early return, or what it protects, never or always happens.
        if (!isRemembered(node, source)) add(node.test, isExit(node.consequent) ? 'no-early-exit' : 'never', 'false');
        if (!isExit(node.consequent) || node.alternate) add(node.test, 'always', 'true');
        break;
      case 'ConditionalExpression':
        add(node, 'always', textOf(node.consequent));
        if (!leavesOutUndefined(node, textOf)) add(node, 'never', textOf(node.alternate));
        break;
      case 'UnaryExpression':
        if (node.operator === '!') add(node, 'no-negation', textOf(node.argument));
        break;
      case 'Literal':
        if (typeof node.value === 'boolean') add(node, 'boolean', String(!node.value));
        else if (typeof node.value === 'number' && parent?.type !== 'TSLiteralType')
          add(node, 'number', another(node.value), node, isKey(node, parent) ? 'key' : 'expression');
        break;
      case 'CallExpression': {
        const name =
          node.callee.type === 'MemberExpression' && !node.callee.computed ? node.callee.property : undefined;
        if (name !== undefined && Object.hasOwn(METHODS, name.name))
          add(node, 'method', METHODS[name.name], name, 'name');
        if (name?.name === 'filter' && node.arguments.length === 1) add(node, 'no-filter', textOf(node.callee.object));
        break;
      }
      case 'ExpressionStatement':
        if (node.expression.type === 'CallExpression' && !SILENT.test(textOf(node.expression.callee)))
          add(node, 'no-call', ';', node, 'statement');
        break;
    }
  });
  return mutants.sort((a, b) => a.start - b.start || a.end - b.end || (a.text < b.text ? -1 : 1));
}

/** The source with one mutant in it. */
export function mutated(source, { start, end, text }) {
  return source.slice(0, start) + text + source.slice(end);
}

/** Calls that change nothing but time and memory: what a cache keeps, a pause, a listener taken off. */
const SILENT =
  /^super$|\b\w*(?:cache|memo)\w*\.(?:set|clear|delete)$|\.(?:removeEventListener|unref|clearTimeout)$|^clear(?:Timeout|Interval)$/i;

/** Up to here one more is another number; of a larger one, which is a bound, one more is nothing that anybody could see. */
const COUNTABLE = 16;

/** One more of a small number; nothing left of a bound. */
function another(value) {
  return Math.abs(value) < COUNTABLE ? `${value + 1}` : '0';
}

/** `const known = cache.get(key); if (known !== undefined) return known;`: without it the same is made again. */
function isRemembered({ test, consequent, start }, source) {
  const exit = consequent.type === 'BlockStatement' ? consequent.body[0] : consequent;
  if (exit?.type !== 'ReturnStatement' || exit.argument?.type !== 'Identifier') return false;
  if (test.type !== 'BinaryExpression' || source.slice(test.left.start, test.left.end) !== exit.argument.name)
    return false;
  const before = source.slice(Math.max(0, start - 200), start);
  return new RegExp(`(?:const|let) ${exit.argument.name} = [\\w.#]*(?:cache|memo)[\\w]*\\.get\\([^;]*;\\s*$`, 'i').test(
    before,
  );
}

/**
 * `x === undefined ? {} : { x }` and `x === undefined ? undefined : map.get(x)`: without the condition a key holds
 * `undefined`, which JSON leaves out, or nothing is found.
 */
function leavesOutUndefined({ test, consequent, alternate }, textOf) {
  if (test.type !== 'BinaryExpression' || test.operator !== '===' || textOf(test.right) !== 'undefined') return false;
  const subject = textOf(test.left);
  if (textOf(consequent) === '{}' && alternate.type === 'ObjectExpression')
    return alternate.properties.every((property) => property.type === 'Property' && textOf(property.value) === subject);
  return (
    textOf(consequent) === 'undefined' &&
    alternate.type === 'CallExpression' &&
    /\.(?:get|index|has)$/.test(textOf(alternate.callee)) &&
    alternate.arguments.length === 1 &&
    textOf(alternate.arguments[0]) === subject
  );
}

/** Where `.name` begins; of `?.name` the name alone, for `?.[name]` keeps the mark. */
function dotBefore(source, start) {
  const dot = source.lastIndexOf('.', start);
  return source[dot - 1] === '?' ? start : dot;
}

/** A key that is a number: `{ 2: 'two' }`. */
function isKey(node, parent) {
  return (
    (parent?.type === 'Property' || parent?.type === 'PropertyDefinition') && parent.key === node && !parent.computed
  );
}

/** `a?.b.filter(f).length`: brackets around a part of a chain would end it there, so that the whole chain is taken. */
function chainAround(node, parents) {
  let inner = node;
  for (let at = parents.length - 1; at >= 0; at -= 1) {
    const parent = parents[at];
    if (parent.type === 'ChainExpression') return parent;
    if (!(parent.object === inner || parent.callee === inner || parent.type === 'TSNonNullExpression')) return node;
    inner = parent;
  }
  return node;
}

/** Visits what runs: no types, no texts for people. */
function walk(node, parents, visit) {
  visit(node, parents);
  const within = [...parents, node];
  for (const key of visitorKeys[node.type] ?? []) {
    const below = node[key];
    for (const child of Array.isArray(below) ? below : [below]) {
      if (child === null || typeof child !== 'object' || child.type.startsWith('TS') || isWords(child)) continue;
      walk(child, within, visit);
    }
  }
}

function isWords(node) {
  return node.type === 'Property' && !node.computed && WORDS.has(node.key.name);
}

function isExit(statement) {
  const last = statement.type === 'BlockStatement' ? statement.body.at(-1) : statement;
  return ['ReturnStatement', 'ContinueStatement', 'BreakStatement', 'ThrowStatement'].includes(last?.type);
}

/** `+` that joins texts has no opposite. */
function isText({ operator, left, right }) {
  const text = (node) => node.type === 'TemplateLiteral' || (node.type === 'Literal' && typeof node.value === 'string');
  return operator === '+' && (text(left) || text(right) || (left.type === 'BinaryExpression' && isText(left)));
}

/** Where the operator of a binary expression stands: between its sides, outside comments and brackets. */
function operatorAt(source, { left, right, operator }) {
  const start = source.indexOf(operator, left.end);
  if (start < 0 || start >= right.start) throw new Error(`no ${operator} at ${left.end}`);
  return { start, end: start + operator.length };
}
