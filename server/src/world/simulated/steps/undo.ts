import { keyWords } from '../../../english/index.ts';
import type { FunctionModel, TableModel } from '../model.ts';
import { stateWord } from '../occupied.ts';
import type { Step } from '../plan.ts';

const UNDOES = /^(?:undo|unassign|reset|withdraw|retract|revert|clear|unset|unschedule|unbook|unlet|remove)$/;
const VACATES = /^(?:vacate|give|free|release|return|leave|check|empty|end|terminate|evict)$/;

/**
 * `undo_score(match_id)` beside `report_score(match_id, home_score, …)`: what that deed set is taken off again. What makes a thing free
 * again takes off who had it and until when.
 */
export function withUndone(models: readonly FunctionModel[], tables: ReadonlyMap<string, TableModel>): FunctionModel[] {
  return models.map((model) => {
    const table = tables.get(model.plan.table ?? '');
    const step = table === undefined ? undefined : undoStep(model, table, models);
    if (step === undefined) return model;
    const moves = step.state !== undefined;
    const steps = model.plan.steps.filter(
      ({ do: does }) => !(moves && (does === 'set state' || does === 'assert state')),
    );
    return { ...model, plan: { ...model.plan, steps: [...steps, step] } };
  });
}

type Unset = Extract<Step, { do: 'unset' }>;

function undoStep(model: FunctionModel, table: TableModel, models: readonly FunctionModel[]): Unset | undefined {
  const { plan, reading, signature, verb } = model;
  const [first = '', ...object] = keyWords(signature.name);
  const only = plan.steps.every(({ do: does }) =>
    ['get', 'check', 'set state', 'assert state', 'set flag'].includes(does),
  );
  if (!reading.writes || !only || reading.inputs.length !== 1 || plan.steps.every(({ do: does }) => does === 'get')) {
    if (!only || reading.inputs.length !== 1 || !reading.writes) return undefined;
  }
  const partners = models.filter((other) => other !== model && other.plan.table === table.name && other.reading.writes);
  const free = stateWord(table.fields.get(table.state ?? '')?.enum ?? [], 'free');
  const moved = plan.steps.find((step) => step.do === 'set state');
  if (
    free !== undefined &&
    moved?.do === 'set state' &&
    moved.state === free &&
    (VACATES.test(verb) || VACATES.test(first))
  ) {
    const taken = stateWord(table.fields.get(table.state ?? '')?.enum ?? [], 'taken');
    const set = partners.filter(({ plan: { steps } }) =>
      steps.some((step) => step.do === 'set state' && step.state === taken),
    );
    const fields = setBy(set);
    return fields.length === 0 ? undefined : { do: 'unset', fields, state: free };
  }
  if (!UNDOES.test(verb) && !UNDOES.test(first)) return undefined;
  const noun = object.at(-1);
  if (noun === undefined || noun === table.name.split('_').at(-1)) return undefined;
  const set = partners.filter(({ signature: { name } }) => keyWords(name).at(-1) === noun);
  const fields = setBy(set);
  const state = table.startStates[0];
  return fields.length === 0 ? undefined : { do: 'unset', fields, ...(state === undefined ? {} : { state }) };
}

/** Fields that deeds set of the record that they find. */
function setBy(models: readonly FunctionModel[]): string[] {
  const fields = models.flatMap(({ plan, response }) => {
    const set = plan.steps.flatMap((step) => (step.do === 'update' ? step.set.map(({ field }) => field) : []));
    return [...set, ...(set.length > 0 ? outcomes(response, plan) : [])];
  });
  return [...new Set(fields)];
}

/** What the deed's own answer tells besides: who won. */
function outcomes(_response: FunctionModel['response'], { answer }: FunctionModel['plan']): string[] {
  if (answer.is !== 'object') return [];
  return answer.entries.flatMap(([, node]) =>
    node.is === 'value' && node.source.from === 'field' && /winner|result|outcome/.test(node.source.field)
      ? [node.source.field]
      : [],
  );
}
