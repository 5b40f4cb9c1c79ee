import type { DialectId, Json, JsonObject } from '../types.ts';
import { isRecord } from './canonical.ts';
import { isPlain, MCP_META, PLAIN_LAYOUTS } from './plain.ts';

/** Keys of a function that are read, besides those of its schemas. */
const READ_KEYS: Readonly<Partial<Record<DialectId, readonly string[]>>> = {
  'openai-chat': ['type', 'function', 'name', 'description', 'strict'],
  'openai-responses': ['type', 'name', 'description', 'strict'],
  anthropic: ['type', 'name', 'description', 'strict'],
  gemini: ['name', 'description'],
  mcp: ['name', 'title', 'description', 'annotations', '_meta'],
  bfcl: ['name', 'description'],
  toolbench: [
    'category_name',
    'tool_name',
    'api_name',
    'name',
    'api_description',
    'description',
    'required_parameters',
    'optional_parameters',
    'template_response',
  ],
  'seal-tools': ['api_name', 'api_description', 'field', 'parameters', 'required', 'responses'],
  xlam: ['name', 'description', 'parameters', 'required'],
  openapi: [
    'operationId',
    'summary',
    'description',
    'tags',
    'parameters',
    'requestBody',
    'responses',
    'deprecated',
    'consumes',
    'produces',
  ],
};

/**
 * Keys of a function as it was written that its signature has no place for (`execution`, `cache_control`, `x-…`). They
 * survive in their own dialect alone.
 */
export function unreadKeys(raw: Json | undefined, dialect: DialectId): string[] {
  const known = READ_KEYS[dialect];
  if (known === undefined || !isRecord(raw)) return [];
  const schemas = isPlain(dialect) ? [...PLAIN_LAYOUTS[dialect].parameters, ...PLAIN_LAYOUTS[dialect].response] : [];
  const isRead = (key: string): boolean => known.includes(key) || schemas.includes(key);
  const element = raw as JsonObject;
  const body = dialect === 'openai-chat' && isRecord(element.function) ? (element.function as JsonObject) : {};
  const unread = [...new Set([...Object.keys(element), ...Object.keys(body)])].filter((key) => !isRead(key));
  return holdsOthersNotes(element, dialect) ? [...unread, '_meta'] : unread;
}

/** Whether MCP's `_meta` holds more than this project's own notes. */
function holdsOthersNotes(element: JsonObject, dialect: DialectId): boolean {
  return dialect === 'mcp' && isRecord(element._meta) && Object.keys(element._meta).some((key) => key !== MCP_META);
}
