import { t } from '@vscode/l10n';
import {
  type CancellationToken,
  type Disposable,
  RelativePattern,
  type TestController,
  type TestItem,
  type TestRunProfile,
  TestRunProfileKind,
  type TestRunRequest,
  tests,
  Uri,
  workspace,
} from 'vscode';
import { type KnownEndpoint, listedEndpoints } from '../endpoint/choice.ts';
import type { Magnet } from '../magnet.ts';
import { plainLine } from '../notice.ts';
import { readSettings } from '../settings.ts';
import type { TestOutcome } from './outcome.ts';
import { fileItem, fillFile, fillTest, nodeOf, uriOf } from './tree.ts';

/** Records of ours, and tasks of BFCL beside which its answers lie. */
export const TEST_GLOB = '**/*.magnet-test.jsonl';
const TASK_GLOB = '**/BFCL_v[34]_*.json';
const ANSWERS = '**/possible_answer/*.json';
const EXCLUDED = '**/{node_modules,.git,possible_answer}/**';

/** Runs what a person asked for on an endpoint. */
type RunTests = (
  explorer: TestExplorer,
  endpoint: KnownEndpoint,
  request: TestRunRequest,
  token: CancellationToken,
) => Promise<void>;

/** Tests of the workspace in the Test Explorer: found at once, read when they are looked at or run. */
export class TestExplorer implements Disposable {
  readonly magnet: Magnet;
  readonly controller: TestController;
  readonly #how: Readonly<Record<'run' | 'debug', RunTests>>;
  readonly #profiles = new Map<string, TestRunProfile[]>();
  readonly #disposables: Disposable[] = [];
  /** The last verdict on each item that was run in this window, by its id. */
  readonly outcomes = new Map<string, TestOutcome>();
  readonly #read = new Map<string, Promise<void>>();
  #found: Promise<void> | undefined;

