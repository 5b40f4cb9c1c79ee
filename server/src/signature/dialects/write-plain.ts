import type { Json, JsonObject, JsonSchema } from '../../json/index.ts';
import { setOwn } from '../json-text/parse.ts';
import { resolveSchema } from '../schema/fields.ts';
import { withoutNotes } from '../schema/notes.ts';
import { type Annotations, type FunctionSignature, qualifiedName } from '../types.ts';
import { bfclSchema } from './bfcl-schema.ts';
import { geminiSchema } from './gemini-schema.ts';
import type { ReportLoss } from './loss.ts';
import { MCP_HINTS, MCP_META, type PlainDialect } from './plain.ts';

/** A signature as an object of a plain dialect, under the name `name`; what it cannot say goes to `report`. */
export function writePlain(
  signature: FunctionSignature,
  name: string,
  dialect: PlainDialect,
  report: ReportLoss,
): JsonObject {
  switch (dialect) {
    case 'openai-chat': {
      const body = openAiBody(signature, name, report);
      return { type: 'function', function: body };
    }
    case 'openai-responses':
      return { type: 'function', ...openAiBody(signature, name, report) };
    case 'anthropic':
      return writeAnthropic(signature, name, report);
    case 'gemini':
      return writeGemini(signature, name, report);
    case 'mcp':
      return writeMcp(signature, name, report);
    case 'bedrock':
      return { toolSpec: bedrockBody(signature, name, report) };
    case 'vscode':
      return writeEditorTool(signature, name, report);
    default:
      return writeBfcl(signature, name, report);
  }
}

function asJson(schema: JsonSchema): JsonObject {
  return schema as JsonObject;
}

function openAiBody(signature: FunctionSignature, name: string, report: ReportLoss): JsonObject {
  reportUnsaid(signature, ['strict'], report);
  reportResponse(signature, report);
  return {
    name,
    description: signature.description,
    parameters: asJson(withoutNotes(signature.parameters)),
    ...(signature.annotations.strict === undefined ? {} : { strict: signature.annotations.strict }),
  };
}

function writeAnthropic(signature: FunctionSignature, name: string, report: ReportLoss): JsonObject {
  reportUnsaid(signature, ['strict'], report);
  reportResponse(signature, report);
  return {
    name,
    description: signature.description,
    input_schema: asJson(withoutNotes(signature.parameters)),
    ...(signature.annotations.strict === undefined ? {} : { strict: signature.annotations.strict }),
  };
}

function bedrockBody(signature: FunctionSignature, name: string, report: ReportLoss): JsonObject {
  reportUnsaid(signature, ['strict'], report);
  reportResponse(signature, report);
  return {
    name,
    // Bedrock takes no empty description.
    ...(signature.description === '' ? {} : { description: signature.description }),
    inputSchema: { json: asJson(withoutNotes(signature.parameters)) },
    ...(signature.annotations.strict === undefined ? {} : { strict: signature.annotations.strict }),
  };
}

/** A tool as an extension of VS Code contributes it in its manifest. */
function writeEditorTool(signature: FunctionSignature, name: string, report: ReportLoss): JsonObject {
  reportUnsaid(signature, ['title'], report);
  reportResponse(signature, report);
  return {
    name,
    displayName: signature.annotations.title ?? name,
    modelDescription: signature.description,
    inputSchema: asJson(withoutNotes(signature.parameters)),
  };
}

function writeGemini(signature: FunctionSignature, name: string, report: ReportLoss): JsonObject {
  reportUnsaid(signature, [], report);
  const { parameters, response } = signature;
  // Gemini refuses an object schema without properties; a function without parameters has none at all.
  const empty = Object.keys(parameters.properties ?? {}).length === 0;
  const written = geminiSchema(parameters, ['parameters'], report);
  for (const key of empty ? Object.keys(written) : []) {
    if (key !== 'type' && key !== 'properties')
      report(['parameters', key], 'a function without parameters has no schema');
  }
  return {
    name,
    description: signature.description,
    ...(empty ? {} : { parameters: asJson(written) }),
    ...(response === undefined ? {} : { response: asJson(geminiSchema(response, ['response'], report)) }),
  };
}

