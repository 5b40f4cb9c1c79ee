import { isObject, type Json, type JsonObject } from '../../json/index.ts';
import { type ChatTemplate, TemplateError } from './types.ts';

/** Files of a tokenizer's folder that say something of its template. */
export const TOKENIZER_FILES = [
  'chat_template.jinja',
  'additional_chat_templates/tool_use.jinja',
  'chat_template.json',
  'tokenizer_config.json',
  'special_tokens_map.json',
] as const;

/**
 * The template that transformers takes for a conversation with tools: a file of its own before one in the configuration,
 * `tool_use` before `default` where there are several.
 * @param read text of a file of the folder; undefined where it is not there
 * @throws TemplateError where there is none, or a file is no JSON
 */
export async function readTokenizer(read: (name: string) => Promise<string | undefined>): Promise<ChatTemplate> {
  const [own, toolUse, wrapped, configuration, specials] = await Promise.all(TOKENIZER_FILES.map(read));
  const config = objectOf(configuration, 'tokenizer_config.json');
  const text =
    toolUse ??
    own ??
    templateOf(objectOf(wrapped, 'chat_template.json').chat_template) ??
    templateOf(config.chat_template);
  if (text === undefined)
    throw new TemplateError(
      'the folder holds no chat template (chat_template.jinja, or chat_template in tokenizer_config.json)',
    );
  return { text, tokens: { ...tokensOf(objectOf(specials, 'special_tokens_map.json')), ...tokensOf(config) } };
}

/** A file that is the template itself, or a `tokenizer_config.json`. */
export function readTemplateText(text: string): ChatTemplate {
  const config = /^\s*\{\s*"/.test(text) ? objectOf(text, 'the template file') : undefined;
  if (config === undefined) return { text, tokens: {} };
  const found = templateOf(config.chat_template);
  if (found === undefined) throw new TemplateError('the file has no chat_template');
  return { text: found, tokens: tokensOf(config) };
}

function objectOf(text: string | undefined, file: string): JsonObject {
  if (text === undefined) return {};
  try {
    const value = JSON.parse(text.replace(/^\uFEFF/, '')) as Json;
    return isObject(value) ? value : {};
  } catch (error) {
    throw new TemplateError(`${file} is no JSON: ${(error as Error).message}`);
  }
}

/** A text, or a list of named ones. */
function templateOf(value: Json | undefined): string | undefined {
  if (typeof value === 'string') return value;
  const named = Array.isArray(value) ? value.filter(isObject) : [];
  const found = named.find(({ name }) => name === 'tool_use') ?? named.find(({ name }) => name === 'default');
  return typeof found?.template === 'string' ? found.template : undefined;
}

/** `"<s>"`, or `{"content": "<s>"}`. */
function tokensOf(config: JsonObject): Record<string, string> {
  return Object.fromEntries(
    Object.entries(config).flatMap(([name, value]): [string, string][] => {
      if (!name.endsWith('_token')) return [];
      const text = isObject(value) ? value.content : value;
      return typeof text === 'string' ? [[name, text]] : [];
    }),
  );
}
