import type { GraphFunction } from '../../../server/src/graph/index.ts';
import type { JsonSchema } from '../../../server/src/json/index.ts';
import type { FunctionSignature } from '../../../server/src/signature/index.ts';

type Shape = Readonly<Record<string, string | JsonSchema>>;

function objectOf(shape: Shape): JsonSchema {
  const properties: Record<string, JsonSchema> = {};
  for (const [name, part] of Object.entries(shape)) properties[name] = typeof part === 'string' ? { type: part } : part;
  return { type: 'object', properties, required: Object.keys(shape) };
}

/** A graph function written in one line: `tool('get_order', { order_id: 'string' }, { total: 'number' })`. */
export function tool(
  name: string,
  parameters: Shape,
  response?: Shape | undefined,
  more: Partial<FunctionSignature> = {},
): GraphFunction {
  const signature: FunctionSignature = {
    name,
    namespace: '',
    description: '',
    parameters: objectOf(parameters),
    ...(response === undefined ? {} : { response: objectOf(response) }),
    category: '',
    toolClass: '',
    premises: [],
    examples: [],
    throws: [],
    annotations: {},
    source: { uri: 'file:///tools.fsig', dialect: 'fsig' },
    ...more,
  };
  return { id: signature.namespace === '' ? name : `${signature.namespace}.${name}`, signature };
}
