import type { Domain, FunctionReading } from '../../domain/index.ts';
import { deedOf, type GraphFunction } from '../../graph/index.ts';
import type { JsonSchema } from '../../json/index.ts';
import { type FunctionSignature, typesOf } from '../../signature/index.ts';
import { answerPlan } from './answer-plan.ts';
import { collectionOfDeed, collectionsOf, takenMembers } from './collections.ts';
import { dependentsOf } from './dependents.ts';
import { withDiscount } from './discounts.ts';
import { drawOf, tellingDraw, withDrawn } from './draws.ts';
import { withEffects, withReversals } from './effects.ts';
import { fileAnswer, fileStep } from './files/plan.ts';
import { historyOf, journalOf, putBackSteps } from './histories.ts';
import { withHoldings } from './holdings.ts';
import { levelsOf } from './levels.ts';
import { withLifeOrder } from './life-order.ts';
import { widestLookups, withBases } from './lookups.ts';
import { membersLeft } from './memberships.ts';
import { type FunctionModel, nodesOf, type TableModel, type WorldModel } from './model.ts';
import { fieldKey } from './names.ts';
import { isNumber } from './number-schema.ts';
import { withParentFields } from './parent-fields.ts';
import type { AnswerNode, Plan } from './plan.ts';
import { withPredictedAnswers } from './predicted.ts';
import { nextOf, rankOf, withLine } from './ranks.ts';
import { settleDomain } from './settle.ts';
import { sharedChoicesOf, withSharedChoices } from './shared-choices.ts';
import { withUndone } from './steps/undo.ts';
import { type CompiledSteps, type Compiling, compileSteps, limitOf } from './steps.ts';
import { buildTables, isMainKey, strength } from './tables.ts';
import { withUsesLeft } from './uses-left.ts';

/** Compiles the plans of a domain's functions; cost is linear in their fields. */
export function compileWorld(read: Domain, functions: readonly GraphFunction[]): WorldModel {
  const domain = withPredictedAnswers(settleDomain(read, functions), functions);
  const built = buildTables(domain, functions);
  const readings = new Map(domain.functions.map((reading) => [reading.function, reading]));
  const choices = sharedChoicesOf(built, functions);
  const tables = new Map([...built].map(([name, table]) => [name, withSharedChoices(table, choices)]));
  const plain = functions.flatMap(({ id, signature }) => {
    const reading = readings.get(id);
    return reading === undefined ? [] : [compileFunction(id, signature, reading, tables)];
  });
  const collections = collectionsOf(plain);
  const first = withParentFields(plain, tables);
  const compiled = first.map((model) => {
    const about = collections.length === 0 ? undefined : collectionOfDeed(model, collections);
    if (about !== undefined) return withCollection(model, about, tables);
    const take = takenMembers(model, collections, tables);
    return take === undefined ? model : { ...model, plan: { ...model.plan, steps: [...model.plan.steps, take] } };
  });
  const byName = nameIndex(functions);
  const hasLogin = compiled.some(({ plan }) => plan.steps.some((step) => step.do === 'log in'));
  const bases = widestLookups(compiled);
  const undone = withUndone(compiled, tables);
  const restored = undone.map((model) => {
    const back = putBackSteps(model, compiled, tables);
    return back === undefined ? model : withCollection({ ...model, reading: back.reading }, back, tables);
  });
  const draws = restored.map((model) => drawOf(model, restored, tables));
  const drawn = restored.map((model, at) => {
    const draw = draws[at];
    const own = draw === undefined ? model : tellingDraw(withCollection(model, draw, tables), draw);
    return withDrawn(
      own,
      draws.flatMap((one) => one ?? []),
    );
  });
  const ranks = new Map(
    [...tables.values()].flatMap((table) => {
      const rank = rankOf({ ...table, settable: settableFields(drawn).get(table.name) ?? table.settable }, drawn);
      return rank === undefined ? [] : [[table.name, rank] as const];
    }),
  );
  const lined = drawn.map((model) => {
    const next = nextOf(model, ranks);
    return withLine(next === undefined ? model : withCollection(model, next, tables), ranks, tables);
  });
  const reduced = lined.map((model) => withUsesLeft(withHoldings(withDiscount(model, tables), lined, tables), tables));
  const models = reduced.map(
    (model): FunctionModel => ({
      ...model,
      plan: withBases(model.plan, bases),
      premises: model.signature.premises.flatMap(
        (name) => byName.get(`${model.signature.namespace}.${name}`) ?? byName.get(name) ?? [],
      ),
      needsLogin:
        hasLogin && !model.plan.steps.some((step) => step.do === 'log in') && LOGIN.test(model.signature.description),
    }),
  );
  const seen = seenFields(models, tables);
  const settable = settableFields(models);
  const narrowed = narrowedFields(models);
  const empty = emptyAtFirst(models, tables);
  const flags = flagsOf(models);
  const dependents = dependentsOf(models, tables);
  const used = new Map(
    [...tables].map(([name, table]) => [name, withUses(withSeenFields(table, seen), settable, narrowed, empty, flags)]),
  );
  const levels = levelsOf(used, models);
  const effective = models.map((model) => withEffects(withOpenWhole(model, dependents, tables), used, levels));
  const opened = effective.map((model) => withLifeOrder(withReversals(model, effective, used), effective, used));
  return {
    domain,
    tables: new Map(
      [...tables].map(([name, table]) => [
        name,
        {
          ...(used.get(name) as TableModel),
          levels: levels.get(name) ?? new Map(),
          ...journalOf(table, tables, models),
          dependents: [...(dependents.get(name) ?? []), ...historyOf(table, tables, models)],
        },
      ]),
    ),
    keyNames: keyNamesOf(tables),
    functions: new Map(opened.map((model) => [model.id, model])),
    premises: new Set(models.flatMap(({ premises }) => premises)),
  };
}

