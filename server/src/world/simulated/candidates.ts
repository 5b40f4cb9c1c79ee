import { keyWords } from '../../english/index.ts';
import type { Json, JsonObject } from '../../json/index.ts';
import { createRandom } from '../../random/index.ts';
import { resolveSchema, typesOf } from '../../signature/index.ts';
import type { Answering, Scope } from './answering.ts';
import { compute, convert, rateOf, readConversion } from './convert.ts';
import { isLook } from './effect.ts';
import type { FunctionModel } from './model.ts';
import { plainMaker } from './plain.ts';
import { entityOf, itemKey, own } from './state.ts';
import type { Field } from './values/make.ts';
import { examplesOf } from './values/prose.ts';
import { makeString, timeOfDay } from './values/strings.ts';
import { confirmation, isStatusName, isSuccessName, participle, statusFor } from './wording.ts';

/** What any other value can be, best first: worked out, echoed, how things stand, known of the thing. */
export function* valuesFor(answering: Answering, scope: Scope, field: Field): Generator<Json | undefined> {
  const { model, call, state } = answering;
  const { name } = field;
  if (field.path.at(-1) === '[]') return;
  const words = keyWords(name);
  const isPart = scope.nested && isStatusName(words);
  yield* worked(answering, field);
  if (/\b(?:login|logged|authenticated|session)\b/.test(words.join(' ')) && model.effect === 'read')
    yield state.loggedIn;
  if (!isLook(model.effect) || model.effect === 'find') yield echoed(call, name);
  if (!isPart) yield endedStatus(answering, field, scope);
  if (!isPart) yield statusOf(answering, field, scope);
  if (scope.thing === undefined || !isOpaqueAnswer(model) || field.path.length > 1) yield own(scope.facts, name);
  yield echoed(call, name);
  if (!field.path.includes('[]')) yield itemFact(answering, name);
  yield choiceOfParameter(answering, scope, field);
  if (!isLook(model.effect)) yield echoedThing(call, words);
  if (!scope.fresh) yield sameMoney(scope.facts, field);
  if (model.effect === 'find' || model.effect === 'create') yield onTheDay(call, field, scope);
  if (!saysNothing(words)) return;
  if (!isLook(model.effect)) yield confirmed(answering);
  else if (!PROSE.has(words.at(-1) ?? '')) yield* namedAfterSubject(answering, scope, field);
}

const EMPTY_NAMES = new Set([
  'message',
  'confirmation',
  'return',
  'result',
  'output',
  'response',
  'detail',
  'text',
  'content',
  'value',
]);

/** Names that say at least that it is a text. */
const PROSE = new Set(['message', 'content', 'text', 'detail']);

/** An answer of one field whose name says nothing: what it holds is this function's own answer, no fact of the thing. */
export function isOpaqueAnswer({ response }: FunctionModel): boolean {
  const names = Object.keys(response.properties ?? {});
  return names.length === 1 && saysNothing(keyWords(names[0] ?? ''));
}

export function saysNothing(words: readonly string[]): boolean {
  return words.length <= 1 && EMPTY_NAMES.has(words[0] ?? 'value');
}

/** A value that a list told beside one that the call names: the fee of the seat that is now chosen. */
function itemFact({ call, state }: Answering, name: string): Json | undefined {
  for (const [parameter, value] of Object.entries(call)) {
    const item = own(state.items, itemKey(parameter, value));
    const known = item === undefined ? undefined : own(item, name);
    if (known !== undefined) return known;
  }
  return undefined;
}

/** One of the choices of the parameter of the same name, where the call left it open. */
function choiceOfParameter({ model, call }: Answering, scope: Scope, field: Field): Json | undefined {
  const { parameters } = model.signature;
  const { name, schema } = field;
  if (schema.enum !== undefined || Object.hasOwn(call, name)) return undefined;
  if (!Object.hasOwn(parameters.properties ?? {}, name)) return undefined;
  const choices = resolveSchema(parameters, parameters.properties?.[name] ?? {}).schema.enum;
  return createRandom(`${scope.seed} ${field.at.slice(scope.base.length)}`).pick(choices ?? []);
}

/** Last words of names that say what kind of value it is, not of what. */
const VAGUE = new Set([
  'id',
  'name',
  'status',
  'state',
  'type',
  'value',
  'amount',
  'number',
  'date',
  'time',
  'count',
  'list',
  'result',
  'code',
]);

/** The one argument that names the same thing under another name: `speed` for `currentSpeed`. */
function echoedThing(call: JsonObject, words: readonly string[]): Json | undefined {
  const head = words.at(-1) ?? '';
  if (head === '' || VAGUE.has(head)) return undefined;
  const [only, ...others] = Object.entries(call).filter(([name]) => keyWords(name).at(-1) === head);
  return others.length > 0 ? undefined : only?.[1];
}

