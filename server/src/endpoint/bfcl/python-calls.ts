import type { BfclCall } from './check.ts';
import { arithmetic, negative } from './python-sums.ts';
import { NotPython } from './python-tokens.ts';
import { type PyNode, parsePython } from './python-tree.ts';
import { keyOf, type Py, PyTuple } from './value.ts';

/**
 * Reads text of calls as the published prompting decoder does: backticks, blanks and line ends around it go, missing
 * outer brackets are added, and the rest has to be a Python list of calls. Positional arguments vanish.
 * @returns undefined where that decoder refuses the text; no calls where the text is empty
 */
export function decodeText(text: string): BfclCall[] | undefined {
  const trimmed = text.replace(/^[`\n ]+|[`\n ]+$/g, '');
  const opened = trimmed.startsWith('[') ? trimmed : `[${trimmed}`;
  try {
    const tree = parsePython(opened.endsWith(']') ? opened : `${opened}]`);
    if (tree.kind !== 'list') return undefined;
    return tree.items.map(callOf);
  } catch (error) {
    if (error instanceof NotPython) return undefined;
    throw error;
  }
}

function callOf(node: PyNode): BfclCall {
  if (node.kind !== 'call') throw new NotPython();
  const named = new Map<Py, Py>();
  for (const [name, value] of node.keywords) named.set(name, valueAt(value));
  return { name: nameOf(node.called), arguments: named };
}

/** Attributes down to a name; what else they hang on is left out. */
function nameOf(node: PyNode): string {
  if (node.kind === 'name') return node.id;
  if (node.kind !== 'attribute') return '';
  const before = nameOf(node.of);
  return before === '' ? node.name : `${before}.${node.name}`;
}

function valueAt(node: PyNode): Py {
  switch (node.kind) {
    case 'constant':
      return node.value;
    case 'name':
      return node.id;
    case 'list':
      return node.items.map(valueAt);
    case 'tuple':
      return new PyTuple(node.items.map(valueAt));
    case 'dict':
      return dictOf(node.entries);
    case 'unary':
      return negative(node.operand);
    case 'binary':
      return arithmetic(node);
    case 'subscript':
      return node.source;
    case 'call': {
      if (node.keywords.length === 0) return node.source;
      const call = callOf(node);
      return new Map<Py, Py>([[call.name, call.arguments]]);
    }
    default:
      throw new NotPython();
  }
}

function dictOf(entries: readonly (readonly [PyNode, PyNode])[]): Py {
  const dict = new Map<Py, Py>();
  for (const [key, value] of entries) {
    const plain = keyOf(valueAt(key));
    if (plain === undefined) throw new NotPython();
    dict.set(plain, valueAt(value));
  }
  return dict;
}
