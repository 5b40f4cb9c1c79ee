import { keyWords } from '../../english/index.ts';
import { choiceLike } from './choices.ts';
import type { FunctionModel, TableModel } from './model.ts';
import { REVIVING } from './names.ts';

type Tables = ReadonlyMap<string, TableModel>;

/** Fewer states than these have no order to go by. */
const MIN_STATES = 3;

/**
 * `start_repair`, `finish_repair` and `hand_over_bike` of jobs that are waiting, in repair, ready or collected: where as many
 * deeds lead to a state that the table has no word for as there are states that no deed leads to, each leads to one, in the
 * order in which both are written.
 */
export function withStatesInOrder(models: readonly FunctionModel[], tables: Tables): FunctionModel[] {
  const told = new Map<string, string>();
  for (const table of tables.values()) {
    const choices = (table.fields.get(table.state ?? '')?.enum ?? []).filter((one) => typeof one === 'string');
    if (table.single || choices.length < MIN_STATES) continue;
    const moving = models.flatMap((model) => {
      // What is brought back stands as it began.
      const back = REVIVING.has(keyWords(model.signature.name)[0] ?? '');
      const state = model.plan.table === table.name && !back ? movedTo(model) : undefined;
      return state === undefined ? [] : [{ id: model.id, name: model.signature.name, state }];
    });
    const named = moving.map((one) => ({
      ...one,
      choice: choiceLike(one.state, choices) ?? stateOfObject(one.name, choices),
    }));
    const reached = new Set([choices[0], ...named.map(({ choice }) => choice)]);
    const open = choices.filter((choice) => !reached.has(choice));
    const lost = named.filter(({ choice }) => choice === undefined);
    if (lost.length === open.length) lost.forEach(({ id }, at) => void told.set(id, open[at] as string));
    for (const { id, choice } of named) if (choice !== undefined) told.set(id, choice);
  }
  return models.map((model) => {
    const state = told.get(model.id);
    return state === undefined || movedTo(model) === state ? model : leadingTo(model, state);
  });
}

function movedTo({ plan }: FunctionModel): string | undefined {
  const moves = plan.steps.flatMap((step) => (step.do === 'set state' ? step.state : []));
  return moves.length === 1 ? moves[0] : undefined;
}

/** `start_repair` leads to `in_repair`. */
function stateOfObject(name: string, choices: readonly string[]): string | undefined {
  const words = name.toLowerCase().split(/[_\-. ]/);
  if (!/^(?:start|begin|open|enter|take)$/.test(words[0] ?? '')) return undefined;
  const found = choices.filter((choice) => {
    const [lead, ...rest] = choice.toLowerCase().split(/[_\- ]/);
    return (
      (lead === 'in' || lead === 'under') && rest.length > 0 && rest.every((word) => words.slice(1).includes(word))
    );
  });
  return found.length === 1 ? found[0] : undefined;
}

function leadingTo(model: FunctionModel, state: string): FunctionModel {
  const steps = model.plan.steps.map((step) => (step.do === 'set state' ? { do: step.do, state } : step));
  return { ...model, plan: { ...model.plan, steps } };
}
