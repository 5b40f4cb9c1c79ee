import { isRecord, type Json, type JsonObject, type JsonSchema } from '../../json/index.ts';
import { setOwn } from '../json-text/parse.ts';
import type { FunctionSignature, PartPath } from '../types.ts';
import { type FlatDialect, namespaceOf, readSample } from './flat.ts';
import { inlineRefs } from './inline.ts';
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
    case 'cohere':
      return writeCohere(signature, name, report);
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
  const parameters = inlineRefs(signature.parameters, ['parameters'], report);
  const required = new Set(Array.isArray(parameters.required) ? parameters.required : []);
  reportRoot(parameters, required, report);
  return Object.entries(parameters.properties ?? {}).map(([name, schema]) => ({
    name,
    schema: isRecord(schema) ? schema : {},
    required: required.has(name),
    at: ['parameters', 'properties', name],
  }));
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

const ROOT_SAID: ReadonlySet<string> = new Set(['type', 'properties', 'required']);

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
  const { response, namespace } = signature;
  const prefix = `${namespace}.`;
  return {
    category_name: signature.category,
    tool_name: toolBenchTool(signature, report),
    api_name: namespace !== '' && name.startsWith(prefix) ? name.slice(prefix.length) : name,
    api_description: signature.description,
    required_parameters: required,
    optional_parameters: optional,
    ...(response === undefined
      ? {}
      : { template_response: template(inlineRefs(response, ['response'], report), ['response'], report) }),
  };
}

/** ToolBench's tool is what qualifies the name, and our class of tools as well: one word for two. */
function toolBenchTool({ namespace, toolClass }: FunctionSignature, report: ReportLoss): string {
  if (namespace === '') {
    if (toolClass !== '') report(['namespace'], 'the class is written as the tool, which qualifies the name');
    return toolClass;
  }
  if (namespaceOf(toolClass) === namespace) return toolClass;
  report(['toolClass'], 'the tool is the namespace; a class beside it is not expressible');
  return namespace;
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
  if (value !== undefined && readSample(value, schema) !== value) {
    report([...at, required ? 'examples' : 'default'], 'this value is read back as one of the type');
  }
  if (value === null || value === '') report([...at, required ? 'examples' : 'default'], 'this value stands for none');
  reportKeywords(schema, at, [...said, 'description', 'default', 'examples'], report);
  return { name, type, description: schema.description ?? '', default: value ?? '' };
}

/** A response as ToolBench's template: names and type words, no descriptions. */
function template(schema: JsonSchema, at: PartPath, report: ReportLoss): Json {
  const types = Array.isArray(schema.type) ? schema.type : [schema.type];
  if (isRecord(schema.properties)) {
    reportKeywords(schema, at, ['type', 'properties'], report);
    const out: JsonObject = {};
    for (const [name, child] of Object.entries(schema.properties)) {
      setOwn(out, name, isRecord(child) ? template(child, [...at, 'properties', name], report) : 'any');
    }
    return out;
  }
  if (types.length === 1 && types[0] === 'array') {
    reportKeywords(schema, at, ['type', 'items'], report);
    return isRecord(schema.items) ? [template(schema.items as JsonSchema, [...at, 'items'], report)] : [];
  }
  reportKeywords(schema, at, ['type'], report);
  if (types.length > 1) report([...at, 'type'], 'a choice of types is not expressible');
  return (types.length === 1 ? TEMPLATE_WORDS[String(types[0])] : undefined) ?? 'any';
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
  const root = inlineRefs(response, ['response'], report);
  if (!isRecord(root.properties)) {
    report(['response'], 'a response is a list of named values; this one is written as "result"');
    return { result: sealField(root, ['response'], () => {}) };
  }
  reportKeywords(root, ['response'], ['type', 'properties'], report);
  const written: JsonObject = {};
  for (const [name, schema] of Object.entries(root.properties)) {
    setOwn(written, name, sealField(isRecord(schema) ? schema : {}, ['response', 'properties', name], report));
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

/** Cohere's first chat API: Python's types, and a word in each parameter on whether it is required. */
function writeCohere(signature: FunctionSignature, name: string, report: ReportLoss): JsonObject {
  reportUnsaid(signature, [], report);
  if (signature.response !== undefined) report(['response'], 'the dialect describes no response');
  const definitions: JsonObject = {};
  for (const { name: key, schema, required, at } of parametersOf(signature, report)) {
    const { type, said } = pythonType(schema, at, report);
    reportKeywords(schema, at, [...said, 'description'], report);
    setOwn(definitions, key, { description: schema.description ?? '', type, required });
  }
  return { name, description: signature.description, parameter_definitions: definitions };
}
