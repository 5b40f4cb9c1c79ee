import type { Json } from '../../json/index.ts';
import type { Condition } from './plan.ts';

/** Whether a record's value meets what a call asks for. Texts are compared without regard to case, dates to the day. */
export function holds(
  { test, value: wanted }: Pick<Condition, 'test'> & { readonly value: Json },
  value: Json,
): boolean {
  switch (test) {
    case '=':
      return Array.isArray(value) ? value.some((item) => same(item, wanted)) : same(value, wanted);
    case 'one of':
      return Array.isArray(wanted) ? wanted.some((item) => same(value, item)) : same(value, wanted);
    case 'contains':
      return contains(value, wanted);
    default: {
      const order = compare(value, wanted);
      return order !== undefined && (test === '>=' ? order >= 0 : order <= 0);
    }
  }
}

function same(left: Json, right: Json): boolean {
  if (typeof left === 'string' && typeof right === 'string') return left.toLowerCase() === right.toLowerCase();
  return typeof left === 'object' || typeof right === 'object'
    ? JSON.stringify(left) === JSON.stringify(right)
    : left === right || String(left) === String(right);
}

function contains(value: Json, wanted: Json): boolean {
  if (typeof value !== 'string') return false;
  const text = value.toLowerCase();
  const query = String(wanted).toLowerCase().trim();
  return text.includes(query);
}

/** Negative, zero or positive; undefined where the two cannot be compared. */
function compare(value: Json, bound: Json): number | undefined {
  if (typeof value === 'number' && typeof bound === 'number') return value - bound;
  if (typeof value !== 'string' || typeof bound !== 'string') return undefined;
  const [left, right] = [value.slice(0, bound.length), bound.slice(0, value.length)];
  return left < right ? -1 : left > right ? 1 : 0;
}