const LOGIN =
  /\b(?:log(?:ged)?[ -]?in|authenticated|authentication (?:is )?(?:required|needed)|requires? (?:login|authentication))\b/i;

function compileFunction(
  id: string,
  signature: FunctionSignature,
  reading: FunctionReading,
  tables: ReadonlyMap<string, TableModel>,
): FunctionModel {
  const deed = deedOf(signature);
  const scope = signature.namespace === '' ? signature.source.uri : signature.namespace;
  const table = reading.entity === undefined ? undefined : tables.get(reading.entity);
  const session = `session ${scope}`;
  const response = signature.response ?? reading.response.schema;
  const common = {
    id,
    signature,
    reading,
    response,
    verb: deed.verb,
    subject: (deed.object.at(-1) === 'id' ? deed.object.slice(0, -1) : deed.object).join(' '),
    scope,
    premises: [],
    needsLogin: false,
  };
  const file = fileStep(signature);
  if (file !== undefined) {
    const plan: Plan = { function: id, steps: [file], answer: fileAnswer(response, '') };
    return { ...common, plan, names: new Map(), naming: new Set() };
  }
  const compiling: Compiling = { reading, signature, verb: deed.verb, object: deed.object, table, tables, session };
  const steps = compileSteps(compiling);
  const told = table === undefined ? undefined : membersLeft(reading, table.name);
  const compiled = told === undefined ? steps : { ...steps, steps: [...steps.steps, told], counts: true as const };
  return {
    ...common,
    plan: planOf(id, compiling, compiled, response),
    names: namesOf(reading, tables),
    naming: new Set(compiled.naming === undefined ? [] : [compiled.naming]),
  };
}

