import { contentOf, type SignatureDocument } from '../../signature/index.ts';
import type { Edit } from '../types.ts';
import { resolvePath, scopeOf } from './scope.ts';

/** The edit that makes a file import a name: into the braces of an import it has of that file, else as a line of its own. */
export function importEdit(document: SignatureDocument, name: string, path: string): Edit {
  const { imports } = scopeOf(document);
  const same = imports.find(({ node }) => node.from?.text === path && node.names.length > 0);
  const lastName = same?.node.names.at(-1);
  if (same !== undefined && lastName !== undefined) {
    const at = same.base + Math.max(lastName.name.end, lastName.local.end);
    return { span: { start: at, end: at }, text: `, ${name}` };
  }
  const line = `import { ${name} } from ${JSON.stringify(path)};`;
  const last = imports.at(-1);
  const at = last === undefined ? Number(contentOf(document).startsWith('\uFEFF')) : last.base + last.node.end;
  return { span: { start: at, end: at }, text: last === undefined ? `${line}\n\n` : `\n${line}` };
}

/** Path from one file to another, both as URIs, as an import writes it: `./a.fsig`, `../b/c.fsig`. */
export function relativePath(fromUri: string, uri: string): string | undefined {
  const folder = resolvePath(fromUri, './') ?? '';
  const from = folder.split('/').filter((step, index) => step !== '' || index < 3);
  const to = uri.split('/').filter((step, index) => step !== '' || index < 3);
  if (from[0] !== to[0]) return undefined;
  let same = 0;
  while (same < from.length && same < to.length - 1 && from[same] === to[same]) same++;
  const up = from.slice(same).map(() => '..');
  const down = to.slice(same).map((step) => decodeURIComponent(step));
  return `${up.length === 0 ? './' : `${up.join('/')}/`}${down.join('/')}`;
}
