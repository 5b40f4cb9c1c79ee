import { singular } from '../../english/index.ts';
import type { Json, JsonSchema } from '../../json/index.ts';
import { typesOf } from '../../signature/index.ts';
import { fieldKey } from './names.ts';
import type { Field, Maker } from './values/make.ts';

/** What an object has of its own, though it names a record: how many of it, since when, how it stands here. */
const OWN = /quantity|count|amount|total|status|state|role|date|time|(?:^|_)(?:id|at|on)$/i;
/** What an object most likely says for itself where no answer tells it of the record. */
const SAID =
  /text|message|comment|content|note|reason|description|score|rank|rating|relation|relevance|distance|type|kind/i;

/** What tables say of the records that objects name. */
export interface NamedRecords {
  /** The table whose records an identifier of this name names. */
  tableOf(identifier: string): string | undefined;
  /** Whether a field of the table has a value that answers tell, or refers to another record. */
  knows(table: string, key: string): 'field' | 'reference' | undefined;
  value(table: string, id: string | number, key: string, asked: { name: string; schema: JsonSchema }): Json | undefined;
}

/**
 * The maker for an object inside a value that names a record: an author of a paper, an item of an order. What the object tells
 * besides is what that record says of itself, so that a name is the same wherever it is told; where no table keeps such
 * records, it follows from the identifier alone.
 */
export function enterNamed(records: NamedRecords, outer: Maker, field: Field, siblings: Siblings): Maker {
  const key = identifierOf(field.name, siblings);
  if (key === undefined) return outer;
  const schema = siblings[key] ?? {};
  const at = field.at === '' ? key : `${field.at}.${key}`;
  let id: Json | undefined;
  const known = () => {
    id ??= outer.decide?.({ path: [...field.path, key], name: key, at, schema });
    return id;
  };
  const table = records.tableOf(key);
  return {
    ...outer,
    profile: outer.profile,
    decide: (inner) => {
      const own = inner.path.length === field.path.length + 1;
      if (own && inner.name === key) return known();
      // `author_id` of a paper: the record it names is the same wherever the paper stands.
      if (
        own &&
        table !== undefined &&
        (!OWN.test(inner.name) || records.knows(table, fieldKey(inner.name, table)) === 'reference')
      ) {
        const value = tellOf(records, table, known(), inner);
        if (value !== undefined) return value;
      }
      return outer.decide?.(inner);
    },
  };
}

type Siblings = Readonly<Record<string, JsonSchema>>;

/** The property that names the object: called as its list is, else the first, where nothing but it names it before. */
function identifierOf(holder: string, siblings: Siblings): string | undefined {
  const identifiers = Object.keys(siblings).filter((name) => /(?:_id|Id|ID)$/.test(name) && name.length > 3);
  const called = `${singular(fieldKey(holder))}_id`;
  return (
    identifiers.find((name) => fieldKey(name) === called) ??
    (Object.hasOwn(siblings, 'id') ? undefined : identifiers[0])
  );
}

function tellOf(records: NamedRecords, table: string, id: Json | undefined, { name, schema }: Field): Json | undefined {
  const key = fieldKey(name, table);
  const told = records.knows(table, key) !== undefined || !SAID.test(name);
  if (!told || (typeof id !== 'string' && typeof id !== 'number') || !isPlain(schema)) return undefined;
  return records.value(table, id, key, { name, schema });
}

/** A value without parts: what is made of it never leads back here. */
function isPlain(schema: JsonSchema): boolean {
  const types = typesOf(schema);
  return types.length > 0 && types.every((type) => type !== 'object' && type !== 'array');
}
