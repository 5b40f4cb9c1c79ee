import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  buildCatalog,
  type Catalog,
  type CatalogEntry,
  type DialectId,
  type FunctionSignature,
  parseDocument,
  type SignatureProblem,
} from '../../../server/src/signature/index.ts';

export const URI = 'file:///sample.tools.json';

/** Files that others wrote, where this checkout stands beside them. */
export const DATA = fileURLToPath(new URL('../../../../shared/data', import.meta.url));
export const hasData = existsSync(DATA);

export function catalogOf(text: string | object, dialect?: DialectId): Catalog {
  const written = typeof text === 'string' ? text : JSON.stringify(text, null, 2);
  return buildCatalog([parseDocument(URI, written, { kind: 'json', ...(dialect === undefined ? {} : { dialect }) })]);
}

export function entriesOf(text: string | object, dialect?: DialectId): readonly CatalogEntry[] {
  return catalogOf(text, dialect).entries;
}

/** The only function of a text. */
export function signatureOf(text: string | object, dialect?: DialectId): FunctionSignature {
  const [entry] = entriesOf(text, dialect);
  if (entry === undefined) throw new Error('no function was read');
  return entry.signature;
}

export function problemsOf(text: string | object): readonly SignatureProblem[] {
  return catalogOf(text).problems(URI);
}

/** A signature without what says where it comes from: what a round trip must keep. */
export function meaning({ source: _source, ...signature }: FunctionSignature): Omit<FunctionSignature, 'source'> {
  return signature;
}

/** All files below a folder. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const file = path.join(folder, name);
    return statSync(file).isDirectory() ? filesBelow(file) : [file];
  });
}

/** Files of `shared/data` that hold tools in JSON, with their text. */
export function toolFiles(): { name: string; text: string }[] {
  if (!hasData) return [];
  return filesBelow(DATA)
    .filter((file) => /\.jsonl?$/.test(file) && !/openapi|spec-schema/.test(file))
    .map((file) => ({ name: path.relative(DATA, file), text: readFileSync(file, 'utf8') }));
}
