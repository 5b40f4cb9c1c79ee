import { type ParameterType, Unjudgeable, type ValueLanguage } from './check.ts';
import { isDict, type Py, type PyDict, PyTuple, type PyType } from './value.ts';

const TYPES: ReadonlyMap<Py | undefined, PyType> = new Map<Py, PyType>([
  ['string', 'str'],
  ['integer', 'int'],
  ['float', 'float'],
  ['boolean', 'bool'],
  ['array', 'list'],
  ['tuple', 'list'],
  ['dict', 'dict'],
  ['any', 'str'],
]);

/** Python values: an integer is taken for a float where a float is declared, at top level; a list for a tuple. */
export const pythonValues: ValueLanguage = {
  read(schema, value) {
    const declared = schema.get('type');
    const wanted: ParameterType =
      declared === 'array' || declared === 'tuple'
        ? { type: 'list', items: typeNamed(itemType(schema)) }
        : { type: typeNamed(declared) };
    if (declared === 'tuple' && value instanceof PyTuple) return { wanted, value: value.items };
    if (declared === 'float' && typeof value === 'bigint') return { wanted, value: Number(value) };
    return { wanted, value };
  },
};

/** The type that a list declares for its items. */
export function itemType(schema: PyDict): Py | undefined {
  const items = schema.get('items');
  return isDict(items) ? items.get('type') : undefined;
}

function typeNamed(name: Py | undefined): PyType {
  const type = TYPES.get(name);
  if (type === undefined) throw new Unjudgeable(`the type ${String(name)} is none that the checker knows`);
  return type;
}
