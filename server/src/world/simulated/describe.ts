import type { Domain } from '../../domain/index.ts';
import type { GraphFunction } from '../../graph/index.ts';
import { compileWorld } from './compile.ts';
import type { Assignment, Condition, Plan, Sorting, Step } from './plan.ts';
import { unfillable } from './unfilled.ts';

/** What one function does to the simulated world's tables. */
export interface DescribedPlan {
  readonly function: string;
  /** In words, one a step: `select order where status = $status`. */
  readonly steps: readonly string[];
  readonly plan: Plan;
}

/** The plans of a domain's functions, in their order. */
export function describePlans(domain: Domain, functions: readonly GraphFunction[]): DescribedPlan[] {
  const { functions: models } = compileWorld(domain, functions);
  return [...models.values()].map(({ id, plan, response }) => {
    const unfilled = unfillable(response);
    const steps = plan.steps.map(stepText);
    return unfilled === undefined
      ? { function: id, steps, plan }
      : { function: id, steps: [...steps, `! ${unfilled}`], plan: { ...plan, unfilled } };
  });
}

/** A step in words; `$name` is an argument. */
export function stepText(step: Step): string {
  switch (step.do) {
    case 'get':
      return step.key === undefined ? `get the one ${step.table}` : `get ${step.table} by $${step.key}, else not found`;
    case 'check':
      return `there is a ${step.table} $${step.key}, else not found`;
    case 'select': {
      const where = step.where.length === 0 ? '' : ` where ${step.where.map(conditionText).join(' and ')}`;
      const limit = step.limit === undefined ? '' : `, at most $${step.limit}`;
      const near =
        step.near === undefined ? '' : ` around $${step.near.latitude.argument}, $${step.near.longitude.argument}`;
      return `select ${step.one === true ? 'one ' : ''}${step.table}${where}${near}${orderText(step.sort)}${limit}`;
    }
    case 'insert':
      return `insert ${step.aside === true ? 'beside it a ' : ''}${step.table}${setText(step.set)}${step.state === undefined ? '' : `, ${step.state}`}`;
    case 'update':
      return `update${setText(step.set)}`;
    case 'shift':
      return `move ${step.fields.join(' and ')} ${step.sign} by $${step.argument} ${step.unit}s`;
    case 'delete':
      return `delete (${step.how})`;
    case 'set state':
      return `set state = ${step.state}${step.ends === true ? ', which ends it' : ''}`;
    case 'merge':
      return `take the ${step.table} $${step.key} into it`;
    case 'put back':
      return `put back what ${step.table} $${step.argument} held`;
    case 'assert state':
      return step.not === undefined
        ? `assert state in {${step.in.join(', ')}}, else conflict`
        : `assert state not in {${step.not.join(', ')}}, else conflict`;
    case 'set flag':
      return `set ${step.field} = ${String(step.value)}`;
    case 'empty':
      return `take all out of ${step.field}`;
    case 'take members':
      return `take what ${step.table} holds in ${step.field} into ${step.into}`;
    case 'change member':
      return `in ${step.field}, of the one with ${step.by.field} = $${step.by.argument} set ${step.set
        .map(({ field, argument }) => `${field} = $${argument}`)
        .join(', ')}`;
    case 'append':
    case 'remove':
      return `${step.do} in ${step.field}${setText(step.item)}`;
    case 'add':
    case 'subtract':
      return `${step.do} ${step.by ?? `$${step.amount}${step.percent === true ? ' percent' : ''}`} ${step.do === 'add' ? 'to' : 'from'} ${step.field}${step.key === undefined ? '' : ` of ${step.table ?? ''} $${step.key}`}`;
    case 'stamp':
      return `set ${step.field} = now`;
    case 'swap':
      return `swap ${step.fields.join(', ')} of ${step.table} $${step.keys[0]} and $${step.keys[1]}`;
    case 'each':
      return eachText(step);
    case 'unset':
      return `take ${step.fields.join(', ')} off it${step.state === undefined ? '' : `, set state = ${step.state}`}`;
    case 'assert left':
      return `${step.field} of ${step.table} $${step.key} is left${step.amount === undefined ? '' : ` for $${step.amount}`}, else conflict`;
    case 'occupy':
      return `take the ${step.table} $${step.key}, which has to be free`;
    case 'set free':
      return `the ${step.table} of its ${step.via} is free again`;
    case 'set state of':
      return `set state of ${step.table} $${step.key} = ${step.state}${step.whole === undefined ? '' : ` where $${step.amount ?? ''} comes up to its ${step.whole}`}`;
    case 'hold':
      return `${step.way} $${step.amount} ${step.way === 'add' ? 'to' : 'from'} ${step.field} of ${step.table} where ${step.where.map(({ field, argument }) => `${field} = $${argument}`).join(' and ')}`;
    case 'choose':
      return `pick one ${step.table} of its ${step.via}, set ${step.set.map(({ field, of }) => `${field} = its ${of ?? 'key'}`).join(', ')}`;
    case 'assert unset':
      return `${step.field} of ${step.table} $${step.key} is empty yet, else conflict`;
    case 'discount':
      return discountText(step);
    case 'compute':
      return `compute ${step.how}`;
    case 'file':
      return `file: ${step.act}${
        Object.values(step.with).length === 0
          ? ''
          : ` (${Object.values(step.with)
              .map((name) => `$${name}`)
              .join(', ')})`
      }`;
    default:
      return step.do;
  }
}

function discountText({ table, key, of, code }: Extract<Step, { do: 'discount' }>): string {
  if (of !== undefined)
    return `take ${of.field}${of.percent ? ' percent' : ''} of ${of.table} $${of.key} off what ${table} $${key} comes to`;
  return code === undefined
    ? `take nothing off what ${table} $${key} comes to`
    : `take what $${code} says off what ${table} $${key} comes to`;
}

function eachText({ table, where, state, flag, past, gone, to }: Extract<Step, { do: 'each' }>): string {
  const said = [
    ...where.map(conditionText),
    ...(state === undefined ? [] : [`state = ${state}`]),
    ...(flag === undefined ? [] : [`${flag} = true`]),
    ...(past === undefined ? [] : [`${past} < today`]),
  ];
  const deed = gone === undefined ? `set state = ${to ?? ''}` : `delete (${gone})`;
  return `each ${table}${said.length === 0 ? '' : ` where ${said.join(' and ')}`}: ${deed}`;
}

function orderText(sort: Sorting | undefined): string {
  if (sort?.by !== undefined) return ` ordered by $${sort.by}`;
  if (sort?.otherwise === undefined) return '';
  return ` ordered by ${sort.otherwise.field}, ${sort.otherwise.down ? 'newest' : 'oldest'} first`;
}

function conditionText({ field, test, argument }: Condition): string {
  return `${field} ${test} $${argument}`;
}

function setText(set: readonly Assignment[]): string {
  const parts = set.map(({ field, argument }) => (field === '' ? `$${argument}` : `${field} = $${argument}`));
  return parts.length === 0 ? '' : ` ${parts.join(', ')}`;
}
