import type { ToolDefinition } from '../chat/index.ts';
import { readDomain } from '../domain/index.ts';
import type { GraphFunction } from '../graph/index.ts';
import { isRecord, type JsonSchema, mapSubschemas } from '../json/index.ts';
import type { Random } from '../random/index.ts';
import { refName, resolveSchema, withoutNotes } from '../signature/index.ts';
import type { TeacherFunction } from '../teacher/index.ts';
import type { ToolNames } from './names.ts';

/** Depth to which named types are written out, at most; below it a type is left open. */
const MAX_INLINE_DEPTH = 8;
/** Schemas that named types may come to when written out. */
const MAX_INLINED = 2000;

/**
 * A schema without `$ref`, `$defs` and notes to this project: what a model is shown. Types that meet themselves are left
 * open, and so are the deeper ones where all together would be more than 2,000 schemas.
 */
export function withoutRefs(root: JsonSchema): JsonSchema {
  const bare = withoutNotes(root);
  for (let depth = MAX_INLINE_DEPTH; ; depth -= 1) {
    const written = inlinedTo(depth, bare);
    if (written !== undefined) return written;
  }
}

/** Undefined where it would be too much; without any named type written out it never is. */
function inlinedTo(depth: number, root: JsonSchema): JsonSchema | undefined {
  let inlined = 0;
  const visit = (schema: JsonSchema, open: readonly string[]): JsonSchema => {
    const name = typeof schema.$ref === 'string' ? (refName(schema.$ref) ?? schema.$ref) : undefined;
    if (name !== undefined && (open.includes(name) || open.length >= depth)) return {};
    const inside = name === undefined ? open : [...open, name];
    if (inside.length > 0) inlined += 1;
    if (inlined > MAX_INLINED) return {};
    const resolved = name === undefined ? schema : resolveSchema(root, schema).schema;
    const { $defs: _defs, definitions: _definitions, $ref: _ref, ...rest } = resolved;
    return mapSubschemas(rest, (child) => visit(child.schema, inside));
  };
  const written = visit(root, []);
  return inlined > MAX_INLINED ? undefined : written;
}

const definitions = new WeakMap<GraphFunction['signature'], JsonSchema>();

/** The tool as a model sees it. */
export function toolDefinition(tool: TeacherFunction): ToolDefinition {
  let parameters = definitions.get(tool.signature);
  if (parameters === undefined) {
    parameters = withoutRefs(tool.signature.parameters);
    definitions.set(tool.signature, parameters);
  }
  return { type: 'function', function: { name: tool.name, description: tool.signature.description, parameters } };
}

const functions = new WeakMap<ToolDefinition, GraphFunction>();

/** The function behind a tool, as far as a model is told: no response, no premises; its id is the tool's name. */
export function functionOfTool(tool: ToolDefinition): GraphFunction {
  const known = functions.get(tool) ?? functionAsTold(tool);
  functions.set(tool, known);
  return known;
}

function functionAsTold({ function: { name, description, parameters } }: ToolDefinition): GraphFunction {
  return {
    id: name,
    signature: {
      name,
      namespace: '',
      description: description ?? '',
      parameters: isRecord(parameters) ? parameters : { type: 'object', properties: {} },
      category: '',
      toolClass: '',
      premises: [],
      examples: [],
      throws: [],
      annotations: {},
      source: { uri: '', dialect: 'openai-chat' },
    },
  };
}

/** Functions by category and tool class, to draw tools from that are offered beside the needed ones. */
export interface ToolPool {
  readonly all: readonly GraphFunction[];
  byCategory(category: string): readonly GraphFunction[];
  categoryOf(id: string): string;
  classOf(id: string): string;
}

export function createToolPool(
  functions: readonly GraphFunction[],
  labels: (id: string) => { readonly category: string; readonly toolClass: string },
): ToolPool {
  const groups = new Map<string, GraphFunction[]>();
  for (const item of functions) {
    const { category } = labels(item.id);
    const group = groups.get(category);
    if (group === undefined) groups.set(category, [item]);
    else group.push(item);
  }
  return {
    all: functions,
    byCategory: (category) => groups.get(category) ?? [],
    categoryOf: (id) => labels(id).category,
    classOf: (id) => labels(id).toolClass,
  };
}

/**
 * The ids a record offers: what it needs, and others drawn beside them, near ones (same category) first, so that
 * choosing is not trivial. In random order (method §8, shuffle).
 */
export function offeredTools(
  needed: readonly string[],
  pool: ToolPool,
  extra: number,
  random: Random,
  refuse: (id: string) => boolean = () => false,
): string[] {
  const chosen = new Set(needed);
  const near = needed.map((id) => pool.byCategory(pool.categoryOf(id))).filter((group) => group.length > 0);
  const wanted = chosen.size + extra;
  for (let tries = 0; tries < extra * 6 && chosen.size < wanted; tries += 1) {
    const group = near.length > 0 && random.chance(0.7) ? (random.pick(near) ?? pool.all) : pool.all;
    const candidate = random.pick(group);
    if (candidate !== undefined && !refuse(candidate.id)) chosen.add(candidate.id);
  }
  return random.shuffle([...chosen]);
}

/** Builds the teacher's view of a function once. */
export function teacherFunctions(functions: readonly GraphFunction[], names: ToolNames): Map<string, TeacherFunction> {
  const readings = new Map(readDomain(functions).functions.map((reading) => [reading.function, reading]));
  return new Map(
    functions.map(({ id, signature }) => {
      const reading = readings.get(id);
      return [id, { name: names.nameOf(id), signature, ...(reading === undefined ? {} : { reading }) }];
    }),
  );
}
