import { deedOf, type GraphFunction } from '../../graph/index.ts';
import type { JsonSchema } from '../../json/index.ts';
import { type FunctionSignature, type SchemaField, schemaFields, typesOf } from '../../signature/index.ts';
import { type Effect, effectOf } from './effect.ts';
import { isNumeric, showsForm } from './identifiers.ts';
import { createKindMatcher, identifierKind, type KindPlace, typedKind } from './kinds.ts';
import { responseOf } from './response.ts';

/** A parameter or output field that holds an identifier. */
export interface IdentifierSlot {
  readonly path: readonly string[];
  readonly kind: string;
  readonly schema: JsonSchema;
  readonly required: boolean;
}

/** What the world knows of one function, derived once from its signature. */
export interface FunctionModel {
  readonly id: string;
  readonly signature: FunctionSignature;
  readonly effect: Effect;
  /** Verb of its name, '' where it has none. */
  readonly verb: string;
  /** What it is about: the thing its name says the verb is done to. */
  readonly subject: string;
  /** The same, with `id` where the name says that it is about the identifier: `find_user_id`. */
  readonly object: string;
  /** Makes a thing under an identifier or a name that the caller chooses: `mkdir`, `create_user(user_id, …)`. */
  readonly names: boolean;
  readonly response: JsonSchema;
  /** Identifiers it takes, kinds already those of the catalog. */
  readonly takes: readonly IdentifierSlot[];
  /** Identifiers it returns that it was not given. */
  readonly gives: readonly IdentifierSlot[];
  /** Ids of functions that must have run before. */
  readonly premises: readonly string[];
  /** Says that somebody has to be logged in. */
  readonly needsLogin: boolean;
}

/** The functions of one world and how they hang together. */
export interface CatalogModel {
  get(id: string): FunctionModel | undefined;
  /** Functions that issue identifiers of a kind, in catalog order. */
  issuers(kind: string): readonly string[];
  /**
   * Kinds that some function issues which can itself be reached: only of these is an identifier that nobody issued
   * an error. Of any other kind every well-formed value is taken, since the user is the only one who can know it.
   */
  readonly issued: ReadonlySet<string>;
  /** Functions that another names as its premise. */
  readonly premises: ReadonlySet<string>;
  /** Kind of the identifier in a field, by the catalog's own name for it; undefined where it holds none. */
  kindOf(place: Omit<KindPlace, 'description'>, schema: JsonSchema): string | undefined;
  /** An identifier schema of each kind, the issuer's where there is one. */
  schemaOf(kind: string): JsonSchema;
}

/** Verbs that bring their object into being; `book_flight` makes no flight. */
const NAMING = new Set(['create', 'add', 'make', 'new', 'insert', 'register', 'mkdir', 'touch']);
const LOGIN =
  /\b(?:log(?:ged)?[ -]?in|authenticated|authentication (?:is )?(?:required|needed)|requires? (?:login|authentication))\b/i;

/** Derives the models of all functions; linear in the catalog's fields. */
export function buildCatalogModel(functions: readonly GraphFunction[]): CatalogModel {
  const read = functions.map(draftModel);
  const byName = nameIndex(functions);
  const hasLogin = read.some((draft) => draft.effect === 'login');
  const offered = new Set(read.flatMap((draft) => draft.gives.map((slot) => slot.kind)));
  const match = createKindMatcher(offered);
  const linked = read.map((draft) => link(draft, match));
  const issuers = issuerIndex(linked);
  const issued = reachableKinds(linked);
  const models = new Map<string, FunctionModel>();
  for (const draft of linked) {
    models.set(draft.id, {
      ...draft,
      premises: draft.signature.premises.flatMap((name) => premiseId(name, draft, byName) ?? []),
      needsLogin: hasLogin && draft.effect !== 'login' && LOGIN.test(draft.signature.description),
    });
  }
  return {
    get: (id) => models.get(id),
    issuers: (kind) => issuers.get(kind) ?? [],
    issued,
    premises: new Set([...models.values()].flatMap((model) => model.premises)),
    kindOf: (place, schema) => {
      const kind = kindIn(place, schema);
      return kind === undefined ? undefined : (match(kind) ?? kind);
    },
    schemaOf: createSchemaOf(linked),
  };
}

type Draft = Omit<FunctionModel, 'premises' | 'needsLogin'>;

const drafts = new WeakMap<FunctionSignature, Omit<Draft, 'id'>>();

/** The draft of a function, made once for as long as its signature lives. */
function draftModel({ id, signature }: GraphFunction): Draft {
  let draft = drafts.get(signature);
  if (draft === undefined) {
    draft = readSignature(signature);
    drafts.set(signature, draft);
  }
  return { id, ...draft };
}

