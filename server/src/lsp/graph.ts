import path from 'node:path';
import { type Domain, type Statements, statedCatalog } from '../domain/index.ts';
import { readRegularText, UnreadableFile, writeOwnText } from '../files/index.ts';
import {
  applyCuration,
  buildGraph,
  type CuratedGraph,
  type CurationProblem,
  type DependencyEdge,
  type DependencyGraph,
  domainOf,
  type GraphOptions,
  MAX_CURATION_BYTES,
  parseCuration,
  updateGraph,
} from '../graph/index.ts';
import type { Catalog } from '../signature/index.ts';
import { deriveInThread } from './graph-thread.ts';
import type { Project } from './project.ts';
import { filePath, fileUri } from './uris.ts';
import { WorkEnded } from './watchdog.ts';

/** Name of the file that keeps a person's accepted, rejected and added edges, beside the signature files. */
export const CURATION_FILE = 'magnet.graph.json';

/** Whether a URI is that of a curation file. */
export function isCuration(uri: string): boolean {
  return uri.endsWith(`/${CURATION_FILE}`);
}

/** Deriving the graph of all functions. */
const DERIVING = { what: 'deriving the graph' };

/** Up to here deriving the graph is not felt while typing. */
const AT_ONCE = 300;

/** Up to here it is derived by itself in a quiet moment; a larger one when somebody asks for it, and in a thread of its own. */
const BY_ITSELF = 1_500;

/** Quiet time before the graph is derived again. */
const IDLE_MS = 800;

/**
 * Keeps the dependency graph of the newest catalog. No keystroke pays for it: a small one is derived when it is looked
 * at, a larger one in a quiet moment, a very large one when it is asked for. Until then the one before it answers.
 */
export class GraphService {
  readonly #project: Project;
  readonly #derived: () => void;
  readonly #log: (message: string) => void;
  #catalog: Catalog | undefined;
  #graph: DependencyGraph | undefined;
  #curated: CuratedGraph | undefined;
  #curation: { readonly file: string; readonly text: string } = { file: '', text: '' };
  #parsed: { readonly text: string; readonly statements: Statements | undefined } = { text: '', statements: undefined };
  #statedCatalog:
    | { readonly from: Catalog; readonly by: Statements | undefined; readonly catalog: Catalog }
    | undefined;
  /** The last that was said of a curation file that is not read. */
  #refused = '';
  #timer: NodeJS.Timeout | undefined;
  #running: { readonly catalog: Catalog; readonly graph: Promise<DependencyGraph> } | undefined;

  /** @param derived told when a graph is there that an earlier question did not get */
  constructor(project: Project, derived: () => void, log: (message: string) => void) {
    this.#project = project;
    this.#derived = derived;
    this.#log = log;
  }

