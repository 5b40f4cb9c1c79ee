import { isRecord, type Json, type JsonObject } from '../../json/index.ts';
import type { DialectId } from '../types.ts';
import { bodyKey, isPlain, PLAIN_LAYOUTS } from './plain.ts';

/** Keys of a function's own object, and who reads them. The schemas' keys come from the layouts of the plain dialects. */
interface Envelope {
  /** Keys beside the body, where the dialect wraps it (`function`, `toolSpec`). */
  readonly outer?: readonly string[];
  /** Keys that become a part of the signature. */
  readonly read: readonly string[];
  /** Keys that the dialect's own reader takes and a signature has no place for: they survive in their dialect alone. */
  readonly own?: readonly string[];
}

/**
 * What each dialect's readers take, by the providers' references and the MCP schema (read 2026-11-29). A dialect without
 * an entry takes any key.
 */
const ENVELOPES: Readonly<Partial<Record<DialectId, Envelope>>> = {
  'openai-chat': { outer: ['type', 'function'], read: ['name', 'description', 'strict'] },
  'openai-responses': { read: ['type', 'name', 'description', 'strict'], own: ['defer_loading'] },
  anthropic: {
    read: ['type', 'name', 'description', 'strict'],
    own: ['cache_control', 'defer_loading', 'input_examples', 'allowed_callers', 'eager_input_streaming'],
  },
  gemini: { read: ['name', 'description'], own: ['behavior'] },
  mcp: { read: ['name', 'title', 'description', 'annotations', '_meta'], own: ['icons', 'execution'] },
  bedrock: { outer: ['toolSpec'], read: ['name', 'description', 'strict'] },
  vscode: {
    read: ['name', 'displayName', 'modelDescription', 'userDescription'],
    own: ['toolReferenceName', 'canBeReferencedInPrompt', 'icon', 'tags', 'when', 'legacyToolReferenceFullNames'],
  },
  bundle: { read: ['name', 'description'] },
  'ai-sdk': {
    read: ['description', 'strict', 'title'],
    own: ['type', 'id', 'args', 'providerOptions', 'execute', 'toModelOutput', 'needsApproval', 'inputExamples'],
  },
  bfcl: { read: ['name', 'description', 'strict'] },
  toolbench: {
    read: [
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
  },
  'seal-tools': { read: ['api_name', 'api_description', 'field', 'parameters', 'required', 'responses'] },
  xlam: {
    read: [
      'name',
      'tool_name',
      'identifier',
      'description',
      'parameters',
      'inputs',
      'arguments',
      'required',
      'output_parameter',
      'output_parameters',
      'returns',
    ],
    own: ['output_type'],
  },
  cohere: { read: ['name', 'description', 'parameter_definitions', 'parameterDefinitions'] },
  langchain: {
    read: ['name', 'description', 'desc', 'args', 'args_schema'],
    own: ['return_direct', 'verbose', 'tags', 'metadata'],
  },
  openrpc: {
    read: ['name', 'summary', 'description', 'params', 'result', 'deprecated', 'tags'],
    own: ['paramStructure', 'errors', 'examples', 'links', 'servers', 'externalDocs'],
  },
  dify: {
    read: ['identity', 'description', 'parameters', 'output_schema'],
    own: ['extra', 'has_runtime_parameters', 'output_type'],
  },
  openapi: {
    read: [
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
  },
};

/** A key of a function as written that becomes no part of its signature. */
export interface UnreadKey {
  readonly key: string;
  /** Key of the wrapped body that it stands in (`function`); undefined for the function's outermost object. */
  readonly inside: string | undefined;
  /** The dialect's own reader takes it all the same. */
  readonly known: boolean;
}

/** Keys of a function, as it was written, that its signature has no place for. */
export function unreadKeys(raw: Json | undefined, dialect: DialectId): UnreadKey[] {
  const envelope = ENVELOPES[dialect];
  if (envelope === undefined || !isRecord(raw)) return [];
  const element = raw as JsonObject;
  const inside = bodyKey(element, dialect);
  const body = inside === undefined ? element : (element[inside] as JsonObject);
  const read = new Set([...envelope.read, ...schemaKeys(dialect)]);
  // A body that is not wrapped may keep the word that says what it is.
  if (inside === undefined) for (const key of envelope.outer ?? []) read.add(key);
  const unread = (object: JsonObject, isRead: (key: string) => boolean, where: string | undefined): UnreadKey[] =>
    Object.keys(object)
      .filter((key) => !isRead(key))
      .map((key) => ({ key, inside: where, known: envelope.own?.includes(key) === true }));
  const found = unread(body, (key) => read.has(key), inside);
  if (inside === undefined) return found;
  return [...unread(element, (key) => envelope.outer?.includes(key) === true, undefined), ...found];
}

function schemaKeys(dialect: DialectId): readonly string[] {
  return isPlain(dialect) ? [...PLAIN_LAYOUTS[dialect].parameters, ...PLAIN_LAYOUTS[dialect].response] : [];
}
