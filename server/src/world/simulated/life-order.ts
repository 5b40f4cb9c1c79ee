import { keyWords } from '../../english/index.ts';
import { choiceLike } from './choices.ts';
import type { FunctionModel, TableModel } from './model.ts';
import { endsRecord, isOver, REVIVING } from './names.ts';
import type { Step } from './plan.ts';

/** States that nothing goes back from, beside those in which a record is over in any case. */
const DONE =
  /^(?:check(?:ed)?[ _-]?out|deliver|collected|picked[ _-]?up|done|drawn|sold|departed|landed|settled|fulfil|arrived|graduat|discharg)/i;
/** States that only prepare another. */
const AHEAD = /^(?:reserv|held|hold|on[ _-]hold|pend|wait|request|draft|open|plan|maint|paus|suspend|clean|lock)/i;
/** Verbs that go back in so many words. */
const BACK =
  /^(?:re(?:open|sume|start|set|store|new|activate|instate|issue|schedule|turn|lease|try|do|vert|assign|queue|list|publish|send|run|peat|call)|un[a-z]{3,}|undo|back|roll|rollback|restart|revert|return)$/;
/** What is refused, cancelled or withdrawn: the other end of a life. */
const STOPPED = /^(?:cancel|void|terminat|revok|reject|declin|withdraw|no[ _-]?show|abandon)/i;

/**
 * The choices of a state are written in the order of a life: booked, checked in, checked out. A deed that would lead back from
 * where it ends is refused, and so is going out of what nobody went into.
 */
export function withLifeOrder(
  model: FunctionModel,
  models: readonly FunctionModel[],
  tables: ReadonlyMap<string, TableModel>,
): FunctionModel {
  const { plan } = model;
  const move = plan.steps.find((step) => step.do === 'set state');
  const table = tables.get(plan.table ?? '');
  const about = plan.steps.some((step) => step.do === 'get' && step.table === table?.name);
  if (move?.do !== 'set state' || table === undefined || table.single || !about) return model;
  if (plan.steps.some((step) => step.do === 'assert state')) return model;
  const assert = assertionOf(model, move.state, models, table);
  if (assert === undefined) return model;
  const at = plan.steps.findIndex((step) => step.do === 'get') + 1;
  return { ...model, plan: { ...plan, steps: [...plan.steps.slice(0, at), assert, ...plan.steps.slice(at)] } };
}

function assertionOf(
  model: FunctionModel,
  state: string,
  models: readonly FunctionModel[],
  table: TableModel,
): Step | undefined {
  const other = otherSide(model, models);
  const words = keyWords(model.signature.name);
  const back = [model.verb, words[0] ?? ''].some((verb) => REVIVING.has(verb) || BACK.test(verb));
  const choices = (table.fields.get(table.state ?? '')?.enum ?? []).filter(
    (choice): choice is string => typeof choice === 'string',
  );
  const target = choiceLike(state, choices);
  // Without a list of states: what went out does not go in again.
  if (choices.length < 3 || target === undefined) {
    const out = other?.side === 'in' ? other.state : undefined;
    return out === undefined ? undefined : { do: 'assert state', in: [], not: [out] };
  }
  if (back && other === undefined) return undefined;
  const before = other?.side === 'out' ? choiceLike(other.state, choices) : undefined;
  if (before !== undefined) return { do: 'assert state', in: [before] };
  const to = choices.indexOf(target);
  const changes = model.plan.steps.some((step) => step.do === 'update') && !ONCE.test(words[0] ?? '');
  const again = model.signature.annotations.idempotent === true || changes;
  const allowed = choices.filter((choice, at) => {
    if (choice === target) return again;
    if (AHEAD.test(choice) || !(isOver(choice) || DONE.test(choice))) return true;
    return at < to && !STOPPED.test(target) && !endsRecord(choice);
  });
  const some = allowed.some((choice) => choice !== target);
  return some && allowed.length < choices.length ? { do: 'assert state', in: allowed } : undefined;
}

/** What is begun or ended once, whatever else the call gives. */
const ONCE =
  /^(?:start|begin|launch|open|finish|complete|end|close|resolve|approve|reject|publish|ship|dispatch|deliver|settle|pay|refund)$/;

interface Side {
  /** Which side the deed itself is on. */
  readonly side: 'in' | 'out';
  /** The state that the other deed leaves a record in. */
  readonly state: string;
}

/** `check_in` beside `check_out`: the other deed of a pair on the same records. */
function otherSide({ id, signature, plan }: FunctionModel, models: readonly FunctionModel[]): Side | undefined {
  const own = sideOf(signature.name);
  if (own === undefined) return undefined;
  for (const other of models) {
    const side = other.id === id || other.plan.table !== plan.table ? undefined : sideOf(other.signature.name);
    if (side === undefined || side.verb !== own.verb || side.way === own.way) continue;
    const move = other.plan.steps.find((step) => step.do === 'set state');
    if (move?.do === 'set state') return { side: own.way, state: move.state };
  }
  return undefined;
}

function sideOf(name: string): { readonly verb: string; readonly way: 'in' | 'out' } | undefined {
  const words = keyWords(name);
  const at = words.findIndex((word) => word === 'in' || word === 'out');
  const joined = /^(check|clock|sign|log|badge|punch)(in|out)$/.exec(words[0] ?? '');
  if (joined !== null) return { verb: joined[1] ?? '', way: joined[2] === 'in' ? 'in' : 'out' };
  return at === 1 ? { verb: words[0] ?? '', way: words[1] === 'in' ? 'in' : 'out' } : undefined;
}
