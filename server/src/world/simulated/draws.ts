import { keyWords } from '../../english/index.ts';
import { typesOf } from '../../signature/index.ts';
import type { FunctionModel, TableModel } from './model.ts';
import { fieldKey } from './names.ts';
import type { Step, StepChoose } from './plan.ts';

type Tables = ReadonlyMap<string, TableModel>;

/** Words for what is drawn out of many. */
const WINS = new Set('winner winning drawn selected chosen lucky'.split(' '));
const DRAWS = /^(?:draw|pick|choose|select|run|determine|hold|raffle|announce|roll)$/;

/** A draw: which record of which table is asked, and what it is told of the one that wins. */
export interface Draw {
  readonly table: string;
  readonly steps: readonly Step[];
  readonly choose: StepChoose;
}

/** `draw_winner(raffle_id)` picks one of the entries of the raffle; undefined of what draws nothing. */
export function drawOf(model: FunctionModel, models: readonly FunctionModel[], tables: Tables): Draw | undefined {
  const { reading, signature, response, names, plan } = model;
  const words = keyWords(signature.name);
  const told = Object.keys(response.properties ?? {}).filter((key) => keyWords(key).some((word) => WINS.has(word)));
  if (!reading.writes || told.length === 0 || !words.some((word) => DRAWS.test(word) || WINS.has(word)))
    return undefined;
  const made = new Set(
    models.flatMap((other) =>
      other.id === model.id ? [] : other.plan.steps.flatMap((step) => (step.do === 'insert' ? step.table : [])),
    ),
  );
  for (const [key, name] of names) {
    for (const entries of tables.values()) {
      const via = [...entries.references].find(([, to]) => to === name)?.[0];
      if (via === undefined || !made.has(entries.name) || entries.name === name) continue;
      const set = told.flatMap((one) => toldOf(one, name, entries, via));
      if (set.length === 0) continue;
      const choose: StepChoose = { do: 'choose', table: entries.name, via, set };
      const moves = plan.table === name ? plan.steps.filter((step) => step.do === 'set state') : [];
      return { table: name, choose, steps: [{ do: 'get', table: name, key }, ...moves, choose] };
    }
  }
  return undefined;
}

/** `winning_entry_id` is the key of the entry that wins, `winner` its name, `winner_id` whoever it is of. */
function toldOf(name: string, owner: string, entries: TableModel, via: string): StepChoose['set'] {
  const field = fieldKey(name, owner);
  const rest = keyWords(name).filter((word) => !WINS.has(word));
  const said = rest.join('_');
  const [main] = entries.entity.identifiers;
  const others = [...entries.references.keys()].filter((key) => key !== via);
  const short = entries.name.split('_').at(-1) ?? entries.name;
  if (said === '' || said === 'name') {
    const named = nameOf(entries);
    return [named === undefined ? { field } : { field, of: named }];
  }
  if (said === 'id' || said === 'number')
    return others.length === 1 ? [{ field, of: others[0] as string }] : [{ field }];
  if (said === fieldKey(main?.name ?? '') || said.startsWith(short) || said === entries.name) return [{ field }];
  return entries.fields.has(said) ? [{ field, of: said }] : [];
}

function nameOf({ fields, references }: TableModel): string | undefined {
  const texts = [...fields].filter(
    ([key, schema]) =>
      typesOf(schema).includes('string') && schema.enum === undefined && !references.has(key) && key !== 'id',
  );
  const found =
    texts.find(([key]) => /(?:^|_)name$/.test(key)) ?? texts.find(([, schema]) => schema.format === undefined);
  return found?.[0];
}

/** After a draw nobody enters any more, and nothing is drawn again. */
export function withDrawn(model: FunctionModel, draws: readonly Draw[]): FunctionModel {
  const { plan } = model;
  const checks = draws.flatMap(({ table, choose }): Step[] => {
    const key = [...model.names].find(([, name]) => name === table)?.[0];
    const enters = plan.steps.some((step) => step.do === 'insert' && step.table === choose.table);
    const again = plan.steps.includes(choose);
    const field = choose.set[0]?.field;
    return key === undefined || field === undefined || !(enters || again)
      ? []
      : [{ do: 'assert unset', table, key, field }];
  });
  const at = plan.steps.findIndex((step) => step.do !== 'check' && step.do !== 'get');
  const steps = [...plan.steps.slice(0, at), ...checks, ...plan.steps.slice(at)];
  return checks.length === 0 || at < 0 ? model : { ...model, plan: { ...plan, steps } };
}

/** What a draw tells of the winner is what it told the record of it, whatever the name is read as. */
export function tellingDraw(model: FunctionModel, { table, choose }: Draw): FunctionModel {
  const { answer } = model.plan;
  if (answer.is !== 'object') return model;
  const set = new Set(choose.set.map(({ field }) => field));
  const entries = answer.entries.map(([name, node]): (typeof answer.entries)[number] => {
    const field = fieldKey(name, table);
    return node.is === 'value' && set.has(field) ? [name, { ...node, source: { from: 'field', field } }] : [name, node];
  });
  return { ...model, plan: { ...model.plan, answer: { ...answer, entries } } };
}
