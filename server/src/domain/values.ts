import { LEAVES_OUT, splitWords } from '../english/index.ts';
import type { JsonSchema } from '../json/index.ts';
import { formatFieldPath, schemaFields, typesOf } from '../signature/index.ts';
import { fieldName, fullNounWords } from './nouns.ts';
import { toldOwner } from './told-identifier.ts';
import { IDENTIFIER_ROLES, ISSUED_ROLES } from './vocabulary.ts';

/** One value that a function takes or gives. */
export interface Leaf {
  /** As `formatFieldPath` writes it. */
  readonly path: string;
  /** Last property name; '' for the root. */
  readonly name: string;
  readonly words: readonly string[];
  /** Words of the thing whose identifier this is: `order` for `order_id`, [] for `id`; undefined where it is none. */
  readonly owner: readonly string[] | undefined;
  /** How surely the name is an identifier's; 0 where it is none. */
  readonly identifies: number;
  /** The property that holds it: `user` for `user.id`. */
  readonly holder: string;
  readonly type: 'string' | 'number' | 'boolean' | 'object' | 'any';
  readonly many: boolean;
  readonly required: boolean;
  readonly composite: boolean;
  readonly schema: JsonSchema;
}

/** More than any readable function has; the rest would only repeat what the first ones say. */
const LIMITS = { maxDepth: 5, maxFields: 80 };

const NO_FORMS: ReadonlyMap<string, string> = new Map();

/**
 * @param full short forms of names, by their full words
 */
/** The values of a schema, the root left out, in document order; composites come before their parts. */
export function leavesOf(
  schema: JsonSchema | undefined,
  full: ReadonlyMap<string, string> = NO_FORMS,
): readonly Leaf[] {
  if (schema === undefined) return [];
  const leaves: Leaf[] = [];
  for (const field of schemaFields(schema, LIMITS)) {
    if (field.path.length === 0) continue;
    const steps = field.path.filter((step) => step !== '[]');
    const name = steps.at(-1) ?? '';
    const words = fullNounWords(name, full);
    const type = typeOf(field.schema);
    const composite = !field.leaf || type === 'object';
    const identifier =
      composite || type === 'boolean' ? undefined : (identifierIn(words, type) ?? identifierTold(field.schema, words));
    leaves.push({
      path: formatFieldPath(field.path),
      name,
      words,
      owner: identifier?.owner,
      identifies: identifier?.weight ?? 0,
      holder: steps.at(-2) ?? '',
      type,
      many: field.path.includes('[]') || typesOf(field.schema).includes('array'),
      required: field.required,
      composite,
      schema: field.schema,
    });
  }
  return leaves;
}

/** Name of the identifier that a value holds: `parent_order_id` holds an `order_id`, `track_ids` a `track_id`. */
export function identifierField(leaf: Leaf): string {
  const { words, owner, identifies, name, many } = leaf;
  if (identifies === 0 || owner === undefined) return fieldName(withoutPlace(name)) || name;
  const written = asWritten(leaf, owner);
  if (written !== undefined) return written;
  // A bare name stays as it is written: `ref`, not reference.
  if ((owner.length === 0 || words.length === 1) && !many) return fieldName(name) || name;
  return words.length === 1 ? (words[0] ?? name) : [...owner, words.at(-1) ?? name].join('_');
}

/** `to_drawer` names a drawer, as `from_drawer` does. */
function withoutPlace(name: string): string {
  const words = splitWords(name);
  const from = words.findIndex((word, at) => at === words.length - 1 || !PLACE_WORDS.has(word));
  return from <= 0 ? name : words.slice(from).join('_');
}