function writeBfcl(signature: FunctionSignature, name: string, report: ReportLoss): JsonObject {
  reportUnsaid(signature, [], report);
  const { parameters, response } = signature;
  const written = bfclSchema(parameters, ['parameters'], report);
  return {
    name,
    description: signature.description,
    parameters: asJson({ ...written, properties: written.properties ?? {}, required: written.required ?? [] }),
    ...(response === undefined ? {} : { response: asJson(bfclSchema(response, ['response'], report)) }),
  };
}

/** MCP has a place for third parties' notes, `_meta`: what the protocol itself has no word for is kept there. */
function writeMcp(signature: FunctionSignature, name: string, report: ReportLoss): JsonObject {
  const { annotations, response } = signature;
  const notes = mcpNotes(signature, name);
  const output = response === undefined ? undefined : mcpOutput(response);
  if (response !== undefined && output === undefined) {
    report(
      ['response'],
      'before MCP 2026-07-28 an outputSchema must be an object; kept in _meta, where only this project reads it',
    );
  }
  const hints: JsonObject = {};
  for (const [to, from] of MCP_HINTS) if (annotations[from] !== undefined) hints[to] = annotations[from] as boolean;
  return {
    name,
    ...(annotations.title === undefined ? {} : { title: annotations.title }),
    description: signature.description,
    inputSchema: asJson(withoutNotes(signature.parameters)),
    ...(output === undefined ? {} : { outputSchema: asJson(withoutNotes(output)) }),
    ...(Object.keys(hints).length === 0 ? {} : { annotations: hints }),
    ...(Object.keys(notes).length === 0 ? {} : { _meta: { [MCP_META]: notes } }),
  };
}

/**
 * A response as `outputSchema`, whose own `type` the protocol wants to be "object": said beside a reference to a named
 * object type. Undefined for what is no object.
 */
function mcpOutput(response: JsonSchema): JsonSchema | undefined {
  if (response.type === 'object') return response;
  if (response.type !== undefined || resolveSchema(response, response).schema.type !== 'object') return undefined;
  return { type: 'object', ...response };
}

function mcpNotes(signature: FunctionSignature, name: string): JsonObject {
  const { annotations, response } = signature;
  const notes: JsonObject = {};
  const note = (key: string, value: Json | undefined): void => {
    if (value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0)) setOwn(notes, key, value);
  };
  // The table that leads back from a mapped name; for people and tools, since names are decoded by their marks.
  const qualified = qualifiedName(signature);
  if (qualified !== name) note('name', qualified);
  note('category', signature.category);
  note('toolClass', signature.toolClass);
  note('premises', [...signature.premises]);
  note('examples', signature.examples as unknown as Json);
  note('throws', signature.throws as unknown as Json);
  note('deprecated', annotations.deprecated);
  note('strict', annotations.strict);
  if (response !== undefined && response.type !== 'object') note('response', asJson(withoutNotes(response)));
  return notes;
}

function reportResponse(signature: FunctionSignature, report: ReportLoss): void {
  if (signature.response !== undefined) report(['response'], 'the dialect describes no response');
}

const UNSAID = {
  category: 'has no category',
  toolClass: 'has no tool class',
  premises: 'names no functions that must run before',
  examples: 'has no examples of whole calls',
  throws: 'names no errors',
} as const;

/** Reports the parts around the schemas that a dialect has no words for. */
export function reportUnsaid(
  signature: FunctionSignature,
  said: readonly (keyof Annotations | keyof typeof UNSAID)[],
  report: ReportLoss,
): void {
  const isSaid = (part: keyof Annotations | keyof typeof UNSAID): boolean => said.includes(part);
  for (const [part, words] of Object.entries(UNSAID) as [keyof typeof UNSAID, string][]) {
    if (!isSaid(part) && signature[part].length > 0) report([part], `the dialect ${words}`);
  }
  for (const key of Object.keys(signature.annotations) as (keyof Annotations)[]) {
    if (!isSaid(key)) report(['annotations', key], `the dialect has no word for "${key}"`);
  }
}