  constructor(magnet: Magnet, how: Readonly<Record<'run' | 'debug', RunTests>>) {
    this.magnet = magnet;
    this.#how = how;
    this.controller = tests.createTestController('magnet.tests', 'Magnet');
    this.controller.resolveHandler = (item) => this.resolve(item);
    this.controller.refreshHandler = () => this.refresh();
    this.#disposables.push(
      this.controller,
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('magnet.endpoint')) this.#makeProfiles();
      }),
      workspace.onDidChangeWorkspaceFolders(() => this.refresh()),
    );
    this.#watch();
    this.#makeProfiles();
  }

  /** Reads what stands below an item, or finds the files. */
  async resolve(item?: TestItem): Promise<void> {
    if (item === undefined) {
      this.#found ??= this.#find();
      return this.#found;
    }
    const node = nodeOf(item);
    if (node?.kind === 'test') fillTest(this.controller, item);
    if (node?.kind !== 'file') return;
    const known = this.#read.get(item.id) ?? this.#fill(item);
    this.#read.set(item.id, known);
    await known;
  }

  async refresh(): Promise<void> {
    this.#found = undefined;
    this.#read.clear();
    const open: TestItem[] = [];
    this.controller.items.forEach((item) => {
      if (item.children.size > 0) open.push(item);
    });
    await this.resolve();
    await Promise.all(open.map((item) => this.resolve(this.controller.items.get(item.id) ?? item)));
  }

  async #find(): Promise<void> {
    const [records, tasks, answers] = await Promise.all([
      workspace.findFiles(TEST_GLOB, EXCLUDED),
      workspace.findFiles(TASK_GLOB, EXCLUDED),
      workspace.findFiles(ANSWERS, '**/node_modules/**'),
    ]);
    const answered = new Set(answers.map(String));
    const judged = tasks.filter((uri) => /relevance\.json$/.test(uri.path) || answered.has(answerFile(uri).toString()));
    const wanted = [...records, ...judged];
    this.controller.items.replace(wanted.map((uri) => this.controller.items.get(uri.toString()) ?? this.#item(uri)));
    if (wanted.length > 0) this.magnet.endpointStatus.want();
  }

  #item(uri: Uri): TestItem {
    return fileItem(this.controller, uri, workspace.asRelativePath(uri));
  }

  async #fill(file: TestItem): Promise<void> {
    file.busy = true;
    try {
      fillFile(this.controller, file, await this.magnet.request('magnet/tests', { uri: uriOf(file).toString() }));
    } catch (error) {
      this.#read.delete(file.id);
      file.error = plainLine(error instanceof Error ? error.message : String(error));
    } finally {
      file.busy = false;
    }
  }

  #watch(): void {
    for (const glob of [TEST_GLOB, TASK_GLOB]) {
      const watchers = (workspace.workspaceFolders ?? []).map((folder) =>
        workspace.createFileSystemWatcher(new RelativePattern(folder, glob)),
      );
      for (const watcher of watchers) {
        watcher.onDidCreate((uri) => this.#added(uri));
        watcher.onDidChange((uri) => this.#changed(uri));
        watcher.onDidDelete((uri) => this.controller.items.delete(uri.toString()));
        this.#disposables.push(watcher);
      }
    }
  }

  #added(uri: Uri): void {
    if (uri.path.includes('/possible_answer/') || uri.path.includes('/node_modules/')) return;
    if (this.controller.items.get(uri.toString()) === undefined) this.controller.items.add(this.#item(uri));
    this.magnet.endpointStatus.want();
    this.#changed(uri);
  }

  /** Only what was read before is read again; then those who run tests continuously are told. */
  #changed(uri: Uri): void {
    const item = this.controller.items.get(uri.toString());
    if (item === undefined) return;
    const wasRead = this.#read.delete(item.id);
    this.controller.invalidateTestResults(item);
    void (wasRead ? this.resolve(item) : Promise.resolve()).then(() => {
      for (const listener of this.#onChanged) listener(item);
    });
  }

  readonly #onChanged = new Set<(file: TestItem) => void>();

  /** @returns stops it */
  onFileChanged(listener: (file: TestItem) => void): Disposable {
    this.#onChanged.add(listener);
    return { dispose: () => this.#onChanged.delete(listener) };
  }

  /** A profile to run and one to debug for each endpoint; those that stay keep what a person chose of them. */
  #makeProfiles(): void {
    const { url, model, list } = readSettings().endpoint;
    const endpoints: KnownEndpoint[] = [
      ...listedEndpoints({ url, model }, list),
      { kind: 'local', label: t('Built-in baseline'), url: '', model: '' },
    ];
    const wanted = new Map(endpoints.map((endpoint) => [profileKey(endpoint), endpoint]));
    for (const [key, profiles] of this.#profiles) {
      if (wanted.has(key)) continue;
      for (const profile of profiles) profile.dispose();
      this.#profiles.delete(key);
    }
    for (const [key, endpoint] of wanted) {
      const known = this.#profiles.get(key);
      if (known === undefined) this.#profiles.set(key, this.#profilesOf(endpoint));
      else for (const profile of known) profile.label = profileLabel(endpoint);
    }
  }

  #profilesOf(endpoint: KnownEndpoint): TestRunProfile[] {
    const isDefault = endpoint.kind === 'settings';
    const label = profileLabel(endpoint);
    return [
      this.controller.createRunProfile(
        label,
        TestRunProfileKind.Run,
        (request, token) => this.#how.run(this, endpoint, request, token),
        isDefault,
        undefined,
        true,
      ),
      this.controller.createRunProfile(
        label,
        TestRunProfileKind.Debug,
        (request, token) => this.#how.debug(this, endpoint, request, token),
        isDefault,
      ),
    ];
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
  }
}

/** The endpoint of the settings stays one profile wherever it points. */
function profileKey({ kind, url, model }: KnownEndpoint): string {
  return kind === 'listed' ? `${url}#${model}` : kind;
}

function profileLabel({ kind, label }: KnownEndpoint): string {
  return kind === 'settings' ? t('Current endpoint ({0})', label) : label;
}

function answerFile(uri: Uri): Uri {
  const name = uri.path.split('/').at(-1) ?? '';
  return Uri.joinPath(uri, '..', 'possible_answer', name);
}