/** A function that changes members of a list that others put in: its steps are about the record that holds the list. */
function withCollection(
  model: FunctionModel,
  { table, steps }: NonNullable<ReturnType<typeof collectionOfDeed>>,
  tables: ReadonlyMap<string, TableModel>,
): FunctionModel {
  const { id, signature, reading, response, verb } = model;
  const session = `session ${model.scope}`;
  const about = tables.get(table);
  const outputs = reading.outputs.map((output) =>
    output.role === 'echo' || output.of === undefined ? output : { ...output, of: { ...output.of, entity: table } },
  );
  const compiling: Compiling = {
    reading: { ...reading, entity: table, outputs },
    signature,
    verb,
    object: [],
    table: about,
    tables,
    session,
  };
  return { ...model, plan: planOf(id, compiling, { steps, about: table }, response) };
}

const COLLECTING = new Set(['append', 'remove', 'empty', 'change member']);

function planOf(
  id: string,
  { reading, table, tables, signature, verb }: Compiling,
  compiled: CompiledSteps,
  response: JsonSchema,
): Plan {
  const computes = compiled.steps.some((step) => step.do === 'compute');
  const each = compiled.steps.some((step) => step.do === 'each');
  const laid = answerPlan({
    reading,
    response,
    tables,
    table: computes ? undefined : compiled.about === undefined ? table : tables.get(compiled.about),
    selects: compiled.selects,
    parameters: signature.parameters,
    computes,
    verb,
    collects: compiled.steps.flatMap((step) => (COLLECTING.has(step.do) && 'field' in step ? step.field : []))[0],
    aside: compiled.steps.flatMap((step) => (step.do === 'insert' && step.aside === true ? step.table : []))[0],
  });
  const answer = each || compiled.counts === true ? counted(laid) : laid;
  const lists = [...nodesOf(answer)].some(
    (node) =>
      (node.is === 'list' && node.rows.of === 'selected') ||
      (node.is === 'value' && (node.source.from === 'count' || node.source.from === 'aggregate')),
  );
  const steps = lists
    ? compiled.steps
    : compiled.steps.map((step) => (step.do === 'select' ? { ...step, one: true as const } : step));
  const about = compiled.about ?? (computes ? undefined : table?.name);
  const limit = steps.some((step) => step.do === 'select') ? undefined : limitOf(reading);
  return {
    function: id,
    steps,
    answer,
    ...(limit === undefined ? {} : { limit }),
    ...(about === undefined ? {} : { table: about }),
  };
}

/** What deals with any number of records answers with how many there were. */
function counted(node: AnswerNode): AnswerNode {
  if (node.is === 'value') {
    return isNumber(node.schema) && node.source.from !== 'argument' ? { ...node, source: { from: 'count' } } : node;
  }
  if (node.is !== 'object') return node;
  return { ...node, entries: node.entries.map(([key, entry]) => [key, counted(entry)] as const) };
}

/** Parameters that name a record, with its table. */
function namesOf(reading: FunctionReading, tables: ReadonlyMap<string, TableModel>): Map<string, string> {
  const names = new Map<string, string>();
  for (const { parameter, role, of } of reading.inputs) {
    const table = of?.entity ?? (role === 'key' ? reading.entity : undefined);
    const found = tables.get(table ?? '');
    const main = found !== undefined && !found.single && (of === undefined || isMainKey(found.entity, of.field));
    if ((role === 'key' || role === 'reference') && table !== undefined && main) names.set(parameter, table);
  }
  return names;
}

/** Single words that name one kind of thing wherever they stand. */
const CODES = new Set('sku isbn issn ean upc gtin vin imei iban ticker username'.split(' '));

/** What names a record wherever it stands: `product_id`, `item_ids`; a bare `id` or a name that two tables use does not. */
function keyNamesOf(tables: ReadonlyMap<string, TableModel>): Map<string, string> {
  const names = new Map<string, string>();
  const twice = new Set<string>();
  for (const { name, entity, single } of tables.values()) {
    const main = fieldKey(entity.identifiers[0]?.name ?? 'id');
    if (single || (!main.includes('_') && !CODES.has(main))) continue;
    if (names.has(main)) twice.add(main);
    names.set(main, name);
  }
  for (const name of twice) names.delete(name);
  return names;
}

