import { readRegularText } from '../files/index.ts';
import { buildGraph, type DependencyGraph } from '../graph/index.ts';
import { buildCatalog, type Catalog, parseDocument, parseProgram, type SignatureDocument } from '../signature/index.ts';
import { MAX_FILE_BYTES } from './disk.ts';
import { refused } from './guard.ts';
import type { Session } from './session.ts';
import { filePath } from './uris.ts';

/** What is at work, as a message names it. */
const NAMED = 'reading the named files';

/**
 * The functions of the files that a request names, as the command line would read them: a catalog of these alone.
 * @returns undefined where all of them are the workspace's own, whose catalog then has the answer
 * @throws ResponseError where a file cannot be read
 */
export async function catalogOfNamed(session: Session, uris: unknown): Promise<Catalog | undefined> {
  const { project } = session;
  const keys = [...new Set((Array.isArray(uris) ? uris : []).map((uri) => project.uris.key(String(uri))))];
  if (keys.every((key) => project.catalog.documents.has(key))) return undefined;
  const documents: SignatureDocument[] = [];
  for (const key of keys) documents.push(project.document(key) ?? (await readDocument(session, key)));
  return project.watchdog.watch({ what: NAMED }, undefined, () => buildCatalog(documents));
}

/** The graph of such a catalog. @throws WorkEnded where it takes too long */
export function graphOfNamed(session: Session, { entries }: Catalog): DependencyGraph {
  return session.project.watchdog.watch({ what: NAMED }, undefined, () => buildGraph(entries));
}

async function readDocument(session: Session, uri: string): Promise<SignatureDocument> {
  const file = filePath(uri);
  if (file === undefined) throw refused(`${uri} is not a file on this machine.`);
  const text = await readRegularText(file, MAX_FILE_BYTES).catch((error: Error) => {
    throw refused(`${file} ${error.message}.`);
  });
  return session.project.watchdog.watch(
    { what: NAMED, uri },
    undefined,
    () => parseProgram(uri, text) ?? parseDocument(uri, text),
  );
}
