import { isRecord, isSchema, type Json, type JsonSchema } from '../../json/index.ts';
import { valueErrors } from '../validator.ts';
import type { FunctionModel } from './model.ts';
import type { AnswerNode } from './plan.ts';
import type { Running } from './running.ts';

/**
 * Whether an answer fits its response schema. What an answer tells of a record stays as it is for as long as the record does,
 * so that is looked at once: a list is held against its schema without its members, and each member against its own.
 */
export function answerFits({ called, shown }: Running, answer: Json): boolean {
  const { response, plan } = called;
  if (shown !== undefined && shown.node === plan.answer && shown.told[0]?.value === answer)
    return shown.told[0].fits(response);
  const parts = shown === undefined ? undefined : partsOf(called);
  const members = parts === undefined || parts.node !== shown?.node ? undefined : membersOf(answer, parts.key);
  if (parts === undefined || shown === undefined || members === undefined || members.length > shown.told.length)
    return valueErrors(response, answer).length === 0;
  return members.every((_, at) => shown.told[at]?.fits(parts.item)) && valueErrors(parts.frame, answer).length === 0;
}

function membersOf(answer: Json, key: string | undefined): readonly Json[] | undefined {
  const list = key === undefined ? answer : isRecord(answer) ? (answer[key] as Json) : undefined;
  return Array.isArray(list) ? list : undefined;
}

/** A response with one list of records: the schema around its members, and theirs. */
interface Parts {
  /** The list in the plan. */
  readonly node: AnswerNode;
  /** Where it stands: absent for an answer that is the list. */
  readonly key: string | undefined;
  readonly frame: JsonSchema;
  readonly item: JsonSchema;
}

const known = new WeakMap<FunctionModel, Parts | { readonly node: undefined }>();

function partsOf(called: FunctionModel): Parts | undefined {
  let parts = known.get(called);
  if (parts === undefined) {
    parts = takeApart(called.response, called.plan.answer) ?? { node: undefined };
    known.set(called, parts);
  }
  return parts.node === undefined ? undefined : parts;
}

function takeApart(response: JsonSchema, answer: AnswerNode): Parts | undefined {
  if (answer.is === 'list') {
    const item = itemOf(response, response);
    return item === undefined ? undefined : { node: answer, key: undefined, frame: withoutItems(response), item };
  }
  if (answer.is !== 'object') return undefined;
  const lists = answer.entries.filter(([, entry]) => entry.is === 'list');
  const [key, node] = lists[0] ?? [];
  const place = response.properties?.[key ?? ''];
  const item = isSchema(place) ? itemOf(place, response) : undefined;
  if (lists.length !== 1 || key === undefined || node === undefined || item === undefined || !isSchema(place))
    return undefined;
  const frame = { ...response, properties: { ...response.properties, [key]: withoutItems(place) } };
  return { node, key, frame, item };
}

function withoutItems({ items: _items, ...list }: JsonSchema): JsonSchema {
  return list;
}

/** References that stand wherever the definitions are. */
const TO_DEFINITIONS = /"\$ref":"#\/(?:\$defs|definitions)\//g;

/** The schema of a list's members as one that stands alone; undefined where it cannot. */
function itemOf(list: JsonSchema, root: JsonSchema): JsonSchema | undefined {
  const { items } = list;
  // Words that speak of the members from elsewhere.
  const plain = list.type === 'array' && list.prefixItems === undefined && list.unevaluatedItems === undefined;
  if (!plain || !isSchema(items)) return undefined;
  const text = JSON.stringify(items).replaceAll(TO_DEFINITIONS, '');
  if (/"\$(?:ref|id|anchor|dynamicRef)"/.test(text)) return undefined;
  const { $defs, definitions } = root;
  return {
    ...items,
    ...($defs === undefined ? {} : { $defs }),
    ...(definitions === undefined ? {} : { definitions }),
  };
}
