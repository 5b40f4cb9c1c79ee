import { canonicalJson, type Json, type JsonObject, type JsonSchema, put } from '../json/index.ts';
import { type FunctionSignature, resolveSchema } from '../signature/index.ts';
import type { WrittenCall } from '../teacher/index.ts';

/** Signature behind a tool's name, where it is known. */
export type SignatureOf = (name: string) => FunctionSignature | undefined;

/**
 * One text for calls that mean the same (core notes, "Certificates"): arguments equal to their defaults left out,
 * integers and floats of one value alike, keys in order.
 */
export function canonicalCall(call: WrittenCall, signatureOf: SignatureOf): string {
  const parameters = signatureOf(call.name)?.parameters;
  const kept: JsonObject = {};
  for (const [name, value] of Object.entries(call.arguments)) {
    if (parameters !== undefined && isDefault(parameters, name, value)) continue;
    put(kept, name, value);
  }
  return `${call.name}${canonicalJson(kept)}`;
}

function isDefault(parameters: JsonSchema, name: string, value: Json): boolean {
  if (!Object.hasOwn(parameters.properties ?? {}, name)) return false;
  const { schema } = resolveSchema(parameters, parameters.properties?.[name] as JsonSchema);
  return schema.default !== undefined && canonicalJson(schema.default) === canonicalJson(value);
}

/** The same calls in any order. Whether the order matters is for a replay to say. */
export function sameCalls(
  left: readonly WrittenCall[],
  right: readonly WrittenCall[],
  signatureOf: SignatureOf,
): boolean {
  if (left === right) return true;
  if (left.length !== right.length) return false;
  const texts = (calls: readonly WrittenCall[]) => calls.map((call) => canonicalCall(call, signatureOf)).sort();
  const rightTexts = texts(right);
  return texts(left).every((text, index) => text === rightTexts[index]);
}