  /**
   * Derives the graph of the newest catalog where that is not felt, or plans it for a quiet moment.
   * @returns the newest graph that is there, which may be of an earlier catalog; undefined before the first
   */
  deriveIfQuick(): DependencyGraph | undefined {
    const { catalog } = this.#project;
    if (catalog === this.#catalog) return this.#curated?.graph;
    if (this.#project.watchdog.isSetAside(DERIVING, this.#project.version)) return this.#curated?.graph;
    const size = catalog.entries.length;
    if (size <= AT_ONCE) return this.#deriveHere(catalog);
    if (size <= BY_ITSELF) {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#deriveInQuiet(), IDLE_MS);
    }
    return this.#curated?.graph;
  }

  #deriveInQuiet(): void {
    try {
      this.#deriveHere(this.#project.catalog);
      this.#derived();
    } catch (error) {
      this.#log(error instanceof Error ? `${error.message}.` : String(error));
    }
  }

  /** The graph of this very catalog where it is there already, for rules that must not wait for it. */
  ifDerived(catalog: Catalog): DependencyGraph | undefined {
    return catalog === this.#catalog ? this.#curated?.graph : undefined;
  }

  /**
   * The domain that the newest graph was derived from: nothing is read for it. Undefined before the first graph, and for
   * a very large one, which a thread of its own derives.
   */
  domain(): Domain | undefined {
    return this.#graph === undefined ? undefined : domainOf(this.#graph);
  }

  /** The graph of the newest catalog, with the curation file as it is now, whatever it costs. */
  async settle(): Promise<DependencyGraph> {
    await this.reload();
    const { catalog } = this.#project;
    if (catalog === this.#catalog && this.#curated !== undefined) return this.#curated.graph;
    if (catalog.entries.length <= BY_ITSELF) return this.#deriveHere(catalog);
    if (this.#running?.catalog !== catalog) this.#running = { catalog, graph: this.#deriveAside(catalog) };
    const graph = this.#keep(catalog, await this.#running.graph);
    this.#derived();
    return graph;
  }

  async #deriveAside(catalog: Catalog): Promise<DependencyGraph> {
    try {
      return await deriveInThread(catalog.entries, this.#stated());
    } catch (error) {
      if (error instanceof WorkEnded) throw error;
      this.#log(`Deriving the graph aside failed, so it is derived here: ${String(error)}`);
      return buildGraph(catalog.entries, this.#stated());
    }
  }

  /** @throws WorkEnded */
  #deriveHere(catalog: Catalog): DependencyGraph {
    clearTimeout(this.#timer);
    const { watchdog, version } = this.#project;
    return watchdog.watch(DERIVING, version, () => this.#derive(catalog));
  }

  #derive(catalog: Catalog): DependencyGraph {
    const { entries } = catalog;
    const stated = this.#stated();
    const before = this.#graph;
    return this.#keep(
      catalog,
      before === undefined ? buildGraph(entries, stated) : updateGraph(before, entries, stated),
    );
  }

  /** What the curation file says of functions and entities. */
  #stated(): Pick<GraphOptions, 'statements'> {
    const statements = this.#statements();
    return statements === undefined ? {} : { statements };
  }

  #statements(): Statements | undefined {
    const { text } = this.#curation;
    if (this.#parsed.text !== text) this.#parsed = { text, statements: parseCuration(text).statements };
    return this.#parsed.statements;
  }

  /** The workspace's functions with what the curation file says of them, as the command line reads them for a run. */
  get statedCatalog(): Catalog {
    const { catalog: from } = this.#project;
    const by = this.#statements();
    if (this.#statedCatalog?.from !== from || this.#statedCatalog.by !== by)
      this.#statedCatalog = { from, by, catalog: statedCatalog(from, by) };
    return this.#statedCatalog.catalog;
  }

  #keep(catalog: Catalog, graph: DependencyGraph): DependencyGraph {
    this.#catalog = catalog;
    this.#graph = graph;
    this.#curated = applyCuration(graph, parseCuration(this.#curation.text));
    return this.#curated.graph;
  }

  /** Edges that a person rejected. */
  rejected(): readonly DependencyEdge[] {
    return this.#curated?.rejected ?? [];
  }

  /** What is wrong in a text of the curation file, told against the graph that is there. */
  curationProblems(text: string): readonly CurationProblem[] {
    const curation = parseCuration(text);
    const laid = this.#graph === undefined ? [] : applyCuration(this.#graph, curation, this.#catalog?.entries).problems;
    return [...curation.problems, ...laid].sort((a, b) => a.span.start - b.span.start);
  }

  /** Text of the curation file, '' where there is none. */
  get curationText(): string {
    return this.#curation.text;
  }

  /** Path of the curation file: in the innermost workspace folder of the first signature file. */
  get curationPath(): string | undefined {
    const { folders, firstFile: first } = this.#project;
    const folder = filePath(this.#project.folderOf(first) || (folders.at(-1) ?? ''));
    if (folder !== undefined) return path.join(folder, CURATION_FILE);
    const file = filePath(first);
    return file === undefined ? undefined : path.join(path.dirname(file), CURATION_FILE);
  }

  /** Reads the curation file again. @returns whether it changed */
  async reload(): Promise<boolean> {
    const file = this.curationPath;
    const text = file === undefined ? '' : await this.#read(file);
    const changed = text !== this.#curation.text;
    const before = JSON.stringify(this.#stated());
    this.#curation = { file: file ?? '', text };
    if (changed && this.#graph !== undefined) this.#curated = applyCuration(this.#graph, parseCuration(text));
    // What is stated of functions changes what is derived, so the graph of this catalog is derived again when asked for.
    if (JSON.stringify(this.#stated()) !== before) this.#catalog = undefined;
    return changed;
  }

  /** What is there and cannot be read is told once, and left out. */
  async #read(file: string): Promise<string> {
    try {
      const text = await readRegularText(file, MAX_CURATION_BYTES);
      this.#refused = '';
      return text;
    } catch (error) {
      const reason = `${file} ${error instanceof Error ? error.message : String(error)}; it is left out.`;
      const absent = error instanceof UnreadableFile && error.code === 'ENOENT';
      if (!absent && reason !== this.#refused) this.#log(reason);
      this.#refused = absent ? '' : reason;
      return '';
    }
  }

  get curationUri(): string {
    return this.#curation.file === '' ? '' : fileUri(this.#curation.file);
  }

  /** The curation file, where there is one: as the client has it open, else as it is on disk. */
  async namingFile(): Promise<{ readonly uri: string; readonly text: string } | undefined> {
    await this.reload();
    const uri = this.curationUri;
    const text = this.#project.openText(uri) ?? this.#curation.text;
    return text === '' ? undefined : { uri, text };
  }

  /** Replaces the curation file's text. */
  async write(text: string): Promise<void> {
    const file = this.curationPath;
    if (file === undefined) throw new Error('The signature files are in no folder, so there is no place to keep this.');
    await this.reload();
    if (this.#refused !== '') throw new Error(this.#refused);
    await writeOwnText(file, text);
    await this.reload();
  }
}
