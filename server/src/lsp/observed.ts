import { stat } from 'node:fs/promises';
import path from 'node:path';
import { type ObservedResponse, ObservedResponses } from '../domain/index.ts';
import { type FileLine, openLineFile, openRunFolder } from '../files/index.ts';
import type { Catalog } from '../signature/index.ts';
import type { Project } from './project.ts';
import { filePath } from './uris.ts';

/** Runs of one folder that are looked at, the newest first. */
const MAX_RUNS = 50;
/** Bytes of records read in all: the newest runs show what functions answer now. */
const MAX_BYTES = 16 * 1024 * 1024;
/** Bytes read of one run, from its beginning, so that a huge one leaves room for the others. */
const MAX_RUN_BYTES = MAX_BYTES / 4;
/** Folders are not looked at again before, and never for more than a twentieth of the time. */
const REST_MS = 2_000;
const REST_SHARE = 20;

interface RunFile {
  readonly name: string;
  readonly file: string;
  readonly size: number;
  readonly modified: number;
}

/**
 * What the workspace's functions answered in its runs of real worlds. Nothing is read before somebody asks, and only what
 * changed since.
 */
export class ObservedAnswers {
  readonly #project: Project;
  readonly #log: (message: string) => void;
  /** By the name that the runs use. */
  #byName = new ObservedResponses();
  #byId: { readonly catalog: Catalog; readonly from: ObservedResponses; readonly ids: Map<string, string> } | undefined;
  #stamp = '';
  #restUntil = 0;
  #reading: Promise<void> | undefined;

  constructor(project: Project, log: (message: string) => void) {
    this.#project = project;
    this.#log = log;
  }

  /** What is known of a function now. */
  get(id: string): ObservedResponse | undefined {
    if (this.#byName.size === 0) return undefined;
    const name = this.#names().get(id);
    const seen = name === undefined ? undefined : this.#byName.get(name);
    return seen === undefined ? undefined : { ...seen, function: id };
  }

  /** Reads runs that came or changed since the last time; at once where it was asked a moment ago. */
  async refresh(): Promise<void> {
    if (this.#reading !== undefined) return this.#reading;
    if (Date.now() < this.#restUntil) return;
    const started = Date.now();
    this.#reading = this.#read()
      .catch((error: unknown) => this.#log(`Runs cannot be read for observed responses: ${String(error)}`))
      .finally(() => {
        this.#reading = undefined;
        this.#restUntil = Date.now() + Math.max(REST_MS, (Date.now() - started) * REST_SHARE);
      });
    return this.#reading;
  }

  /** Names in runs by function id; a name that means several functions is none of them. */
  #names(): ReadonlyMap<string, string> {
    const { catalog } = this.#project;
    const from = this.#byName;
    if (this.#byId?.catalog !== catalog || this.#byId.from !== from) {
      const ids = new Map<string, string>();
      for (const { function: name } of from.all()) {
        const [entry, ...others] = catalog.lookup(name);
        if (entry !== undefined && others.length === 0 && !ids.has(entry.id)) ids.set(entry.id, name);
      }
      this.#byId = { catalog, from, ids };
    }
    return this.#byId.ids;
  }

  async #read(): Promise<void> {
    const runs = (await Promise.all(this.#folders().map(runsIn))).flat().sort((a, b) => b.modified - a.modified);
    const stamp = JSON.stringify(runs);
    if (stamp === this.#stamp) return;
    const { MANIFEST, observedAnswers, parseManifest } = await import('../dataset/index.ts');
    const found = new ObservedResponses();
    let left = MAX_BYTES;
    for (const { name, file, size } of runs) {
      if (left <= 0) break;
      const manifest = parseManifest(await openRunFolder(path.dirname(file)).read(MANIFEST));
      if (manifest?.world === 'simulated') continue;
      const share = Math.min(size, left, MAX_RUN_BYTES);
      left -= share;
      for await (const answer of observedAnswers(upTo(share, openLineFile(file).readAll())))
        found.add(answer.function, answer.output, name);
    }
    this.#byName = found;
    this.#stamp = stamp;
  }

  /** Where each workspace folder keeps its runs; never outside it, whatever its setting says. */
  #folders(): string[] {
    return this.#project.folders.flatMap((uri) => {
      const root = filePath(uri);
      const { runFolder } = this.#project.settings.get(uri);
      const steps = runFolder.split(/[\\/]+/).filter((step) => !['', '.', '..'].includes(step));
      return root === undefined ? [] : [path.join(root, ...steps)];
    });
  }
}

/** The lines that end within the first bytes of a file. */
async function* upTo(bytes: number, lines: AsyncIterable<FileLine>): AsyncGenerator<FileLine> {
  for await (const line of lines) {
    if (line.end > bytes) return;
    yield line;
  }
}

/** The runs that lie directly in a folder. Hidden folders are none: what was deleted waits in one. */
async function runsIn(folder: string): Promise<RunFile[]> {
  const names = (await openRunFolder(folder).list()).filter((name) => !name.startsWith('.'));
  const found = await Promise.all(
    names.map(async (name): Promise<RunFile | undefined> => {
      const file = path.join(folder, name, 'records.jsonl');
      const status = await stat(file).catch(() => undefined);
      return status?.isFile() === true ? { name, file, size: status.size, modified: status.mtimeMs } : undefined;
    }),
  );
  return found
    .filter((run) => run !== undefined)
    .sort((a, b) => b.modified - a.modified)
    .slice(0, MAX_RUNS);
}
