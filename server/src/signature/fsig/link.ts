import { READING, working } from '../at-work.ts';
import type { SignatureDocument } from '../types.ts';
import { sameFileKey } from '../uri.ts';
import { dropTrees } from './facts.ts';
import { reportImportCycles, resolveImports } from './imports.ts';
import { linkFunctions, type TypeEnvironment } from './link-functions.ts';
import { declareFile, linkTypes } from './link-types.ts';
import { outlineOf } from './outline.ts';
import type { DraftFile, FsigProgram, LinkedFile } from './program.ts';

/**
 * Links files: resolves names and imports, compiles types and functions. What `previous` linked and no edit touched
 * is taken over, identical objects and all.
 * @param most functions of a file that are linked; later ones are left out
 */
export function linkFiles(
  documents: Iterable<SignatureDocument>,
  previous?: FsigProgram,
  most = Number.POSITIVE_INFINITY,
): FsigProgram {
  const drafts = new Map<string, DraftFile>();
  for (const document of documents) {
    const key = sameFileKey(document.uri);
    const before = previous?.files.get(key);
    const declare = () => declareFile(outlineOf(document, before?.outline), before);
    drafts.set(key, working({ uri: document.uri, what: READING }, declare));
  }
  for (const draft of drafts.values()) resolveImports(draft, drafts);
  reportImportCycles(drafts);
  const changes = linkTypes(drafts, previous);
  const environment = changes === undefined && previous !== undefined ? previous.environment : {};
  const types: TypeEnvironment = { now: environment, before: previous?.environment, stillHolds: changes };
  const files = new Map<string, LinkedFile>();
  for (const [key, draft] of drafts) {
    const before = previous?.files.get(key);
    if (changes === undefined && before !== undefined && before.outline === draft.outline) {
      files.set(key, before);
      continue;
    }
    const { sameTypes: _same, edges: _edges, ...file } = draft;
    const link = () => linkFunctions(draft, drafts, before, types, most);
    const functions = working({ uri: draft.outline.document.uri, what: READING }, link);
    files.set(key, { ...file, functions, signatures: functions.map((linked) => linked.signature) });
  }
  for (const { outline } of files.values()) outline.changed = undefined;
  dropTrees();
  return { environment, files };
}
