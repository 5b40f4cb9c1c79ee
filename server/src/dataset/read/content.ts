import { isObject, type Json, type JsonObject } from '../../json/index.ts';
import { textOf } from './normal.ts';

/** What a person sees of parts that no text stands for. */
const SHOWN: Readonly<Record<string, string>> = {
  image: '[image]',
  image_url: '[image]',
  input_image: '[image]',
  audio: '[audio]',
  input_audio: '[audio]',
  video: '[video]',
  file: '[file]',
  input_file: '[file]',
  document: '[document]',
  resource: '[resource]',
  resource_link: '[resource]',
  // What the model thought is no part of what it said.
  thinking: '',
  redacted_thinking: '',
  reasoning: '',
  'step-start': '',
};

/**
 * What a message of any tool says: text, the texts of its parts with a mark for pictures and files, or the JSON of anything
 * else. A list that holds one thing that is no part is an output of a tool and stays as it is.
 */
export function contentText(value: Json): string {
  if (!Array.isArray(value) || value.length === 0) return textOf(value);
  const texts = value.map(partText);
  return texts.every((text) => text !== undefined) ? texts.filter((text) => text !== '').join('\n') : textOf(value);
}

function partText(part: Json): string | undefined {
  if (!isObject(part)) return undefined;
  const { type = null, text = null } = part;
  if (type === 'refusal' && typeof part.refusal === 'string') return part.refusal;
  if (isObject(text) && typeof text.value === 'string') return text.value;
  const own = textOf([part]);
  if (own !== JSON.stringify([part])) return own;
  if (typeof type !== 'string' || !Object.hasOwn(SHOWN, type)) return undefined;
  return innerText(part) ?? SHOWN[type];
}

/** The text inside a document (Cohere) or a resource (MCP). */
function innerText(part: JsonObject): string | undefined {
  const inner = [part.document, part.resource].find((one) => isObject(one ?? null));
  const { data = null, text = null } = isObject(inner) ? inner : {};
  const found = [data, text].find((one) => typeof one === 'string');
  return typeof found === 'string' ? found : undefined;
}
