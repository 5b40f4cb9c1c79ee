import { splitWords } from '../../english/index.ts';
import { equalJson, isObject, type Json } from '../../json/index.ts';
import type { PlannedArgument } from '../../teacher/index.ts';
import { type GenerationContext, type RanCall, toolOf } from '../session.ts';

/** Arguments that no person would choose after what has just been done, with the reason; none where they make sense. */
export function senseless(
  id: string,
  chosen: readonly PlannedArgument[],
  past: readonly RanCall[],
  ran: readonly RanCall[],
  context: GenerationContext,
): { readonly reason: string; readonly arguments: readonly PlannedArgument[] } | undefined {
  if (context.proposer.isReadOnly(id)) return undefined;
  const undone = ran.length > 0 && takesBack(id) ? justDone(chosen, ran, context) : undefined;
  if (undone !== undefined) return { reason: 'would take back what the same request has done', arguments: [undone] };
  if (toolOf(context, id).reading?.operation === 'create') return undefined;
  return setsNothing(id, chosen, past, ran, context) ? { reason: 'sets what is so already', arguments: [] } : undefined;
}

/** Verbs that take back what others do. In one breath nobody asks for a thing and for its end. */
const TAKES_BACK =
  /^(?:cancel|delete|remove|return|unpublish|disable|deactivate|revoke|withdraw|retract|discard|terminate|void|annul|abort|reverse|undo|archive|drop|detach|unassign|unlink|unschedule|unsubscribe|unbook|unreserve|unfollow|unpin|unlock)$/;

function takesBack(id: string): boolean {
  return splitWords(id.slice(id.lastIndexOf('.') + 1).slice(0, MAX_NAME)).some((word) => TAKES_BACK.test(word));
}

const MAX_NAME = 100;

/** The argument that names what a call of the same turn has made or changed. */
function justDone(
  chosen: readonly PlannedArgument[],
  ran: readonly RanCall[],
  context: GenerationContext,
): PlannedArgument | undefined {
  const done = ran.filter((call) => call.ok && !context.proposer.isReadOnly(call.id));
  return chosen.find(
    ({ value }) => names(value) && done.some((call) => holds(call.output, value) || holds(call.arguments, value)),
  );
}

/** A value that can name a thing: no flag, no small number, no text. */
function names(value: Json): boolean {
  return typeof value === 'string'
    ? value.length >= 3 && value.length <= 60
    : typeof value === 'number' && value >= 100;
}

function holds(whole: Json, value: Json): boolean {
  if (Array.isArray(whole)) return whole.some((item) => holds(item, value));
  return isObject(whole) ? Object.values(whole).some((item) => holds(item as Json, value)) : whole === value;
}

/** Every choice of a few that the call makes is one that its thing has already: "set the status to open" of what is open. */
function setsNothing(
  id: string,
  chosen: readonly PlannedArgument[],
  past: readonly RanCall[],
  ran: readonly RanCall[],
  context: GenerationContext,
): boolean {
  const { signature, reading } = toolOf(context, id);
  const key = reading?.inputs.find(({ role }) => role === 'key')?.parameter;
  const thing = chosen.find(({ parameter }) => parameter === key)?.value;
  if (thing === undefined || typeof thing === 'object') return false;
  const others = chosen.filter(({ parameter }) => parameter !== key);
  const [set, ...more] = others;
  if (set === undefined || more.length > 0 || set.origin.from !== 'user') return false;
  const schema = signature.parameters.properties?.[set.parameter];
  if (typeof schema !== 'object' || !Array.isArray(schema.enum)) return false;
  const known = lastRecordOf(thing, set.parameter, [...past, ...ran]);
  return known !== undefined && equalJson(known, set.value);
}

/** What the newest answer about a thing says of one of its fields. */
function lastRecordOf(thing: Json, field: string, calls: readonly RanCall[]): Json | undefined {
  for (let at = calls.length - 1; at >= 0; at -= 1) {
    const found = fieldOf((calls[at] as RanCall).output, thing, field);
    if (found !== undefined) return found;
  }
  return undefined;
}

function fieldOf(whole: Json, thing: Json, field: string): Json | undefined {
  if (Array.isArray(whole)) {
    for (const item of whole) {
      const found = fieldOf(item, thing, field);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  if (!isObject(whole)) return undefined;
  if (Object.hasOwn(whole, field) && Object.values(whole).includes(thing)) return whole[field] as Json;
  for (const item of Object.values(whole)) {
    const found = typeof item === 'object' ? fieldOf(item as Json, thing, field) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}
