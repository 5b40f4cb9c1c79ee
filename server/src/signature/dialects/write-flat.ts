import { setOwn } from '../json/parse.ts';
import { resolveSchema } from '../schema/fields.ts';
import type { FunctionSignature, Json, JsonObject, JsonSchema, PartPath } from '../types.ts';
import { isRecord } from './canonical.ts';
import type { FlatDialect } from './flat.ts';
import type { ReportLoss } from './loss.ts';
import { reportUnsaid } from './write-plain.ts';
import { pythonType, SEAL_TYPES, toolBenchType } from './write-types.ts';

/** A signature as an object of a flat dialect, under the name `name`; what it cannot say goes to `report`. */
export function writeFlat(
  signature: FunctionSignature,
  name: string,
  dialect: FlatDialect,
  report: ReportLoss,
): JsonObject {
  switch (dialect) {
    case 'toolbench':
      return writeToolBench(signature, name, report);
    case 'seal-tools':
      return writeSealTools(signature, name, report);
    default:
      return writeXlam(signature, name, report);
  }
}

/** One parameter, resolved; its path leads to the source. */
interface Parameter {
  readonly name: string;
  readonly schema: JsonSchema;
  readonly required: boolean;
  readonly at: PartPath;
}

function parametersOf(signature: FunctionSignature, report: ReportLoss): Parameter[] {
  const { parameters } = signature;
  const required = new Set(Array.isArray(parameters.required) ? parameters.required : []);
  reportRoot(parameters, required, report);
  return Object.entries(parameters.properties ?? {}).map(([name, raw]) => {
    const at = ['parameters', 'properties', name];
    const { schema, name: typeName } = resolveSchema(parameters, isRecord(raw) ? raw : {});
    if (typeName !== undefined) report(at, `the named type ${typeName} is written out; its name is not expressible`);
    return { name, schema, required: required.has(name), at };
  });
}

/** Keywords of the parameters object itself, which a flat list has no place for. */
function reportRoot(parameters: JsonSchema, required: ReadonlySet<string>, report: ReportLoss): void {
  for (const key of Object.keys(parameters)) {
    if (ROOT_SAID.has(key) || key.startsWith('x-magnet-')) continue;
    report(['parameters', key], `"${key}" of the parameters as a whole is not expressible`);
  }
  for (const name of required) {
    if (!Object.hasOwn(parameters.properties ?? {}, name)) {
      report(['parameters', 'required'], `"${name}" is required but no parameter; left out`);
    }
  }
}

const ROOT_SAID: ReadonlySet<string> = new Set(['type', 'properties', 'required', '$defs', '$schema']);

/** Reports the keywords of a parameter that the dialect has no words for. */
function reportKeywords(schema: JsonSchema, at: PartPath, said: readonly string[], report: ReportLoss): void {
  for (const key of Object.keys(schema)) {
    if (!said.includes(key) && !key.startsWith('x-magnet-')) report([...at, key], `"${key}" is not expressible`);
  }
}

function writeToolBench(signature: FunctionSignature, name: string, report: ReportLoss): JsonObject {
  reportUnsaid(signature, ['category', 'toolClass'], report);
  const required: JsonObject[] = [];
  const optional: JsonObject[] = [];
  for (const parameter of parametersOf(signature, report)) {
    (parameter.required ? required : optional).push(toolBenchParameter(parameter, report));
  }
  const { namespace, toolClass } = signature;
  return {
    category_name: signature.category,
    tool_name: toolClass === '' ? namespace : toolClass,
    api_name: name,
    api_description: signature.description,
    required_parameters: required,
    optional_parameters: optional,
    ...(signature.response === undefined
      ? {}
      : { template_response: template(signature.response, signature.response, ['response'], [], report) }),
  };
}

function toolBenchParameter({ name, schema, required, at }: Parameter, report: ReportLoss): JsonObject {
  const { type, said } = toolBenchType(schema, at, report);
  const [sample] = Array.isArray(schema.examples) ? schema.examples : [];
  const value = required ? sample : schema.default;
  if (required && schema.default !== undefined) {
    report([...at, 'default'], 'a required parameter has a sample, no default');
  }
  if (!required && schema.examples !== undefined) report([...at, 'examples'], '"examples" is not expressible');
  if (required && (schema.examples?.length ?? 0) > 1) report([...at, 'examples'], 'only one sample is expressible');
  reportKeywords(schema, at, [...said, 'description', 'default', 'examples'], report);
  return { name, type, description: schema.description ?? '', default: value ?? '' };
}

