import { isRecord, type JsonSchema, mapSubschemas } from '../../json/index.ts';
import { resolveSchema } from '../schema/fields.ts';
import type { PartPath } from '../types.ts';
import type { ReportLoss } from './loss.ts';

const MAX_NODES = 20_000;
const MAX_LEVELS = 100;

/**
 * A schema with every `$ref` replaced by what it names, for dialects that have none. A type that contains itself is
 * cut where it meets itself, and so is what grows beyond 20,000 nodes; both are reported.
 */
export function inlineRefs(root: JsonSchema, at: PartPath, report: ReportLoss): JsonSchema {
  let nodes = 0;

  const visit = (raw: JsonSchema, path: PartPath, open: readonly string[]): JsonSchema => {
    if (typeof raw.$ref !== 'string' && !isRecord(raw)) return raw;
    if (++nodes > MAX_NODES || path.length > MAX_LEVELS) {
      if (nodes === MAX_NODES + 1 || path.length > MAX_LEVELS) report(path, 'too large without references; cut here');
      return {};
    }
    const { schema, name } = resolveSchema(root, raw);
    if (typeof raw.$ref === 'string') {
      if (open.includes(raw.$ref) || typeof schema.$ref === 'string') {
        const why = open.includes(raw.$ref) ? 'contains itself' : 'is not found in this schema';
        report(path, `the type ${name ?? raw.$ref} ${why}; cut here, since references are not expressible`);
        const { $ref: _cut, ...rest } = raw;
        return { ...rest, ...(typeof schema.type === 'string' ? { type: schema.type } : {}) };
      }
      if (name !== undefined) report(path, `the named type ${name} is written out; its name is not expressible`);
    }
    const { $defs: _defs, $anchor: _anchor, ...copied } = schema;
    return children(copied, path, typeof raw.$ref === 'string' ? [...open, raw.$ref] : open);
  };

  const children = (schema: JsonSchema, path: PartPath, open: readonly string[]): JsonSchema =>
    mapSubschemas(schema, (child) =>
      child.role === 'definition' ? child.schema : visit(child.schema, [...path, ...child.at], open),
    );

  return visit(root, at, []);
}