/** `cust_no`, not customer_number: an identifier is called as the catalog writes it; undefined where its words are not those of the name. */
function asWritten({ words, many, name }: Leaf, owner: readonly string[]): string | undefined {
  const written = splitWords(name);
  const from = words.length - owner.length - 1;
  if (many || from < 0 || words.length < 2 || written.length !== words.length) return undefined;
  const kept = written.slice(from);
  // An owner that the catalog knows by another noun keeps its own: `gid` of a group.
  return kept.length === owner.length + 1 && kept.every((word) => !/\d/.test(word)) ? kept.join('_') : undefined;
}

/** Words before a noun that say which of two is meant, or in what part: `source_account`, `for_customer`. */
const PLACE_WORDS = new Set(
  'for with by on at in into via under source target destination origin from to new old parent child current previous next sender recipient receiver owner assignee'.split(
    ' ',
  ),
);
const QUANTITY_OWNERS = new Set(
  'page line room floor max maximum min minimum total zip postal country currency error status language area color promo discount verification access api private public secret'.split(
    ' ',
  ),
);

/** `parent_order_id` → order; `page_number`, `zip_code` and `first_name` name no record. */
function identifierIn(
  words: readonly string[],
  type: Leaf['type'],
): { owner: readonly string[]; weight: number } | undefined {
  const lettered = words.length === 1 ? letterOf(words[0] as string) : undefined;
  if (lettered !== undefined) return { owner: [lettered], weight: 0.9 };
  let all = words;
  const to = words.findIndex(
    (word, at) => at > 0 && (word === 'to' || word === 'for' || word === 'from' || word === 'or'),
  );
  if (to > 0) all = words.slice(0, to);
  const role = all.at(-1) ?? '';
  const weight = IDENTIFIER_ROLES.get(role);
  if (weight === undefined) return undefined;
  let owner = all.slice(0, -1);
  while (owner.length > 1 && PLACE_WORDS.has(owner[0] as string)) owner = owner.slice(1);
  if (!ISSUED_ROLES.has(role)) {
    if (owner.some((word) => QUANTITY_OWNERS.has(word))) return undefined;
    if (
      role === 'name' &&
      (owner.length === 0 || /^(?:first|last|middle|full|display|given|family|nick)$/.test(owner[0] as string))
    )
      return owner.length === 0 ? { owner, weight: 0.3 } : undefined;
    if (type === 'number' && role !== 'number' && role !== 'no' && role !== 'code') return undefined;
  }
  return { owner, weight };
}

/** Less sure than a name, and enough to count as an identifier. */
const TOLD_WEIGHT = 0.75;

function identifierTold(schema: JsonSchema, words: readonly string[]): ReturnType<typeof identifierIn> {
  const owner = toldOwner(schema, words);
  return owner === undefined ? undefined : { owner, weight: TOLD_WEIGHT };
}

const PLAIN_WORDS = new Set('aid bid did hid kid lid uid gid oid'.split(' '));

/** `eid`, `rid`, `cids`: one letter of what is identified; the catalog tells which noun it stands for. */
function letterOf(word: string): string | undefined {
  return word.length === 3 && word.endsWith('id') && !PLAIN_WORDS.has(word) ? word.charAt(0) : undefined;
}

function typeOf(schema: JsonSchema): Leaf['type'] {
  const types = typesOf(schema).filter((type) => type !== 'null');
  if (types.length === 0) return schema.properties === undefined ? 'any' : 'object';
  if (types.includes('array')) return itemType(schema);
  if (types.includes('string')) return 'string';
  if (types.includes('number') || types.includes('integer')) return 'number';
  return types[0] === 'boolean' ? 'boolean' : 'object';
}

function itemType(schema: JsonSchema): Leaf['type'] {
  return typeof schema.items === 'object' && !Array.isArray(schema.items) ? typeOf(schema.items) : 'any';
}

/** `without_allergen`, `exclude_tag`: what is left out, and nothing that a record has. */
export function isLeftOut(field: string): boolean {
  const [first = '', ...more] = field.split('_');
  return more.length > 0 && (LEAVES_OUT.has(first) || /^(?:excluded|excepting|ignore|not)$/.test(first));
}