type Fields = Map<string, Map<string, JsonSchema>>;

/** Fields that answers speak of, by table, each with the schema that says most of its values. */
function seenFields(models: readonly FunctionModel[], tables: ReadonlyMap<string, TableModel>): Fields {
  const seen: Fields = new Map();
  const see = (node: AnswerNode, table: string | undefined): void => {
    if (node.is === 'list')
      see(node.item, node.rows.of === 'related' || node.rows.of === 'named' ? node.rows.table : table);
    else if (node.is === 'object') {
      const inner = node.about.record === 'referred' ? node.about.table : table;
      for (const [, entry] of node.entries) see(entry, inner);
    } else if (table !== undefined) {
      const state = node.source.from === 'state' ? tables.get(table)?.state : undefined;
      const key = node.source.from === 'field' ? node.source.field : state;
      // Many of the table's own word are records of it, no list that each of them holds.
      const many = key === table && typesOf(node.schema).includes('array');
      if (key !== undefined && !key.includes('.') && !many) note(seen, table, key, node.schema);
    }
  };
  for (const { plan, reading, signature } of models) {
    see(plan.answer, plan.table);
    for (const step of plan.steps) {
      if (step.do !== 'insert') continue;
      for (const { field, argument } of step.set) {
        const schema = signature.parameters.properties?.[argument];
        if (typeof schema === 'object' && schema !== null && schema.enum !== undefined && schema.$ref === undefined)
          note(seen, step.table, field, schema);
      }
    }
    for (const { parameter, of, role } of reading.inputs) {
      const schema = signature.parameters.properties?.[parameter];
      const said = role === 'filter' || role === 'attribute' || role === 'key';
      if (of !== undefined && said && typeof schema === 'object' && schema !== null && schema.$ref === undefined)
        note(seen, of.entity, fieldKey(of.field, of.entity), schema);
    }
  }
  return seen;
}

function note(seen: Fields, table: string, key: string, schema: JsonSchema): void {
  const fields = seen.get(table) ?? new Map<string, JsonSchema>();
  seen.set(table, fields);
  fields.set(key, merged(fields.get(key), schema));
}

/** The schema that says more; of two lists of choices, both together. */
function merged(known: JsonSchema | undefined, schema: JsonSchema): JsonSchema {
  if (known === undefined) return schema;
  const stronger = strength(schema) > strength(known) ? schema : known;
  if (known.enum === undefined || schema.enum === undefined || known.enum === schema.enum) return stronger;
  const choices = [...new Set([...known.enum, ...schema.enum])];
  return choices.length === stronger.enum?.length ? stronger : { ...stronger, enum: choices };
}

function withSeenFields(table: TableModel, seen: Fields): TableModel {
  const fields = new Map(table.fields);
  for (const [key, schema] of seen.get(table.name) ?? []) {
    fields.set(key, merged(fields.get(key), schema));
  }
  return { ...table, fields };
}

/** Fields that calls give to records of a table: what none gave is empty. */
function settableFields(models: readonly FunctionModel[]): ReadonlyMap<string, ReadonlySet<string>> {
  const settable = new Map<string, Set<string>>();
  for (const { plan } of models)
    for (const step of plan.steps) {
      if (step.do !== 'insert' && step.do !== 'update' && step.do !== 'choose') continue;
      const table = step.do === 'insert' ? step.table : plan.table;
      if (table === undefined) continue;
      const fields = settable.get(table) ?? new Set<string>();
      settable.set(table, fields);
      for (const { field } of step.set) fields.add(field);
    }
  return settable;
}

/** Fields that lists are narrowed by, by table. */
function narrowedFields(models: readonly FunctionModel[]): ReadonlyMap<string, ReadonlySet<string>> {
  const narrowed = new Map<string, Set<string>>();
  for (const { plan } of models)
    for (const step of plan.steps) {
      if (step.do !== 'select') continue;
      const fields = narrowed.get(step.table) ?? new Set<string>();
      narrowed.set(step.table, fields);
      for (const { field, test } of step.where) if (test === '=') fields.add(field);
    }
  return narrowed;
}

