import { isRecord, type JsonObject } from '../../json/index.ts';

/** A form that is known and not read: what it is, and how its tools come here. */
export interface OtherForm {
  readonly found: string;
  readonly expected: string;
}

/**
 * Forms of tools whose parameters stand in another language or in several places of a request: read by half they would be
 * functions without parameters. Undefined for anything else.
 */
export function otherForm(element: JsonObject): OtherForm | undefined {
  return FORMS.find(({ is }) => is(element));
}

const FORMS: readonly (OtherForm & { readonly is: (element: JsonObject) => boolean })[] = [
  {
    found: 'a workflow of n8n, whose tools take what the model fills in from placeholders and `$fromAI(…)`',
    expected: 'the tools as its MCP Server Trigger lists them (`magnet import mcp URL`)',
    is: ({ nodes, connections }) => Array.isArray(nodes) && nodes.some(isNode) && isRecord(connections),
  },
  {
    found: 'a node of n8n, whose tool takes what the model fills in from placeholders and `$fromAI(…)`',
    expected: 'the tool as its MCP Server Trigger lists it (`magnet import mcp URL`)',
    is: isNode,
  },
  {
    found: 'a custom tool of Flowise, whose `schema` is a list of properties as text',
    expected:
      'the tool with a JSON Schema: `{"name", "description", "parameters": {"type": "object", "properties": …}}`',
    is: ({ name, schema, func }) => typeof name === 'string' && typeof schema === 'string' && typeof func === 'string',
  },
  {
    found: 'a webhook tool of ElevenLabs, whose parameters stand in path, query and body of its request',
    expected: 'the same request as an OpenAPI document, or one JSON Schema under `parameters`',
    is: (element) =>
      isWebhook(element) || (isRecord(element.tool_config) && isWebhook(element.tool_config as JsonObject)),
  },
  {
    found: 'a JSON Schema, as a Pydantic model prints it (`model_json_schema()`), and no function',
    expected:
      'the schema under a name: `{"name": …, "description": …, "input_schema": …}`; of Python files with functions `magnet check FILE.py` reads the signatures',
    is: isModelSchema,
  },
];

function isNode(value: unknown): boolean {
  return isRecord(value) && typeof value.type === 'string' && /^(?:@n8n\/)?n8n-nodes-/.test(value.type);
}

function isWebhook({ name, api_schema: request }: JsonObject): boolean {
  return typeof name === 'string' && isRecord(request) && typeof request.url === 'string';
}

/** A schema of an object with a title and no name of a function. */
function isModelSchema({ title, type, properties, name }: JsonObject): boolean {
  return name === undefined && type === 'object' && typeof title === 'string' && isRecord(properties);
}
