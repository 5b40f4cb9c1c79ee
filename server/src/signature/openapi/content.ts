import { isObject, type Json, type JsonObject } from '../../json/index.ts';
import { own } from './reading.ts';

/** The schema of a body, and the media type that it is for. */
export interface Content {
  readonly mediaType: string;
  readonly schema: Json | undefined;
}

/** The media type of a `content` map that a model's values fit best: JSON, then forms, then the first. */
export function firstContent(holder: JsonObject): Content | undefined {
  const content = own(holder, 'content');
  if (!isObject(content)) return undefined;
  const types = Object.keys(content);
  const mediaType =
    types.find((type) => /^application\/json\b/i.test(type)) ??
    types.find((type) => /[/+]json\b|^\*\/\*/i.test(type)) ??
    types.find((type) => /form/i.test(type)) ??
    types[0];
  if (mediaType === undefined) return undefined;
  const media = content[mediaType];
  return { mediaType, schema: isObject(media) ? (own(media, 'schema') ?? own(media, 'itemSchema')) : undefined };
}
