import type { Domain, FunctionReading } from '../../domain/index.ts';
import { deedOf, type GraphFunction } from '../../graph/index.ts';
import type { JsonSchema } from '../../json/index.ts';
import type { FunctionSignature } from '../../signature/index.ts';
import { answerPlan } from './answer-plan.ts';
import { fileAnswer, fileStep } from './files/plan.ts';
import { type FunctionModel, nodesOf, type TableModel, type WorldModel } from './model.ts';
import type { AnswerNode, Plan } from './plan.ts';
import { type CompiledSteps, type Compiling, compileSteps } from './steps.ts';
import { buildTables, strength } from './tables.ts';

/** Compiles the plans of a domain's functions; cost is linear in their fields. */
export function compileWorld(domain: Domain, functions: readonly GraphFunction[]): WorldModel {
  const tables = buildTables(domain);
  const readings = new Map(domain.functions.map((reading) => [reading.function, reading]));
  const compiled = functions.flatMap(({ id, signature }) => {
    const reading = readings.get(id);
    return reading === undefined ? [] : [compileFunction(id, signature, reading, tables)];
  });
  const byName = nameIndex(functions);
  const hasLogin = compiled.some(({ plan }) => plan.steps.some((step) => step.do === 'log in'));
  const models = compiled.map(
    (model): FunctionModel => ({
      ...model,
      premises: model.signature.premises.flatMap(
        (name) => byName.get(`${model.signature.namespace}.${name}`) ?? byName.get(name) ?? [],
      ),
      needsLogin:
        hasLogin && !model.plan.steps.some((step) => step.do === 'log in') && LOGIN.test(model.signature.description),
    }),
  );
  const seen = seenFields(models);
  return {
    domain,
    tables: new Map([...tables].map(([name, table]) => [name, withSeenFields(table, seen)])),
    functions: new Map(models.map((model) => [model.id, model])),
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
  const compiled = compileSteps(compiling);
  return {
    ...common,
    plan: planOf(id, compiling, compiled, response),
    names: namesOf(reading, tables),
    naming: new Set(compiled.naming === undefined ? [] : [compiled.naming]),
  };
}

function planOf(
  id: string,
  { reading, table, tables, signature }: Compiling,
  compiled: CompiledSteps,
  response: JsonSchema,
): Plan {
  const computes = compiled.steps.some((step) => step.do === 'compute');
  const answer = answerPlan({
    reading,
    response,
    tables,
    table: compiled.about === undefined && !computes ? table : undefined,
    selects: compiled.selects,
    parameters: signature.parameters,
    computes,
  });
  const lists = [...nodesOf(answer)].some((node) => node.is === 'list' && node.rows.of === 'selected');
  const steps = lists
    ? compiled.steps
    : compiled.steps.map((step) => (step.do === 'select' ? { ...step, one: true as const } : step));
  const about = compiled.about ?? (computes ? undefined : table?.name);
  return { function: id, steps, answer, ...(about === undefined ? {} : { table: about }) };
}

/** Parameters that name a record, with its table. */
function namesOf(reading: FunctionReading, tables: ReadonlyMap<string, TableModel>): Map<string, string> {
  const names = new Map<string, string>();
  for (const { parameter, role, of } of reading.inputs) {
    const table = of?.entity ?? (role === 'key' ? reading.entity : undefined);
    if ((role === 'key' || role === 'reference') && table !== undefined && tables.has(table))
      names.set(parameter, table);
  }
  return names;
}

type Fields = Map<string, Map<string, JsonSchema>>;

/** Fields that answers speak of, by table, each with the schema that says most of its values. */
function seenFields(models: readonly FunctionModel[]): Fields {
  const seen: Fields = new Map();
  const see = (node: AnswerNode, table: string | undefined): void => {
    if (node.is === 'list') see(node.item, node.rows.of === 'related' ? node.rows.table : table);
    else if (node.is === 'object') {
      const inner = node.about.record === 'referred' ? node.about.table : table;
      for (const [, entry] of node.entries) see(entry, inner);
    } else if (table !== undefined && node.source.from === 'field' && !node.source.field.includes('.')) {
      note(seen, table, node.source.field, node.schema);
    }
  };
  for (const { plan } of models) see(plan.answer, plan.table);
  return seen;
}

function note(seen: Fields, table: string, key: string, schema: JsonSchema): void {
  const fields = seen.get(table) ?? new Map<string, JsonSchema>();
  seen.set(table, fields);
  const known = fields.get(key);
  if (known === undefined || strength(schema) > strength(known)) fields.set(key, schema);
}

function withSeenFields(table: TableModel, seen: Fields): TableModel {
  const fields = new Map(table.fields);
  for (const [key, schema] of seen.get(table.name) ?? []) {
    const known = fields.get(key);
    if (known === undefined || strength(schema) > strength(known)) fields.set(key, schema);
  }
  return { ...table, fields };
}

function nameIndex(functions: readonly GraphFunction[]): Map<string, string> {
  const index = new Map<string, string>();
  for (const { id, signature } of functions) if (!index.has(signature.name)) index.set(signature.name, id);
  for (const { id, signature } of functions) index.set(`${signature.namespace}.${signature.name}`, id);
  for (const { id } of functions) index.set(id, id);
  return index;
}