/** A value whose own name says nothing is what the function's name says. */
function* namedAfterSubject({ model }: Answering, scope: Scope, field: Field): Generator<Json | undefined> {
  const words = keyWords(model.object);
  if (words.length === 0 || !typesOf(field.schema).includes('string')) return;
  const maker = plainMaker(scope.seed, scope.seed);
  yield makeString({
    words,
    entity: [],
    schema: field.schema,
    profile: maker.profile,
    today: maker.today,
    random: maker.random(field.at),
  });
}

/** How a thing that is over stands: `cancelled`. */
function endedStatus({ state }: Answering, field: Field, { thing }: Scope): Json | undefined {
  if (thing === undefined || !isStatusName(keyWords(field.name))) return undefined;
  const ended = entityOf(state, thing.kind, String(thing.id))?.gone;
  return ended === undefined || field.schema.enum === undefined ? ended : statusFor('delete', field.schema.enum);
}

function confirmed({ model, subject }: Answering): string {
  return confirmation(model.verb || 'handle', model.subject, subject === undefined ? undefined : String(subject.id));
}

/** Place of a fact in its thing; whatever an answer calls the thing's price, it is one fact. */
export function factName(at: string): string {
  return MONEY.has(keyWords(at).at(-1) ?? '') && !at.includes('.') ? 'price' : at;
}

const MONEY = new Set(['price', 'total', 'amount', 'cost', 'fare', 'refund']);

/** A thing has one price: what an earlier answer called its price is the total of its invoice and its refund. */
function sameMoney(facts: JsonObject, field: Field): Json | undefined {
  const isMoney = (name: string) => MONEY.has(keyWords(name).at(-1) ?? '');
  if (!isMoney(field.name)) return undefined;
  return Object.entries(facts).find(([name, value]) => isMoney(name) && typeof value === 'number')?.[1];
}

const PAST = /\b(?:created|updated|posted|issued|sent|birth|since)\b/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Dates of an answer fall on the day that was asked for. */
function onTheDay(call: JsonObject, field: Field, scope: Scope): Json | undefined {
  const { format } = field.schema;
  if ((format !== 'date' && format !== 'date-time') || PAST.test(keyWords(field.name).join(' '))) return undefined;
  const day = Object.values(call).find((value) => typeof value === 'string' && DAY.test(value));
  if (day === undefined || format === 'date') return day;
  const random = createRandom(`${scope.seed} ${field.at.slice(scope.base.length)}`);
  return `${String(day)}T${timeOfDay(keyWords(field.name), random)}:00Z`;
}

/** An argument of the same name, or of the name with `new` before it. */
function echoed(call: JsonObject, name: string): Json | undefined {
  return own(call, `new_${name}`) ?? own(call, name);
}

/** Results of conversions and arithmetic. */
function* worked({ model, call, state }: Answering, field: Field): Generator<Json | undefined> {
  const words = keyWords(field.name);
  const numeric = typesOf(field.schema).some((type) => type === 'number' || type === 'integer');
  if (model.effect === 'convert') {
    const conversion = readConversion(model.signature.name, call);
    if (conversion === undefined) return;
    if (numeric)
      yield words.includes('rate')
        ? rateOf(conversion, state.seed)
        : Number(convert(conversion, state.seed).toFixed(2));
    else if (/\b(?:currency|unit)$/.test(words.join(' ')) && !words.includes('from')) yield conversion.to;
  } else if (isLook(model.effect) && model.takes.length === 0 && field.path.length <= 1) {
    const result = compute(model.signature.name, call);
    if (result !== undefined) yield numeric ? result : String(result);
  }
}

/** How things stand after the call: the status that fits what was done, `true` for what worked. */
function statusOf({ model, call }: Answering, field: Field, scope: Scope): Json | undefined {
  const words = keyWords(field.name);
  if (typesOf(field.schema).includes('boolean')) return isSuccessName(words) ? true : undefined;
  if (field.path.includes('[]') || !isStatusName(words)) return undefined;
  const values: readonly Json[] = field.schema.enum ?? examplesOf(field.schema);
  if (values.length > 0) return optionFor(call, values) ?? statusFor(model.effect, values);
  const done: Partial<Record<string, string>> = {
    create: 'created',
    update: 'updated',
    delete: participle(model.verb || 'delete'),
  };
  return scope.thing === undefined && model.effect === 'update' ? 'success' : done[model.effect];
}

/** The option that an argument asked for: `released` after `mode: 'release'`. */
function optionFor(call: JsonObject, options: readonly Json[]): string | undefined {
  const texts = options.filter((option) => typeof option === 'string');
  const asked = Object.values(call).filter((value) => typeof value === 'string' && value.length > 1);
  return texts.find((option) => asked.some((value) => option.toLowerCase().startsWith(String(value).toLowerCase())));
}
