import { NotPython } from './python-tokens.ts';
import type { PyNode } from './python-tree.ts';
import { isList, type Py } from './value.ts';

const MAX_BITS = 20_000n;
const MAX_ITEMS = 100_000;

/**
 * A unary operator on a literal, which the published reader takes for a minus whatever it is: `+5` is -5.
 * @throws NotPython on anything but a number
 */
export function negative(operand: PyNode): Py {
  if (operand.kind !== 'constant') throw new NotPython();
  const value = number(operand.value);
  if (value === undefined) throw new NotPython();
  return -value;
}

/**
 * Python's value of arithmetic on constants.
 * @throws NotPython where Python would raise an error, or the value is unreasonably large
 */
export function arithmetic(node: PyNode): Py {
  if (node.kind === 'constant') return node.value;
  if (node.kind === 'list') return node.items.map(arithmetic);
  if (node.kind === 'unary') return unary(node.operator, arithmetic(node.operand));
  if (node.kind !== 'binary') throw new NotPython();
  const left = arithmetic(node.left);
  const right = arithmetic(node.right);
  const one = number(left);
  const other = number(right);
  if (one === undefined || other === undefined) return sequence(node.operator, left, right);
  const made =
    typeof one === 'bigint' && typeof other === 'bigint'
      ? integers(node.operator, one, other)
      : floats(node.operator, Number(one), Number(other));
  if (made === undefined) throw new NotPython();
  return made;
}

function number(value: Py): bigint | number | undefined {
  if (typeof value === 'boolean') return value ? 1n : 0n;
  return typeof value === 'bigint' || typeof value === 'number' ? value : undefined;
}

function unary(operator: string, value: Py): Py {
  const plain = number(value);
  if (plain === undefined) throw new NotPython();
  if (operator === 'not') return Number(plain) === 0;
  if (operator === '-') return -plain;
  if (operator === '+') return plain;
  if (typeof plain !== 'bigint') throw new NotPython();
  return ~plain;
}

function integers(operator: string, one: bigint, other: bigint): Py | undefined {
  const byNothing = other === 0n && ['/', '//', '%'].includes(operator);
  if (byNothing || (/<<|>>/.test(operator) && (other < 0n || other > MAX_BITS))) return undefined;
  switch (operator) {
    case '+':
      return one + other;
    case '-':
      return one - other;
    case '*':
      return one * other;
    case '/':
      return Number(one) / Number(other);
    case '//':
      return (one - modulo(one, other)) / other;
    case '%':
      return modulo(one, other);
    case '**':
      return power(one, other);
    case '<<':
      return one << other;
    case '>>':
      return one >> other;
    case '&':
      return one & other;
    case '|':
      return one | other;
    case '^':
      return one ^ other;
    default:
      return undefined;
  }
}

/** With the sign of the divisor, as Python has it. */
function modulo(one: bigint, other: bigint): bigint {
  return ((one % other) + other) % other;
}

function power(one: bigint, other: bigint): Py | undefined {
  if (other < 0n) return one === 0n ? undefined : Number(one) ** Number(other);
  return BigInt(one.toString(2).length) * other > MAX_BITS ? undefined : one ** other;
}

function floats(operator: string, one: number, other: number): Py | undefined {
  if (other === 0 && ['/', '//', '%'].includes(operator)) return undefined;
  switch (operator) {
    case '+':
      return one + other;
    case '-':
      return one - other;
    case '*':
      return one * other;
    case '/':
      return one / other;
    case '//':
      return Math.floor(one / other);
    case '%':
      return one - other * Math.floor(one / other);
    case '**':
      return one ** other;
    default:
      return undefined;
  }
}

function sequence(operator: string, left: Py, right: Py): Py {
  if (operator === '+' && typeof left === 'string' && typeof right === 'string') return left + right;
  if (operator === '+' && isList(left) && isList(right)) return [...left, ...right];
  if (operator === '*') {
    const [value, times] = typeof right === 'bigint' ? [left, right] : [right, left];
    const count = typeof times === 'bigint' ? Math.max(0, Number(times)) : Number.NaN;
    if (typeof value === 'string' && count * value.length < MAX_ITEMS) return value.repeat(count);
    if (isList(value) && count * value.length < MAX_ITEMS) return Array.from({ length: count }, () => value).flat();
  }
  throw new NotPython();
}
