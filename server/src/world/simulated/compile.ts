import type { Domain, FunctionReading } from '../../domain/index.ts';
import { deedOf, type GraphFunction } from '../../graph/index.ts';
import type { JsonSchema } from '../../json/index.ts';
import type { FunctionSignature } from '../../signature/index.ts';
import { withReversals } from './accruals.ts';
import { answerPlan } from './answer-plan.ts';
import { collectionOfDeed, collectionsOf, takenMembers } from './collections.ts';
import { dependentsOf } from './dependents.ts';
import { withDiscount } from './discounts.ts';
import { drawOf, tellingDraw, withDrawn } from './draws.ts';
import { withDuesPaid } from './dues.ts';
import { withEffects } from './effects.ts';
import { fileAnswer, fileStep } from './files/plan.ts';
import { historyOf, journalOf, putBackSteps } from './histories.ts';
import { withHoldings } from './holdings.ts';
import { levelsOf } from './levels.ts';
import { withLifeOrder } from './life-order.ts';
import { widestLookups, withBases } from './lookups.ts';
import { membersLeft } from './memberships.ts';
import { type FunctionModel, nodesOf, type TableModel, type WorldModel } from './model.ts';
import { withMovedTold } from './moved-told.ts';
import { fieldKey } from './names.ts';
import { isNumber } from './number-schema.ts';
import { withParentFields } from './parent-fields.ts';
import { withPercentMoves } from './percent-moves.ts';
import type { AnswerNode, Plan } from './plan.ts';
import { withPredictedAnswers } from './predicted.ts';
import { nextOf, rankOf, withLine } from './ranks.ts';
import { settleDomain } from './settle.ts';
import { sharedChoicesOf, withSharedChoices } from './shared-choices.ts';
import { withStatesInOrder } from './state-order.ts';
import { withUndone } from './steps/undo.ts';
import { type CompiledSteps, type Compiling, compileSteps, limitOf } from './steps.ts';
import {
  emptyAtFirst,
  flagsOf,
  narrowedFields,
  seenFields,
  settableFields,
  withSeenFields,
  withUses,
} from './table-uses.ts';
import { buildTables, isMainKey } from './tables.ts';
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
  const reduced = lined.map((model) => {
    const held = withHoldings(withDiscount(model, tables), lined, tables);
    return withDuesPaid(withMovedTold(withPercentMoves(withUsesLeft(held, tables), tables), tables), tables);
  });
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
  const ordered = withStatesInOrder(models, used);
  const effective = ordered.map((model) => withEffects(withOpenWhole(model, dependents, tables), models, used, levels));
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

function nameIndex(functions: readonly GraphFunction[]): Map<string, string> {
  const index = new Map<string, string>();
  for (const { id, signature } of functions) if (!index.has(signature.name)) index.set(signature.name, id);
  for (const { id, signature } of functions) index.set(`${signature.namespace}.${signature.name}`, id);
  for (const { id } of functions) index.set(id, id);
  return index;
}