/** A response as ToolBench's template: names and type words, no descriptions. */
function template(root: JsonSchema, raw: JsonSchema, at: PartPath, open: readonly string[], report: ReportLoss): Json {
  const { schema } = resolveSchema(root, raw);
  if (typeof raw.$ref === 'string' && (open.includes(raw.$ref) || at.length > 40)) {
    report(at, 'a type that contains itself is cut here');
    return 'object';
  }
  const inner = typeof raw.$ref === 'string' ? [...open, raw.$ref] : open;
  const types = Array.isArray(schema.type) ? schema.type : [schema.type];
  if (isRecord(schema.properties)) {
    reportKeywords(schema, at, ['type', 'properties', '$defs'], report);
    const out: JsonObject = {};
    for (const [name, child] of Object.entries(schema.properties)) {
      setOwn(out, name, isRecord(child) ? template(root, child, [...at, 'properties', name], inner, report) : 'any');
    }
    return out;
  }
  if (types.includes('array')) {
    reportKeywords(schema, at, ['type', 'items', '$defs'], report);
    return isRecord(schema.items)
      ? [template(root, schema.items as JsonSchema, [...at, 'items'], inner, report)]
      : ['any'];
  }
  reportKeywords(schema, at, ['type', '$defs'], report);
  const word = types.length === 1 ? TEMPLATE_WORDS[String(types[0])] : undefined;
  if (word === undefined && types.length > 1) report([...at, 'type'], 'a choice of types is not expressible');
  return word ?? 'any';
}

const TEMPLATE_WORDS: Readonly<Record<string, string>> = {
  string: 'str',
  integer: 'int',
  number: 'float',
  boolean: 'bool',
  object: 'dict',
  null: 'null',
};

function writeSealTools(signature: FunctionSignature, name: string, report: ReportLoss): JsonObject {
  reportUnsaid(signature, ['category', 'toolClass'], report);
  const parameters = parametersOf(signature, report);
  const written: JsonObject = {};
  for (const { name: key, schema, at } of parameters) setOwn(written, key, sealField(schema, at, report));
  const { category, toolClass } = signature;
  return {
    api_name: name,
    api_description: signature.description,
    field: toolClass === '' ? category : `${category}/${toolClass}`,
    parameters: written,
    required: parameters.filter((parameter) => parameter.required).map((parameter) => parameter.name),
    ...(signature.response === undefined ? {} : { responses: sealResponses(signature.response, report) }),
  };
}

function sealField(schema: JsonSchema, at: PartPath, report: ReportLoss): JsonObject {
  const type = typeof schema.type === 'string' ? SEAL_TYPES[schema.type] : undefined;
  if (type === undefined && schema.type !== undefined)
    report([...at, 'type'], 'this type is not expressible; written as any');
  const [example] = Array.isArray(schema.examples) ? schema.examples : [];
  if ((schema.examples?.length ?? 0) > 1) report([...at, 'examples'], 'only one example is expressible');
  reportKeywords(schema, at, ['type', 'description', 'default', 'examples'], report);
  return {
    type: type ?? 'any',
    description: schema.description ?? '',
    ...(schema.default === undefined ? {} : { default: schema.default }),
    ...(example === undefined ? {} : { example }),
  };
}

function sealResponses(response: JsonSchema, report: ReportLoss): JsonObject {
  const { schema: root } = resolveSchema(response, response);
  const written: JsonObject = {};
  if (!isRecord(root.properties)) {
    report(['response'], 'a response is a list of named values; this one is written as "result"');
    return { result: sealField(root, ['response'], () => {}) };
  }
  reportKeywords(root, ['response'], ['type', 'properties', '$defs'], report);
  for (const [name, raw] of Object.entries(root.properties)) {
    const { schema } = resolveSchema(response, isRecord(raw) ? raw : {});
    setOwn(written, name, sealField(schema, ['response', 'properties', name], report));
  }
  return written;
}

function writeXlam(signature: FunctionSignature, name: string, report: ReportLoss): JsonObject {
  reportUnsaid(signature, [], report);
  if (signature.response !== undefined) report(['response'], 'the dialect describes no response');
  const parameters: JsonObject = {};
  for (const { name: key, schema, required, at } of parametersOf(signature, report)) {
    const { type, said } = pythonType(schema, at, report);
    reportKeywords(schema, at, [...said, 'description', 'default'], report);
    if (required && schema.default !== undefined) {
      report([...at, 'default'], 'a parameter with a default is optional; the default is left out');
    }
    const keepsDefault = !required && schema.default !== undefined;
    setOwn(parameters, key, {
      description: schema.description ?? '',
      type: required ? type : `${type}, optional`,
      ...(keepsDefault ? { default: schema.default as Json } : {}),
    });
  }
  return { name, description: signature.description, parameters };
}
