import type { Dirent } from 'node:fs';
import { opendir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';

export interface WalkOptions {
  /** Files found at most. */
  readonly maxFiles: number;
  /** Directory entries looked at, at most. */
  readonly maxEntries: number;
  /** Whether a path relative to the root, with `/`, is wanted. */
  readonly matches: (relativePath: string) => boolean;
  /** Whether folders of this name are passed over. */
  readonly skips: (folderName: string) => boolean;
  /** Whether symbolic links are followed, each folder behind them once. Without it, links are passed over. */
  readonly followLinks?: boolean;
  readonly signal?: AbortSignal;
}

export interface WalkResult {
  /** Absolute paths. */
  readonly files: readonly string[];
  /** A limit was met: there may be more. */
  readonly cut: boolean;
}

/**
 * Files under `root`, nearest first. Folders that cannot be read are passed over, and the walk ends at the limits or when
 * the signal is aborted. Devices, pipes and sockets count as files where links are followed: whoever reads them says so.
 */
export async function findFiles(root: string, options: WalkOptions): Promise<WalkResult> {
  const { matches, skips, signal } = options;
  const files: string[] = [];
  const folders = [''];
  const seen = new SeenFolders(root);
  let entries = 0;
  for (let next = 0; next < folders.length; next++) {
    const folder = folders[next] ?? '';
    const directory = await opendir(path.join(root, folder)).catch(() => undefined);
    if (directory === undefined) continue;
    try {
      for await (const entry of directory) {
        if (signal?.aborted === true || entries++ > options.maxEntries || files.length >= options.maxFiles)
          return { files, cut: signal?.aborted !== true };
        const relative = folder === '' ? entry.name : `${folder}/${entry.name}`;
        const full = path.join(root, relative);
        const kind = options.followLinks === true ? await seen.kindOf(entry, full) : plainKindOf(entry);
        if (kind === 'folder' && !skips(entry.name)) folders.push(relative);
        if (kind === 'file' && matches(relative)) files.push(full);
      }
    } catch {
      // A folder that vanishes while it is read holds nothing any more.
    }
  }
  return { files, cut: false };
}

type Kind = 'file' | 'folder' | undefined;

function plainKindOf(entry: Dirent): Kind {
  if (entry.isDirectory()) return 'folder';
  return entry.isFile() ? 'file' : undefined;
}

/** Folders behind links that were walked: a link may lead back to where the walk came from. */
class SeenFolders {
  readonly #root: string;
  readonly #seen = new Set<string>();

  constructor(root: string) {
    this.#root = root;
  }

  /** What a link leads to; nothing where that is a folder that another link has led to, or one that holds the root. */
  async kindOf(entry: Dirent, full: string): Promise<Kind> {
    if (!entry.isSymbolicLink()) return entry.isDirectory() ? 'folder' : 'file';
    const status = await stat(full).catch(() => undefined);
    if (status?.isDirectory() !== true) return 'file';
    const real = await realpath(full);
    if (this.#seen.has(real) || isWithin(await realpath(this.#root), real)) return undefined;
    this.#seen.add(real);
    return 'folder';
  }
}

function isWithin(file: string, folder: string): boolean {
  const relative = path.relative(folder, file);
  return relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
}
