import { isRecord, type Json, type JsonSchema } from '../../json/index.ts';
import type { PartPath } from '../types.ts';
import { objectRoot } from './fit-root.ts';
import { typesIn } from './gemini-items.ts';
import type { ReportLoss } from './loss.ts';

const CHOICES = ['anyOf', 'oneOf'] as const;

/**
 * A schema in which a choice says of each branch which type it has: what stands beside the choice goes into its branches.
 * An object becomes one object with all properties, since branches that each hold all of them would grow with every level.
 */
export function choiceApart(schema: JsonSchema, at: PartPath, report: ReportLoss): JsonSchema {
  const key = CHOICES.find((name) => Array.isArray(schema[name]));
  const types = typesIn(schema).filter((type) => type !== 'null');
  if (key === undefined || (types.length === 0 && !isRecord(schema.properties))) return schema;
  if (types.length > 1) return schema;
  const branches = (schema[key] ?? []).filter(isRecord) as JsonSchema[];
  if (types[0] === 'object' || types.length === 0) return joined(schema, at, report);
  const { [key]: _choice, ...base } = schema;
  if (types[0] === 'array' || branches.some((branch) => branch.type !== undefined && branch.type !== types[0])) {
    report([...at, key], 'a choice beside a type is not expressible; it is left out');
    return base;
  }
  const { description, title, default: value, examples, ...binding } = base;
  const words = Object.fromEntries(
    Object.entries({ description, title, default: value, examples }).filter(([, word]) => word !== undefined),
  );
  return { ...words, [key]: branches.map((branch) => ({ ...binding, ...branch })) } as JsonSchema;
}

function joined(schema: JsonSchema, at: PartPath, report: ReportLoss): JsonSchema {
  const { schema: object, words } = objectRoot(schema, (part, message) =>
    report([...at, ...part.slice(1)], message.replace(' at the root', ' beside a type')),
  );
  return words === '' ? object : { ...object, description: `${object.description ?? ''} ${words}`.trim() };
}

/**
 * A choice as Vertex AI takes it: `anyOf` and nothing beside it. What was said of all goes into each branch; a default or
 * an example to the first branch of its type.
 */
export function alone(schema: JsonSchema, at: PartPath, report: ReportLoss): JsonSchema {
  const { anyOf, nullable, description, title, default: value, example, ...rest } = schema as JsonSchema & GeminiWords;
  if (!Array.isArray(anyOf) || Object.keys(schema).length === 1) return schema;
  const branches = anyOf.map((branch): JsonSchema & GeminiWords => ({
    ...(branch as JsonSchema),
    ...(nullable === true ? { nullable: true } : {}),
    ...(description === undefined ? {} : { description: both(description, branch.description) }),
  }));
  for (const [word, given] of Object.entries({ default: value, example })) {
    if (given === undefined) continue;
    const branch = branches.find((each) => isOf(given, String(each.type)) && each[word] === undefined);
    if (branch !== undefined) branch[word] = given;
    else report([...at, word], `\`${word}\` is refused beside a choice and fits no branch of it; it is left out`);
  }
  if (title !== undefined) report([...at, 'title'], '`title` is refused beside a choice; it is left out');
  for (const key of Object.keys(rest)) report([...at, key], `\`${key}\` is refused beside a choice; it is left out`);
  return { anyOf: branches };
}

interface GeminiWords {
  nullable?: boolean;
  example?: Json;
}

function both(outer: string, inner: string | undefined): string {
  return inner === undefined || inner === '' || inner === outer ? outer : `${outer} ${inner}`;
}

const OF_TYPE: Readonly<Record<string, (value: unknown) => boolean>> = {
  STRING: (value) => typeof value === 'string',
  NUMBER: (value) => typeof value === 'number',
  INTEGER: Number.isInteger,
  BOOLEAN: (value) => typeof value === 'boolean',
  ARRAY: Array.isArray,
  OBJECT: isRecord,
};

function isOf(value: unknown, type: string): boolean {
  return OF_TYPE[type]?.(value) === true;
}
