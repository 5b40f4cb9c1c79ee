import { resolveUri, sameFileKey } from '../uri.ts';
import type { ImportNode } from './ast.ts';
import { cyclicNodes } from './cycles.ts';
import { treeOf } from './facts.ts';
import { type DraftFile, type FsigProgram, placed } from './program.ts';

export function resolveImports(draft: DraftFile, drafts: ReadonlyMap<string, DraftFile>): void {
  const { document, imports } = draft.outline;
  for (const { index, node } of imports) {
    if (node.from === undefined) continue;
    const key = importedFile(document.uri, node.from.text, drafts);
    const target = key === undefined ? undefined : drafts.get(key);
    if (key === undefined || target === undefined) {
      const { text } = node.from;
      draft.problems.push(placed(index, 'unknown-import', node.from, { name: text, file: text }));
      continue;
    }
    draft.edges.push({ file: key, index });
    addImports(draft, index, node, key, target);
  }
}

/** Key of the file an import names, with or without its extension; undefined when it is not among the files. */
export function importedFile(uri: string, path: string, files: ReadonlyMap<string, unknown>): string | undefined {
  const exact = sameFileKey(resolveUri(sameFileKey(uri), path));
  return [exact, `${exact}.fsig`].find((key) => files.has(key));
}

function addImports(draft: DraftFile, index: number, node: ImportNode, file: string, target: DraftFile): void {
  if (node.all !== undefined) draft.imports.set(node.all.text, { file, name: '' });
  else if (node.names.length === 0) draft.sideFiles.push(file);
  for (const { name, local } of node.names) {
    if (!target.outline.exported.has(name.text)) {
      draft.problems.push(placed(index, 'unknown-import', name, { name: name.text, file: node.from?.text ?? '' }));
      continue;
    }
    draft.imports.set(local.text, { file, name: name.text });
  }
}

export function reportImportCycles(drafts: ReadonlyMap<string, DraftFile>): void {
  const next = (key: string): string[] => drafts.get(key)?.edges.map((edge) => edge.file) ?? [];
  const cyclic = cyclicNodes(drafts.keys(), next);
  for (const key of cyclic.keys()) {
    const draft = drafts.get(key) as DraftFile;
    for (const { file, index } of draft.edges) {
      if (cyclic.get(file) !== cyclic.get(key)) continue;
      const { declaration } = treeOf(draft.outline.document, index);
      const node = declaration.kind === 'import' ? (declaration.from ?? declaration) : declaration;
      draft.problems.push(placed(index, 'cyclic-import', node, { file: baseName(file) }));
    }
  }
}

const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

export function importsChanged(drafts: ReadonlyMap<string, DraftFile>, previous: FsigProgram | undefined): boolean {
  if (previous === undefined || previous.files.size !== drafts.size) return true;
  for (const [key, draft] of drafts) {
    const before = previous.files.get(key);
    if (before === undefined) return true;
    if (before.outline === draft.outline) continue;
    if (before.imports.size !== draft.imports.size || before.sideFiles.join() !== draft.sideFiles.join()) return true;
    for (const [name, { file, name: original }] of draft.imports) {
      const old = before.imports.get(name);
      if (old?.file !== file || old.name !== original) return true;
    }
  }
  return false;
}
