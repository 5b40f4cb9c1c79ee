import type { GraphFunction } from '../graph/index.ts';
import { canonicalJson, hashText, isObject, type Json } from '../json/index.ts';
import type { FunctionSignature } from '../signature/index.ts';
import { toolNames } from '../trajectory/index.ts';

/** Beside the records: a hash of each part of every signature they were made from, by the name the records call it. */
export const SIGNATURES = 'signatures.json';

/** Parts of a signature that can change, as a message names them. */
export const SIGNATURE_PARTS = ['description', 'parameters', 'response', 'premises', 'errors', 'notes'] as const;
export type SignaturePart = (typeof SIGNATURE_PARTS)[number];

/** Hash of each part. A part that says nothing has none, so that large catalogs stay small. */
export type SignatureParts = Readonly<Partial<Record<SignaturePart, string>>>;

/** Tool name → its function's id and parts. */
export type Signatures = ReadonlyMap<string, { readonly id: string; readonly parts: SignatureParts }>;

/** The signatures of a catalog, in the order of their names. */
export function signaturesOf(functions: readonly GraphFunction[]): Signatures {
  const names = toolNames(functions);
  const entries = functions.map(({ id, signature }) => [names.nameOf(id), { id, parts: partsOf(signature) }] as const);
  return new Map(entries.sort(([left], [right]) => (left < right ? -1 : 1)));
}

/**
 * What a signature says, part by part. White space in texts and the order of keys and premises say nothing; named types
 * count through the parts that use them.
 */
function partsOf(signature: FunctionSignature): SignatureParts {
  const { description, parameters, response, premises, throws, examples, annotations, category, toolClass } = signature;
  const said: Readonly<Record<SignaturePart, unknown>> = {
    description,
    parameters,
    response,
    premises: [...premises].sort(),
    errors: throws,
    notes: [examples, annotations, category, toolClass],
  };
  return Object.fromEntries(
    SIGNATURE_PARTS.flatMap((part) => {
      const value = said[part];
      return isSilent(value) ? [] : [[part, hashText(canonicalJson(evenSpace(value as Json)))]];
    }),
  );
}

function isSilent(value: unknown): boolean {
  if (value === undefined || value === '') return true;
  if (Array.isArray(value)) return value.every(isSilent);
  return isObject(value) && Object.keys(value).length === 0;
}

/** The same value with each run of white space in its texts as one space. */
export function evenSpace(value: Json): Json {
  if (typeof value === 'string') return value.replace(/\s+/g, ' ').trim();
  if (Array.isArray(value)) return value.map(evenSpace);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, evenSpace(item as Json)]));
}

export function writeSignatures(signatures: Signatures): string {
  const functions = Object.fromEntries([...signatures].map(([name, { id, parts }]) => [name, { id, ...parts }]));
  return `${JSON.stringify({ format: 'magnet-signatures', version: 1, functions })}\n`;
}

/** Reads a file's text; undefined where it is none of ours. */
export function readSignatures(text: string | undefined): Signatures | undefined {
  if (text === undefined) return undefined;
  try {
    const value = JSON.parse(text) as { format?: unknown; version?: unknown; functions?: unknown };
    if (value?.format !== 'magnet-signatures' || value.version !== 1 || !isObject(value.functions)) return undefined;
    return new Map(
      Object.entries(value.functions as Record<string, { id: string } & SignatureParts>).map(
        ([name, { id, ...parts }]) => [name, { id, parts }],
      ),
    );
  } catch {
    return undefined;
  }
}
