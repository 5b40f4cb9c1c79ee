import { isObject, type Json, type JsonObject } from '../../json/index.ts';
import { hasBlocks } from './blocks.ts';
import { isMessage } from './messages.ts';

/**
 * What a row holds and its record does not: entries that are no message, pictures and files, what a model thought, marks of
 * messages that are not to be learnt, and an id that two calls share. Said where the conversation begins.
 */
export function leftOut(list: readonly Json[]): string[] {
  const strangers = places(list, (item) => !isMessage(item) && !hasBlocks(item));
  return [
    ...(strangers.length === 0 ? [] : [`left out, for they say nobody known as their speaker: ${entries(strangers)}`]),
    ...noteOf(places(list, holdsThoughts), 'what the model thought is left out'),
    ...noteOf(places(list, holdsPictures), 'pictures and files are left out, with a mark in their place'),
    ...noteOf(
      places(list, isNotLearnt),
      'the mark that a message is not to be learnt (weight, train, loss) is left out',
    ),
    ...noteOf(places(list, repeatsAnId), 'calls of one message share an id: the later one is given an id of its own'),
  ];
}

/** Places, counted from 1, of what is so. */
function places(list: readonly Json[], is: (item: JsonObject) => boolean): number[] {
  return list.flatMap((item, at) => (is(isObject(item) ? item : {}) ? [at + 1] : []));
}

function noteOf(at: readonly number[], words: string): string[] {
  return at.length === 0 ? [] : [`${words}: ${entries(at)}`];
}

function entries(at: readonly number[]): string {
  return `${at.length === 1 ? 'entry' : 'entries'} ${at.slice(0, 5).join(', ')}${at.length > 5 ? ' …' : ''}`;
}

const MARKED = /<\/?(?:think|thinking|thought|reasoning)>|\[\/?THINK\]|<\|channel\|>\s*analysis/;
const BESIDE = ['reasoning_content', 'reasoning', 'thinking', 'reasoning_details', 'thinking_blocks'] as const;

function holdsThoughts(item: JsonObject): boolean {
  const own = item.content ?? item.value ?? null;
  if (
    typeof own === 'string'
      ? MARKED.test(own)
      : partsOf(own).some(({ type }) => /thinking|reasoning/.test(String(type)))
  )
    return true;
  return BESIDE.some((key) => {
    const { [key]: given = null } = item;
    return (typeof given === 'string' && given.trim() !== '') || (Array.isArray(given) && given.length > 0);
  });
}

const PICTURES = /^(?:input_)?(?:image|image_url|audio|video|video_url|file|document)$|^input_audio$/;

function holdsPictures(item: JsonObject): boolean {
  return partsOf(item.content ?? item.value ?? null).some(({ type }) => PICTURES.test(String(type)));
}

/** OpenAI's `weight: 0`, axolotl's `train` and `training`, ms-swift's `loss`. */
function isNotLearnt(item: JsonObject): boolean {
  return (
    item.weight === 0 ||
    [item.train, item.training, item.trainable, item.loss].some((mark) => mark === false || mark === 0)
  );
}

/** Two calls of one message under one id: only their order tells which output is whose. */
function repeatsAnId(item: JsonObject): boolean {
  const calls = Array.isArray(item.tool_calls) ? item.tool_calls.filter(isObject) : partsOf(item.content ?? null);
  const ids = calls.flatMap(({ id }) => (typeof id === 'string' && id !== '' ? [id] : []));
  return new Set(ids).size < ids.length;
}

function partsOf(content: Json): JsonObject[] {
  return Array.isArray(content) ? content.filter(isObject) : [];
}