function readSignature(signature: FunctionSignature): Omit<Draft, 'id'> {
  const effect = effectOf(signature);
  const deed = deedOf(signature);
  const subject = (deed.object.at(-1) === 'id' ? deed.object.slice(0, -1) : deed.object).join(' ');
  const response = responseOf(signature);
  const takes = slots(signature.parameters, subject);
  const given = new Set(takes.map((slot) => slot.kind));
  const all = slots(response, deed.object.join(' '));
  const gives = all.filter((slot) => !given.has(slot.kind));
  const names = effect === 'create' && gives.length === 0 && NAMING.has(deed.verb);
  return {
    signature,
    effect,
    verb: deed.verb,
    subject,
    object: deed.object.join(' '),
    response,
    takes,
    gives,
    names,
  };
}

/** Identifier fields of a schema. Item lists such as `order_ids: string[]` count by their items. */
function slots(root: JsonSchema, subject: string): IdentifierSlot[] {
  return schemaFields(root).flatMap((field) => {
    if (!field.leaf || field.path.length === 0) return [];
    const name = field.path.findLast((step) => step !== '[]') ?? '';
    const kind = kindIn({ name, nominal: field.nominal, entity: ownerOf(field), subject }, field.schema);
    return kind === undefined ? [] : [{ path: field.path, kind, schema: field.schema, required: field.required }];
  });
}

/** Kind of the identifier in a field; undefined for a choice among few values and for what no identifier can be. */
function kindIn(place: Omit<KindPlace, 'description'>, schema: JsonSchema): string | undefined {
  if (!isOpen(schema)) return undefined;
  const kind = identifierKind({ ...place, description: schema.description });
  return kind === undefined ? undefined : typedKind(kind, isNumeric(schema));
}

/** No choice among a few values, and of a type that identifiers have. */
function isOpen(schema: JsonSchema): boolean {
  const types = typesOf(schema);
  const fits = types.length === 0 || types.some((type) => ['string', 'integer', 'number'].includes(type));
  return schema.enum === undefined && schema.const === undefined && fits;
}

/** The named object around a field, or the property it stands in: `user_tweets[].id` is a tweet's. */
function ownerOf(field: SchemaField): string | undefined {
  if (field.entity !== undefined) return field.entity;
  return field.path.slice(0, -1).findLast((step) => step !== '[]');
}

/** Gives every slot the catalog's name for its kind. */
function link(draft: Draft, match: (kind: string) => string | undefined): Draft {
  const named = (slot: IdentifierSlot) => ({ ...slot, kind: match(slot.kind) ?? slot.kind });
  const takes = draft.takes.map(named);
  const given = new Set(takes.map((slot) => slot.kind));
  return { ...draft, takes, gives: draft.gives.map(named).filter((slot) => !given.has(slot.kind)) };
}

function issuerIndex(drafts: readonly Draft[]): Map<string, string[]> {
  const index = new Map<string, string[]>();
  for (const draft of drafts) {
    for (const kind of new Set(draft.gives.map((slot) => slot.kind))) {
      const known = index.get(kind);
      if (known === undefined) index.set(kind, [draft.id]);
      else known.push(draft.id);
    }
  }
  return index;
}

/** Kinds that can be had from nothing: issued by a function whose own required identifiers can be had. */
function reachableKinds(drafts: readonly Draft[]): Set<string> {
  const offered = new Set(drafts.flatMap((draft) => draft.gives.map((slot) => slot.kind)));
  const reached = new Set<string>();
  for (let before = -1; before !== reached.size; ) {
    before = reached.size;
    for (const draft of drafts) {
      const blocked = draft.takes.some((slot) => slot.required && offered.has(slot.kind) && !reached.has(slot.kind));
      if (!blocked) for (const slot of draft.gives) reached.add(slot.kind);
    }
  }
  return reached;
}

/** Schemas that show what an identifier looks like go before those that do not, issuers' before takers'. */
function createSchemaOf(drafts: readonly Draft[]): (kind: string) => JsonSchema {
  const schemas = new Map<string, JsonSchema>();
  const showing = new Set<string>();
  const slots = [...drafts.flatMap((draft) => draft.gives), ...drafts.flatMap((draft) => draft.takes)];
  for (const { kind, schema } of slots) {
    if (showing.has(kind) || (schemas.has(kind) && !showsForm(schema))) continue;
    if (showsForm(schema)) showing.add(kind);
    schemas.set(kind, schema);
  }
  return (kind) => schemas.get(kind) ?? { type: 'string' };
}

function nameIndex(functions: readonly GraphFunction[]): Map<string, string> {
  const index = new Map<string, string>();
  for (const { id, signature } of functions) if (!index.has(signature.name)) index.set(signature.name, id);
  for (const { id, signature } of functions) index.set(`${signature.namespace}.${signature.name}`, id);
  for (const { id } of functions) index.set(id, id);
  return index;
}

function premiseId(name: string, draft: Draft, index: ReadonlyMap<string, string>): string | undefined {
  return index.get(`${draft.signature.namespace}.${name}`) ?? index.get(name);
}
