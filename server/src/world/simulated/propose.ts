import type { Json, JsonObject, JsonSchema } from '../../json/index.ts';
import type { Random } from '../../random/index.ts';
import { resolveSchema, validateValue } from '../../signature/index.ts';
import { definesItself } from './check.ts';
import { isNumeric } from './identifiers.ts';
import type { CatalogModel, FunctionModel } from './model.ts';
import { plainMaker } from './plain.ts';
import { own, type SimulatedState } from './state.ts';
import type { Registry } from './things.ts';
import { type Maker, makeValue } from './values/make.ts';

/** Share of optional parameters without a default that a user mentions. */
const MENTIONS_OPTIONAL = 0.3;
const TRIES = 8;

export interface Proposing {
  readonly model: FunctionModel;
  readonly catalog: CatalogModel;
  readonly registry: Registry;
  /** The state is this world's own: it can say which things there are. */
  readonly knows: boolean;
}

/**
 * Believable arguments for a call as a user would give them: every required parameter, and some optional ones. What is
 * in `known` stays as it is; identifiers are of things that exist in the state, those spoken of in this session first.
 */
export function proposeArguments(
  { model, catalog, registry, knows }: Proposing,
  state: SimulatedState,
  random: Random,
  known: JsonObject,
): JsonObject {
  const { parameters } = model.signature;
  const required = new Set(parameters.required ?? []);
  const chosen = Object.entries(parameters.properties ?? {}).filter(
    ([name, schema]) => required.has(name) || Object.hasOwn(known, name) || isMentioned(parameters, schema, random),
  );
  const maker = argumentMaker(model, catalog, registry, state, random, known);
  const made = chosen.flatMap(([name, schema]): [string, Json][] => {
    const given = own(known, name);
    if (given === undefined && !knows && isIssued(model, catalog, name)) return [];
    return [[name, given ?? proposeOne(parameters, name, schema, maker)]];
  });
  return Object.fromEntries(made);
}

/** Only the world that issued such an identifier knows which there are. */
function isIssued(model: FunctionModel, catalog: CatalogModel, parameter: string): boolean {
  const kind = parameterKind(model, parameter);
  return kind !== undefined && catalog.issued.has(kind);
}

function isMentioned(parameters: JsonSchema, raw: JsonSchema, random: Random): boolean {
  if (typeof raw !== 'object' || raw === null) return false;
  const { schema } = resolveSchema(parameters, raw);
  return schema.default === undefined && schema.deprecated !== true && random.chance(MENTIONS_OPTIONAL);
}

/** One argument; made anew where a first try does not fit its own schema. */
function proposeOne(parameters: JsonSchema, name: string, schema: JsonSchema, maker: Maker): Json {
  const root: JsonSchema = {
    ...(parameters.$defs === undefined ? {} : { $defs: parameters.$defs }),
    ...definitionsOf(parameters),
    properties: { [name]: schema },
    required: [name],
    type: 'object',
  };
  let value: Json = null;
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const again: Maker = { ...maker, random: (at) => maker.random(`${attempt} ${at}`) };
    value = own(makeValue(root, again) as JsonObject, name) ?? null;
    if (validateValue(root, { [name]: value }).length === 0) return value;
  }
  return value;
}

function definitionsOf(parameters: JsonSchema): JsonSchema {
  return typeof parameters.definitions === 'object' ? { definitions: parameters.definitions } : {};
}

function argumentMaker(
  model: FunctionModel,
  catalog: CatalogModel,
  registry: Registry,
  state: SimulatedState,
  random: Random,
  known: JsonObject,
): Maker {
  const plain = plainMaker(`${state.seed} arguments ${random.uint32()}`, state.seed, Object.values(known));
  const taken = new Map<Json, string>();
  return {
    ...plain,
    decide: (field) => {
      if (field.schema.type === 'object' || field.schema.type === 'array' || field.path.length === 0) return undefined;
      const { name, type: nominal, entity, schema } = field;
      const kind = catalog.kindOf({ name, nominal, entity, subject: model.subject }, schema);
      if (kind === undefined) return undefined;
      if (definesItself(model, kind)) return undefined;
      // Nobody exchanges an item for itself: a thing fills one place of a call, where there are others of its kind.
      const free = (id: Json) => (taken.get(id) ?? field.at) === field.at;
      const chosen = existing(registry, state, kind, plain.random(field.at), isNumeric(field.schema), free);
      if (chosen !== undefined) taken.set(chosen, field.at);
      return chosen;
    },
    length: () => 1 + plain.random('length').below(2),
  };
}

/** A thing of the kind that is there: one that was spoken of in this session where there is any. */
function existing(
  registry: Registry,
  state: SimulatedState,
  kind: string,
  random: Random,
  numeric: boolean,
  free: (id: Json) => boolean,
): Json | undefined {
  const ofKind = own(state.entities, kind) ?? {};
  const live = Object.entries(ofKind)
    .filter(([, entity]) => entity.gone === undefined)
    .map(([id]) => (numeric ? Number(id) : id));
  const chosen = random.pick(live.filter(free));
  if (chosen !== undefined) return chosen;
  const before = registry.population(state.seed, kind).filter((id) => own(ofKind, String(id)) === undefined);
  return random.pick(before.filter(free)) ?? random.pick([...live, ...before]);
}

/** Kind of the identifier that a parameter takes, itself or in its items; its path as `formatFieldPath` writes it. */
export function parameterKind(model: FunctionModel, parameter: string): string | undefined {
  const path = parameter.replaceAll('[]', '.[]').split('.');
  return model.takes.find(({ path: at }) => path.every((step, index) => at[index] === step))?.kind;
}