/**
 * Lists that begin empty: those that calls put members in, and those that what makes a record does not tell of. A service
 * that answers with a list when it makes something has filled it itself.
 */
function emptyAtFirst(
  models: readonly FunctionModel[],
  tables: ReadonlyMap<string, TableModel>,
): ReadonlyMap<string, ReadonlySet<string>> {
  const filled = new Map<string, Set<string>>();
  const born = new Map<string, Set<string>>();
  const note = (fields: Map<string, Set<string>>, table: string, field: string) =>
    fields.set(table, (fields.get(table) ?? new Set()).add(field));
  for (const { plan } of models)
    for (const step of plan.steps) {
      if (step.do === 'append' && plan.table !== undefined) note(filled, plan.table, step.field);
      if (step.do !== 'insert') continue;
      for (const node of nodesOf(plan.answer))
        if (node.is === 'value' && node.source.from === 'field') note(born, step.table, node.source.field);
    }
  return new Map(
    [...tables].map(([name, { fields }]) => {
      const lists = [...fields].filter(
        ([, schema]) => typesOf(schema).includes('array') && !(Number(schema.minItems) > 0),
      );
      const empty = lists.filter(([key]) => filled.get(name)?.has(key) === true || born.get(name)?.has(key) !== true);
      return [name, new Set(empty.map(([key]) => key))];
    }),
  );
}

type Flags = ReadonlyMap<string, ReadonlyMap<string, boolean>>;

/** What deeds set of yes-or-no fields, turned round: nothing was done yet to a new record. What turns on and off is on. */
function flagsOf(models: readonly FunctionModel[]): Flags {
  const flags = new Map<string, Map<string, boolean>>();
  for (const { plan } of models)
    for (const step of plan.steps) {
      if (step.do !== 'set flag' || plan.table === undefined) continue;
      const fields = flags.get(plan.table) ?? new Map<string, boolean>();
      flags.set(plan.table, fields);
      const switched = /(?:^|_)(?:active|enabled|open)$/.test(step.field);
      fields.set(step.field, switched);
    }
  return flags;
}

/** What has states of its own is made a part only of what is not closed: a card of an account, but any comment of an issue. */
function withOpenWhole(
  model: FunctionModel,
  dependents: ReturnType<typeof dependentsOf>,
  tables: ReadonlyMap<string, TableModel>,
): FunctionModel {
  const made = model.plan.steps.find((step) => step.do === 'insert' && step.aside !== true);
  if (made?.do !== 'insert' || tables.get(made.table)?.state === undefined) return model;
  const steps = model.plan.steps.map((step) =>
    step.do === 'check' && dependents.get(step.table)?.some(({ table }) => table === made.table)
      ? { ...step, open: true as const }
      : step,
  );
  return { ...model, plan: { ...model.plan, steps } };
}

type Uses = ReadonlyMap<string, ReadonlySet<string>>;

function withUses(table: TableModel, settable: Uses, narrowed: Uses, empty: Uses, flags: Flags): TableModel {
  const choices = [...(narrowed.get(table.name) ?? [])].filter(
    (field) => (table.fields.get(field)?.enum?.length ?? 0) > 1,
  );
  return {
    ...table,
    settable: settable.get(table.name) ?? table.settable,
    narrowed: new Set(choices),
    emptyAtFirst: empty.get(table.name) ?? table.emptyAtFirst,
    flags: flags.get(table.name) ?? table.flags,
  };
}

function nameIndex(functions: readonly GraphFunction[]): Map<string, string> {
  const index = new Map<string, string>();
  for (const { id, signature } of functions) if (!index.has(signature.name)) index.set(signature.name, id);
  for (const { id, signature } of functions) index.set(`${signature.namespace}.${signature.name}`, id);
  for (const { id } of functions) index.set(id, id);
  return index;
}
